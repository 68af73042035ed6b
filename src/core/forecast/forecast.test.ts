import { expect, test } from 'vitest';
import { HOUR } from '../instant.ts';
import { callingHours, forecastOf } from './forecast.ts';
import type { Coverage } from './session-event.ts';

const OPENINGS = [
  { fromAt: 0, untilAt: 4 * HOUR },
  { fromAt: 24 * HOUR, untilAt: 28 * HOUR },
];
const coverage = (hour: number, triedOnce: number, reached: number): Coverage => ({
  ...{ at: hour * HOUR, contacts: 100, triedOnce, reached, outOfDate: 2 },
});

test('tells when everybody had been tried once, in hours of calling', () => {
  const made = forecastOf([coverage(1, 40, 5), coverage(4.5, 90, 20), coverage(25, 100, 30)], OPENINGS);
  expect(made.allTried).toEqual({ at: 25 * HOUR, callingHours: 5 });
  expect(made).toMatchObject({ contacts: 100, reached: 30, triedOnce: 100, outOfDate: 2 });
});

test('who is reached by the end of each opening counts its late conversations too', () => {
  const made = forecastOf([coverage(3, 40, 5), coverage(4.2, 90, 20), coverage(28.1, 95, 33)], OPENINGS);
  expect(made.byOpening.map((it) => it.reached)).toEqual([20, 33]);
  expect(made.allTried).toBeNull();
});

test('nothing seen is nothing forecast', () => {
  expect(forecastOf([], OPENINGS)).toMatchObject({ contacts: 0, allTried: null });
});

test.each([
  [-1, 0],
  [2, 2],
  [10, 4],
  [26, 6],
])('until hour %d there are %d hours of calling', (hour, expected) => {
  expect(callingHours(OPENINGS, hour * HOUR)).toBe(expected);
});
