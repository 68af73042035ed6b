import { expect, test } from 'vitest';
import { createSteadyClock } from './steady-clock.ts';
import type { SteadyRequest } from './steady-worker.ts';

/** A worker whose timers ring by hand. */
function handWorker() {
  const asked: SteadyRequest[] = [];
  const target = new EventTarget();
  const worker = Object.assign(target, { postMessage: (request: SteadyRequest) => void asked.push(request) });
  return {
    asked,
    worker: worker as unknown as Worker, // The two doors of it that are used.
    ring: (id: number) => target.dispatchEvent(new MessageEvent('message', { data: id })),
  };
}

test('a timer rings once, an interval until it is taken back', () => {
  const { asked, worker, ring } = handWorker();
  const clock = createSteadyClock(() => worker);
  const rang: string[] = [];
  clock.after(10, () => rang.push('after'));
  const end = clock.every(1_000, () => rang.push('every'));
  for (const id of [1, 1, 2, 2]) ring(id);
  end();
  ring(2);
  expect(rang).toEqual(['after', 'every', 'every']);
  expect(asked).toEqual([
    { id: 1, ms: 10, isRepeated: false },
    { id: 2, ms: 1_000, isRepeated: true },
    { id: 2, ms: null, isRepeated: true },
  ]);
});

test('one that was taken back does not ring, though the worker had sent it', () => {
  const { worker, ring } = handWorker();
  const clock = createSteadyClock(() => worker);
  let rings = 0;
  clock.after(10, () => rings++)();
  ring(1);
  expect(rings).toBe(0);
});

test('no worker is made before somebody wants a timer', () => {
  let made = 0;
  const clock = createSteadyClock(() => {
    made++;
    return handWorker().worker;
  });
  expect(clock.now()).toBeGreaterThan(0);
  expect(made).toBe(0);
});
