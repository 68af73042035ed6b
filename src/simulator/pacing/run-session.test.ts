import { describe, expect, test } from 'vitest';
import type { PacingEvent, PacingSnapshot } from '../../core/pacing/pacing.ts';
import { runSession, type SessionPacer } from './run-session.ts';
import { allCells, heldBackWorld, trainingWorlds } from './scenarios.ts';

const cell = { teamSize: 5, personShare: 0.22, drift: 'stable' } as const;
const [evening = heldBackWorld.bind(null, 1)] = trainingWorlds;

/** Calls `ratio` times as many as are ready. */
function byRatio(ratio: number, seen: PacingEvent[] = []): SessionPacer {
  return {
    note: (event) => void seen.push(event),
    decide: ({ callers, calls }: PacingSnapshot) => {
      const ready = callers.filter((it) => it.state === 'ready').length;
      return { calls: Math.max(0, Math.floor(ready * ratio) - calls.length) };
    },
  };
}

test('the same world, seed and decisions give the same session', () => {
  const run = () => runSession(evening(cell), 'a', () => byRatio(1.5));
  expect(run()).toEqual(run());
  expect(runSession(evening(cell), 'b', () => byRatio(1.5))).not.toEqual(run());
});

describe('what an organiser would expect', () => {
  const [careful, bold] = [1, 3].map((ratio) => runSession(evening(cell), 'a', () => byRatio(ratio)));

  test('more calls for each caller fill the hour and leave more people alone', () => {
    const used = (it = careful) => (it?.conversationSeconds ?? 0) / (it?.paidSeconds ?? 0);
    expect(used(bold)).toBeGreaterThan(used(careful));
    expect(bold?.abandoned).toBeGreaterThan(careful?.abandoned ?? 0);
  });

  test('nobody talks longer than they are there', () => {
    expect(careful?.conversationSeconds).toBeLessThan(careful?.paidSeconds ?? 0);
    expect(careful?.paidSeconds).toBeLessThan(5 * evening(cell).sessionSeconds);
  });
});

test('each call that is launched fails, is abandoned, or is connected and ends', () => {
  const seen: PacingEvent[] = [];
  const result = runSession(evening(cell), 'a', () => byRatio(2, seen));
  const count = (type: PacingEvent['type']) => seen.filter((it) => it.type === type).length;
  expect(count('launched')).toBe(result.launched);
  expect(count('failed') + count('abandoned') + count('connected')).toBe(result.launched);
  expect(count('connected')).toBe(result.conversations + result.machines);
  expect(count('abandoned')).toBe(result.abandoned + result.droppedMachines);
});

test('a call that is taken back before anybody answers is over', () => {
  const seen: PacingEvent[] = [];
  const tooMany = byRatio(2, seen);
  const result = runSession(evening(cell), 'a', () => ({
    ...tooMany,
    decide: (snapshot) => {
      const withdraw = snapshot.calls.filter((it) => it.state === 'ringing').map((it) => it.id);
      return { ...tooMany.decide(snapshot), withdraw };
    },
  }));
  expect(result.launched).toBeGreaterThan(100);
  const rung = seen.flatMap((it) => (it.type === 'ringing' ? [it.callId] : []));
  const failed = new Set(seen.flatMap((it) => (it.type === 'failed' ? [it.callId] : [])));
  // After the session's end nobody decides any more.
  expect(rung.slice(0, -10).filter((it) => !failed.has(it))).toEqual([]);
  expect(
    failed.size + result.conversations + result.machines + result.abandoned + result.droppedMachines,
  ).toBe(result.launched);
});

test('people answer about as often as the world says', () => {
  for (const personShare of [0.1, 0.42]) {
    const world = evening({ teamSize: 50, personShare, drift: 'stable' });
    const { conversations, abandoned, launched } = runSession(world, 'a', () => byRatio(1));
    // Earlier tries take a little away, the two kinds of phones nearly nothing.
    expect((conversations + abandoned) / launched).toBeGreaterThan(0.85 * personShare);
    expect((conversations + abandoned) / launched).toBeLessThan(1.1 * personShare);
  }
});

test('there are thirty-six cells, and held-back worlds are unlike each other', () => {
  expect(allCells()).toHaveLength(36);
  const lengths = [1, 2, 3, 4, 5].map((number) => heldBackWorld(number, cell).sessionSeconds);
  expect(new Set(lengths).size).toBe(5);
});
