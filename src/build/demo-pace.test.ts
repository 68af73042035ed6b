import { describe, expect, it } from 'vitest';
import type { Scene } from '../adapters/store/simulation-store.ts';
import { HOUR, MINUTE, SECOND } from '../core/instant.ts';
import { handWall } from '../simulator/hand-wall.fixture.ts';
import { PacedClock } from '../simulator/paced-clock.ts';
import { DemoPace } from './demo-pace.ts';

const NOBODY: Scene = { simulated: 0, people: 0, busy: 0, busyPeople: 0, calls: 0 };
const ALL_READY: Scene = { ...NOBODY, simulated: 12 };
const opening = { fromAt: HOUR, untilAt: 3 * HOUR };
const second = { fromAt: 25 * HOUR, untilAt: 27 * HOUR };

function openPace(at = 0, callers = 12) {
  const wall = handWall();
  const clock = new PacedClock({
    now: at,
    speed: 200,
    wall: wall.wall,
    setTimer: wall.setTimer,
    onError: (error) => {
      throw error;
    },
  });
  let scene = NOBODY;
  const told: number[] = [];
  const pace = new DemoPace({
    clock,
    openings: [opening, second],
    callers,
    speed: 200,
    shiftSpeed: 1,
    scene: async () => scene,
    wall: wall.wall,
    onClock: (speed) => told.push(speed),
  });
  const look = async (now: Scene) => {
    scene = now;
    return pace.look();
  };
  return { wall, clock, look, told };
}

describe("a demo's pace", () => {
  it('jumps from one thing to the next while nobody is there, and stops at each door', async () => {
    const { clock, look } = openPace();
    expect(await look(NOBODY)).toBe(false);
    expect(clock.now()).toBe(opening.fromAt);
    await look(NOBODY); // Callers are expected now.
    expect(clock.now()).toBe(opening.fromAt);
  });

  it('jumps to the next try once all callers are there and wait', async () => {
    const { clock, look } = openPace(opening.fromAt + MINUTE);
    clock.at(opening.fromAt + 40 * MINUTE, async () => {});
    await look({ ...ALL_READY, simulated: 11 });
    expect(clock.now()).toBe(opening.fromAt + MINUTE);
    await look(ALL_READY);
    expect(clock.now()).toBe(opening.fromAt + 40 * MINUTE);
  });

  it.each([
    ['a call is on the way', { ...ALL_READY, calls: 1 }],
    ['somebody writes down what was said', { ...ALL_READY, busy: 1 }],
  ])('does not jump while %s', async (_, scene) => {
    const { clock, look } = openPace(opening.fromAt + MINUTE);
    await look(scene);
    expect(clock.now()).toBe(opening.fromAt + MINUTE);
  });

  it('goes at the pace of a person while one is on shift, and tells so', async () => {
    const { wall, clock, look, told } = openPace(opening.fromAt + MINUTE);
    await look({ ...ALL_READY, people: 1, busy: 1, busyPeople: 1 });
    expect([clock.speed, told]).toEqual([1, [1]]);
    wall.pass(5 * SECOND);
    expect(clock.now()).toBe(opening.fromAt + MINUTE + 5 * SECOND);
    await look({ ...ALL_READY, busy: 1 });
    expect([clock.speed, told]).toEqual([200, [1, 200]]);
  });

  it('hurries after three seconds in which no person on shift has a call, until one has', async () => {
    const { wall, look, clock } = openPace(opening.fromAt + MINUTE);
    const others = { ...ALL_READY, people: 2, calls: 3, busy: 3 };
    await look({ ...others, busyPeople: 1 });
    wall.pass(9 * SECOND);
    await look({ ...others, busyPeople: 1 });
    expect(clock.speed).toBe(1);
    await look(others);
    wall.pass(2 * SECOND);
    await look(others);
    expect(clock.speed).toBe(1);
    wall.pass(SECOND);
    await look(others);
    expect(clock.speed).toBe(30);
    await look({ ...others, busyPeople: 1 });
    expect(clock.speed).toBe(1);
    await look(others);
    expect(clock.speed).toBe(1);
  });

  it('lets a person see for eight seconds that nobody is due', async () => {
    const { wall, clock, look } = openPace(opening.fromAt + MINUTE);
    const waiting = { ...ALL_READY, people: 1 };
    await look(waiting);
    wall.pass(7 * SECOND);
    await look(waiting);
    expect(clock.now()).toBeLessThan(opening.fromAt + 2 * MINUTE);
    wall.pass(2 * SECOND);
    await look(waiting);
    expect(clock.now()).toBe(opening.untilAt);
  });

  it('waits in the opening hours for people who call alone', async () => {
    const { clock, look } = openPace(0, 0);
    await look(NOBODY);
    await look(NOBODY);
    expect(clock.now()).toBe(opening.fromAt);
  });

  it('is over after the last opening, when everybody has gone', async () => {
    const { look } = openPace(second.untilAt);
    expect(await look({ ...ALL_READY })).toBe(false);
    expect(await look(NOBODY)).toBe(true);
  });
});
