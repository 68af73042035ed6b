import type { CallClass } from './call-class.ts';

/** A weak hint that only adds up over days (`please-check.ts`). */
export type SoftSign = 'absent' | 'no-answer' | 'out-of-order' | 'forwarding-loop' | 'fax-or-data';

/** Something of ours that an organiser or the operator must look at; never the number's fault. */
export type OwnAlarm = 'caller-id-suppressed' | 'caller-id-reputation' | 'credit' | 'credentials';

/** What a row of a table says of a call. */
export interface Verdict {
  readonly class: CallClass;
  /** Number-health points in tenths, 0 to 10; 0 when absent. */
  readonly tenths?: number;
  readonly soft?: SoftSign;
  readonly alarm?: OwnAlarm;
  /** The network found the number incomplete (484, cause 28): the Decisions give it a rule of its own. */
  readonly isIncomplete?: boolean;
}

/** What the rows may look at besides their code. */
export interface CallFacts {
  /** Seconds since the first 180; 0 without one. */
  readonly ringSeconds: number;
  readonly hasRung: boolean;
  readonly minRingSeconds: number;
  readonly ownParserSaysComplete: boolean;
  /** "603+": a machine judged the call by its analytics, no person declined it. */
  readonly isAnalyticsBlock: boolean;
  /** Earlier calendar days on which this number met the same cause while others with its prefix went through. */
  readonly sameCauseDaysBefore: number;
}

/** One row of DOMAIN 1.4 or 1.5: the codes it holds for, and its verdict, or how it is found. */
export interface CodeRow {
  readonly codes: readonly number[];
  readonly verdict: Verdict | ((facts: CallFacts) => Verdict);
  readonly note: string;
}

/** Rows by code. @throws RangeError when two rows claim one code: then the table is wrong. */
export function rowsByCode(rows: readonly CodeRow[]): ReadonlyMap<number, CodeRow> {
  const byCode = new Map<number, CodeRow>();
  for (const row of rows) {
    for (const code of row.codes) {
      if (byCode.has(code)) throw new RangeError(`two rows for code ${code}`);
      byCode.set(code, row);
    }
  }
  return byCode;
}

/** The verdict of the row for this code, or null when no row knows it. */
export function verdictFor(
  rows: ReadonlyMap<number, CodeRow>,
  code: number,
  facts: CallFacts,
): Verdict | null {
  const verdict = rows.get(code)?.verdict;
  return typeof verdict === 'function' ? verdict(facts) : (verdict ?? null);
}
