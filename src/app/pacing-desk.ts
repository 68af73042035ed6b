import type { AttemptId, ShiftId } from '../core/ids.ts';
import { type Instant, SECOND } from '../core/instant.ts';
import type {
  CallerOnShift,
  CallOnTheWay,
  Pacer,
  PacingBasis,
  PacingDecision,
  PacingEvent,
  PacingSnapshot,
} from '../core/pacing/pacing.ts';
import type { CallAhead } from './calls-ahead.ts';

/** A caller as a pacer sees one: who rings somebody, or talks, is busy; whose line is down pauses. */
export interface PacedShift {
  readonly id: ShiftId;
  readonly state: CallerOnShift['state'];
  readonly since: Instant;
  /** Wants a pause after this call. */
  readonly isLeaving: boolean;
}

/** What is known of the moment besides callers and calls. */
export type Moment = Pick<PacingSnapshot, 'channelsFree' | 'contactsLeft' | 'upcoming'>;

type FailedReason = Extract<PacingEvent, { type: 'failed' }>['reason'];

/**
 * One session of a campaign's pacer: turns shifts and calls into what it is told, in its own seconds and small numbers.
 */
export class PacingDesk {
  readonly #pacer: Pacer;
  readonly #beganAt: Instant;
  readonly #numbers = new Map<ShiftId | AttemptId, number>();
  readonly #callOf = new Map<ShiftId, AttemptId>();
  readonly #nearlyReady = new Set<ShiftId>();
  #shifts: readonly PacedShift[] = [];
  #mostCallers = 0;

  constructor(pacer: Pacer, beganAt: Instant) {
    this.#pacer = pacer;
    this.#beganAt = beganAt;
  }

  /** Most callers at once so far. */
  get mostCallers(): number {
    return this.#mostCallers;
  }

  learned(): unknown {
    return this.#pacer.learned();
  }

  basis(): PacingBasis {
    return this.#pacer.basis();
  }

  /** The shifts as they are now; what changed since the last time is told. */
  shiftsAre(shifts: readonly PacedShift[], now: Instant): void {
    const before = new Map(this.#shifts.map((it) => [it.id, it]));
    for (const shift of shifts) {
      const known = before.get(shift.id);
      before.delete(shift.id);
      if (known?.state === shift.state && known.since === shift.since) continue;
      this.#moved(shift, known?.state ?? null, now);
    }
    for (const { id } of before.values()) {
      this.#nearlyReady.delete(id);
      this.#tellCaller('caller-logout', id, now);
    }
    this.#shifts = shifts;
    this.#mostCallers = Math.max(this.#mostCallers, shifts.length);
  }

  /** The caller will be ready in a moment: tapped so, or stands at the last field of the form. */
  nearlyReady(shiftId: ShiftId): void {
    if (this.#isBusy(shiftId)) this.#nearlyReady.add(shiftId);
  }

  launched(
    id: AttemptId,
    of: { phone: CallOnTheWay['kind']; tries: number; shiftId: ShiftId | null },
    now: Instant,
  ): void {
    if (of.shiftId !== null) this.#callOf.set(of.shiftId, id);
    const { phone: kind, tries } = of;
    this.#pacer.note({ type: 'launched', at: this.#seconds(now), callId: this.#number(id), kind, tries });
  }

  tell(type: 'ringing' | 'answered' | 'abandoned', id: AttemptId, now: Instant): void {
    this.#pacer.note({ type, at: this.#seconds(now), callId: this.#number(id) });
    if (type === 'abandoned') this.#numbers.delete(id);
  }

  /** Probability that it was a person who answered the call. */
  personShare(id: AttemptId): number {
    return this.#pacer.personShare?.(this.#number(id)) ?? 1;
  }

  connected(id: AttemptId, shiftId: ShiftId, now: Instant): void {
    this.#callOf.set(shiftId, id);
    const [callId, callerId] = [this.#number(id), this.#number(shiftId)];
    this.#pacer.note({ type: 'connected', at: this.#seconds(now), callId, callerId });
  }

  failed(id: AttemptId, reason: FailedReason, now: Instant): void {
    this.#pacer.note({ type: 'failed', at: this.#seconds(now), callId: this.#number(id), reason });
    this.#numbers.delete(id);
  }

  ended(
    id: AttemptId,
    talk: { shiftId: ShiftId; party: 'person' | 'machine'; talkSeconds: number },
    now: Instant,
  ): void {
    const [callId, callerId] = [this.#number(id), this.#number(talk.shiftId)];
    const { party, talkSeconds } = talk;
    this.#pacer.note({ type: 'ended', at: this.#seconds(now), callId, callerId, party, talkSeconds });
    this.#numbers.delete(id);
  }

  decide(moment: Moment, ahead: readonly CallAhead[], now: Instant): PacingDecision {
    return this.#pacer.decide({
      ...moment,
      now: this.#seconds(now),
      callers: this.#shifts.map((it) => this.#caller(it)),
      calls: ahead.map((it) => this.#call(it)),
    });
  }

  /** The calls that a decision names. */
  attempts(callIds: readonly number[]): AttemptId[] {
    const named = [...this.#numbers].filter(([, number]) => callIds.includes(number));
    return named.map(([id]) => id as AttemptId); // Calls and shifts share no number.
  }

  #caller({ id, state, since, isLeaving }: PacedShift): CallerOnShift {
    const callId = state === 'talking' ? this.#callOf.get(id) : undefined;
    return {
      ...{ id: this.#number(id), state, since: this.#seconds(since) },
      callId: callId === undefined ? null : this.#number(callId),
      ...(this.#nearlyReady.has(id) ? { isNearlyReady: true } : {}),
      ...(isLeaving && this.#isBusy(id) ? { isLeaving: true } : {}),
    };
  }

  #call({ call, state, launchedAt, ringingAt, answeredAt }: CallAhead): CallOnTheWay {
    const { attempt, phone: kind, tries } = call.taken;
    return {
      ...{ id: this.#number(attempt.id), kind, tries, state: state === 'giving' ? 'waiting' : state },
      launchedAt: this.#seconds(launchedAt),
      ringingAt: ringingAt === null ? null : this.#seconds(ringingAt),
      answeredAt: answeredAt === null ? null : this.#seconds(answeredAt),
    };
  }

  #moved({ id, state }: PacedShift, from: PacedShift['state'] | null, now: Instant): void {
    if (from === null) this.#tellCaller('caller-login', id, now);
    if (state === 'ready' || state === 'pause') this.#nearlyReady.delete(id);
    if (state === from) return;
    if (from === 'pause' && state !== 'pause') this.#tellCaller('caller-back', id, now);
    if (state === 'ready') this.#tellCaller('caller-ready', id, now);
    if (state === 'wrap-up') this.#tellCaller('wrap-up-started', id, now);
    if (state === 'pause') this.#tellCaller('caller-pause', id, now);
  }

  #tellCaller(
    type:
      | 'caller-login'
      | 'caller-logout'
      | 'caller-pause'
      | 'caller-back'
      | 'caller-ready'
      | 'wrap-up-started',
    id: ShiftId,
    now: Instant,
  ): void {
    this.#pacer.note({ type, at: this.#seconds(now), callerId: this.#number(id) });
  }

  #isBusy(shiftId: ShiftId): boolean {
    const state = this.#shifts.find((it) => it.id === shiftId)?.state;
    return state === 'talking' || state === 'wrap-up';
  }

  /** Ids of a session count from 1. */
  #number(id: ShiftId | AttemptId): number {
    const known = this.#numbers.get(id) ?? this.#given + 1;
    if (!this.#numbers.has(id)) {
      this.#given = known;
      this.#numbers.set(id, known);
    }
    return known;
  }
  #given = 0;

  #seconds(moment: Instant): number {
    return (moment - this.#beganAt) / SECOND;
  }
}
