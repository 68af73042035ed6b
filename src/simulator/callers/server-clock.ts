/** A moment of the campaign in milliseconds, as the server tells it. */
type Moment = number;

interface Task {
  readonly at: Moment;
  readonly run: () => void;
  isCancelled: boolean;
}

/** What the clock needs of the machine. */
export interface Wall {
  /** Milliseconds, never going back. */
  now(): number;
  after(ms: number, run: () => void): { cancel(): void };
}

/**
 * The campaign's clock as seen through the live connection: set by `welcome` and `clock` messages, running at their
 * speed in between. What was planned for a moment that a jump left behind happens at once.
 */
export class ServerClock {
  readonly #wall: Wall;
  #now: Moment = 0;
  #wallThen = 0;
  #speed = 0;
  #tasks: Task[] = [];
  #timer: { cancel(): void } | null = null;

  constructor(wall: Wall) {
    this.#wall = wall;
  }

  /** In whole milliseconds, as the campaign's own clock has it. */
  now(): Moment {
    return Math.floor(this.#now + (this.#wall.now() - this.#wallThen) * this.#speed);
  }

  set(now: Moment, speed: number): void {
    this.#now = now;
    this.#wallThen = this.#wall.now();
    this.#speed = speed;
    this.#arm();
  }

  /** Nobody tells the time: it stands, and what is planned waits, until it is set again. */
  stop(): void {
    this.set(this.now(), 0);
  }

  at(moment: Moment, run: () => void): { cancel(): void } {
    const task: Task = { at: moment, run, isCancelled: false };
    this.#tasks.push(task);
    this.#tasks.sort((a, b) => a.at - b.at);
    this.#arm();
    return {
      cancel: () => {
        task.isCancelled = true;
      },
    };
  }

  close(): void {
    this.#timer?.cancel();
    this.#tasks = [];
  }

  #arm(): void {
    this.#timer?.cancel();
    const first = this.#tasks[0];
    if (first === undefined || this.#speed === 0) return;
    const ms = Math.max(0, (first.at - this.now()) / this.#speed);
    // A timer holds 2^31 ms at most; a longer wait looks again on the way.
    this.#timer = this.#wall.after(Math.min(ms, 3_600_000), () => this.#run());
  }

  #run(): void {
    const now = this.now();
    const due = this.#tasks.filter((it) => it.at <= now);
    this.#tasks = this.#tasks.filter((it) => it.at > now);
    for (const task of due) if (!task.isCancelled) task.run();
    this.#arm();
  }
}
