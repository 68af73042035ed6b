import type { Clock, Timer } from '../app/ports.ts';
import type { Instant } from '../core/instant.ts';
import { TaskHeap } from './task-heap.ts';

/**
 * A clock that jumps from one task to the next: five days pass in seconds, and the same seed gives the same days.
 *
 * Tasks run one after the other, each to its end, in the order of their moments (of equal ones, as they were given).
 */
export class VirtualClock implements Clock {
  #now: Instant;
  readonly #tasks = new TaskHeap();

  constructor(now: Instant) {
    this.#now = now;
  }

  now(): Instant {
    return this.#now;
  }

  at(moment: Instant, run: () => Promise<void>): Timer {
    return this.#tasks.add(Math.max(moment, this.#now), run);
  }

  /**
   * Runs tasks until none is left before `until` or `signal` is aborted; then it is `until` (or the moment it stopped).
   * @param onAdvance Before each task that lies later than the one before.
   */
  async run(
    until: Instant,
    options: { signal?: AbortSignal; onAdvance?: (now: Instant) => Promise<void> } = {},
  ): Promise<void> {
    for (;;) {
      if (options.signal?.aborted) return;
      const next = this.#tasks.takeFirst(until);
      if (next === null) break;
      if (next.at > this.#now) {
        this.#now = next.at;
        await options.onAdvance?.(this.#now);
      }
      await next.run();
    }
    this.#now = Math.max(this.#now, until);
  }
}
