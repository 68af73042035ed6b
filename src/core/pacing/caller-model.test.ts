import { describe, expect, test } from 'vitest';
import { CallerModel } from './caller-model.ts';
import type { CallerOnShift } from './pacing.ts';

const GRACE = 2;
const caller = (more: Partial<CallerOnShift> = {}): CallerOnShift => ({
  ...{ id: 1, state: 'talking', since: 0, callId: 7 },
  ...more,
});

/** Conversations of two minutes, wrap-ups of `wrapUp` seconds. */
function train(model: CallerModel, id: number, wrapUp: number, rounds = 30): number {
  let now = 0;
  for (let round = 0; round < rounds; round += 1) {
    model.connected(id, 1, now);
    now += 120;
    model.wrapUpStarted(id, now);
    model.ended(id, true, now);
    now += wrapUp;
    model.wrappedUp(id, true, now);
    model.refresh(now);
  }
  return now;
}

/** Probability to be free nine seconds from now. */
const free = (model: CallerModel, it: CallerOnShift, now: number) => model.free(it, now)[4] ?? 0;

describe('who will be free in time', () => {
  test('somebody near the end of a wrap-up is, somebody in a conversation hardly', () => {
    const model = new CallerModel(GRACE);
    const now = train(model, 1, 20);
    model.connected(1, 1, now);
    const talking = free(model, caller({ since: now }), now + 60);
    model.wrapUpStarted(1, now + 120);
    model.ended(1, true, now + 120);
    const wrapping = caller({ state: 'wrap-up', since: now + 120 });
    const [early, late] = [free(model, wrapping, now + 122), free(model, wrapping, now + 134)];
    expect(talking).toBeLessThan(0.2);
    expect(late).toBeGreaterThan(early + 0.3);
    expect(late).toBeGreaterThan(0.6);
  });

  test('each caller has a pace of their own', () => {
    const model = new CallerModel(GRACE);
    const now = Math.max(train(model, 1, 10), train(model, 2, 40));
    for (const id of [1, 2]) {
      model.connected(id, 1, now);
      model.wrapUpStarted(id, now + 100);
      model.ended(id, true, now + 100);
    }
    const at = now + 105;
    const [quick, slow] = [1, 2].map((id) =>
      free(model, caller({ id, state: 'wrap-up', since: now + 100 }), at),
    );
    expect(quick).toBeGreaterThan((slow ?? 1) + 0.2);
  });

  test('who has a machine on the line is free soon', () => {
    const model = new CallerModel(GRACE);
    model.connected(1, 0.05, 0);
    model.connected(2, 0.95, 0);
    expect(free(model, caller({ id: 1 }), 3)).toBeGreaterThan(2 * free(model, caller({ id: 2 }), 3));
  });

  test('who taps "ready in a moment" nearly is', () => {
    const model = new CallerModel(GRACE);
    const wrapping = caller({ state: 'wrap-up' });
    expect(free(model, { ...wrapping, isNearlyReady: true }, 1)).toBeGreaterThan(0.9);
    expect(free(model, wrapping, 1)).toBeLessThan(0.6);
  });

  test('who is about to go is not', () => {
    const model = new CallerModel(GRACE);
    for (const state of ['talking', 'wrap-up'] as const) {
      expect(free(model, caller({ state, isLeaving: true }), 1)).toBe(0);
    }
  });

  test('where callers often pause after a wrap-up, nobody is sure', () => {
    const [staying, pausing] = [new CallerModel(GRACE), new CallerModel(GRACE)];
    const now = train(staying, 1, 20);
    for (let round = 0; round < 30; round += 1) {
      pausing.wrapUpStarted(1, 0);
      pausing.connected(1, 1, 0);
      pausing.ended(1, true, 100);
      pausing.wrappedUp(1, false, 120);
    }
    const wrapping = caller({ state: 'wrap-up', since: now });
    expect(free(pausing, wrapping, now + 19)).toBeLessThan(0.75 * free(staying, wrapping, now + 19));
  });
});

test('it does not matter whether the outcome is given before or after the wrap-up', () => {
  const [before, after] = [new CallerModel(GRACE), new CallerModel(GRACE)];
  for (const [model, saysAt] of [
    [before, 100],
    [after, 125],
  ] as const) {
    model.connected(1, 0.9, 0);
    model.wrapUpStarted(1, 100);
    model.ended(1, true, saysAt);
    model.wrappedUp(1, true, 125);
  }
  expect(after.learned()).toEqual(before.learned());
});
