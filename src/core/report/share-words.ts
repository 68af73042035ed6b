/** A share as people say it; every one but `percent` names a message `report.share.<word>`. */
export type ShareWord =
  | 'nobody'
  | 'a-tenth'
  | 'a-fifth'
  | 'a-quarter'
  | 'a-third'
  | 'two-fifths'
  | 'half'
  | 'three-fifths'
  | 'two-thirds'
  | 'three-quarters'
  | 'four-fifths'
  | 'nine-tenths'
  | 'almost-all'
  | 'all';

export type ShareInWords =
  | { readonly kind: 'word'; readonly word: ShareWord }
  /** Whole, and at least 1, at most 99: a share that is neither nothing nor everything is not told as either. */
  | { readonly kind: 'percent'; readonly percent: number };

/** A word may be wrong by this much, as a share of the whole and of what it names: 3 % is no "twentieth". */
const TOLERANCE = { points: 0.02, ofPart: 0.08 };

// What a word says. "Almost all" is understood as 98 of 100, so it begins at 96.
const values: readonly (readonly [ShareWord, number])[] = [
  ['a-tenth', 0.1],
  ['a-fifth', 0.2],
  ['a-quarter', 0.25],
  ['a-third', 1 / 3],
  ['two-fifths', 0.4],
  ['half', 0.5],
  ['three-fifths', 0.6],
  ['two-thirds', 2 / 3],
  ['three-quarters', 0.75],
  ['four-fifths', 0.8],
  ['nine-tenths', 0.9],
  ['almost-all', 0.98],
];

/**
 * `part` of `whole` in words where a word is close enough (2 points), else as a percentage.
 *
 * @throws RangeError unless both are counts, `whole` is 1 or more and `part` at most that.
 */
export function shareInWords(part: number, whole: number): ShareInWords {
  const areCounts = Number.isSafeInteger(part) && Number.isSafeInteger(whole);
  if (!areCounts || part < 0 || whole < 1 || part > whole)
    throw new RangeError(`no share: ${part} of ${whole}`);
  if (part === 0) return { kind: 'word', word: 'nobody' };
  if (part === whole) return { kind: 'word', word: 'all' };
  const share = part / whole;
  const nearest = values.reduce((best, it) =>
    Math.abs(it[1] - share) < Math.abs(best[1] - share) ? it : best,
  );
  const error = Math.abs(nearest[1] - share);
  const isClose = error <= TOLERANCE.points && error <= TOLERANCE.ofPart * share;
  if (isClose) return { kind: 'word', word: nearest[0] };
  return { kind: 'percent', percent: Math.min(99, Math.max(1, Math.round(share * 100))) };
}

/** What the word says, 0 to 1. */
export function valueOfWord(word: ShareWord): number {
  if (word === 'nobody') return 0;
  return values.find(([name]) => name === word)?.[1] ?? 1;
}
