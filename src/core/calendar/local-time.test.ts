import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../instant.ts';
import { addDays, daysBetween, instantOf, isIsoDate, localTime, weekdayOf } from './local-time.ts';

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

test.each([
  ['2012-03-13T15:00:00Z', 'Europe/Berlin', { date: '2012-03-13', minute: 960, weekday: 2 }],
  ['2012-03-24T23:30:00Z', 'Europe/Berlin', { date: '2012-03-25', minute: 30, weekday: 7 }],
  ['2012-03-25T00:59:59Z', 'Europe/Berlin', { date: '2012-03-25', minute: 119, weekday: 7 }],
  ['2012-03-25T01:00:00Z', 'Europe/Berlin', { date: '2012-03-25', minute: 180, weekday: 7 }],
  ['2026-10-25T00:30:00Z', 'Europe/Berlin', { date: '2026-10-25', minute: 150, weekday: 7 }],
  ['2026-10-25T01:30:00Z', 'Europe/Berlin', { date: '2026-10-25', minute: 150, weekday: 7 }],
  ['1969-12-31T22:59:59.999Z', 'Europe/Berlin', { date: '1969-12-31', minute: 1439, weekday: 3 }],
  ['2026-04-04T15:00:00Z', 'Australia/Lord_Howe', { date: '2026-04-05', minute: 90, weekday: 7 }],
])('%s in %s is %j', (instant, timezone, expected) => {
  expect(localTime(at(instant), timezone)).toEqual(expected);
});

test.each([
  ['a winter day', '2012-03-13', 960, '2012-03-13T15:00:00Z'],
  ['a summer day', '2012-07-13', 960, '2012-07-13T14:00:00Z'],
  ['the last minute before the gap', '2012-03-25', 119, '2012-03-25T00:59:00Z'],
  ['a minute in the gap is moved to later', '2012-03-25', 150, '2012-03-25T01:30:00Z'],
  ['an opening on the day of the change', '2012-03-25', 600, '2012-03-25T08:00:00Z'],
  ['an hour that comes twice is the first', '2026-10-25', 150, '2026-10-25T00:30:00Z'],
  ['after the hour that comes twice', '2026-10-25', 180, '2026-10-25T02:00:00Z'],
  ['the end of a day', '2012-03-13', 1440, '2012-03-13T23:00:00Z'],
])('%s', (_, date, minute, expected) => {
  expect(instantOf(date, minute, 'Europe/Berlin')).toBe(at(expected));
});

describe('against Temporal itself', () => {
  test.each(['Europe/Berlin', 'Australia/Lord_Howe'])('each half hour of a year in %s', (timezone) => {
    for (
      let instant = at('2026-01-01T00:10:00Z');
      instant < at('2027-01-01T00:00:00Z');
      instant += HOUR / 2
    ) {
      const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timezone);
      const ours = localTime(instant, timezone);
      const theirs = {
        date: zoned.toPlainDate().toString(),
        minute: zoned.hour * 60 + zoned.minute,
        weekday: zoned.dayOfWeek,
      };
      expect(ours).toEqual(theirs);
      const back = zoned.toPlainDateTime().toZonedDateTime(timezone).epochMilliseconds;
      expect(instantOf(ours.date, ours.minute, timezone)).toBe(back);
    }
  });
});

test('an unknown timezone is an error', () => {
  expect(() => localTime(0, 'Europe/Dresden')).toThrow(RangeError);
});

test.each([
  ['2012-02-28', 1, '2012-02-29'],
  ['2012-03-24', 2, '2012-03-26'],
  ['2012-01-01', -1, '2011-12-31'],
])('%s plus %i days is %s', (from, days, expected) => {
  expect(addDays(from, days)).toBe(expected);
  expect(daysBetween(from, expected)).toBe(days);
});

test('weekdays count from Monday', () => {
  const days = ['2012-03-12', '2012-03-17', '2012-03-18', '1969-12-29'];
  expect(days.map(weekdayOf)).toEqual([1, 6, 7, 1]);
});

test.each([
  ['2012-02-29', true],
  ['2011-02-29', false],
  ['2012-13-01', false],
  ['2012-3-1', false],
  ['0000-00-00', false],
  ['', false],
])('%j is a day: %s', (text, expected) => {
  expect(isIsoDate(text)).toBe(expected);
});
