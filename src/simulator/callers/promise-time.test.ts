import { describe, expect, it } from 'vitest';
import { instantOf } from '../../core/calendar/local-time.ts';
import { type CallbackWish, promiseTime } from './promise-time.ts';

const timezone = 'Europe/Berlin';
const at = (day: string, hour: number, minute = 0) => instantOf(day, hour * 60 + minute, timezone);
const openings = [
  ...['2012-03-13', '2012-03-14', '2012-03-15', '2012-03-16'].map((day) => ({
    fromAt: at(day, 16),
    untilAt: at(day, 20),
  })),
  { fromAt: at('2012-03-17', 10), untilAt: at('2012-03-17', 18) },
  // Two on one day.
  { fromAt: at('2012-03-20', 10), untilAt: at('2012-03-20', 12) },
  { fromAt: at('2012-03-20', 16), untilAt: at('2012-03-20', 19) },
];

describe('when a fictional person wants to be rung again', () => {
  it.each<[CallbackWish, number, number, number]>([
    // As the README of the sample data says it.
    ['in-two-hours', at('2012-03-13', 16, 30), at('2012-03-13', 18, 30), at('2012-03-13', 19)],
    ['in-two-hours', at('2012-03-13', 18, 30), at('2012-03-14', 16), at('2012-03-14', 16, 30)],
    ['tomorrow-evening', at('2012-03-13', 17), at('2012-03-14', 17), at('2012-03-14', 20)],
    ['tomorrow-evening', at('2012-03-16', 17), at('2012-03-17', 17), at('2012-03-17', 18)],
    ['tomorrow-evening', at('2012-03-19', 17), at('2012-03-20', 17), at('2012-03-20', 19)],
    ['weekend', at('2012-03-14', 17), at('2012-03-17', 10), at('2012-03-17', 18)],
    // Past the last opening it stays an open promise.
    ['weekend', at('2012-03-17', 12), at('2012-03-24', 10), at('2012-03-24', 18)],
    ['in-two-hours', at('2012-03-20', 18), at('2012-03-20', 20), at('2012-03-20', 20, 30)],
  ])('%s', (wish, now, fromAt, untilAt) => {
    expect(promiseTime(wish, now, { timezone, openings: openings.filter((it) => it.untilAt > now) })).toEqual(
      {
        fromAt,
        untilAt,
      },
    );
  });
});
