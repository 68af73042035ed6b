import { expect, test } from 'vitest';
import { chosenLocale } from './locale.ts';

test.each([
  [null, ['de-DE', 'en'], 'de'],
  [null, ['en-GB', 'de'], 'en'],
  [null, ['fr-FR', 'en-US', 'de'], 'en'],
  [null, ['pl'], 'de'],
  [null, [], 'de'],
  ['en', ['de-DE'], 'en'],
  ['nonsense', ['en'], 'en'],
])('with %j kept and a browser that asks for %j it is %s', (kept, languages, locale) => {
  expect(chosenLocale({ getItem: () => kept, setItem() {} }, languages)).toBe(locale);
});
