import { describe, expect, test } from 'vitest';
import { MINUTE } from '../instant.ts';
import { type CampaignCalendar, dialWindow, nextOpening, openings, type PersonState } from './dial-window.ts';
import { instantOf } from './local-time.ts';

const evening = [{ fromMinute: 16 * 60, untilMinute: 20 * 60 }];
const limits = {
  ...{ triesPerDay: 2, triesPerWeek: 10, triesInAll: 10, hardTriesPerDay: 3, minGapMinutes: 120 },
  ...{ ringSeconds: 35, minRingSeconds: 15, mailboxesPerNumber: 4, wrapUpSeconds: 60 },
  lastDialMinutesBeforeEnd: 10,
};
const saxon: CampaignCalendar = {
  state: 'SN',
  timezone: 'Europe/Berlin',
  period: { from: '2012-03-13', until: '2012-03-17' },
  hours: {
    ...{ 1: [], 2: evening, 3: evening, 4: evening, 5: evening },
    ...{ 6: [{ fromMinute: 10 * 60, untilMinute: 18 * 60 }], 7: [] },
  },
  holidays: { closed: [] },
  limits,
};
const all = [{ fromMinute: 0, untilMinute: 24 * 60 }];
const always = { 1: all, 2: all, 3: all, 4: all, 5: all, 6: all, 7: all };
const wholeYear = (year: number, more: Partial<CampaignCalendar> = {}): CampaignCalendar => ({
  ...saxon,
  hours: always,
  period: { from: `${year}-01-01`, until: `${year}-12-31` },
  ...more,
});

/** `2012-03-13 16:00` in Berlin. */
function berlin(text: string): number {
  const [date = '', time = ''] = text.split(' ');
  const [hour, minute] = time.split(':').map(Number);
  return instantOf(date, (hour ?? 0) * 60 + (minute ?? 0), 'Europe/Berlin');
}

describe('the week of the sample', () => {
  test.each([
    ['2012-03-12 17:00', 'before-period', '2012-03-13 16:00'],
    ['2012-03-13 15:59', 'outside-hours', '2012-03-13 16:00'],
    ['2012-03-13 19:51', 'too-late-today', '2012-03-14 16:00'],
    ['2012-03-13 23:00', 'too-late-today', '2012-03-14 16:00'],
    ['2012-03-16 20:00', 'too-late-today', '2012-03-17 10:00'],
    ['2012-03-17 17:51', 'too-late-today', null],
    ['2012-03-18 12:00', 'after-period', null],
  ])('at %s it is closed: %s', (at, reason, opensAt) => {
    const expected = { open: false, reason, opensAt: opensAt === null ? null : berlin(opensAt) };
    expect(dialWindow(saxon, null, berlin(at))).toEqual(expected);
  });

  test.each(['2012-03-13 16:00', '2012-03-13 19:50'])('at %s it is open', (at) => {
    const expected = {
      open: true,
      closesAt: berlin('2012-03-13 20:00'),
      lastDialAt: berlin('2012-03-13 19:50'),
    };
    expect(dialWindow(saxon, 'SN', berlin(at))).toEqual(expected);
  });

  test('its openings are the four evenings and the Saturday', () => {
    expect(openings(saxon).map((it) => it.date)).toEqual([
      ...['2012-03-13', '2012-03-14', '2012-03-15', '2012-03-16', '2012-03-17'],
    ]);
    expect(openings(saxon)[4]).toEqual({
      date: '2012-03-17',
      fromAt: berlin('2012-03-17 10:00'),
      untilAt: berlin('2012-03-17 18:00'),
    });
  });
});

describe('whatever the file says', () => {
  test.each([
    ['a Sunday', '2026-11-29 12:00', 'sunday', '2026-11-30 08:00'],
    ['a weekday before 8', '2026-11-24 07:59', 'outside-hours', '2026-11-24 08:00'],
    ['a weekday after the last dial', '2026-11-24 19:51', 'too-late-today', '2026-11-25 08:00'],
    ['a Saturday before 9', '2026-11-28 08:59', 'outside-hours', '2026-11-28 09:00'],
    ['a Saturday after the last dial', '2026-11-28 17:51', 'too-late-today', '2026-11-30 08:00'],
    ['Christmas Eve', '2026-12-24 12:00', 'closed-day', '2026-12-28 08:00'],
    ['New Year’s Eve', '2026-12-31 12:00', 'closed-day', null],
    ['Buß- und Bettag in Saxony', '2026-11-18 12:00', 'holiday', '2026-11-19 08:00'],
  ])('%s is closed', (_, at, reason, opensAt) => {
    const expected = { open: false, reason, opensAt: opensAt === null ? null : berlin(opensAt) };
    expect(dialWindow(wholeYear(2026), null, berlin(at))).toEqual(expected);
  });
});

test.each<[string, PersonState, boolean]>([
  ['without a state', null, true],
  ['of the branch’s state', 'SN', true],
  ['in Bavaria', 'BY', false],
  ['on the border of two states', ['BB', 'BY'], false],
  ['on another border', ['BB', 'TH'], true],
])('at Fronleichnam a person %s may be called: %s', (_, state, open) => {
  expect(dialWindow(wholeYear(2026), state, berlin('2026-06-04 12:00')).open).toBe(open);
});

test.each<PersonState>([null, 'HH', [], ['HH', 'SH']])(
  'at a holiday of the branch nobody is called, wherever the person lives: %j',
  (state) => {
    const window = dialWindow(wholeYear(2026), state, berlin('2026-11-18 12:00'));
    expect(window).toMatchObject({ open: false, reason: 'holiday' });
  },
);

test('a day the file closes is closed', () => {
  const campaign = wholeYear(2026, { holidays: { closed: ['2026-11-24'] } });
  expect(dialWindow(campaign, null, berlin('2026-11-24 12:00'))).toMatchObject({ reason: 'closed-day' });
});

test('between two openings of a day it is closed until the second', () => {
  const twice = [
    { fromMinute: 17 * 60, untilMinute: 19 * 60 },
    { fromMinute: 10 * 60, untilMinute: 12 * 60 },
  ];
  const campaign = wholeYear(2026, { hours: { ...always, 2: twice } });
  expect(dialWindow(campaign, null, berlin('2026-11-24 11:55'))).toEqual({
    open: false,
    reason: 'outside-hours',
    opensAt: berlin('2026-11-24 17:00'),
  });
  expect(nextOpening(campaign, null, berlin('2026-11-24 11:00'))).toBe(berlin('2026-11-24 11:00'));
});

test('an opening shorter than the time before its last dial is none', () => {
  const short = [{ fromMinute: 600, untilMinute: 605 }];
  const campaign = wholeYear(2026, { hours: { ...always, 2: short } });
  expect(nextOpening(campaign, null, berlin('2026-11-24 08:00'))).toBe(berlin('2026-11-25 08:00'));
});

test('an opening has the same clock hours on both sides of the change of summer time', () => {
  const campaign = wholeYear(2026);
  const beforeChange = nextOpening(campaign, null, berlin('2026-03-28 01:00')) ?? 0;
  const afterChange = nextOpening(campaign, null, berlin('2026-03-29 12:00')) ?? 0;
  // Saturday 09:00 to Monday 08:00 is 47 hours on the clock, and one less was lived.
  expect((afterChange - beforeChange) / MINUTE).toBe(46 * 60);
});
