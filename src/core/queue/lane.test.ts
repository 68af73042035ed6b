import { expect, it } from 'vitest';
import { rankOf } from './lane.ts';

it('who joined most recently is first, those of one day by chance, those without a date last', () => {
  const ranks = [
    rankOf(15_000, 0.1),
    rankOf(15_000, 0.9),
    rankOf(14_999, 0),
    rankOf(0, 0.9),
    rankOf(null, 0),
  ];
  expect(ranks.toSorted((a, b) => a - b)).toEqual(ranks);
  expect(new Set(ranks).size).toBe(ranks.length);
});
