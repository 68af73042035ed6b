import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shareInWords, valueOfWord } from './share-words.ts';

describe('a share is told as a person would', () => {
  test.each([
    [0, 504, 'nobody'],
    [50, 504, 'a-tenth'],
    [101, 504, 'a-fifth'],
    [126, 504, 'a-quarter'],
    [1, 3, 'a-third'],
    [343, 504, 'two-thirds'],
    [1, 2, 'half'],
    [278, 343, 'four-fifths'],
    [330, 343, 'almost-all'],
    [343, 343, 'all'],
  ])('%i of %i is %s', (part, whole, word) => {
    expect(shareInWords(part, whole)).toEqual({ kind: 'word', word });
  });

  test.each([
    [15, 504, 3],
    [15, 100, 15],
    [55, 100, 55],
    [1, 504, 1],
    [503, 504, null],
    [1, 100_000, 1],
    [86, 100, 86],
  ])('%i of %i has no word that is close enough', (part, whole, percent) => {
    const said = shareInWords(part, whole);
    if (percent === null) expect(said).toEqual({ kind: 'word', word: 'almost-all' });
    else expect(said).toEqual({ kind: 'percent', percent });
  });
});

test('a word is never wrong by more than two points, a percentage by more than one', () => {
  const shares = fc
    .integer({ min: 1, max: 100_000 })
    .chain((whole) => fc.tuple(fc.nat(whole), fc.constant(whole)));
  fc.assert(
    fc.property(shares, ([part, whole]) => {
      const said = shareInWords(part, whole);
      const told = said.kind === 'word' ? valueOfWord(said.word) : said.percent / 100;
      expect(Math.abs(told - part / whole)).toBeLessThanOrEqual(said.kind === 'word' ? 0.02 : 0.01);
    }),
    { numRuns: 5000 },
  );
});

test('only nobody is nobody, and only all are all', () => {
  for (let part = 1; part < 1000; part += 1) {
    expect(shareInWords(part, 1000)).not.toMatchObject({ word: expect.stringMatching(/^(nobody|all)$/) });
  }
});

test.each([
  [1, 0],
  [-1, 5],
  [6, 5],
  [0.5, 5],
  [Number.NaN, 5],
])('%d of %d is no share', (part, whole) => {
  expect(() => shareInWords(part, whole)).toThrow(RangeError);
});
