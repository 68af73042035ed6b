import type { Clock, Timer } from '../app/ports.ts';
import type { Instant } from '../core/instant.ts';
import { type Task, TaskHeap } from './task-heap.ts';

export interface PacedClockParts {
  /** Campaign time at the start. */
  readonly now: Instant;
  /** Campaign seconds a wall second, above 0; 1 is real time. */
  readonly speed: number;
  /** Milliseconds of a wall that never goes back. */
  readonly wall: () => number;
  /** Runs `task` once after so many wall milliseconds. @returns what cancels it. */
  readonly setTimer: (task: () => void, ms: number) => () => void;
  /** Hears what a task throws: a task is nobody's to await. */
  readonly onError: (error: unknown) => void;
  /**
   * Wall milliseconds: when the process stood still, what comes from outside is waited for so long at most before its
   * tasks run. 0: not at all.
   */
  readonly lookAroundMs?: number;
}

/** A timer that comes later than this (wall) tells that the process stood still. */
const STOOD_STILL_MS = 10;
const LOOK_AROUND_MS = 50;

/** Longer waits overflow a timer of Node and would fire at once: they are cut into pieces. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * The campaign's clock bound to the wall: it runs `speed` times as fast, and can be moved forward when nothing is on.
 *
 * Unlike on the virtual clock tasks may overlap in time. Moments are whole milliseconds and never go back.
 */
export class PacedClock implements Clock {
  readonly #parts: PacedClockParts;
  readonly #tasks = new TaskHeap();
  #speed: number;
  #base: number;
  #wallBase: number;
  #cancelTimer: (() => void) | null = null;
  #running = 0;
  #hasLookedAround = false;
  #isClosed = false;

  constructor(parts: PacedClockParts) {
    this.#parts = parts;
    this.#speed = checked(parts.speed);
    this.#base = parts.now;
    this.#wallBase = parts.wall();
  }

  get speed(): number {
    return this.#speed;
  }

  /** How many tasks have begun and not ended: who jumps waits for none of them. */
  get runningTasks(): number {
    return this.#running;
  }

  now(): Instant {
    return Math.floor(this.#exactNow());
  }

  at(moment: Instant, task: () => Promise<void>): Timer {
    if (this.#isClosed) return { cancel: () => {} };
    const timer = this.#tasks.add(moment, task);
    this.#arm();
    return timer;
  }

  /** @returns the moment of the next task, which may have passed already; null when there is none. */
  nextTaskAt(): Instant | null {
    return this.#tasks.firstAt();
  }

  /** @throws RangeError when it is not above 0. */
  setSpeed(speed: number): void {
    this.#rebase(this.#exactNow());
    this.#speed = checked(speed);
    this.#arm();
  }

  /** Moves campaign time forward; a moment that has passed changes nothing. Tasks that it passes run at once, late. */
  jumpTo(moment: Instant): void {
    if (moment > this.#exactNow()) this.#rebase(moment);
    this.#arm();
  }

  /** Moves campaign time forward to the next task, to `until` at most. @returns what time it is now. */
  jumpToNextTask(until: Instant): Instant {
    this.jumpTo(Math.min(this.nextTaskAt() ?? until, until));
    return this.now();
  }

  /** Drops all tasks; later ones are never run. What has begun goes on to its end. */
  close(): void {
    this.#isClosed = true;
    this.#tasks.clear();
    this.#arm();
  }

  #exactNow(): number {
    return this.#base + (this.#parts.wall() - this.#wallBase) * this.#speed;
  }

  #rebase(now: number): void {
    this.#wallBase = this.#parts.wall();
    this.#base = now;
  }

  #arm(): void {
    if (this.#hasLookedAround && !this.#isClosed) return; // Set again when the looking around is over.
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const at = this.#tasks.firstAt();
    if (at === null) return;
    const wait = Math.ceil((at - this.#exactNow()) / this.#speed);
    const ms = Math.min(Math.max(wait, 0), LONGEST_TIMER_MS);
    const dueAt = this.#parts.wall() + ms;
    this.#cancelTimer = this.#parts.setTimer(() => this.#fire(dueAt), ms);
  }

  // A timer may come a little early: then nothing is due yet, and it is set again.
  #fire(dueAt: number): void {
    this.#cancelTimer = null;
    const late = this.#parts.wall() - dueAt;
    const lookAroundMs = Math.min(late, this.#parts.lookAroundMs ?? LOOK_AROUND_MS);
    if (late > STOOD_STILL_MS && lookAroundMs > 0 && !this.#hasLookedAround) {
      // At a high speed a pause of the machine is minutes long. What came meanwhile came first, though its packet is
      // only now on the way: whoever has answered is not hung up on for not answering.
      this.#hasLookedAround = true;
      this.#cancelTimer = this.#parts.setTimer(() => this.#fire(dueAt), lookAroundMs);
      return;
    }
    this.#hasLookedAround = false;
    const now = this.now();
    const due: Task[] = [];
    for (let task = this.#tasks.takeFirst(now); task !== null; task = this.#tasks.takeFirst(now)) {
      due.push(task);
    }
    // Taken out first: a task that gives another one for this moment does not keep the timers of others waiting.
    for (const task of due) if (!task.isCancelled && !this.#isClosed) void this.#run(task);
    this.#arm();
  }

  async #run(task: Task): Promise<void> {
    this.#running += 1;
    try {
      await task.run();
    } catch (error) {
      this.#parts.onError(error);
    } finally {
      this.#running -= 1;
    }
  }
}

function checked(speed: number): number {
  if (!(speed > 0) || !Number.isFinite(speed)) throw new RangeError(`speed must be above 0, not ${speed}`);
  return speed;
}
