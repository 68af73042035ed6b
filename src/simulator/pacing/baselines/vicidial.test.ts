import { describe, expect, test } from 'vitest';
import type { Pacer, PacingEvent } from '../../../core/pacing/pacing.ts';
import { eveningSettings } from './settings.fixture.ts';
import { dropped, ids, launched, standing, talked } from './standing.fixture.ts';
import { VICIDIAL_3, type VicidialSettings, vicidial } from './vicidial.ts';

type Counts = Parameters<typeof standing>[0];
const rule = (settings: Partial<VicidialSettings> = {}, startsAtClock = 18.5 * 3600) =>
  vicidial({ ...VICIDIAL_3, ...settings })({ ...eveningSettings, startsAtClock });
const note = (it: Pacer, events: readonly PacingEvent[]) => {
  for (const event of events) it.note(event);
};
/** The level after each second from `from` on, always with the same callers. */
const levelAfter = (it: Pacer, { from = 0, to, ...counts }: Counts & { from?: number; to: number }) => {
  let level = 0;
  for (let now = from; now <= to; now += 1)
    level = it.decide(standing({ ...counts, now })).reason.values['level'] ?? 0;
  return level;
};
/** So many calls, of which one in five was answered and so many dropped. */
const calls = (at: number, count: number, drops: number) => [
  ...launched(at, ...ids(0, count)),
  ...talked(at, ...ids(0, count / 5 - drops)),
  ...dropped(at, ...ids(500, drops)),
];

describe("VICIdial's lines", () => {
  test.each([
    { says: 'ready callers and those in a call count', counts: { ready: 4, talking: 6 }, calls: 4 },
    { says: 'callers in wrap-up and pause do not', counts: { ready: 4, wrapUp: 3, pause: 2 }, calls: 4 },
    { says: 'live lines are taken off', counts: { ready: 4, talking: 6, ringing: 3, waiting: 1 }, calls: 0 },
  ])('at level 1: $says', ({ counts, calls }) => {
    expect(rule().decide(standing(counts)).calls).toBe(calls);
  });

  test('are filled up every 2.5 s', () => {
    const it = rule();
    expect([0, 1, 2, 2.5, 4].map((now) => it.decide(standing({ now, ready: 4 })).calls)).toEqual([
      4, 0, 0, 4, 0,
    ]);
  });

  test.each([
    { says: 'talking callers are multiplied as well', isAvailableOnly: false, calls: 20 - 8 },
    { says: 'with "available only" they are added back', isAvailableOnly: true, calls: 4 },
  ])('at level 2: $says', ({ isAvailableOnly, calls }) => {
    const it = rule({ isAvailableOnly });
    // Everybody free for 15 s: the level doubles.
    expect(levelAfter(it, { to: 15, ready: 10 })).toBe(2);
    expect(it.decide(standing({ now: 18, ready: 2, talking: 8 })).calls).toBe(calls);
  });

  test('the difference target is a number of callers more or fewer', () => {
    expect(rule({ differenceTarget: -2 }).decide(standing({ ready: 4, talking: 6 })).calls).toBe(2);
  });
});

describe("VICIdial's level", () => {
  test.each([
    { says: 'rises by the share of callers who were free', counts: { ready: 1, talking: 9 }, level: 1.1 },
    { says: 'stays when nobody is free', counts: { talking: 9 }, level: 1 },
    { says: 'does not fall below 1 for calls that wait', counts: { talking: 9, waiting: 3 }, level: 1 },
    { says: 'rises by less with calls that wait', counts: { ready: 3, talking: 7, waiting: 1 }, level: 1.2 },
  ])('$says', ({ counts, level }) => {
    expect(levelAfter(rule(), { to: 15, ...counts })).toBeCloseTo(level);
  });

  test('moves every 15 s and not in between', () => {
    const it = rule();
    expect(levelAfter(it, { to: 14, ready: 1, talking: 9 })).toBe(1);
    expect(levelAfter(it, { from: 15, to: 29, ready: 1, talking: 9 })).toBeCloseTo(1.1);
    expect(levelAfter(it, { from: 30, to: 30, ready: 1, talking: 9 })).toBeCloseTo(1.21);
  });

  test('is 3 at most', () => {
    expect(levelAfter(rule(), { to: 300, ready: 10 })).toBe(3);
  });

  test.each([
    { intensity: 0.4, level: 1.14 },
    { intensity: -0.4, level: 1.06 },
  ])('moves by an intensity of $intensity', ({ intensity, level }) => {
    expect(levelAfter(rule({ intensity }), { to: 15, ready: 1, talking: 9 })).toBeCloseTo(level);
  });
});

describe("VICIdial's drop limit", () => {
  // Level 2 when the drops come; nobody free afterwards, so that only the limit moves it.
  const limited = (settings: Partial<VicidialSettings>, events: readonly PacingEvent[]) => {
    const it = rule(settings);
    levelAfter(it, { to: 15, ready: 10 });
    note(it, events);
    return levelAfter(it, { from: 61, to: 61, talking: 10 });
  };

  test.each([
    { says: 'hard limit: level 1', method: 'hard-limit', level: 1 },
    { says: 'average: half of it', method: 'average', level: 1.5 },
    { says: 'tapered: by the hours left, 270/1000 at half past six, so 1', method: 'tapered', level: 1 },
  ] as const)('over the limit after 50 calls, $says', ({ method, level }) => {
    const it = rule({ method });
    expect(levelAfter(it, { to: 59, ready: 10 })).toBe(3);
    note(it, calls(20, 100, 3));
    expect(levelAfter(it, { from: 60, to: 60, talking: 10 })).toBeCloseTo(level);
  });

  test('tapered early in the day takes less away', () => {
    const it = rule({ method: 'tapered' }, 13 * 3600);
    levelAfter(it, { to: 59, ready: 10 });
    note(it, calls(20, 100, 3));
    // (2100 - 1301) / 1000 of level 3.
    expect(levelAfter(it, { from: 60, to: 60, talking: 10 })).toBeCloseTo(2.397);
  });

  test('tapered after the latest time is 1', () => {
    const it = rule({ method: 'tapered' }, 22 * 3600);
    levelAfter(it, { to: 59, ready: 10 });
    note(it, calls(20, 100, 3));
    expect(levelAfter(it, { from: 60, to: 60, talking: 10 })).toBe(1);
  });

  test('nothing happens before 50 calls, or at the limit', () => {
    expect(limited({ method: 'hard-limit' }, calls(20, 50, 3))).toBe(2);
    expect(limited({ method: 'hard-limit', dropLimit: 0.15 }, calls(20, 100, 3))).toBe(2);
    expect(limited({ method: 'hard-limit', dropLimit: 0.14 }, calls(20, 100, 3))).toBe(1);
  });

  test('the check repeats every 15 s, so that "average" ends at 1 as well, and stays there for the day', () => {
    const it = rule({ method: 'average' });
    levelAfter(it, { to: 59, ready: 10 });
    note(it, calls(20, 100, 3));
    expect(levelAfter(it, { from: 60, to: 100, talking: 10 })).toBe(1);
    expect(levelAfter(it, { from: 101, to: 3600, ready: 1, talking: 9 })).toBe(1);
  });

  test('drops are counted once a minute', () => {
    const it = rule({ method: 'hard-limit' });
    levelAfter(it, { to: 15, ready: 10 });
    note(it, calls(20, 100, 3));
    expect(levelAfter(it, { from: 30, to: 59, talking: 10 })).toBe(2);
    expect(levelAfter(it, { from: 60, to: 75, talking: 10 })).toBe(1);
  });

  test.each([
    {
      says: 'half of it when more than half of more than 20 calls of a minute were dropped',
      count: 25,
      level: 1,
    },
    { says: 'not with 20 calls', count: 20, level: 2 },
  ])('a bad minute: $says', ({ count, level }) => {
    const bad = [
      ...launched(50, ...ids(0, count)),
      ...dropped(50, ...ids(0, 10)),
      ...talked(50, ...ids(10, 5)),
    ];
    expect(limited({ method: 'hard-limit', dropLimit: 1 }, bad)).toBe(level);
  });
});
