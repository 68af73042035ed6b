import type { Scene } from '../adapters/store/simulation-store.ts';
import type { Instant } from '../core/instant.ts';
import type { PacedClock } from '../simulator/paced-clock.ts';

export interface PaceParts {
  readonly clock: PacedClock;
  readonly openings: readonly { readonly fromAt: Instant; readonly untilAt: Instant }[];
  /** Simulated callers that come to each opening; with none, people alone call and the clock waits for them. */
  readonly callers: number;
  /** Campaign seconds a wall second: without people on shift, and with them. */
  readonly speed: number;
  readonly shiftSpeed: number;
  readonly scene: () => Promise<Scene>;
  /** Wall milliseconds. */
  readonly wall: () => number;
  /** The clock has been set: jumped, or at another speed. */
  readonly onClock: (speed: number) => void;
}

/** With people on shift the clock jumps only after they have seen for so long that nobody is due (wall). */
const LOOK_AROUND_MS = 8000;
/** Who has had no call for so long (wall) waits for this program alone: then a minute of the campaign takes two seconds. */
const PATIENCE_MS = 3000;
const WAITING_SPEED = 30;

/**
 * How fast a demo's campaign runs: quick among simulated callers, at a person's pace while one is on shift, less
 * slowly while all of these wait; and it jumps to what comes next whenever no call is on the way and nobody is due.
 */
export class DemoPace {
  readonly #parts: PaceParts;
  #quietSince: number | null = null;
  #waitingSince: number | null = null;

  constructor(parts: PaceParts) {
    this.#parts = parts;
    // The clock must stop at each door, so that callers come and go in time.
    for (const { fromAt, untilAt } of parts.openings)
      for (const moment of [fromAt, untilAt])
        if (moment > parts.clock.now()) parts.clock.at(moment, async () => {});
  }

  /** Looks once. @returns true when the last opening is over and everybody has gone. */
  async look(): Promise<boolean> {
    const { clock, openings, onClock } = this.#parts;
    const before = clock.now();
    const scene = await this.#parts.scene();
    const pace = this.#paceOf(scene);
    if (pace !== clock.speed) {
      clock.setSpeed(pace);
      onClock(pace);
    }
    if (!this.#isQuiet(scene, before)) {
      this.#quietSince = null;
      return false;
    }
    const last = openings.at(-1);
    if (last === undefined || (before >= last.untilAt && scene.people === 0)) return true;
    this.#quietSince ??= this.#parts.wall();
    if (scene.people > 0 && this.#parts.wall() - this.#quietSince < LOOK_AROUND_MS) return false;
    const next = clock.nextTaskAt();
    if (next === null || next <= clock.now()) return false;
    clock.jumpTo(next);
    onClock(pace);
    return false;
  }

  #paceOf({ people, busyPeople }: Scene): number {
    const { speed, shiftSpeed, wall } = this.#parts;
    if (people === 0 || busyPeople > 0) this.#waitingSince = null;
    else this.#waitingSince ??= wall();
    if (people === 0) return speed;
    const isBored = this.#waitingSince !== null && wall() - this.#waitingSince >= PATIENCE_MS;
    return isBored ? Math.max(shiftSpeed, Math.min(speed, WAITING_SPEED)) : shiftSpeed;
  }

  /** No call is on the way, nobody writes anything down, and whoever should be there is there and waits. */
  #isQuiet({ simulated, people, busy, calls }: Scene, now: Instant): boolean {
    const { clock, openings, callers } = this.#parts;
    const isOpen = openings.some((it) => it.fromAt <= now && now < it.untilAt);
    if (isOpen && callers === 0 && people === 0) return false;
    return calls === 0 && busy === 0 && simulated === (isOpen ? callers : 0) && clock.runningTasks === 0;
  }
}
