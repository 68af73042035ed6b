import type { Chance, Clock } from '../app/ports.ts';
import type { Actor } from '../core/access/may-do.ts';
import type { AccountId, AttemptId, CampaignId } from '../core/ids.ts';
import { type Hello, type LiveEvent, PROTOCOL_VERSION, type ServerMessage } from '../protocol/live.ts';
import type { Heard } from '../protocol/views.ts';
import type { DeepReadonly } from './handlers.ts';
import { LiveStream } from './live-stream.ts';
import type { ServerLog } from './server-log.ts';

/** What one connection listens to. */
export type LiveTopic =
  | { readonly kind: 'shift'; readonly accountId: AccountId }
  | { readonly kind: 'board'; readonly campaignId: CampaignId; readonly campaignKey: string };

export interface LiveHubParts {
  /** Reads how things stand; who listens has been let in for it. */
  readonly stateOf: (topic: LiveTopic, actor: Actor) => Promise<DeepReadonly<LiveEvent>>;
  /** The campaign's clock and its pace. */
  readonly clockFace: () => { readonly now: number; readonly speed: number };
  readonly wallClock: Clock;
  readonly chance: Chance;
  readonly log: ServerLog;
}

export type LiveListener = (message: DeepReadonly<ServerMessage>) => void;

/** So many events a caller's page may have missed; of a board the last one says everything. */
const KEPT_OF_SHIFT = 256;
const KEPT_OF_BOARD = 1;
/** A board is read this often at most, in milliseconds of the wall. */
const BOARD_GAP_MS = 500;

/**
 * Tells listeners how their shift or their board stands, each event with its number.
 *
 * A change is a hint: the state is then read anew and sent whole, one reading at a time for each topic, and none where
 * nobody listens.
 */
export class LiveHub {
  readonly #parts: LiveHubParts;
  readonly #shifts = new Map<AccountId, LiveStream>();
  readonly #boards = new Map<CampaignId, LiveStream>();

  constructor(parts: LiveHubParts) {
    this.#parts = parts;
  }

  /**
   * Sends `welcome` at once, then what was missed or the state, then each event.
   *
   * @param after Where the listener stands; null at first.
   * @returns what ends it.
   */
  follow(topic: LiveTopic, actor: Actor, after: Hello['after'], listener: LiveListener): () => void {
    const stream = this.#streamOf(topic);
    const isComplete = after !== null && stream.hasAllAfter(after);
    listener({
      type: 'welcome',
      protocol: PROTOCOL_VERSION,
      stream: stream.id,
      seq: stream.seq,
      isComplete,
      ...this.#parts.clockFace(),
    });
    if (isComplete) for (const message of stream.after(after.seq)) listener(message);
    const stop = stream.follow(actor, listener);
    if (!isComplete) stream.changed();
    return stop;
  }

  /** Something about the account's shift or call is different. */
  shiftChanged(accountId: AccountId): void {
    this.#shifts.get(accountId)?.changed();
  }

  /** A dialler took over: what was cut off is over now, and who was ready pauses. */
  shiftsChanged(): void {
    for (const stream of this.#shifts.values()) stream.changed();
  }

  /** Some page of the account is open, as far as the connection tells. */
  isPresent(accountId: AccountId): boolean {
    return this.#shifts.get(accountId)?.isHeard ?? false;
  }

  boardChanged(campaignId: CampaignId): void {
    this.#boards.get(campaignId)?.changed();
  }

  /** What is heard on the line; only in a demo. */
  heard(accountId: AccountId, attemptId: AttemptId, heard: Heard): void {
    this.#shifts.get(accountId)?.publish({ kind: 'heard', attemptId, heard });
  }

  /** The campaign's clock jumped or goes at another pace. */
  clockChanged(): void {
    const face = this.#parts.clockFace();
    for (const stream of this.#streams()) stream.publish({ kind: 'clock', ...face });
  }

  /** Reads nothing more. The connections themselves are the server's to close. */
  close(): void {
    for (const stream of this.#streams()) stream.close();
  }

  #streams(): LiveStream[] {
    return [...this.#shifts.values(), ...this.#boards.values()];
  }

  #streamOf(topic: LiveTopic): LiveStream {
    const known =
      topic.kind === 'shift' ? this.#shifts.get(topic.accountId) : this.#boards.get(topic.campaignId);
    if (known !== undefined) return known;
    const { stateOf, wallClock, chance, log } = this.#parts;
    const stream = new LiveStream({
      id: chance.uuid(),
      read: (actor) => stateOf(topic, actor),
      mostKept: topic.kind === 'shift' ? KEPT_OF_SHIFT : KEPT_OF_BOARD,
      gapMs: topic.kind === 'shift' ? 0 : BOARD_GAP_MS,
      wallClock,
      log,
    });
    if (topic.kind === 'shift') this.#shifts.set(topic.accountId, stream);
    else this.#boards.set(topic.campaignId, stream);
    return stream;
  }
}
