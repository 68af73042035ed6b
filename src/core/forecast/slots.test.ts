import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../instant.ts';
import { firstHours, slotsOf } from './slots.ts';

const evening = (day: number) => ({ fromAt: day * 24 * HOUR, untilAt: (day * 24 + 4) * HOUR });

test.each([
  ['one hour', [{ fromAt: 0, untilAt: HOUR }], 5, 12],
  ['one evening', [evening(0)], 10, 24],
  ['a week of evenings', [0, 1, 2, 3, 4].map(evening), 30, 40],
  ['a month of evenings', Array.from({ length: 30 }, (_, day) => evening(day)), 240, 30],
])('%s is cut into slots that are few enough to be drawn', (_, openings, minutes, count) => {
  const slots = slotsOf(openings);
  expect(slots).toHaveLength(count);
  expect((slots[0]?.untilAt ?? 0) - (slots[0]?.fromAt ?? 0)).toBe(minutes * MINUTE);
});

test('slots lie within their opening, the last one may be shorter', () => {
  const slots = slotsOf([{ fromAt: 0, untilAt: 62 * MINUTE }]);
  expect(slots.at(-1)).toEqual({ opening: 0, fromAt: HOUR, untilAt: 62 * MINUTE });
});

test.each([
  [null, [4, 4, 4]],
  [3, [3]],
  [4, [4]],
  [10, [4, 4, 2]],
  [100, [4, 4, 4]],
])('the first %s hours', (hours, lengths) => {
  const taken = firstHours([0, 1, 2].map(evening), hours);
  expect(taken.map(({ fromAt, untilAt }) => (untilAt - fromAt) / HOUR)).toEqual(lengths);
});
