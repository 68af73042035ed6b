import { expect, test } from 'vitest';
import { parseWeekdays } from './read-hours.ts';

test.each([
  ['Di', [2]],
  ['Di-Fr', [2, 3, 4, 5]],
  ['Di–Fr', [2, 3, 4, 5]],
  ['Montag bis Mittwoch', [1, 2, 3]],
  ['Mo, Mi', [1, 3]],
  ['Mo-Di und Fr', [1, 2, 5]],
  ['tue', [2]],
  ['Tue-Fri', [2, 3, 4, 5]],
  ['Saturday', [6]],
  ['Sonnabend', [6]],
  ['Mo.-Fr.', [1, 2, 3, 4, 5]],
  ['So', [7]],
  ['Fr-Di', undefined],
  ['Mo-Di-Mi', undefined],
  ['Feiertag', undefined],
  ['', undefined],
])('%j names the weekdays %j', (written, expected) => {
  expect(parseWeekdays(written)).toEqual(expected);
});
