import DateHolidays from 'date-holidays';
import { describe, expect, test } from 'vitest';
import type { GermanState } from '../campaign/campaign.ts';
import { holidayOn, isExtraClosedDay, publicHolidays } from './holidays.ts';

const STATES: GermanState[] = [
  ...(['BW', 'BY', 'BE', 'BB', 'HB', 'HH', 'HE', 'MV'] as const),
  ...(['NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH'] as const),
];

describe('public holidays are those of date-holidays', () => {
  test.each(STATES)('in %s from 2012 to 2035', (state) => {
    const oracle = new DateHolidays('DE', state);
    for (let year = 2012; year <= 2035; year++) {
      const theirs = oracle.getHolidays(year).filter((it) => it.type === 'public');
      const expected = theirs.map((it) => it.date.slice(0, 10));
      // date-holidays keeps Mariä Himmelfahrt for Bavaria's Catholic municipalities (BY-…), we for all of Bavaria.
      if (state === 'BY') expected.push(`${year}-08-15`);
      const ours = publicHolidays(year, state).map((it) => it.date);
      expect(ours, `${state} ${year}`).toEqual([...new Set(expected)].sort());
    }
  });
});

test.each([
  ['2012-11-21', ['SN'], 'buss-und-bettag'],
  ['2012-11-21', ['BY'], null],
  ['2012-11-21', ['BY', 'SN'], 'buss-und-bettag'],
  ['2026-10-03', [], 'tag-der-einheit'],
  ['2026-10-31', ['BE'], null],
  ['2017-10-31', ['BE'], 'reformationstag'],
  ['2008-05-01', ['HH'], 'tag-der-arbeit'],
  // Free in the city of Augsburg and in some Saxon villages only: no holiday of the state (DOMAIN 3.5).
  ['2026-08-08', ['BY'], null],
  ['2026-06-04', ['SN'], null],
] as const)('the holiday on %s in %s is %s', (date, states, expected) => {
  expect(holidayOn(date, states)).toBe(expected);
});

test.each([
  ['2026-12-24', true],
  ['2026-12-31', true],
  ['2026-04-05', true],
  ['2026-05-24', true],
  ['2026-12-23', false],
  ['2026-04-04', false],
])('on %s nobody is called by habit: %s', (date, expected) => {
  expect(isExtraClosedDay(date)).toBe(expected);
});
