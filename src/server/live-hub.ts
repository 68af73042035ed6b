import type { TokenHash } from '../app/account-store.ts';
import type { PhoneSession } from '../app/paired-phones.ts';
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
  | { readonly kind: 'board'; readonly campaignId: CampaignId; readonly campaignKey: string }
  | { readonly kind: 'phone'; readonly session: PhoneSession }
  | {
      readonly kind: 'practice';
      readonly accountId: AccountId;
      readonly campaignId: CampaignId;
      readonly campaignKey: string;
    };

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
/** A phone keeps nothing, and nothing is kept for it. */
const KEPT_OF_PHONE = 0;
const KEPT_OF_PRACTICE = 1;
/** A board is read this often at most, in milliseconds of the wall. */
const BOARD_GAP_MS = 500;

/**
 * Tells listeners how their shift, their board or their phone's call stands, each event with its number.
 *
 * A change is a hint: the state is then read anew and sent whole, one reading at a time for each topic, and none where
 * nobody listens.
 */
export class LiveHub {
  readonly #parts: LiveHubParts;
  readonly #shifts = new Map<AccountId, LiveStream>();
  /** How many connections of another kind each account has. */
  readonly #attending = new Map<AccountId, number>();
  readonly #boards = new Map<CampaignId, LiveStream>();
  /** By the phone; gone with the last connection. */
  readonly #phones = new Map<TokenHash, { readonly accountId: AccountId; readonly stream: LiveStream }>();
  /** By account and campaign. */
  readonly #practices = new Map<string, PracticeStream>();

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
    return () => {
      stop();
      if (topic.kind === 'phone' && !stream.isHeard) this.#phones.delete(topic.session.phone);
    };
  }

  /** Something about the account's shift or call is different. */
  shiftChanged(accountId: AccountId): void {
    this.#shifts.get(accountId)?.changed();
    for (const phone of this.#phones.values()) if (phone.accountId === accountId) phone.stream.changed();
    for (const it of this.#practices.values()) if (it.accountId === accountId) it.stream.changed();
  }

  /** A dialler took over: what was cut off is over now, and who was ready pauses. */
  shiftsChanged(): void {
    for (const stream of this.#shifts.values()) stream.changed();
    for (const { stream } of this.#phones.values()) stream.changed();
  }

  /** Some page of the account is open, as far as the connection tells. */
  isPresent(accountId: AccountId): boolean {
    if (this.#attending.has(accountId) || this.isPractising(accountId)) return true;
    return this.#shifts.get(accountId)?.isHeard ?? false;
  }

  /** The same of a page that shows a practice. */
  isPractising(accountId: AccountId): boolean {
    for (const it of this.#practices.values())
      if (it.accountId === accountId && it.stream.isHeard) return true;
    return false;
  }

  /** A page of the account is there by another connection. @returns what ends it, once and for all. */
  attend(accountId: AccountId): () => void {
    this.#attending.set(accountId, (this.#attending.get(accountId) ?? 0) + 1);
    return () => {
      const left = (this.#attending.get(accountId) ?? 0) - 1;
      if (left > 0) this.#attending.set(accountId, left);
      else this.#attending.delete(accountId);
    };
  }

  boardChanged(campaignId: CampaignId): void {
    this.#boards.get(campaignId)?.changed();
  }

  /** Somebody came, went or went on in a practice of that campaign. */
  practiceChanged(campaignId: CampaignId): void {
    for (const it of this.#practices.values()) if (it.campaignId === campaignId) it.stream.changed();
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
    const phones = [...this.#phones.values()].map((it) => it.stream);
    const practices = [...this.#practices.values()].map((it) => it.stream);
    return [...this.#shifts.values(), ...this.#boards.values(), ...phones, ...practices];
  }

  #streamOf(topic: LiveTopic): LiveStream {
    switch (topic.kind) {
      case 'shift':
        return madeOnce(this.#shifts, topic.accountId, () => this.#open(topic, KEPT_OF_SHIFT, 0));
      case 'board':
        return madeOnce(this.#boards, topic.campaignId, () => this.#open(topic, KEPT_OF_BOARD, BOARD_GAP_MS));
      case 'phone': {
        const { phone, actor } = topic.session;
        return madeOnce(this.#phones, phone, () => ({
          accountId: actor.accountId,
          stream: this.#open(topic, KEPT_OF_PHONE, 0),
        })).stream;
      }
      case 'practice': {
        const { accountId, campaignId } = topic;
        return madeOnce(this.#practices, practiceName(topic), () => ({
          ...{ accountId, campaignId },
          stream: this.#open(topic, KEPT_OF_PRACTICE, 0),
        })).stream;
      }
    }
  }

  #open(topic: LiveTopic, mostKept: number, gapMs: number): LiveStream {
    const { stateOf, wallClock, chance, log } = this.#parts;
    const read = (actor: Actor) => stateOf(topic, actor);
    return new LiveStream({ id: chance.uuid(), read, mostKept, gapMs, wallClock, log });
  }
}

interface PracticeStream {
  readonly accountId: AccountId;
  readonly campaignId: CampaignId;
  readonly stream: LiveStream;
}

function practiceName({ accountId, campaignId }: Omit<PracticeStream, 'stream'>): string {
  return `${accountId} ${campaignId}`;
}

function madeOnce<Key, Value>(all: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = all.get(key);
  if (known !== undefined) return known;
  const made = make();
  all.set(key, made);
  return made;
}
