/** Fewer letters find everything; so many are found in the middle of a word, too. */
const LEAST_LETTERS = 2;
const LEAST_LETTERS_INSIDE = 3;

/** A text to compare: without case, accents and signs. `Ärger` is both `arger` and `aerger`. */
export function plainForms(text: string): readonly string[] {
  const lower = text.toLowerCase().replaceAll('ß', 'ss').normalize('NFC');
  const spelledOut = lower.replace(/[äöü]/g, (it) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[it] ?? it);
  return [...new Set([lower, spelledOut].map(withoutSigns))];
}

function withoutSigns(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether a search is one already. */
export function isSought(sought: string): boolean {
  return sought.trim().length >= LEAST_LETTERS;
}

interface Findable {
  readonly title: string;
  readonly keywords?: readonly string[];
  /** What is found last: the words of the card itself. */
  readonly text: string;
}

/** The cards that somebody means who has typed this: first by title, then by keyword, then by what stands on them. */
export function findCards<Card extends Findable>(cards: readonly Card[], sought: string): Card[] {
  if (!isSought(sought)) return [...cards];
  const wanted = plainForms(sought);
  return cards
    .map((card) => ({ card, rank: rankOf(card, wanted) }))
    .filter(({ rank }) => rank < NOWHERE)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ card }) => card);
}

const NOWHERE = 4;

function rankOf({ title, keywords = [], text }: Findable, wanted: readonly string[]): number {
  if (begins(title, wanted)) return 0;
  if (keywords.some((it) => begins(it, wanted))) return 1;
  if ([title, ...keywords].some((it) => holds(it, wanted))) return 2;
  return begins(text, wanted) ? 3 : NOWHERE;
}

/** Some word of it does. */
function begins(text: string, wanted: readonly string[]): boolean {
  return plainForms(text).some((form) => wanted.some((it) => ` ${form}`.includes(` ${it}`)));
}

function holds(text: string, wanted: readonly string[]): boolean {
  const long = wanted.filter((it) => it.length >= LEAST_LETTERS_INSIDE);
  return plainForms(text).some((form) => long.some((it) => form.includes(it)));
}
