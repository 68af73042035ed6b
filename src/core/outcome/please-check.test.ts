import { expect, it } from 'vitest';
import { DAY, HOUR } from '../instant.ts';
import { pleaseCheck } from './please-check.ts';
import type { SoftSign } from './verdict.ts';

const START = Date.UTC(2012, 2, 1, 12);
/** Hints of one kind, on these days after the start. */
const on = (soft: SoftSign, days: readonly number[]) =>
  days.map((day) => ({
    soft,
    at: START + day * DAY,
    day: new Date(START + day * DAY).toISOString().slice(0, 10),
  }));

it.each([
  ['27 on 3 days', on('out-of-order', [0, 1, 5]), 'out-of-order'],
  ['27 three times on 2 days', on('out-of-order', [0, 0.1, 5]), null],
  ['absent 5 times over 14 days', on('absent', [0, 3, 6, 9, 14]), 'absent'],
  ['absent 5 times over 13 days', on('absent', [0, 3, 6, 9, 13]), null],
  ['absent 4 times over 20 days', on('absent', [0, 3, 6, 20]), null],
  ['no answer 7 times over 14 days', on('no-answer', [0, 1, 2, 3, 4, 5, 14]), 'no-answer'],
  ['no answer 6 times over 14 days', on('no-answer', [0, 1, 2, 3, 4, 14]), null],
  [
    '4 absent and 3 no answer do not add up',
    [...on('absent', [0, 1, 2, 14]), ...on('no-answer', [0, 7, 14])],
    null,
  ],
  ['nothing', [], null],
])('%s', (_name, hints, expected) => {
  expect(pleaseCheck(hints)).toBe(expected);
  expect(pleaseCheck(hints.map((hint) => ({ ...hint, at: hint.at + HOUR })).toReversed())).toBe(expected);
});
