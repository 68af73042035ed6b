import { expect, test } from 'vitest';
import { dayPart } from './day-part.ts';

test.each([
  [1, 12 * 60 + 59, 'A'],
  [1, 13 * 60, 'B'],
  [5, 16 * 60 + 59, 'B'],
  [5, 17 * 60, 'C'],
  [3, 19 * 60 + 59, 'C'],
  [6, 13 * 60 + 59, 'D'],
  [6, 14 * 60, 'E'],
  [7, 14 * 60, 'E'],
] as const)('weekday %i at minute %i is part %s', (weekday, minute, expected) => {
  expect(dayPart({ weekday, minute })).toBe(expected);
});
