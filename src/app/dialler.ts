import { dayPart } from '../core/calendar/day-part.ts';
import { localTime } from '../core/calendar/local-time.ts';
import type { AttemptId, CampaignId, E164, TrunkId } from '../core/ids.ts';
import { type Instant, MINUTE } from '../core/instant.ts';
import type { CallEvidence } from '../core/outcome/call-evidence.ts';
import { type NextTry, nextTry, PROMISE_TOLERANCE } from '../core/queue/next-try.ts';
import { OWN_PHONE } from '../core/speak-way.ts';
import { speakingShift } from './choose-way.ts';
import { settlePendingSigns } from './judge-numbers.ts';
import { ownPhone } from './own-phone.ts';
import type {
  CallerScreens,
  CampaignRow,
  Chance,
  Claim,
  Clock,
  Leg,
  LegEvent,
  NewAttempt,
  ShiftRow,
  Store,
  Telephony,
  Timer,
} from './ports.ts';
import { dayOf, decideNumbersAgain, settleAttempt } from './settle-attempt.ts';
import type { Voice } from './voice.ts';

export interface DiallerParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Null: none but callers with phones of their own are served. */
  readonly trunk: DialLine | null;
  readonly voice: Pick<Voice, 'ways' | 'isHeard'>;
  readonly screens: CallerScreens;
  /** Names this process in the campaign's lease. */
  readonly owner: string;
}

/** What calls go out by: the trunk, or the callers' own phones. */
export interface DialLine {
  readonly id: TrunkId;
  readonly telephony: Telephony;
}

/** The slow poll: what no signal told is seen this late at most, with callers on shift and without. */
const POLL = 2 * MINUTE;
const QUIET_POLL = 10 * MINUTE;
const CAMPAIGN_LEASE = 15 * MINUTE;
/** How often the dialler renews its lease and looks for what has run out, besides handing out contacts. */
const HOUSEKEEPING = 5 * MINUTE;
/** DOMAIN L23: a contact in somebody's hand comes back after this, unless a call is on. */
const CLAIM_LEASE = 15 * MINUTE;
/** A promise waits this long for the caller who gave it before another one keeps it. */
const SAME_CALLER_GRACE = 3 * MINUTE;

interface LiveCall {
  readonly leg: Leg;
  readonly isOwnPhone: boolean;
  isAnswered: boolean;
}

/**
 * The dialling loop of one campaign: one call for each caller who is ready and heard (progressive, DOMAIN decisions), each
 * contact checked again in the moment before dialling, each ended call settled.
 *
 * Holds the campaign by a lease with an epoch; `close()` gives it back. What it knows of running calls dies with it:
 * the next dialler settles them from the store (`recover`).
 */
export class Dialler {
  readonly #parts: DiallerParts;
  readonly #campaignId: CampaignId;
  readonly #ownPhone: { readonly id: TrunkId; readonly telephony: ReturnType<typeof ownPhone> };
  readonly #live = new Map<AttemptId, LiveCall>();
  readonly #ticking = new Set<Promise<void>>();
  #epoch = 0;
  /** As last read; its rules do not change while it runs. */
  #campaign: CampaignRow | null = null;
  #keptHouseAt = Number.NEGATIVE_INFINITY;
  #wakeUp: Timer | null = null;
  #wakeAt = Number.POSITIVE_INFINITY;
  #isClosed = false;
  #mayDial = true;

  constructor(parts: DiallerParts, campaignId: CampaignId) {
    this.#parts = parts;
    this.#campaignId = campaignId;
    this.#ownPhone = { id: OWN_PHONE, telephony: ownPhone(parts.clock) };
  }

  /** Takes the lease and settles what an earlier dialler left in flight. @returns false when another one holds it. */
  async start(): Promise<boolean> {
    const { store, clock, owner } = this.#parts;
    const now = clock.now();
    const lease = await store.campaigns.lease(this.#campaignId, owner, now, now + CAMPAIGN_LEASE);
    if (lease === null) return false;
    this.#epoch = lease.epoch;
    // Whoever was ready for an earlier dialler may be gone by now: nobody is rung before a caller says so again.
    await store.calls.pauseShifts(this.#campaignId, now);
    await this.#settleOrphans();
    this.wake();
    return true;
  }

  /** Something may have changed: look now. */
  wake(): void {
    this.#sleepUntil(this.#parts.clock.now());
  }

  /**
   * The outcome of a call is given: an answered line (a mailbox) is no longer needed. One that still plays an
   * announcement runs on, since its final response comes only after it (DOMAIN 1.6). Of a caller's own phone nothing
   * more will come.
   */
  reported(attemptId: AttemptId): void {
    const call = this.#live.get(attemptId);
    if (call?.isAnswered || call?.isOwnPhone) call.leg.hangUp();
  }

  /** The caller hangs up, or cancels what nobody has answered yet; harmless when the line is gone. */
  hangUp(attemptId: AttemptId): void {
    this.#live.get(attemptId)?.leg.hangUp();
  }

  /** Nobody is called any more; calls on the way go on to their end. */
  stopDialling(): void {
    this.#mayDial = false;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#wakeUp?.cancel();
    // What is being chosen just now is dialled, and hung up: a call that goes out later would be nobody's.
    await Promise.allSettled(this.#ticking);
    for (const call of this.#live.values()) if (!call.isOwnPhone) call.leg.hangUp();
    this.#ownPhone.telephony.close();
    await this.#parts.store.campaigns.release(this.#campaignId, this.#parts.owner);
  }

  #sleepUntil(moment: Instant): void {
    if (this.#isClosed || moment >= this.#wakeAt) return;
    this.#wakeUp?.cancel();
    this.#wakeAt = moment;
    this.#wakeUp = this.#parts.clock.at(moment, () => {
      const tick = this.#tick();
      this.#ticking.add(tick);
      return tick.finally(() => this.#ticking.delete(tick));
    });
  }

  async #tick(): Promise<void> {
    const { store, clock, trunk } = this.#parts;
    this.#wakeAt = Number.POSITIVE_INFINITY;
    if (this.#isClosed) return;
    const now = clock.now();
    if (now - this.#keptHouseAt >= HOUSEKEEPING && !(await this.#keepHouse(now))) return;
    const campaign = this.#campaign;
    if (campaign === null) return;
    const state = await store.calls.dialState(campaign.id, trunk?.id ?? null);
    const { shifts } = state;
    const paused = state.pausedUntil ?? 0;
    // A trunk that rests holds up nobody who dials on an own phone.
    const lines = { trunk: paused > now ? null : trunk, ownPhone: this.#ownPhone };
    const served = this.#mayDial ? shifts.flatMap((shift) => this.#servedBy(shift, lines)) : [];
    const nextDue = await this.#serve(campaign, served, state.nextDueAt);
    const poll = now + (shifts.length === 0 ? QUIET_POLL : POLL);
    // A contact that is due and yet not handed out is somebody's promise or in another hand: the poll sees to it.
    const later = [paused, nextDue ?? 0].filter((it) => it > now);
    this.#sleepUntil(Math.min(...later, poll));
  }

  /** Renews the lease, settles what has run out of time. @returns false when the campaign is over or another dialler's. */
  async #keepHouse(now: Instant): Promise<boolean> {
    const { store, chance, owner } = this.#parts;
    const lease = await store.campaigns.lease(this.#campaignId, owner, now, now + CAMPAIGN_LEASE);
    const campaign = await store.campaigns.byId(this.#campaignId);
    if (lease === null || lease.epoch !== this.#epoch || campaign?.state !== 'running') return false;
    this.#keptHouseAt = now;
    this.#campaign = campaign;
    await store.queue.freeExpired(campaign.id, now);
    await this.#settleOrphans();
    await store.calls.breakCallbacks(campaign.id, now, PROMISE_TOLERANCE);
    await decideNumbersAgain(store, { campaign, now, chance }, await settlePendingSigns(store, now));
    return true;
  }

  /** The shift with its line, when a call for it can go out: it is ready, its line works, and its caller would be heard. */
  #servedBy(
    shift: ShiftRow,
    lines: { readonly trunk: DialLine | null; readonly ownPhone: DialLine },
  ): Served[] {
    const { voice } = this.#parts;
    if (shift.state !== 'ready') return [];
    const speaking = speakingShift(shift, voice);
    const line = speaking.way === 'own' ? lines.ownPhone : lines.trunk;
    return line === null || !voice.isHeard(speaking) ? [] : [{ shift, line }];
  }

  /** Gives ready callers a call each, while anything is due. @returns when the next contact is due; null: not for anybody here. */
  async #serve(
    campaign: CampaignRow,
    served: readonly Served[],
    nextDueAt: Instant | null,
  ): Promise<Instant | null> {
    const { store, clock } = this.#parts;
    let nextDue = served.length === 0 ? null : nextDueAt;
    for (const it of served) {
      if (this.#isClosed || nextDue === null || nextDue > clock.now()) break;
      if (await this.#callFor(campaign, it)) nextDue = await store.queue.nextDueAt(campaign.id);
    }
    return nextDue;
  }

  /** @returns whether the caller got a call, or anything that was due turned out not to be. */
  async #callFor(campaign: CampaignRow, served: Served): Promise<boolean> {
    // Each round takes one contact out of what is due (its decision moved to later), so this ends.
    for (let round = 0; ; round += 1) {
      const taken = await this.#take(campaign, served);
      if (taken === 'nobody') return round > 0;
      if (taken !== 'not-due') {
        await this.#dial(campaign, served.line, taken);
        return true;
      }
    }
  }

  /**
   * Claims a contact, checks it in the moment before dialling (ASKS 28) and writes the attempt down before the call goes
   * out (ASKS 59), all in one transaction: a claim without its attempt cannot be left behind.
   */
  async #take(
    campaign: CampaignRow,
    { shift, line }: Served,
  ): Promise<{ attempt: NewAttempt; to: E164 } | 'not-due' | 'nobody'> {
    const now = this.#parts.clock.now();
    return this.#parts.store.inTransaction(async (doors) => {
      const claim = await doors.queue.claim({
        campaignId: campaign.id,
        shiftId: shift.id,
        callerId: shift.accountId,
        now,
        leaseUntil: now + CLAIM_LEASE,
        part: dayPart(localTime(now, campaign.campaign.timezone)),
        sameCallerGrace: SAME_CALLER_GRACE,
      });
      if (claim === null || claim.attemptId !== null) return 'nobody';
      const facts = await doors.queue.facts(claim.contactId);
      const why = nextTry(facts, campaign.campaign, now);
      if (!isDueNow(why, claim, now)) {
        await doors.queue.release(claim.contactId, why);
        return 'not-due';
      }
      const isRecheck = facts.numbers.some((it) => it.id === why.numberId && it.recheckAfter !== null);
      const attempt = this.#attemptOf(campaign, shift, claim, { line, why, isRecheck, now });
      const to = await doors.calls.begin(attempt);
      if (to !== null) {
        const { contactId, id } = attempt;
        if (why.isCallback) await doors.calls.answerCallback(contactId, id, now, PROMISE_TOLERANCE);
        return { attempt, to };
      }
      // Another dialler has the campaign, or the caller paused in this moment: nothing is dialled, the claim goes back.
      await doors.queue.release(claim.contactId, why);
      return 'nobody';
    });
  }

  #attemptOf(
    campaign: CampaignRow,
    shift: ShiftRow,
    claim: Claim,
    {
      line,
      why,
      isRecheck,
      now,
    }: { line: DialLine; why: NextTry & { kind: 'try' }; isRecheck: boolean; now: Instant },
  ): NewAttempt {
    return {
      id: this.#parts.chance.uuid() as AttemptId, // A fresh id of the right kind.
      campaignId: campaign.id,
      contactId: claim.contactId,
      personId: claim.personId,
      numberId: why.numberId,
      callerId: shift.accountId,
      shiftId: shift.id,
      trunkId: line.id,
      epoch: this.#epoch,
      isCallback: why.isCallback,
      isRecheck,
      part: dayPart(localTime(now, campaign.campaign.timezone)),
      day: dayOf(campaign.campaign, now),
      why,
      at: now,
    };
  }

  async #dial(
    campaign: CampaignRow,
    { id: lineId, telephony }: DialLine,
    { attempt, to }: { attempt: NewAttempt; to: E164 },
  ): Promise<void> {
    const { screens } = this.#parts;
    const { id: attemptId, shiftId } = attempt;
    await screens.show(shiftId, { kind: 'ringing', attemptId, isCallback: attempt.isCallback });
    const leg = telephony.dial(
      {
        ...{ attemptId, shiftId, side: 'contact', analyseSound: campaign.campaign.hints.sound },
        trunkId: attempt.trunkId,
        to,
        from: campaign.campaign.callerId,
        ringSeconds: campaign.campaign.limits.ringSeconds,
      },
      (event) => this.#onLeg(attempt, event),
    );
    this.#live.set(attemptId, { leg, isAnswered: false, isOwnPhone: lineId === OWN_PHONE });
  }

  async #onLeg(attempt: NewAttempt, event: LegEvent): Promise<void> {
    const { store, clock, screens } = this.#parts;
    const { id: attemptId, shiftId } = attempt;
    switch (event.kind) {
      case 'ringing':
        await store.calls.markRinging(attemptId, clock.now());
        return screens.show(shiftId, { kind: 'alerting', attemptId });
      case 'early-media':
        await store.calls.markEarlyMedia(attemptId, clock.now());
        return screens.show(shiftId, { kind: 'early-media', attemptId });
      case 'answered': {
        const call = this.#live.get(attemptId);
        if (call !== undefined) call.isAnswered = true;
        await store.calls.markAnswered(attemptId, clock.now());
        return screens.show(shiftId, { kind: 'talking', attemptId });
      }
      case 'ended':
        this.#live.delete(attemptId);
        return this.#onEnded(attempt, event.evidence);
      default:
        return event satisfies never;
    }
  }

  async #onEnded({ id, shiftId }: NewAttempt, evidence: CallEvidence): Promise<void> {
    const { store, clock, screens } = this.#parts;
    const now = clock.now();
    let isReported = false;
    const needsWord = await store.inTransaction(async (doors) => {
      const attempt = await doors.calls.attempt(id);
      isReported = attempt.hasOutcome;
      if (attempt.state !== 'in-flight') return false;
      const report = attempt.hasOutcome ? await doors.calls.outcomeOf(id) : null;
      // The caller may have spoken with somebody on a line that never told of an answer; an own phone never tells.
      const wasAnswered = evidence.ms.answered !== null || attempt.answeredAt !== null;
      const isUnknown = wasAnswered || (attempt.trunkId === OWN_PHONE && !attempt.isSkipped);
      if (isUnknown && report === null) {
        await doors.calls.markEnded(id, now, evidence);
        return true;
      }
      await settleAttempt(doors, await this.#context(now), {
        attempt: { ...attempt, endedAt: now },
        evidence,
        report,
      });
      return false;
    });
    await screens.show(shiftId, { kind: 'ended', attemptId: id, needsWord });
    // Who gave the word and was ready again before the line was down waits for nothing but this.
    if (isReported) this.wake();
  }

  async #settleOrphans(): Promise<void> {
    const { store, clock } = this.#parts;
    const now = clock.now();
    for (const { id } of await store.calls.orphans(this.#campaignId, this.#epoch, now)) {
      const context = await this.#context(now);
      await store.inTransaction(async (doors) => {
        const attempt = await doors.calls.attempt(id);
        // Its caller gave the word meanwhile.
        if (attempt.state !== 'in-flight') return;
        const report = attempt.hasOutcome ? await doors.calls.outcomeOf(attempt.id) : null;
        await settleAttempt(doors, context, { attempt, evidence: attempt.evidence, report });
      });
    }
  }

  async #context(now: Instant) {
    const { store, chance } = this.#parts;
    const campaign = this.#campaign ?? (await store.campaigns.byId(this.#campaignId));
    if (campaign === null) throw new Error(`no campaign ${this.#campaignId}`);
    return { campaign, now, chance };
  }
}

interface Served {
  readonly shift: ShiftRow;
  readonly line: DialLine;
}

function isDueNow(why: NextTry, claim: Claim, now: Instant): why is NextTry & { kind: 'try' } {
  return why.kind === 'try' && why.at <= now && why.numberId === claim.numberId;
}
