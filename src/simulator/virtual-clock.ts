import type { Clock, Timer } from '../app/ports.ts';
import type { Instant } from '../core/instant.ts';

interface Task {
  readonly at: Instant;
  readonly order: number;
  readonly run: () => Promise<void>;
  isCancelled: boolean;
}

/**
 * A clock that jumps from one task to the next: five days pass in seconds, and the same seed gives the same days.
 *
 * Tasks run one after the other, each to its end, in the order of their moments (of equal ones, as they were given).
 */
export class VirtualClock implements Clock {
  #now: Instant;
  #order = 0;
  /** A binary heap, the earliest task first. */
  readonly #tasks: Task[] = [];

  constructor(now: Instant) {
    this.#now = now;
  }

  now(): Instant {
    return this.#now;
  }

  at(moment: Instant, run: () => Promise<void>): Timer {
    const task: Task = { at: Math.max(moment, this.#now), order: this.#order++, run, isCancelled: false };
    this.#push(task);
    return {
      cancel: () => {
        task.isCancelled = true;
      },
    };
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
      const next = this.#tasks[0];
      if (next === undefined || next.at > until) break;
      this.#pop();
      if (next.isCancelled) continue;
      if (next.at > this.#now) {
        this.#now = next.at;
        await options.onAdvance?.(this.#now);
      }
      await next.run();
    }
    this.#now = Math.max(this.#now, until);
  }

  #push(task: Task): void {
    const tasks = this.#tasks;
    tasks.push(task);
    let child = tasks.length - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.#isBefore(child, parent)) return;
      this.#swap(child, parent);
      child = parent;
    }
  }

  #pop(): void {
    const tasks = this.#tasks;
    this.#swap(0, tasks.length - 1);
    tasks.pop();
    for (let parent = 0; ; ) {
      let earliest = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        if (child < tasks.length && this.#isBefore(child, earliest)) earliest = child;
      }
      if (earliest === parent) return;
      this.#swap(parent, earliest);
      parent = earliest;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#tasks[a], this.#tasks[b]];
    if (one === undefined || other === undefined) return false;
    return one.at < other.at || (one.at === other.at && one.order < other.order);
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#tasks[a], this.#tasks[b]];
    if (one === undefined || other === undefined) return;
    this.#tasks[a] = other;
    this.#tasks[b] = one;
  }
}
