import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VirtualClock } from './virtual-clock.ts';

describe('the clock that jumps', () => {
  test('tasks run in the order of their moments, equal ones as they were given', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(20)), async (moments) => {
        const clock = new VirtualClock(0);
        const ran: [number, number][] = [];
        for (const [index, moment] of moments.entries()) {
          clock.at(moment, async () => void ran.push([clock.now(), index]));
        }
        await clock.run(100);
        const expected = moments.map((moment, index): [number, number] => [moment, index]);
        expect(ran).toEqual(expected.sort((a, b) => a[0] - b[0] || a[1] - b[1]));
        expect(clock.now()).toBe(100);
      }),
    );
  });

  test('a task may give further tasks, also for the same moment', async () => {
    const clock = new VirtualClock(5);
    const seen: number[] = [];
    clock.at(10, async () => {
      seen.push(clock.now());
      clock.at(3, async () => void seen.push(clock.now()));
      clock.at(12, async () => void seen.push(clock.now()));
    });
    await clock.run(20);
    expect(seen).toEqual([10, 10, 12]);
  });

  test('what lies after the end waits, and a cancelled task never runs', async () => {
    const clock = new VirtualClock(0);
    const seen: string[] = [];
    clock.at(50, async () => void seen.push('late'));
    clock.at(5, async () => void seen.push('cancelled')).cancel();
    await clock.run(10);
    expect(seen).toEqual([]);
    await clock.run(50);
    expect(seen).toEqual(['late']);
  });

  test('a stop leaves the rest of the tasks where they are', async () => {
    const clock = new VirtualClock(0);
    const stop = new AbortController();
    const seen: number[] = [];
    clock.at(1, async () => {
      seen.push(1);
      stop.abort();
    });
    clock.at(2, async () => void seen.push(2));
    await clock.run(10, { signal: stop.signal });
    expect([seen, clock.now()]).toEqual([[1], 1]);
  });

  test('each task is run to its end before the next', async () => {
    const clock = new VirtualClock(0);
    const seen: string[] = [];
    clock.at(1, async () => {
      seen.push('begins');
      await new Promise((resolve) => setImmediate(resolve));
      seen.push('ends');
    });
    clock.at(2, async () => void seen.push('next'));
    await clock.run(3);
    expect(seen).toEqual(['begins', 'ends', 'next']);
  });
});
