import { describe, expect, test } from 'vitest';
import type { AttemptId, E164, ShiftId } from '../core/ids.ts';
import { SECOND } from '../core/instant.ts';
import type { Pacer, PacingEvent, PacingSnapshot } from '../core/pacing/pacing.ts';
import type { CallAhead } from './calls-ahead.ts';
import { type PacedShift, PacingDesk } from './pacing-desk.ts';

const BEGAN = 1_000_000;
const [anna, ben] = ['anna' as ShiftId, 'ben' as ShiftId];
const attempt = 'a' as AttemptId;
const moment = { channelsFree: 5, contactsLeft: 3, upcoming: [] };
const at = (seconds: number) => BEGAN + seconds * SECOND;
const shift = (id: ShiftId, state: PacedShift['state'], since: number, isLeaving = false): PacedShift => ({
  id,
  state,
  since: at(since),
  isLeaving,
});

function openDesk() {
  const told: PacingEvent[] = [];
  const snapshots: PacingSnapshot[] = [];
  const pacer: Pacer = {
    note: (event) => void told.push(event),
    decide(snapshot) {
      snapshots.push(snapshot);
      return { calls: 0, reason: { code: 'x', values: {} } };
    },
    basis: () => ({}),
    learned: () => null,
  };
  const desk = new PacingDesk(pacer, BEGAN);
  return {
    desk,
    /** What the pacer was told since this was asked last: type, second, number. */
    told: () => told.splice(0).map((it) => [it.type, it.at, 'callerId' in it ? it.callerId : it.callId]),
    snapshot(seconds: number, ahead: readonly CallAhead[] = []) {
      desk.decide(moment, ahead, at(seconds));
      return snapshots.at(-1);
    },
  };
}

describe('what a pacer is told of callers', () => {
  test('they come, are ready, talk, write down, pause and go', () => {
    const { desk, told } = openDesk();
    desk.shiftsAre([shift(anna, 'pause', 0)], at(1));
    expect(told()).toEqual([
      ['caller-login', 1, 1],
      ['caller-pause', 1, 1],
    ]);
    desk.shiftsAre([shift(anna, 'ready', 2)], at(2));
    expect(told()).toEqual([
      ['caller-back', 2, 1],
      ['caller-ready', 2, 1],
    ]);
    desk.shiftsAre([shift(anna, 'ready', 2)], at(3));
    expect(told()).toEqual([]);
    desk.shiftsAre([shift(anna, 'talking', 4), shift(ben, 'ready', 4)], at(4));
    expect(told()).toEqual([
      ['caller-login', 4, 2],
      ['caller-ready', 4, 2],
    ]);
    desk.shiftsAre([shift(anna, 'wrap-up', 9)], at(9));
    expect(told()).toEqual([
      ['wrap-up-started', 9, 1],
      ['caller-logout', 9, 2],
    ]);
    expect(desk.mostCallers).toBe(2);
  });

  test('who is ready again after a short call is told as ready again', () => {
    const { desk, snapshot } = openDesk();
    desk.shiftsAre([shift(anna, 'talking', 0)], at(0));
    desk.connected(attempt, anna, at(0));
    expect(snapshot(1)?.callers).toEqual([{ id: 1, state: 'talking', since: 0, callId: 2 }]);
    desk.shiftsAre([shift(anna, 'wrap-up', 5)], at(5));
    expect(snapshot(6)?.callers).toEqual([{ id: 1, state: 'wrap-up', since: 5, callId: null }]);
  });

  test('“ready in a moment” and “pause after this” hold until they have come true', () => {
    const { desk, snapshot } = openDesk();
    desk.shiftsAre([shift(anna, 'ready', 0), shift(ben, 'wrap-up', 0, true)], at(0));
    for (const id of [anna, ben]) desk.nearlyReady(id);
    expect(snapshot(1)?.callers).toEqual([
      { id: 1, state: 'ready', since: 0, callId: null },
      { id: 2, state: 'wrap-up', since: 0, callId: null, isNearlyReady: true, isLeaving: true },
    ]);
    // The wish for a pause holds in the store until its caller is ready again; of a pause that is here it says nothing.
    desk.shiftsAre([shift(anna, 'ready', 0), shift(ben, 'pause', 2, true)], at(2));
    expect(snapshot(3)?.callers[1]).toEqual({ id: 2, state: 'pause', since: 2, callId: null });
    desk.shiftsAre([shift(anna, 'ready', 0), shift(ben, 'ready', 4)], at(4));
    expect(snapshot(5)?.callers[1]).toEqual({ id: 2, state: 'ready', since: 4, callId: null });
  });
});

test('a call on the way is told in the session’s seconds', () => {
  const { snapshot } = openDesk();
  const taken = { attempt: { id: attempt }, to: '' as E164, phone: 'mobile', tries: 2 };
  const call = {
    call: { taken },
    ...{ state: 'giving', launchedAt: at(1), ringingAt: at(3), answeredAt: at(8), grace: null },
  } as unknown as CallAhead; // Of a call the desk reads no more than this.
  expect(snapshot(9, [call])).toEqual({
    ...{ ...moment, now: 9, callers: [] },
    calls: [
      { id: 1, kind: 'mobile', tries: 2, state: 'waiting', launchedAt: 1, ringingAt: 3, answeredAt: 8 },
    ],
  });
});
