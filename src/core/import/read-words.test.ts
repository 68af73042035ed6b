import { expect, it } from 'vitest';
import { readLanguage, readStatus, readYesNo } from './read-words.ts';

it.each([
  ['aktiv', 'active'],
  ['Aktives Mitglied', 'active'],
  ['Current', 'active'],
  ['ruhend', 'dormant'],
  ['inaktiv', 'dormant'],
  ['ausgetreten', 'resigned'],
  ['Gekündigt', 'resigned'],
  ['gestrichen', 'removed'],
  ['verstorben', 'deceased'],
  ['Deceased', 'deceased'],
  ['Fördermitglied', 'supporter'],
  ['?', 'unknown'],
  ['nicht aktiv', 'unknown'],
])('the status %s means %s', (word, kind) => {
  expect(readStatus(word)).toBe(kind);
});

it.each([
  ['Ja', true],
  ['x', true],
  ['WAHR', true],
  ['nein', false],
  ['-', false],
  ['vielleicht', undefined],
])('%s is %s', (word, answer) => {
  expect(readYesNo(word)).toBe(answer);
});

it.each([
  ['de', 'de'],
  ['de_DE', 'de'],
  ['Polnisch', 'pl'],
  ['Türkisch', 'tr'],
  ['English', 'en'],
  ['irgendwas', undefined],
])('the language %s is %s', (word, language) => {
  expect(readLanguage(word)).toBe(language);
});
