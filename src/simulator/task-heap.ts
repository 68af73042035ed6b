import type { Timer } from '../app/ports.ts';
import type { Instant } from '../core/instant.ts';

export interface Task {
  readonly at: Instant;
  readonly run: () => Promise<void>;
  readonly isCancelled: boolean;
}

interface HeldTask extends Task {
  readonly order: number;
  isCancelled: boolean;
}

/** Tasks by their moments, of equal ones as they were given: a binary heap, the earliest first. */
export class TaskHeap {
  #order = 0;
  readonly #tasks: HeldTask[] = [];

  add(at: Instant, run: () => Promise<void>): Timer {
    const task: HeldTask = { at, order: this.#order++, run, isCancelled: false };
    this.#push(task);
    return {
      cancel: () => {
        task.isCancelled = true;
      },
    };
  }

  /** @returns the moment of the earliest task that was not cancelled; null when there is none. */
  firstAt(): Instant | null {
    while (this.#tasks[0]?.isCancelled) this.#pop();
    return this.#tasks[0]?.at ?? null;
  }

  /** Takes the earliest task out, unless it lies after `until`. */
  takeFirst(until: Instant): Task | null {
    const at = this.firstAt();
    return at === null || at > until ? null : this.#pop();
  }

  clear(): void {
    this.#tasks.length = 0;
  }

  #push(task: HeldTask): void {
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

  #pop(): HeldTask | null {
    const tasks = this.#tasks;
    this.#swap(0, tasks.length - 1);
    const first = tasks.pop() ?? null;
    for (let parent = 0; ; ) {
      let earliest = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        if (child < tasks.length && this.#isBefore(child, earliest)) earliest = child;
      }
      if (earliest === parent) return first;
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
