import { isCompleteNumber } from './dialled-digits.ts';

/** One run of digits with what was written beside it. */
export interface NumberPart {
  /** As it stands in the cell, with its words. */
  readonly raw: string;
  /** Digits and what people put between them, without words. */
  readonly run: string;
  readonly label: string;
  readonly extension?: string;
  readonly letterForDigit: boolean;
  readonly extraDigits: boolean;
}

/**
 * Cuts a cleaned cell into its numbers; words go to the number they stand beside. No number: an empty list.
 *
 * Source: DOMAIN 2.2 steps 2 and 3.
 */
export function splitPhoneCell(cell: string): NumberPart[] {
  const shield = shieldRemarks(cell);
  const parts: NumberPart[] = [];
  let waiting = '';
  for (const piece of shield.text.split(separators)) {
    const found = readPiece(waiting === '' ? piece : `${waiting} ${piece}`);
    const last = parts.at(-1);
    if (found.length > 0) parts.push(...found);
    else if (last) parts[parts.length - 1] = joinWords(last, piece);
    waiting = found.length > 0 || last ? '' : `${waiting} ${piece}`.trim();
  }
  return parts.map((part) => ({ ...part, raw: shield.restore(part.raw), label: shield.label(part.label) }));
}

/** Between two numbers: semicolon, comma, bar, line break, "oder", "und", "u.". */
const separators = /[;,|&\n\r\t]+|\s+(?:oder|od\.|und|u\.|or|and|bzw\.?)\s+/i;
const brackets = /\(([^()]*\p{L}[^()]*)\)|\[([^[\]]*\p{L}[^[\]]*)\]/gu;
/** "ab 18 Uhr", "18:30-20 h": digits that are no number. */
const times =
  /(?:\b(?:ab|nach|vor|bis|von|zw\.|zwischen)\s+)?\b\d{1,2}(?:[:.]\d{2})?(?:\s*(?:-|bis|und|u\.)\s*(?:(?:nach|ab|vor)\s+)?\d{1,2}(?:[:.]\d{2})?)?\s*(?:uhr|h)\b/giu;
const extensions = /\b(?:app(?:arat)?|durchwahl|dw|ext|nst|nebenstelle)\b[\s.:]*-?\s*(\d{1,6})\b/i;
const letterO = /(?<![\p{L}\d])o(?=\d)|(?<=\d)o(?=\d)/giu;

/** Remarks in brackets and times become one private letter each, so that nothing inside them splits a number. */
function shieldRemarks(cell: string) {
  const kept: string[] = [];
  const keep = (remark: string) => ` ${String.fromCharCode(0xe000 + kept.push(remark) - 1)} `;
  const text = cell.replace(brackets, keep).replace(times, keep);
  const restore = (part: string) =>
    part.replace(/[\ue000-\uf8ff]/g, (mark) => kept[mark.charCodeAt(0) - 0xe000] ?? '');
  // A remark can hold a time: two rounds bring back both.
  const whole = (part: string) => restore(restore(part)).replace(/\s+/g, ' ').trim();
  return {
    text,
    restore: whole,
    label: (part: string) =>
      whole(part)
        .replace(/[()[\]]/g, '')
        .trim(),
  };
}

function readPiece(piece: string): NumberPart[] {
  const repaired = piece.replace(letterO, '0');
  const extension = extensions.exec(repaired)?.[1];
  const text = extension === undefined ? repaired : repaired.replace(extensions, ' ');
  const tokens = text.match(/[\d+()[\]/\\.\-\s*#]+|[^\d+()[\]/\\.\-\s*#]+/g) ?? [];
  const words = tokens.filter((token) => /[\p{L}\ue000-\uf8ff]/u.test(token));
  const runs = tokens.filter((token) => /\d/.test(token)).map((run) => run.replaceAll('\\', '/').trim());
  const common = {
    label: words.join(' '),
    ...(extension === undefined ? {} : { extension }),
    letterForDigit: repaired !== piece,
  };
  const { numbers, extraDigits } = pickRuns(runs);
  return numbers.map((run) => ({
    ...common,
    raw: numbers.length > 1 ? run : piece.trim(),
    run,
    extraDigits,
  }));
}

/**
 * Which of the runs between words are numbers: those that are whole by themselves, if any is; else the only one.
 * Their common words label each of them, so that "030 … Fax 030 …" rings neither: which one is the fax is a guess.
 */
function pickRuns(runs: readonly string[]): { numbers: string[]; extraDigits: boolean } {
  if (runs.length === 1) return { numbers: splitAtSlashes(runs[0] ?? ''), extraDigits: false };
  const numbers = runs.flatMap(splitAtSlashes).filter(isCompleteNumber);
  if (numbers.length > 0) return { numbers, extraDigits: numbers.length < runs.length };
  return { numbers: runs.length === 0 ? [] : [runs.join(' ')], extraDigits: false };
}

/**
 * A slash (or a plus after a space) splits only where each side is a whole number with its trunk zero or country
 * code; else it stands inside one number: `0176 / 04 069056` cut in two would ring somebody else in Hamburg.
 */
function splitAtSlashes(run: string): string[] {
  // A carrier's prefix (010xy) belongs to what follows it.
  if (/^\s*010/.test(run)) return [run];
  // More digits than a number with its trunk zero has: then a space or a spaced hyphen may part two numbers as well.
  const isLong = run.replace(/\D/g, '').length > 13;
  const pieces = run.split(isLong ? /\/|\s+-\s+|\s(?=[+0])/ : /\/|\s(?=\+)/);
  // Nobody writes that many numbers: garbage stays in one piece, and the search below stays small.
  if (pieces.length === 1 || pieces.length > 12) return [run];
  return wholeNumbers(pieces) ?? [run];
}

function wholeNumbers(pieces: readonly string[]): string[] | undefined {
  for (let length = 1; length < pieces.length; length++) {
    const first = pieces.slice(0, length).join('/');
    const rest = pieces.slice(length);
    if (!isCompleteNumber(first)) continue;
    if (isCompleteNumber(rest.join('/')))
      return [first.trim(), ...(wholeNumbers(rest) ?? [rest.join('/').trim()])];
    const further = wholeNumbers(rest);
    if (further) return [first.trim(), ...further];
  }
  return undefined;
}

function joinWords(part: NumberPart, piece: string): NumberPart {
  const extension = extensions.exec(piece)?.[1];
  const words = extension === undefined ? piece : piece.replace(extensions, ' ');
  return {
    ...part,
    raw: `${part.raw}, ${piece.trim()}`,
    label: `${part.label} ${words}`.trim(),
    ...(extension === undefined ? {} : { extension }),
  };
}
