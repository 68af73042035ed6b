import { describe, expect, test } from 'vitest';
import type { Pacer, PacingEvent } from '../../../core/pacing/pacing.ts';
import { KOORAGANG_3, kooragang } from './kooragang.ts';
import { eveningSettings } from './settings.fixture.ts';
import { dropped, ids, standing, unanswered } from './standing.fixture.ts';

const at3 = () => kooragang(KOORAGANG_3)(eveningSettings);
const note = (it: Pacer, events: readonly PacingEvent[]) => {
  for (const event of events) it.note(event);
};
/** The ratio after each look at it, `seconds` apart, with so many callers; `before` says what has ended until then. */
const ratios = (it: Pacer, looks: number, before: (now: number) => readonly PacingEvent[], ready = 10) =>
  Array.from({ length: looks }, (_, index) => {
    note(it, before(index * 180));
    const { ratio = 0 } = it.decide(standing({ now: index * 180, ready })).reason.values;
    return Math.round(ratio * 10) / 10;
  });
const goesWell = (now: number) => unanswered(now - 1, ...ids(now, 100));

describe('Kooragang', () => {
  test.each([
    { says: 'one line for each available caller at first', counts: { ready: 7 }, calls: 7 },
    { says: 'queued calls count', counts: { ready: 7, ringing: 3 }, calls: 4 },
    {
      says: 'an answered call is in the queue no more',
      counts: { ready: 7, ringing: 3, waiting: 2 },
      calls: 4,
    },
    { says: 'callers in talk or survey do not', counts: { ready: 1, talking: 5, wrapUp: 5 }, calls: 1 },
  ])('$says', ({ counts, calls }) => {
    expect(at3().decide(standing(counts)).calls).toBe(calls);
  });

  test('places calls once a second', () => {
    const it = at3();
    expect([0, 0.5, 0.9, 1].map((now) => it.decide(standing({ now, ready: 6 })).calls)).toEqual([6, 0, 0, 6]);
  });

  test('the ratio rises by 0.2 every 180 s up to 4 while nothing is dropped', () => {
    expect(ratios(at3(), 4, goesWell)).toEqual([1.2, 1.4, 1.6, 1.8]);
    expect(ratios(at3(), 20, goesWell).at(-1)).toBe(4);
  });

  test('it does not move in between', () => {
    const it = at3();
    note(it, goesWell(0));
    const ratioAt = (now: number) => it.decide(standing({ now, ready: 10 })).reason.values['ratio'];
    expect([0, 60, 179].map(ratioAt)).toEqual([1.2, 1.2, 1.2]);
    expect(ratioAt(180)).toBeCloseTo(1.4);
  });

  test('it falls by 0.4 when more than 3 % of the ended calls were dropped, not below 1', () => {
    const drops = (now: number) => [...goesWell(now), ...(now >= 720 ? dropped(now - 1, ...ids(0, 30)) : [])];
    expect(ratios(at3(), 8, drops)).toEqual([1.2, 1.4, 1.6, 1.8, 1.4, 1, 1, 1]);
  });

  test('the share is of all ended calls, unanswered ones too: 3 of 100 are not over 3 %', () => {
    const few = (now: number) => [...unanswered(now - 1, ...ids(0, 97)), ...dropped(now - 1, ...ids(97, 3))];
    expect(ratios(at3(), 3, few)).toEqual([1.2, 1.4, 1.6]);
  });

  test('drops older than 600 s are forgotten', () => {
    const once = (now: number) => (now === 0 ? dropped(-1, ...ids(0, 50)) : goesWell(now));
    expect(ratios(at3(), 5, once)).toEqual([1, 1, 1, 1, 1.2]);
  });

  test('an empty window sets it to 1', () => {
    const onlyFirst = (now: number) => (now === 0 ? goesWell(0) : []);
    expect(ratios(at3(), 5, onlyFirst)).toEqual([1.2, 1.4, 1.6, 1.8, 1]);
  });

  test('below 5 callers, available or in call, it is 1', () => {
    expect(ratios(at3(), 3, goesWell, 4)).toEqual([1, 1, 1]);
    expect(ratios(at3(), 3, goesWell, 5)).toEqual([1.2, 1.4, 1.6]);
    const it = at3();
    note(it, goesWell(0));
    expect(it.decide(standing({ ready: 1, talking: 4, pause: 2 })).reason.values['ratio']).toBe(1.2);
    const paused = at3();
    note(paused, goesWell(0));
    expect(paused.decide(standing({ ready: 4, pause: 2 })).reason.values['ratio']).toBe(1);
  });

  test('lines are rounded down: a ratio below 2 does nothing for one free caller', () => {
    const it = at3();
    ratios(it, 4, goesWell);
    const callsAt = (now: number, ready: number) => it.decide(standing({ now, ready, talking: 9 })).calls;
    expect([callsAt(600, 1), callsAt(602, 2), callsAt(604, 5)]).toEqual([1, 3, 9]);
  });

  test('as shipped it is progressive', () => {
    expect(ratios(kooragang()(eveningSettings), 4, goesWell)).toEqual([1, 1, 1, 1]);
  });
});
