import { expect, test } from 'vitest';
import { criteria } from '../../../core/practice/criteria.ts';
import { progressOf, scoresFor } from './sheet-draft.ts';

test.each([
  [{}, 0, 0],
  [{ introduction: 2, tone: 0, objection: 'not-applicable' }, 3, 2],
  [Object.fromEntries(criteria.map((it) => [it, 2])), 16, 32],
] as const)('%j is so many ticks and points', (scores, done, points) => {
  expect(progressOf(scores)).toEqual({ done, points });
});

test('only an objection may not have occurred', () => {
  const may = criteria.filter((it) => scoresFor(it).includes('not-applicable'));
  expect(may).toEqual(['objection']);
});
