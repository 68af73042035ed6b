import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../instant.ts';
import { isGateOpen, signValidity, type TrunkFinal, trunkAlarm } from './trunk-health.ts';

const NOW = Date.UTC(2012, 2, 13, 17);

describe('the gate (DOMAIN 1.1, point 5)', () => {
  const reached = (minutes: number) => ({ at: NOW + minutes * MINUTE, alertedOrAnswered: true });
  const failed = (minutes: number) => ({ at: NOW + minutes * MINUTE, alertedOrAnswered: false });
  it.each([
    ['a call rang 10 min before', [reached(-10)], 0, true],
    ['a call rang 10 min after', [reached(10)], 10, true],
    ['a call rang 11 min before, 10 min after not over', [reached(-11)], 10, 'not-yet'],
    ['a call rang 11 min before, 10 min after over', [reached(-11)], 10.1, false],
    ['calls around it all failed', [failed(-1), failed(1)], 11, false],
    ['nothing around it, just now', [], 0, 'not-yet'],
  ] as const)('%s', (_name, events, minutesLater, expected) => {
    expect(isGateOpen(events, { at: NOW, now: NOW + minutesLater * MINUTE })).toBe(expected);
  });
});

/** Finals one every 20 s, the last one now; two seconds each, no early media. */
function finals(statuses: readonly number[], changes: Partial<TrunkFinal> = {}): TrunkFinal[] {
  const firstAt = NOW - (statuses.length - 1) * 20 * SECOND;
  return statuses.map((status, index) => ({
    at: firstAt + index * 20 * SECOND,
    status,
    isRecheck: false,
    msToFinal: 2000,
    earlyMediaSeen: false,
    ...changes,
  }));
}

const times = (count: number, status: number) => Array.from({ length: count }, () => status);
const mixed = (bad: number, status: number, good: number) => [...times(bad, status), ...times(good, 487)];
const fast = (count: number) => finals(times(count, 404), { msToFinal: 300 });

describe('the batch alarm (DOMAIN 1.7)', () => {
  it.each([
    ['12 of 20 the same', finals(mixed(12, 404, 8)), 'same-final'],
    ['11 of 20 the same', finals(mixed(11, 404, 9)), null],
    ['19 finals, all the same', finals(times(19, 404)), null],
    ['20 times 503', finals(times(20, 503)), 'same-final'],
    ['20 times 486', finals(times(20, 486)), null],
    ['20 times 480', finals(times(20, 480)), null],
    ['20 times 487', finals(times(20, 487)), null],
    ['20 times 604', finals(times(20, 604)), null],
    ['answered calls belong to the base', finals([...times(12, 404), ...times(9, 200)]), null],
    ['two statuses share the failures', finals([...times(10, 404), ...times(10, 410)]), null],
    ['20 re-checks of suspected numbers', finals(times(20, 404), { isRecheck: true }), null],
    ['10 fast 404 in a row', fast(10), 'fast-404'],
    ['9 fast 404 in a row', fast(9), null],
    [
      '10 fast 404, broken by one that rang',
      [
        ...fast(9).map((it) => ({ ...it, at: it.at - 5 * MINUTE })),
        ...finals([487]).map((it) => ({ ...it, at: it.at - 4 * MINUTE })),
        ...fast(1),
      ],
      null,
    ],
    ['10 slow 404 in a row', finals(times(10, 404), { msToFinal: 1000 }), null],
    ['10 fast 404 after early media', finals(times(10, 404), { msToFinal: 300, earlyMediaSeen: true }), null],
    ['10 fast re-checks', finals(times(10, 404), { msToFinal: 300, isRecheck: true }), null],
    [
      '20 of the same longer than 10 min ago',
      finals(times(20, 503)).map((it) => ({ ...it, at: it.at - 11 * MINUTE })),
      null,
    ],
  ] as const)('%s', (_name, given, kind) => {
    expect(trunkAlarm(given, NOW)?.kind ?? null).toBe(kind);
    expect(trunkAlarm(given.toReversed(), NOW)?.kind ?? null).toBe(kind);
  });

  it('tells the window whose points are void, the pause, and what it saw', () => {
    expect(trunkAlarm(finals(mixed(15, 404, 5)), NOW)).toEqual({
      kind: 'same-final',
      from: NOW - 10 * MINUTE,
      until: NOW,
      pausedUntil: NOW + 15 * MINUTE,
      status: 404,
      count: 15,
      share: 0.75,
    });
  });

  it('stays silent while at least half of the calls get through', () => {
    const any = fc.array(fc.constantFrom(404, 410, 484, 503), { maxLength: 9 });
    fc.assert(
      fc.property(any, (bad) => {
        expect(
          trunkAlarm(
            finals(
              bad.flatMap((status) => [status, 200, 487]),
              { msToFinal: 200 },
            ),
            NOW,
          ),
        ).toBeNull();
      }),
    );
  });
});

describe('the validity of a sign', () => {
  const alarm = { from: NOW - 10 * MINUTE, until: NOW };
  it.each([
    ['gate open', true, [], 'valid'],
    ['gate closed', false, [], 'void'],
    ['gate not decided', 'not-yet', [], 'pending'],
    ['alarm, though the gate is open', true, [alarm], 'void'],
    ['alarm, gate not decided', 'not-yet', [alarm], 'void'],
    ['alarm of another time', true, [{ from: NOW + 1, until: NOW + 2 }], 'valid'],
  ] as const)('%s', (_name, gate, alarms, expected) => {
    expect(signValidity({ at: NOW, gate }, alarms)).toBe(expected);
  });
});
