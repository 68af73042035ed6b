import { expect, test } from 'vitest';
import { nearestKey } from './nearest-key.ts';

test.each([
  ['sttae', 'state'],
  ['State', 'state'],
  ['tries-per-day', 'triesPerDay'],
  ['triesPrDay', 'triesPerDay'],
  ['colour', undefined],
  ['x', undefined],
  ['', undefined],
])('%j was probably meant as %s', (typed, expected) => {
  expect(nearestKey(typed, ['state', 'title', 'triesPerDay'])).toBe(expected);
});
