import { describe, expect, test } from 'vitest';
import type { Pacer } from '../../../core/pacing/pacing.ts';
import { byHand } from './by-hand.ts';
import { eveningSettings } from './settings.fixture.ts';
import { dropped, launched, standing, talked, unanswered } from './standing.fixture.ts';

const pacer = (least = 45, most = 60) => byHand({ leastSeconds: least, mostSeconds: most })(eveningSettings);
const callsAt = (it: Pacer, now: number, ready: number) => it.decide(standing({ now, ready })).calls;

describe('by hand', () => {
  test('nobody dials before 45 s of looking, everybody has after 60 s', () => {
    const it = pacer();
    expect(callsAt(it, 44.9, 20)).toBe(0);
    const within = callsAt(it, 52, 20);
    expect(within).toBeGreaterThan(5);
    expect(within).toBeLessThan(15);
    expect(callsAt(it, 60, 20)).toBe(20 - within);
  });

  test('a caller has one call at a time', () => {
    const it = pacer(50, 50);
    expect(callsAt(it, 50, 1)).toBe(1);
    expect(callsAt(it, 51, 1)).toBe(0);
    for (const event of launched(51, 1)) it.note(event);
    expect(callsAt(it, 200, 1)).toBe(0);
  });

  test.each([
    { says: 'nobody answers', events: unanswered },
    { says: 'the call was abandoned', events: dropped },
  ])('when $says, the caller looks at the next person first', ({ events }) => {
    const it = pacer(50, 50);
    callsAt(it, 50, 1);
    for (const event of [...launched(50, 1), ...events(70, 1)]) it.note(event);
    expect(callsAt(it, 119, 1)).toBe(0);
    expect(callsAt(it, 120, 1)).toBe(1);
  });

  test('after a conversation looking begins when the caller is ready again', () => {
    const it = pacer(50, 50);
    callsAt(it, 50, 1);
    for (const event of [...launched(50, 1), ...talked(70, 1)]) it.note(event);
    const ready = { id: 1, state: 'ready', since: 100, callId: null } as const;
    expect(it.decide({ ...standing({ now: 149 }), callers: [ready] }).calls).toBe(0);
    expect(it.decide({ ...standing({ now: 150 }), callers: [ready] }).calls).toBe(1);
  });

  test("who gets another's call hands over the own one, so that no caller has two", () => {
    const it = pacer(50, 50);
    expect(callsAt(it, 50, 2)).toBe(2);
    // Call 1 is of caller 1, call 2 of caller 2; caller 1 is connected to call 2.
    for (const event of launched(50, 1, 2)) it.note(event);
    it.note({ type: 'connected', at: 60, callId: 2, callerId: 1 });
    it.note({ type: 'failed', at: 65, callId: 1, reason: 'busy' });
    const second = { id: 2, state: 'ready', since: 0, callId: null } as const;
    expect(it.decide({ ...standing({ now: 114 }), callers: [second] }).calls).toBe(0);
    expect(it.decide({ ...standing({ now: 115 }), callers: [second] }).calls).toBe(1);
  });
});
