import { describe, expect, it } from 'vitest';
import { ServerClock } from './server-clock.ts';

function openWall() {
  let now = 0;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after(ms: number, run: () => void) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return {
        cancel: () => {
          timers = timers.filter((it) => it !== timer);
        },
      };
    },
    pass(ms: number) {
      const until = now + ms;
      for (;;) {
        const next = timers.filter((it) => it.at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        now = Math.max(now, next.at);
        timers = timers.filter((it) => it !== next);
        next.run();
      }
      now = until;
    },
  };
}

describe("the campaign's clock as a caller sees it", () => {
  it('runs at the pace that the server told', () => {
    const wall = openWall();
    const clock = new ServerClock(wall);
    clock.set(1_000_000, 200);
    wall.pass(50);
    expect(clock.now()).toBe(1_010_000);
  });

  it('does at its moment what was planned, also after the pace has changed', () => {
    const wall = openWall();
    const clock = new ServerClock(wall);
    const seen: string[] = [];
    clock.set(0, 200);
    clock.at(60_000, () => seen.push('planned'));
    wall.pass(100); // 20 s
    clock.set(clock.now(), 1);
    wall.pass(39_000);
    expect(seen).toEqual([]);
    wall.pass(1_000);
    expect(seen).toEqual(['planned']);
  });

  it('stands while nobody tells the time, and goes on from what it is told then', () => {
    const wall = openWall();
    const clock = new ServerClock(wall);
    const seen: string[] = [];
    clock.set(0, 200);
    clock.at(60_000, () => seen.push('planned'));
    wall.pass(100); // 20 s
    clock.stop();
    wall.pass(3_600_000);
    expect([clock.now(), seen]).toEqual([20_000, []]);
    clock.set(15_000, 200);
    wall.pass(225);
    expect(seen).toEqual(['planned']);
  });

  it('does at once, in order, what a jump left behind, and nothing that was cancelled', () => {
    const wall = openWall();
    const clock = new ServerClock(wall);
    const seen: string[] = [];
    clock.set(0, 1);
    clock.at(2_000, () => seen.push('second'));
    clock.at(1_000, () => seen.push('first'));
    clock.at(1_500, () => seen.push('cancelled')).cancel();
    clock.set(3_600_000, 1);
    wall.pass(0);
    expect(seen).toEqual(['first', 'second']);
  });
});
