import type { Clock, Timer } from '../app/ports.ts';
import type { Actor } from '../core/access/may-do.ts';
import type { LiveEvent, ServerMessage } from '../protocol/live.ts';
import type { DeepReadonly } from './handlers.ts';
import type { ServerLog } from './server-log.ts';

type EventMessage = DeepReadonly<Extract<ServerMessage, { type: 'event' }>>;

interface LiveStreamParts {
  readonly read: (actor: Actor) => Promise<DeepReadonly<LiveEvent>>;
  readonly mostKept: number;
  /** Between two readings, in milliseconds of the wall. */
  readonly gapMs: number;
  readonly wallClock: Clock;
  readonly log: ServerLog;
}

/** A reading that failed (the database was away) is tried again after this. */
const AGAIN_AFTER_MS = 1_000;

/** So many times as long as a reading took, nothing is read after it. */
const REST_PER_READING = 4;

/**
 * The numbered events of one topic, and those who listen to it.
 *
 * While nobody listens nothing is read, and whoever comes back later is sent the whole state.
 */
export class LiveStream {
  /** Random: numbers of another stream, or of a server before this one, mean nothing here. */
  readonly id: string;
  readonly #parts: LiveStreamParts;
  readonly #listeners = new Map<(message: EventMessage) => void, Actor>();
  #kept: EventMessage[] = [];
  #seq = 0;
  #reading: 'no' | 'planned' | 'now' | 'now-and-again' = 'no';
  #mayReadAt = 0;
  #timer: Timer | null = null;
  #isClosed = false;

  constructor({ id, ...parts }: LiveStreamParts & { readonly id: string }) {
    this.id = id;
    this.#parts = parts;
  }

  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  get seq(): number {
    return this.#seq;
  }

  hasAllAfter({ stream, seq }: { readonly stream: string; readonly seq: number }): boolean {
    if (stream !== this.id || seq > this.#seq) return false;
    return seq === this.#seq || (this.#kept[0]?.seq ?? Number.POSITIVE_INFINITY) <= seq + 1;
  }

  after(seq: number): EventMessage[] {
    return this.#kept.filter((it) => it.seq > seq);
  }

  /** @param actor In whose name the state is read while this one listens. @returns what ends it. */
  follow(actor: Actor, listener: (message: EventMessage) => void): () => void {
    this.#listeners.set(listener, actor);
    return () => void this.#listeners.delete(listener);
  }

  publish(event: DeepReadonly<LiveEvent>): void {
    this.#seq += 1;
    const message: EventMessage = { type: 'event', seq: this.#seq, event };
    this.#kept.push(message);
    if (this.#kept.length > this.#parts.mostKept) this.#kept.shift();
    for (const listener of this.#listeners.keys()) listener(message);
  }

  /** The state is different: reads it and publishes it, soon and once, however often this is said meanwhile. */
  changed(): void {
    if (this.#isClosed) return;
    if (this.#listeners.size === 0) this.#forget();
    else if (this.#reading === 'now') this.#reading = 'now-and-again';
    else if (this.#reading === 'no') this.#plan(this.#mayReadAt);
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
    this.#listeners.clear();
  }

  // A number that nobody was sent: who stands before it has missed something.
  #forget(): void {
    this.#seq += 1;
    this.#kept = [];
  }

  #plan(moment: number): void {
    const { wallClock } = this.#parts;
    if (moment <= wallClock.now()) return void this.#read();
    this.#reading = 'planned';
    this.#timer = wallClock.at(moment, () => this.#read());
  }

  async #read(): Promise<void> {
    const { read, gapMs, wallClock, log } = this.#parts;
    const [actor] = this.#listeners.values();
    if (this.#isClosed || actor === undefined) {
      this.#reading = 'no';
      return this.#forget();
    }
    this.#reading = 'now';
    const startedAt = wallClock.now();
    this.#mayReadAt = startedAt + gapMs;
    let isRead = false;
    try {
      this.publish(await read(actor));
      isRead = true;
      // A slow reading (a board of a hundred thousand people) takes a fifth of the store's time at most.
      if (gapMs > 0)
        this.#mayReadAt = Math.max(
          this.#mayReadAt,
          wallClock.now() + REST_PER_READING * (wallClock.now() - startedAt),
        );
    } catch (error) {
      log.error('live-state-unread', error);
      this.#mayReadAt = wallClock.now() + AGAIN_AFTER_MS;
    }
    const isChanged = !isRead || this.#hasChangedMeanwhile();
    this.#reading = 'no';
    if (isChanged) this.changed();
  }

  // A method, since the compiler does not see that others write the state while we wait.
  #hasChangedMeanwhile(): boolean {
    return this.#reading === 'now-and-again';
  }
}
