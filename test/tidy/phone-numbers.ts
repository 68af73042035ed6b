import type { SourceFile } from './source-files.ts';

/**
 * The numbers that the Bundesnetzagentur keeps free for films and books, in E.164.
 * https://www.bundesnetzagentur.de/DE/Fachthemen/Telekommunikation/Nummerierung/Rufnummern/_start.html
 */
const FREE = [
  ...['4930231250', '493023125', '494066969', '492214710', '498999998', '496990009'].map(
    (it) => new RegExp(`^${it}\\d{0,3}$`),
  ),
  /^49171392\d{0,5}$/,
  /^4917604069\d{0,3}$/,
  /^4915228817386$|^4915228895456$|^4915254599371$/,
  /^491729(925904|968532|973185|973186|980752)$|^491749(091317|464308)$/,
];

// Rows about numbers that must be refused or found: none of them is a person's.
const EXEMPT = [
  'test/tidy.test.ts',
  'src/core/numbers/dial-policy.test.ts',
  'src/core/numbers/read-phone-cell.test.ts',
];

const WRITTEN = /(?<![\d.,:\w-])(\+49|0049|0)[ /()-]{0,3}[1-9](?:[ /()-]{0,3}\d){7,12}(?![\d-])/g;

/** German numbers of people (geographic or mobile, 9 digits or more) that a book may not print. */
export function phoneProblems({ path, text }: SourceFile): string[] {
  if (EXEMPT.includes(path)) return [];
  return [...text.matchAll(WRITTEN)]
    .map((match) => `49${match[0].replace(/^(\+49|0049|0)/, '').replaceAll(/\D/g, '')}`)
    .filter((number) => isPersonal(number) && !FREE.some((range) => range.test(number)))
    .map((number) => `${path}: ${number.slice(0, 6)}… is outside the free ranges`);
}

// 01x but 015, 016, 017 are services, 031 tests of carriers; so are 0700, 0800, 0900 and the national 032.
function isPersonal(number: string): boolean {
  return (
    number.length >= 11 &&
    !/^49(1[0-489]|16[14589]|31[01]|32|[789]00)/.test(number) &&
    !/^49(\d)\1+$/.test(number)
  );
}
