/**
 * A cell as text: compatibility forms and NFD umlauts joined, invisible marks gone, no-break spaces made plain,
 * trimmed, Excel's wrappers (`="0351…"`, a leading apostrophe) taken off. Line breaks stay.
 *
 * Source: DOMAIN 7.1 and step 1 of 2.2.
 */
export function cleanCell(cell: string): string {
  // Most cells are plain ASCII: they skip the costly steps (a hundred thousand rows have two million cells).
  const text = isPlain.test(cell) ? cell : cell.normalize('NFKC').replace(invisible, '').replace(dashes, '-');
  const trimmed = text.trim();
  const wrapped = excelFormula.exec(trimmed);
  if (wrapped) return (wrapped[1] ?? '').replaceAll('""', '"').trim();
  return trimmed.startsWith("'") ? trimmed.slice(1).trim() : trimmed;
}

/** Words that stand for an empty cell (`k.A.`, `-`, `0`, `unbekannt`, `NULL`); `cell` is cleaned already. */
export function isEmptyWord(cell: string): boolean {
  // Most cells are dismissed by length and first letter: this is asked two million times in a large export.
  return (
    cell === '' ||
    (cell.length < 20 && emptyStart.test(cell) && emptyWords.has(cell.toLowerCase().replace(/[\s.]/g, '')))
  );
}

const isPlain = /^[\x20-\x7e]*$/;
/**
 * Control characters (PostgreSQL takes no NUL), soft hyphen, zero-width characters, marks of writing direction, byte
 * order mark: people paste them unseen.
 */
const invisible = /(?![\t\n\r])\p{Cc}|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ue000-\uf8ff]/gu;
const dashes = /[\u2010-\u2015\u2212\ufe58\ufe63]/g;
const excelFormula = /^="(.*)"$/s;

const emptyStart = /^[-/?0knuol.]/i;
const emptyWords = new Set([
  '',
  '-',
  '--',
  '---',
  '/',
  '?',
  '0',
  'ka',
  'keineangabe',
  'na',
  'n/a',
  'null',
  'none',
  'nil',
  'unbekannt',
  'unknown',
  'unbek',
  'keine',
  'keins',
  'kein',
  'ohne',
  'leer',
  'nichtbekannt',
  'nichtvorhanden',
  'keintelefon',
  'keinenummer',
]);
