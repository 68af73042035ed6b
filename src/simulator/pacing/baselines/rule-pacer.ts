import type { CallerOnShift, Pacer, PacingEvent, PacingSnapshot } from '../../../core/pacing/pacing.ts';

/** The published rule of a dialler, to be measured beside ours. */
export interface DialRule {
  note?(event: PacingEvent): void;
  /** Calls that the rule would begin now: any number, a negative one means none. */
  wanted(snapshot: PacingSnapshot): number;
  /** Where the rule stands (a ratio, a level), to look at. */
  values?(): Readonly<Record<string, number>>;
}

const NOTHING: Readonly<Record<string, number>> = {};

/** A rule in the shape of our pacer: never more calls than channels and contacts are left, nothing learned. */
export function rulePacer(name: string, rule: DialRule): Pacer {
  const code = `baseline.${name}`;
  return {
    note: (event) => rule.note?.(event),
    decide: (snapshot) => ({
      calls: Math.max(0, Math.min(rule.wanted(snapshot), snapshot.channelsFree, snapshot.contactsLeft)),
      reason: { code, values: rule.values?.() ?? NOTHING },
    }),
    basis: () => ({ rule: name, ...rule.values?.() }),
    learned: () => null,
  };
}

export function countCallers(callers: readonly CallerOnShift[], state: CallerOnShift['state']): number {
  let count = 0;
  for (const caller of callers) if (caller.state === state) count += 1;
  return count;
}

/** Says whether it is time again, `seconds` after it last was; first at `firstAt`, absent: at once. */
export function every(seconds: number, firstAt = Number.NEGATIVE_INFINITY): (now: number) => boolean {
  let dueAt = firstAt;
  return (now) => {
    if (now < dueAt) return false;
    dueAt = now + seconds;
    return true;
  };
}
