import { Balance } from './balance.ts';
import { Budget, type Price } from './budget.ts';
import type { CallOutlook } from './call-outlook.ts';
import { CallerModel } from './caller-model.ts';
import { newRow, POINTS } from './horizon.ts';
import { launches, ownRisk, type StoredSituation, storedOutlook } from './launches.ts';
import type {
  CallOnTheWay,
  PacingDecision,
  PacingEvent,
  PacingReason,
  PacingSettings,
  PacingSnapshot,
} from './pacing.ts';
import { RingModel } from './ring-model.ts';

/** How often the models work their outlooks out again, in seconds. */
const REFRESH_SECONDS = 4;
/** Variance that the logarithm of the answers' level gains a second: a third more or less in half an hour. */
const DRIFT_PER_SECOND = 7e-5;
/** From so many callers on one look in so many seconds is enough: events come faster than anything changes. */
const LARGE_TEAM = 60;
const LARGE_TEAM_SECONDS = 0.2;
/** At most this share of the team is dialled for in a quarter of a second: bursts let mailboxes fall on busy callers. */
const BURST_SHARE = 1 / 8;
const BURST_SECONDS = 0.25;
/** Where a caller has gone: a call whose person would more likely find nobody than somebody is taken back. */
const HOPELESS = 0.5;

/**
 * Dials before a caller is free, where the answer will almost surely find one: `early` and `look-ahead`.
 *
 * Each call on the way has its own chance to be answered in the next seconds, each busy caller their own chance to be free
 * by then; a call begins while its answer finds nobody with at most the budget's probability.
 */
export class LookAhead {
  readonly rings: RingModel;
  readonly callers: CallerModel;
  readonly #settings: PacingSettings;
  readonly #budget: Budget;
  readonly #fixed: Price | null;
  readonly #balance = new Balance();
  readonly #answers = newRow();
  /** Of answered calls: the probability that a person is there. */
  readonly #shares = new Map<number, number>();
  readonly #launchedAt: number[] = [];
  #price: Price = { risk: 0, machineWeight: 0 };
  #refreshedAt = Number.NEGATIVE_INFINITY;
  #lookedAt = Number.NEGATIVE_INFINITY;
  #restsUntil = 0;
  #hasSomebodyGone = false;
  #upcoming: PacingSnapshot['upcoming'] = [];
  #most = 0;
  #last: PacingDecision = { calls: 0, reason: NOBODY };

  /** @param fixed a price that never changes, in place of the budget's: for the model that others are measured by. */
  constructor(settings: PacingSettings, fixed: Price | null = null) {
    this.#settings = settings;
    this.rings = new RingModel(settings.ringSeconds);
    this.callers = new CallerModel(settings.graceSeconds);
    this.#budget = new Budget(settings.abandonCap, settings.sessionSeconds, settings.earlierToday);
    this.#fixed = fixed;
  }

  note(event: PacingEvent): void {
    this.#restsUntil = 0;
    const { at } = event;
    switch (event.type) {
      case 'launched':
        this.rings.launched(event.callId, event.kind, at);
        break;
      case 'ringing':
        this.rings.ringing(event.callId, at);
        break;
      case 'answered':
        this.#shares.set(event.callId, this.rings.answered(event.callId, at));
        break;
      case 'failed':
        this.rings.failed(event.callId, at);
        break;
      case 'abandoned':
        this.rings.forget(event.callId);
        this.#budget.abandoned(this.#takeShare(event.callId));
        break;
      case 'connected':
        this.#connected(event.callId, event.callerId, at);
        break;
      case 'wrap-up-started':
        this.callers.wrapUpStarted(event.callerId, at);
        break;
      case 'ended':
        this.#ended(event);
        break;
      case 'caller-ready':
        this.callers.wrappedUp(event.callerId, true, at);
        break;
      case 'caller-pause':
      case 'caller-logout':
        this.#hasSomebodyGone = true;
        this.callers.wrappedUp(event.callerId, false, at);
    }
  }

  decide(snapshot: PacingSnapshot): PacingDecision {
    const { now, callers } = snapshot;
    if (now - this.#refreshedAt >= REFRESH_SECONDS) this.#refresh(now);
    const withdraw = this.#hasSomebodyGone ? this.#hopeless(snapshot) : [];
    this.#hasSomebodyGone = false;
    if (withdraw.length > 0) return this.#withdrawn(withdraw);
    // Nothing has happened, and the last answer was far from "one more".
    if (now < this.#restsUntil) return this.#nothing(this.#last.reason);
    if (callers.length >= LARGE_TEAM && now - this.#lookedAt < LARGE_TEAM_SECONDS)
      return this.#nothing(this.#last.reason);
    this.#lookedAt = now;
    if (callers.every((it) => it.state === 'pause')) return this.#nothing(NOBODY);
    this.#most = this.#mostNow(snapshot);
    if (this.#most <= 0) return this.#nothing(whyNone(snapshot));
    return this.#decide(snapshot);
  }

  /** Probability that it was a person who answered; 1 of a call that nothing is known of. */
  personShare(callId: number): number {
    return this.#shares.get(callId) ?? 1;
  }

  /** What the last decision rested on; of one that rested on nothing but a full trunk or an empty list, no call. */
  situation(): StoredSituation {
    return {
      balance: this.#balance.marked(),
      fresh: {
        landline: storedOutlook(this.rings.fresh('landline')),
        mobile: storedOutlook(this.rings.fresh('mobile')),
      },
      upcoming: this.#upcoming.map((it) => it.kind),
      price: this.#price,
      most: Math.max(0, this.#most),
    };
  }

  #decide(snapshot: PacingSnapshot): PacingDecision {
    const { now, upcoming } = snapshot;
    const free = this.#weigh(snapshot, snapshot.calls);
    this.#upcoming = upcoming;
    const permitted = this.#price.risk;
    const { calls, risk } = launches(
      {
        ...{ balance: this.#balance, answers: this.#answers, upcoming, price: this.#price, most: this.#most },
        fresh: { landline: this.rings.fresh('landline'), mobile: this.rings.fresh('mobile') },
      },
      (chance, brought) => this.#budget.launched(chance, brought, permitted),
    );
    for (let index = 0; index < calls; index += 1) this.#launchedAt.push(now);
    const ringing = snapshot.calls.length;
    const values = { calls, free, ringing, risk: perThousand(risk), permitted: perThousand(permitted) };
    if (calls > 0) {
      this.#last = { calls, reason: { code: 'pacing.reason.ahead', values } };
      return this.#last;
    }
    this.#restsUntil = now + (risk > 3 * permitted ? 1 : risk > 1.5 * permitted ? 0.5 : 0);
    return this.#nothing({ code: 'pacing.reason.enough', values });
  }

  /** Youngest first, calls that the callers who are left will most likely not be free for. */
  #hopeless(snapshot: PacingSnapshot): number[] {
    const withdraw: number[] = [];
    let calls = snapshot.calls.toSorted((a, b) => a.launchedAt - b.launchedAt);
    for (const call of calls.filter((it) => it.state !== 'waiting').reverse()) {
      calls = calls.filter((it) => it !== call);
      this.#weigh(snapshot, calls);
      const risk = ownRisk(this.#outlook(call, snapshot.now), this.#balance.shortage());
      if (!(risk > HOPELESS)) break;
      withdraw.push(call.id);
    }
    return withdraw;
  }

  #withdrawn(withdraw: readonly number[]): PacingDecision {
    this.#most = 0;
    const reason = { code: 'pacing.reason.withdrawn', values: { calls: withdraw.length } };
    this.#last = { calls: 0, withdraw, reason };
    return this.#last;
  }

  /** Puts callers and calls on the scales. @returns callers who are free now. */
  #weigh({ now, callers }: PacingSnapshot, calls: readonly CallOnTheWay[]): number {
    const balance = this.#balance;
    let [free, waiting] = [0, 0];
    for (const caller of callers) if (caller.state === 'ready') free += 1;
    for (const call of calls) if (call.state === 'waiting') waiting += 1;
    balance.reset(free - waiting);
    for (const caller of callers) {
      if (caller.state === 'talking' || caller.state === 'wrap-up')
        balance.addCaller(this.callers.free(caller, now));
    }
    this.#answers.fill(0);
    for (const call of calls) {
      if (call.state === 'waiting') continue;
      const { taken, person } = this.#outlook(call, now);
      balance.addCall(taken);
      for (let point = 0; point < POINTS; point += 1) {
        this.#answers[point] = (this.#answers[point] ?? 0) + (person[point] ?? 0);
      }
    }
    balance.mark();
    return free;
  }

  #outlook({ kind, state, launchedAt, ringingAt }: CallOnTheWay, now: number): CallOutlook {
    return state === 'ringing'
      ? this.rings.ringingFor(kind, now - (ringingAt ?? now))
      : this.rings.dialing(kind, now - launchedAt);
  }

  /** Calls that channels, contacts, the trunk's calls per second and smoothness leave. */
  #mostNow({ now, channelsFree, contactsLeft, callers }: PacingSnapshot): number {
    const launchedAt = this.#launchedAt;
    while ((launchedAt[0] ?? now) <= now - 1) launchedAt.shift();
    const perSecond = (this.#settings.callsPerSecond ?? Number.POSITIVE_INFINITY) - launchedAt.length;
    const lately = launchedAt.reduce((count, at) => count + (at > now - BURST_SECONDS ? 1 : 0), 0);
    const burst = Math.max(2, Math.ceil(callers.length * BURST_SHARE)) - lately;
    return Math.min(channelsFree, contactsLeft, perSecond, burst);
  }

  #refresh(now: number): void {
    this.rings.refresh(now, DRIFT_PER_SECOND);
    this.callers.refresh(now);
    this.#price = this.#fixed ?? this.#budget.price(now);
    this.#refreshedAt = now;
  }

  #connected(callId: number, callerId: number, at: number): void {
    const personShare = this.#shares.get(callId) ?? 0.5;
    this.callers.connected(callerId, personShare, at);
    this.#budget.connected(personShare);
  }

  #ended({ at, callId, callerId, party }: PacingEvent & { type: 'ended' }): void {
    const isPerson = party === 'person';
    this.rings.settled(callId, isPerson);
    if (this.#shares.has(callId)) this.#budget.corrected(this.#takeShare(callId), isPerson);
    if (callerId !== null) this.callers.ended(callerId, isPerson, at);
  }

  #takeShare(callId: number): number {
    const share = this.#shares.get(callId) ?? 0.5;
    this.#shares.delete(callId);
    return share;
  }

  #nothing(reason: PacingReason): PacingDecision {
    const isSame =
      this.#last.calls === 0 && this.#last.withdraw === undefined && this.#last.reason === reason;
    if (!isSame) this.#last = { calls: 0, reason };
    return this.#last;
  }
}

const perThousand = (share: number) => Math.round(1000 * Math.min(1, share));

const NOBODY: PacingReason = { code: 'pacing.reason.nobody', values: {} };

function whyNone({ channelsFree, contactsLeft }: PacingSnapshot): PacingReason {
  if (contactsLeft <= 0) return { code: 'pacing.reason.no-contact', values: {} };
  if (channelsFree <= 0) return { code: 'pacing.reason.no-channel', values: {} };
  return { code: 'pacing.reason.smooth', values: {} };
}
