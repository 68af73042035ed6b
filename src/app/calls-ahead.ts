import { SAMPLE_RATE } from '../core/audio/wav.ts';
import type { AttemptId, ShiftId } from '../core/ids.ts';
import { type Instant, SECOND } from '../core/instant.ts';
import { GRACE_SECONDS } from '../core/pacing/abandonment.ts';
import type { LiveCall } from './live-calls.ts';
import type { CallerScreens, CampaignRow, Clock, Store, Timer } from './ports.ts';
import type { ShiftRow } from './shift-store.ts';
import type { Voice } from './voice.ts';

/** The program's own message is heard out in this; who hangs up before has heard enough. */
const MESSAGE_SECONDS = 20;
/** After the campaign's own. */
const SILENT_SECONDS = 1;

export interface CallAhead {
  readonly call: LiveCall;
  /** `giving`: somebody may have it in a moment. Of one that is given, abandoned or over nothing is kept here. */
  state: 'dialing' | 'ringing' | 'waiting' | 'giving';
  readonly launchedAt: Instant;
  ringingAt: Instant | null;
  answeredAt: Instant | null;
  grace: Timer | null;
}

export interface CallsAheadParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly screens: CallerScreens;
  readonly voice: Pick<Voice, 'give' | 'apologise'>;
  readonly campaign: () => CampaignRow | null;
  /** Callers who are ready and heard by the trunk, who has waited longest first. */
  readonly free: () => Promise<readonly ShiftRow[]>;
  readonly watch: {
    connected(id: AttemptId, shiftId: ShiftId): void;
    /** Probability that it was a person who answered, 0 to 1. */
    personShare(id: AttemptId): number;
    /** Nobody was there in time; the person hears the message, or is gone. */
    abandoned(id: AttemptId): Promise<void>;
  };
}

/**
 * Calls that went out before their caller was free: given on the answer to who has waited longest, abandoned when nobody
 * is ready two seconds later. An abandoned person hears the information message (DOMAIN L11), and then the line goes down.
 */
export class CallsAhead {
  readonly #parts: CallsAheadParts;
  readonly #calls = new Map<AttemptId, CallAhead>();
  /** Of abandoned ones whose message still plays. */
  readonly #messages = new Set<Timer>();
  #message: Uint8Array | null | undefined;

  constructor(parts: CallsAheadParts) {
    this.#parts = parts;
  }

  /** Those that will want a caller, if anybody answers. */
  onTheWay(): readonly CallAhead[] {
    return [...this.#calls.values()];
  }

  get size(): number {
    return this.#calls.size;
  }

  launched(call: LiveCall): void {
    const { id } = call.taken.attempt;
    const launchedAt = this.#parts.clock.now();
    const on = { launchedAt, ringingAt: null, answeredAt: null, grace: null };
    this.#calls.set(id, { call, state: 'dialing', ...on });
  }

  ringing(id: AttemptId): void {
    const it = this.#calls.get(id);
    if (it?.state !== 'dialing') return;
    it.state = 'ringing';
    it.ringingAt = this.#parts.clock.now();
  }

  async answered(id: AttemptId): Promise<void> {
    const it = this.#calls.get(id);
    if (it === undefined) return;
    const { clock } = this.#parts;
    it.state = 'waiting';
    it.answeredAt = clock.now();
    it.grace = clock.at(it.answeredAt + GRACE_SECONDS * SECOND, () => this.#abandon(id));
    await this.give();
  }

  /** The line is down; one that was answered and given to nobody is settled as abandoned. */
  async ended(id: AttemptId): Promise<void> {
    const it = this.#calls.get(id);
    if (it === undefined) return;
    this.#forget(id, it);
    if (it.answeredAt !== null && it.call.shiftId === null) await this.#told(id);
  }

  /** Gives answered calls to callers who are free by now. */
  async give(): Promise<void> {
    const waiting = [...this.#calls].filter(([, it]) => it.state === 'waiting');
    if (waiting.length === 0) return;
    const free = [...(await this.#parts.free())];
    for (const [id, it] of waiting) {
      // Meanwhile somebody else may look after it, or its time is over.
      if (it.state !== 'waiting') continue;
      it.state = 'giving';
      const place = await this.#giveTo(id, it, free);
      if (place !== null) free.splice(place, 1);
      else if (it.state === 'giving') await this.#stillWaiting(id, it);
    }
  }

  /** Nothing of all this goes on. The calls are their owner's to hang up. */
  close(): void {
    for (const [id, it] of this.#calls) this.#forget(id, it);
    for (const timer of this.#messages) timer.cancel();
  }

  /** @returns the place of whom it was given to; null: to nobody. */
  async #giveTo(id: AttemptId, it: CallAhead, free: readonly ShiftRow[]): Promise<number | null> {
    const { store, clock, voice, screens, watch } = this.#parts;
    for (const [place, { id: shiftId }] of free.entries()) {
      if (!(await store.calls.give(id, { shiftId, at: clock.now() }))) continue;
      it.call.shiftId = shiftId;
      // Over in this moment: its end has told the screen what there is to tell.
      const isOver = !this.#calls.has(id);
      this.#forget(id, it);
      watch.connected(id, shiftId);
      if (isOver) return place;
      voice.give(id, shiftId);
      await screens.show(shiftId, { kind: 'talking', attemptId: id });
      return place;
    }
    return null;
  }

  async #stillWaiting(id: AttemptId, it: CallAhead): Promise<void> {
    it.state = 'waiting';
    const over = (it.answeredAt ?? 0) + GRACE_SECONDS * SECOND;
    if (this.#calls.has(id) && this.#parts.clock.now() >= over) await this.#abandon(id);
  }

  async #abandon(id: AttemptId): Promise<void> {
    const it = this.#calls.get(id);
    // Who is about to get it decides.
    if (it?.state !== 'waiting') return;
    this.#forget(id, it);
    const { clock, voice } = this.#parts;
    const message = await this.#messageOf();
    voice.apologise(id, message);
    const seconds = message === null ? MESSAGE_SECONDS : message.length / SAMPLE_RATE + SILENT_SECONDS;
    const timer = clock.at(clock.now() + seconds * SECOND, async () => {
      this.#messages.delete(timer);
      it.call.leg.hangUp();
    });
    this.#messages.add(timer);
    await this.#told(id);
  }

  /** The campaign's own; it is read once, for it does not change. */
  async #messageOf(): Promise<Uint8Array | null> {
    const { store, campaign } = this.#parts;
    const id = campaign()?.id;
    if (this.#message === undefined && id !== undefined) this.#message = await store.campaigns.message(id);
    return this.#message ?? null;
  }

  async #told(id: AttemptId): Promise<void> {
    const { store, clock, campaign, watch } = this.#parts;
    const now = clock.now();
    await store.inTransaction(async (doors) => {
      // Its end may have been quicker, and has settled it so.
      await doors.calls.abandon(id, now, watch.personShare(id));
      await doors.units.audit({
        ...{ at: now, actorId: null, actorRole: 'system', action: 'abandon-call' },
        ...{ thingKind: 'attempt', thingId: id, unitId: campaign()?.unitId ?? null, detail: {} },
      });
    });
    await watch.abandoned(id);
  }

  #forget(id: AttemptId, it: CallAhead): void {
    it.grace?.cancel();
    this.#calls.delete(id);
  }
}
