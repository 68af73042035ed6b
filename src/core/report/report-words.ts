import type { IsoDate } from '../campaign/campaign.ts';
import type { ClosingReport } from './closing-report.ts';
import type { BranchColumn } from './merge-small-cells.ts';
import { shareInWords } from './share-words.ts';

/** Says a message of the catalogue; `Texts` is one. Terminal and browser tell a report in the same sentences. */
export interface Speaker {
  readonly locale: string;
  /** The message with its places filled; an unknown id comes back as it is. */
  sayAny(id: string, values?: Readonly<Record<string, string | number>>): string;
}

/** What a share is of; a place in `report.share.*`. */
export type ShareBase = 'called' | 'selected' | 'reached' | 'calls';

/**
 * The places of a sentence that tells a share: the share with its base in words, both counts, and `form`, the number
 * that the verb takes in German.
 */
export function sayShare(part: number, whole: number, base: ShareBase, { sayAny }: Speaker) {
  const it = shareInWords(part, whole);
  const word = it.kind === 'word' ? it.word : 'percent';
  const share =
    it.kind === 'word'
      ? sayAny(`report.share.${word}`, { base })
      : sayAny('report.share.percent', { base, percent: it.percent });
  const isOne =
    word === 'nobody' ||
    word === 'half' ||
    word.startsWith('a-') ||
    (it.kind === 'percent' && it.percent === 1);
  return { share, part, whole, form: isOne ? 'one' : 'other' };
}

/** An answer to the integration question in few words: ours for the keys we know, else the guide's. */
export function sayAnswer(answer: string | null, report: ClosingReport, { sayAny }: Speaker): string {
  const id = `report.integration.${answer ?? 'none'}`;
  const ours = sayAny(id);
  return ours === id ? (report.labels.integration[answer ?? ''] ?? answer ?? '') : ours;
}

export function sayColumn(column: BranchColumn, report: ClosingReport, texts: Speaker): string {
  switch (column.kind) {
    case 'selected':
      return texts.sayAny('report.branch.selected');
    case 'groups':
      return column.groups.map((group) => texts.sayAny(`report.group.${group}`)).join(' + ');
    case 'answers':
      return column.answers.map((answer) => sayAnswer(answer, report, texts)).join(' + ');
    case 'newsletter':
      return texts.sayAny('report.branch.newsletter');
    case 'localContact':
      return texts.sayAny('report.branch.localContact');
  }
}

/** `13.–17. März 2012`, `March 13 – 17, 2012`. */
export function sayPeriod(from: IsoDate, until: IsoDate, locale: string): string {
  const style = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, style).formatRange(midnight(from), midnight(until));
}

/** `Leipzig, Meißen und Nordsachsen`. */
export function sayNames(names: readonly string[], locale: string): string {
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}

export function sayNumber(value: number, locale: string, digits = 1): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
}

function midnight(date: IsoDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}
