/** From so many legs on: below, a packet a time is cheap enough, and nobody should wait for it. */
const MANY_LEGS = 60;
/** Milliseconds. */
const REST = 1;

/** What a turn of the event loop is made of; the thread's own unless a test brings another. */
export interface Turns {
  readonly rest: (ms: number) => void;
  readonly next: (task: () => void) => void;
}

/**
 * Lets packets gather for a millisecond a turn once there are many legs: a turn of the event loop costs as much for one
 * packet as for twenty (bench/voice/pairs.ts: a fifth of the CPU of 200 pairs).
 *
 * @returns to be told at each frame how many legs there are.
 */
export function gatherPackets({ rest, next }: Turns = ownTurns()): (legs: number) => void {
  let legsNow = 0;
  let isGathering = false;
  function turn(): void {
    isGathering = legsNow >= MANY_LEGS;
    if (!isGathering) return;
    rest(REST);
    next(turn);
  }
  return (legs) => {
    legsNow = legs;
    if (!isGathering) turn();
  };
}

/** The rest comes after all packets and timers of a turn. */
function ownTurns(): Turns {
  const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));
  return {
    rest: (ms) => void Atomics.wait(nobodyWakes, 0, 0, ms),
    next: (task) => void setImmediate(task),
  };
}
