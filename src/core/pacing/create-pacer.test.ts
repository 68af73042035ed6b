import { describe, expect, test } from 'vitest';
import { createPacer, decideFrom } from './create-pacer.ts';
import type { CallerOnShift, CallOnTheWay, Pacer, PacingSettings, PacingSnapshot } from './pacing.ts';

const settings: PacingSettings = {
  ...{ teamSize: 10, abandonCap: 0.03, channels: 40, ringSeconds: 26, graceSeconds: 2 },
  ...{ tickSeconds: 0.25, startsAtClock: 61_200, sessionSeconds: 7200 },
};
const callers = (count: number, state: CallerOnShift['state'] = 'ready'): CallerOnShift[] =>
  Array.from({ length: count }, (_, id) => ({ id, state, since: 0, callId: null }));
const calls = (count: number, state: CallOnTheWay['state'] = 'ringing'): CallOnTheWay[] =>
  Array.from({ length: count }, (_, id) => ({
    ...{ id, kind: 'mobile', tries: 0, state, launchedAt: 0, ringingAt: 0, answeredAt: null },
  }));
const moment = (more: Partial<PacingSnapshot>): PacingSnapshot => ({
  ...{ now: 1, channelsFree: 40, contactsLeft: 1000, callers: [], calls: [] },
  upcoming: [{ kind: 'mobile', tries: 0 }],
  ...more,
});

describe('modes', () => {
  test.each(['own-phone', 'preview'] as const)('%s dials nothing by itself', (mode) => {
    expect(createPacer(mode, settings).decide(moment({ callers: callers(5) })).calls).toBe(0);
  });

  test.each([
    { ready: 3, onTheWay: 1, calls: 2 },
    { ready: 1, onTheWay: 4, calls: 0 },
    { ready: 0, onTheWay: 0, calls: 0 },
  ])(
    'progressive: $ready ready and $onTheWay on the way, $calls more',
    ({ ready, onTheWay, calls: more }) => {
      const state = moment({ callers: callers(ready), calls: calls(onTheWay) });
      expect(createPacer('progressive', settings).decide(state).calls).toBe(more);
    },
  );

  test('a cap of nothing is progressive, whatever the mode', () => {
    const pacer = createPacer('look-ahead', { ...settings, abandonCap: 0 });
    expect(pacer.decide(moment({ callers: callers(3) })).calls).toBe(3);
  });

  test.each(['early', 'look-ahead'] as const)(
    '%s dials for whoever is ready, and says why it stops',
    (mode) => {
      const pacer = createPacer(mode, settings);
      expect(pacer.decide(moment({ callers: callers(2) }))).toMatchObject({
        reason: { code: 'pacing.reason.ahead' },
      });
      const full = moment({ now: 10, callers: callers(2), calls: calls(30) });
      expect(pacer.decide(full)).toMatchObject({ calls: 0, reason: { code: 'pacing.reason.enough' } });
    },
  );

  test.each([
    { why: 'nobody', state: { callers: callers(3, 'pause') } },
    { why: 'no-channel', state: { callers: callers(3), channelsFree: 0 } },
    { why: 'no-contact', state: { callers: callers(3), contactsLeft: 0 } },
  ])('without calls the reason is: $why', ({ why, state }) => {
    const decision = createPacer('look-ahead', settings).decide(moment(state));
    expect(decision).toMatchObject({ calls: 0, reason: { code: `pacing.reason.${why}` } });
  });
});

describe('limits', () => {
  test('never more calls than channels or contacts', () => {
    for (const [channelsFree, contactsLeft] of [
      [1, 50],
      [50, 1],
      [0, 50],
    ] as const) {
      const state = moment({ callers: callers(10), channelsFree, contactsLeft });
      const decided = createPacer('look-ahead', settings).decide(state).calls;
      expect(decided).toBeLessThanOrEqual(Math.min(channelsFree, contactsLeft));
    }
  });

  test('no more calls a second than the trunk takes', () => {
    const pacer = createPacer('look-ahead', { ...settings, teamSize: 100, callsPerSecond: 3 });
    const inSecond = [0, 0.25, 0.5, 0.75].map(
      (now) => pacer.decide(moment({ now, callers: callers(100) })).calls,
    );
    expect(inSecond.reduce((sum, it) => sum + it, 0)).toBe(3);
  });

  test('a full team begins smoothly: an eighth in a quarter of a second', () => {
    const pacer = createPacer('look-ahead', { ...settings, teamSize: 40, channels: 200 });
    expect(pacer.decide(moment({ callers: callers(40), channelsFree: 200 })).calls).toBe(5);
  });
});

describe('a caller who goes', () => {
  const ringing = (count: number) =>
    calls(count).map((it, at) => ({ ...it, id: 10 + at, launchedAt: at, ringingAt: at }));
  const gone = (pacer: Pacer) => pacer.note({ type: 'caller-pause', at: 3, callerId: 0 });

  test('as the last one takes all calls along that nobody has answered, the youngest first', () => {
    const pacer = createPacer('early', settings);
    gone(pacer);
    const answered = { ...ringing(3)[2], id: 9, state: 'waiting', answeredAt: 3 } as CallOnTheWay;
    const state = moment({ now: 3, callers: callers(2, 'pause'), calls: [answered, ...ringing(2)] });
    expect(pacer.decide(state)).toMatchObject({
      ...{ calls: 0, withdraw: [11, 10] },
      reason: { code: 'pacing.reason.withdrawn', values: { calls: 2 } },
    });
    expect(decideFrom(pacer.basis())).toBe(0);
    // Said once: whoever hangs up needs a moment for it.
    expect(pacer.decide({ ...state, now: 3.25 }).withdraw).toBeUndefined();
  });

  test('takes along only those that are too many for who is left', () => {
    const pacer = createPacer('early', settings);
    gone(pacer);
    const state = moment({ now: 3, callers: [...callers(1, 'pause'), ...callers(1)], calls: ringing(2) });
    expect(pacer.decide(state).withdraw ?? []).toEqual([]);
    // The one who is left has just begun to talk.
    gone(pacer);
    const busy = { ...state, now: 4, callers: [...callers(1, 'pause'), ...callers(1, 'talking')] };
    expect(pacer.decide(busy).withdraw).toEqual([11, 10]);
  });

  test('takes nothing along while others will be free', () => {
    const pacer = createPacer('look-ahead', settings);
    gone(pacer);
    const state = moment({ now: 3, callers: [...callers(1, 'pause'), ...callers(9)], calls: ringing(12) });
    expect(pacer.decide(state).withdraw).toBeUndefined();
  });

  test('is the only reason: calls that were too many from the start go on', () => {
    const pacer = createPacer('early', settings);
    const state = moment({ now: 3, callers: callers(1, 'talking'), calls: ringing(5) });
    expect(pacer.decide(state).withdraw).toBeUndefined();
  });
});

test.each([null, 7, 'x', {}, { version: 2 }])('%j of an earlier shift is as good as nothing', (junk) => {
  expect(createPacer('early', settings, junk).decide(moment({ callers: callers(2) })).calls).toBeGreaterThan(
    0,
  );
});
