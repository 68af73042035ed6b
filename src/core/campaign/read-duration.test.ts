import { expect, test } from 'vitest';
import { parseDuration } from './read-duration.ts';

test.each([
  ['35s', 35],
  ['25min', 1500],
  ['25 min', 1500],
  ['2h', 7200],
  ['2 Std', 7200],
  ['1h 30min', 5400],
  ['1d', 86_400],
  ['1w', 604_800],
  ['0s', 0],
  ['2', undefined],
  ['h', undefined],
  ['-2h', undefined],
  ['2 parsecs', undefined],
  ['', undefined],
])('%j lasts %s seconds', (written, expected) => {
  expect(parseDuration(written)).toBe(expected);
});
