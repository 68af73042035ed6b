import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { handWall } from './hand-wall.fixture.ts';
import { PacedClock } from './paced-clock.ts';

function clockOf(options: { now?: number; speed?: number; early?: number; lookAroundMs?: number } = {}) {
  const wall = handWall(options);
  const errors: unknown[] = [];
  const clock = new PacedClock({
    now: options.now ?? 0,
    speed: options.speed ?? 100,
    wall: wall.wall,
    setTimer: wall.setTimer,
    onError: (error) => errors.push(error),
    ...(options.lookAroundMs === undefined ? {} : { lookAroundMs: options.lookAroundMs }),
  });
  const seen: string[] = [];
  const note = (what: string) => async () => void seen.push(what);
  return { clock, wall, errors, seen, note };
}

describe('the clock that is bound to the wall', () => {
  test('campaign time passes so many times as fast', () => {
    const { clock, wall } = clockOf({ now: 5000, speed: 200 });
    wall.pass(10);
    expect(clock.now()).toBe(5000 + 2000);
  });

  test('a task runs when its moment is reached, one that has passed at once', () => {
    const { clock, wall, seen, note } = clockOf({ now: 5000 });
    clock.at(6000, note('in ten'));
    clock.at(1000, note('passed'));
    expect(seen).toEqual([]);
    wall.pass(0);
    expect(seen).toEqual(['passed']);
    wall.pass(9);
    expect(seen).toEqual(['passed']);
    wall.pass(1);
    expect(seen).toEqual(['passed', 'in ten']);
  });

  test('tasks run in the order of their moments and never before them, at any speed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5000)),
        fc.constantFrom(0.5, 1, 3, 7, 200),
        fc.constantFrom(0, 0.7),
        (moments, speed, early) => {
          const { clock, wall } = clockOf({ speed, early });
          const ran: [number, number, number][] = [];
          for (const [index, moment] of moments.entries()) {
            clock.at(moment, async () => void ran.push([moment, index, clock.now()]));
          }
          wall.pass(20_000);
          const expected = moments.map((moment, index): [number, number] => [moment, index]);
          expect(ran.map(([moment, index]) => [moment, index])).toEqual(
            expected.sort((a, b) => a[0] - b[0] || a[1] - b[1]),
          );
          for (const [moment, , now] of ran) expect(now).toBeGreaterThanOrEqual(moment);
        },
      ),
    );
  });

  test('a new speed holds from now on, also for tasks that wait', () => {
    const { clock, wall, seen, note } = clockOf({ speed: 100 });
    clock.at(3000, note('done'));
    wall.pass(10);
    clock.setSpeed(1);
    expect(clock.now()).toBe(1000);
    wall.pass(1999);
    expect([clock.now(), seen]).toEqual([2999, []]);
    clock.setSpeed(2000);
    wall.pass(1);
    expect(seen).toEqual(['done']);
    expect(() => clock.setSpeed(0)).toThrow(RangeError);
  });

  test('a jump goes to the next task or to the end, never back', () => {
    const { clock, wall, seen, note } = clockOf({ speed: 1 });
    clock.at(60_000, note('one'));
    clock.at(70_000, note('cancelled')).cancel();
    clock.at(90_000, note('two'));
    expect(clock.jumpToNextTask(80_000)).toBe(60_000);
    wall.pass(0);
    expect([seen, clock.nextTaskAt()]).toEqual([['one'], 90_000]);
    expect(clock.jumpToNextTask(80_000)).toBe(80_000);
    clock.jumpTo(10);
    expect(clock.now()).toBe(80_000);
    expect(seen).toEqual(['one']);
    clock.jumpTo(100_000);
    wall.pass(0);
    expect([seen, clock.nextTaskAt()]).toEqual([['one', 'two'], null]);
    expect(clock.jumpToNextTask(120_000)).toBe(120_000);
  });

  test('tasks may overlap in time, and what one throws is told', async () => {
    const { clock, wall, errors, seen } = clockOf();
    let end = () => {};
    clock.at(0, async () => {
      seen.push('begins');
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      seen.push('ends');
    });
    clock.at(0, async () => {
      seen.push('next');
      throw new Error('boom');
    });
    wall.pass(1);
    expect([seen, clock.runningTasks]).toEqual([['begins', 'next'], 2]);
    end();
    await new Promise((resolve) => setImmediate(resolve));
    expect([seen.at(-1), clock.runningTasks]).toEqual(['ends', 0]);
    expect(errors).toEqual([expect.objectContaining({ message: 'boom' })]);
  });

  test('a task that another one cancels in the same moment is not run', () => {
    const { clock, wall, seen, note } = clockOf();
    clock.at(1, async () => second.cancel());
    const second = clock.at(1, note('second'));
    wall.pass(1);
    expect(seen).toEqual([]);
  });

  test('after the process stood still, what came from outside meanwhile comes first', () => {
    const { clock, wall, seen, note } = clockOf();
    const ringLimit = clock.at(1000, note('hung up'));
    clock.at(1100, note('something else'));
    wall.standStill(40);
    wall.pass(0);
    clock.at(1200, note('given meanwhile'));
    wall.pass(10);
    ringLimit.cancel(); // The packet that was on its way: they have answered.
    wall.pass(19);
    expect(seen).toEqual([]);
    wall.pass(1);
    expect(seen).toEqual(['something else', 'given meanwhile']);
    clock.at(clock.now() + 100, note('as ever'));
    wall.pass(1);
    expect(seen.at(-1)).toBe('as ever');
  });

  test('who need not look around runs what is due at once', () => {
    const { clock, wall, seen, note } = clockOf({ lookAroundMs: 0 });
    clock.at(1000, note('done'));
    wall.standStill(40);
    wall.pass(0);
    expect(seen).toEqual(['done']);
  });

  test('a wait longer than a timer can hold is cut into pieces', () => {
    const { clock, wall, seen, note } = clockOf({ speed: 1 });
    const fiftyDays = 50 * 24 * 3600 * 1000;
    clock.at(fiftyDays, note('done'));
    wall.pass(fiftyDays - 1);
    expect(seen).toEqual([]);
    wall.pass(1);
    expect(seen).toEqual(['done']);
  });

  test('a closed clock runs nothing any more and leaves no timer', () => {
    const { clock, wall, seen, note } = clockOf();
    clock.at(10, note('before'));
    clock.close();
    clock.at(10, note('after'));
    wall.pass(1000);
    expect([seen, wall.timers(), clock.nextTaskAt()]).toEqual([[], 0, null]);
  });
});
