import type { AttemptId, CampaignId, ShiftId } from '../core/ids.ts';
import { type Instant, MINUTE } from '../core/instant.ts';
import { createPacer } from '../core/pacing/create-pacer.ts';
import { callsAhead, type ModeNow } from '../core/pacing/mode-now.ts';
import { PROMISE_TOLERANCE } from '../core/queue/next-try.ts';
import { OWN_PHONE } from '../core/speak-way.ts';
import { CallsAhead } from './calls-ahead.ts';
import { speakingShift, waysIn } from './choose-way.ts';
import { settlePendingSigns } from './judge-numbers.ts';
import { type CallWatch, type DialLine, LiveCalls } from './live-calls.ts';
import { NextCalls, type Served } from './next-calls.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { ownPhone } from './own-phone.ts';
import { PacedDialling } from './paced-dialling.ts';
import type { PacedShift } from './pacing-desk.ts';
import type { CallerScreens, CampaignRow, Chance, Clock, Store, Timer } from './ports.ts';
import { PreviewWatch } from './preview-watch.ts';
import { decideNumbersAgain, settleAttempt } from './settle-attempt.ts';
import type { DialShift, DialState, ShiftRow } from './shift-store.ts';
import type { Voice } from './voice.ts';

export interface DiallerParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Null: none but callers with phones of their own are served. */
  readonly trunk: DialLine | null;
  readonly voice: Pick<Voice, 'ways' | 'isHeard' | 'give' | 'apologise'>;
  readonly screens: CallerScreens;
  /** Names this process in the campaign's lease. */
  readonly owner: string;
  /** The rule of pacing; that of core unless a test has its own. */
  readonly createPacer?: typeof createPacer;
  /** The campaign's board shows something else now. */
  readonly onBoard?: () => void;
}

/** The slow poll: what no signal told is seen this late at most, with callers on shift and without. */
const POLL = 2 * MINUTE;
const QUIET_POLL = 10 * MINUTE;
const CAMPAIGN_LEASE = 15 * MINUTE;
/** How often the dialler renews its lease and looks for what has run out, besides handing out contacts. */
const HOUSEKEEPING = 5 * MINUTE;

/**
 * The dialling loop of one campaign: one call for each caller who is ready and heard (progressive, DOMAIN decisions), or
 * by the campaign's pacer before a caller is free (`paced-dialling.ts`); each contact checked again in the moment before
 * dialling, each ended call settled.
 *
 * Holds the campaign by a lease with an epoch; `close()` gives it back. What it knows of running calls dies with it:
 * the next dialler settles them from the store (`recover`).
 */
export class Dialler {
  readonly #parts: DiallerParts;
  readonly #campaignId: CampaignId;
  readonly #ownPhone: DialLine & { readonly telephony: ReturnType<typeof ownPhone> };
  readonly #live: LiveCalls;
  readonly #ahead: CallsAhead;
  readonly #paced: PacedDialling | null;
  readonly #nextCalls: NextCalls;
  readonly #previews: PreviewWatch;
  /** What `close()` waits for. */
  readonly #working = new Set<Promise<void>>();
  readonly #look = oneAtATime(() => this.#tick());
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
    const context = () => this.#context(parts.clock.now());
    this.#live = new LiveCalls({ ...parts, context, watch: this.#watchCalls() });
    this.#ahead = new CallsAhead({
      ...parts,
      campaign: () => this.#campaign,
      free: () => this.#free(),
      watch: {
        connected: (id, shiftId) => this.#paced?.connected(id, shiftId),
        personShare: (id) => this.#paced?.personShare(id) ?? 1,
        abandoned: async (id) => {
          await this.#paced?.abandoned(id);
          this.wake();
        },
      },
    });
    this.#paced = this.#pacedBy(parts);
    this.#nextCalls = new NextCalls({
      ...{ ...parts, live: this.#live, epoch: () => this.#epoch, isClosed: () => this.#isClosed },
      onShown: () => this.#previews.open(),
      onPlaced: (call, isAhead) => {
        if (isAhead) this.#ahead.launched(call);
        this.#paced?.launched(call);
      },
      onGone: () => this.wake(),
    });
    this.#previews = new PreviewWatch({ ...parts, context, onEnded: () => this.wake() });
  }

  /** Takes the lease and settles what an earlier dialler left in flight. @returns false when another one holds it. */
  async start(): Promise<boolean> {
    const { store, clock, owner } = this.#parts;
    const now = clock.now();
    const lease = await store.campaigns.lease(this.#campaignId, owner, now, now + CAMPAIGN_LEASE);
    if (lease === null) return false;
    this.#epoch = lease.epoch;
    await this.#previews.recover(this.#campaignId);
    // Whoever was ready for an earlier dialler may be gone by now: nobody is rung before a caller says so again.
    await store.shifts.pauseShifts(this.#campaignId, now);
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
    else if (call === undefined) this.#soon(async () => this.#paced?.reported(attemptId));
  }

  /** The caller hangs up, or cancels what nobody has answered yet; harmless when the line is gone. */
  hangUp(attemptId: AttemptId): void {
    this.#live.get(attemptId)?.leg.hangUp();
  }

  /** The caller will be ready in a moment: a pacer may know. */
  nearlyReady(shiftId: ShiftId): void {
    this.#paced?.nearlyReady(shiftId);
  }

  /** Nobody is called any more; calls on the way go on to their end. */
  stopDialling(): void {
    this.#mayDial = false;
    this.#soon(async () => this.#paced?.endSession());
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#wakeUp?.cancel();
    // What is being chosen just now is dialled, and hung up: a call that goes out later would be nobody's.
    await Promise.allSettled(this.#working);
    await this.#paced?.close();
    await this.#previews.close();
    this.#ahead.close();
    this.#live.hangUpAll();
    this.#ownPhone.telephony.close();
    await this.#parts.store.campaigns.release(this.#campaignId, this.#parts.owner);
  }

  #sleepUntil(moment: Instant): void {
    if (this.#isClosed || moment >= this.#wakeAt) return;
    this.#wakeUp?.cancel();
    this.#wakeAt = moment;
    this.#wakeUp = this.#parts.clock.at(moment, () => this.#watched(this.#look()));
  }

  #watched(work: Promise<void>): Promise<void> {
    this.#working.add(work);
    return work.finally(() => this.#working.delete(work));
  }

  /** By the clock, so that an error of it is heard where those of other tasks are. */
  #soon(task: () => Promise<void>): void {
    this.#parts.clock.at(this.#parts.clock.now(), task);
  }

  async #tick(): Promise<void> {
    this.#wakeAt = Number.POSITIVE_INFINITY;
    try {
      await this.#lookAround();
    } catch (error) {
      // The clock reports it; the next look may find the store again.
      this.#sleepUntil(this.#parts.clock.now() + POLL);
      throw error;
    }
  }

  async #lookAround(): Promise<void> {
    const { store, clock, trunk } = this.#parts;
    if (this.#isClosed) return;
    const now = clock.now();
    if (now - this.#keptHouseAt >= HOUSEKEEPING && !(await this.#keepHouse(now))) return;
    const campaign = this.#campaign;
    if (campaign === null) return;
    // Whoever has answered comes before whoever is to be called.
    if (this.#ahead.size > 0) await this.#ahead.give();
    const state = await store.shifts.dialState(campaign.id, trunk?.id ?? null);
    const { shifts } = state;
    if (shifts.some((it) => it.state === 'preview' || it.hand?.previewId)) this.#previews.open();
    const paused = state.pausedUntil ?? 0;
    // A trunk that rests holds up nobody who dials on an own phone.
    const lines = { trunk: paused > now ? null : trunk, ownPhone: this.#ownPhone };
    const nextDue = await this.#serveBy(campaign, state, lines);
    const poll = now + (shifts.length === 0 ? QUIET_POLL : POLL);
    // A contact that is due and yet not handed out is somebody's promise or in another hand: the poll sees to it.
    const later = [paused, nextDue ?? 0].filter((it) => it > now);
    this.#sleepUntil(Math.min(...later, poll));
  }

  /** @returns when the next contact is due; null: not for anybody here. */
  async #serveBy(campaign: CampaignRow, state: DialState, lines: Lines): Promise<Instant | null> {
    const byTrunk = state.shifts.filter((it) => this.#wayOf(it) !== 'own');
    const mode = await this.#paced?.modeFor(campaign, state, byTrunk.length);
    const served = this.#mayDial ? state.shifts.flatMap((shift) => this.#servedBy(shift, lines, mode)) : [];
    const own = served.filter((it) => it.line.id === OWN_PHONE);
    const others = served.filter((it) => it.line.id !== OWN_PHONE);
    if (this.#paced === null || mode === undefined || !callsAhead(mode.mode)) {
      await this.#paced?.endSession();
      // Who has waited longest is kept for calls that went out ahead, in another mode, and may be answered any moment.
      const served = [...own, ...others.slice(this.#ahead.size)];
      return this.#nextCalls.serve(campaign, served, 'any', {
        dueAt: state.nextDueAt,
        showsFirst: mode?.mode === 'preview',
      });
    }
    const nextDue = await this.#nextCalls.serve(campaign, own, 'any', { dueAt: state.nextDueAt });
    await this.#nextCalls.serve(campaign, others, 'reserved', { dueAt: state.reservedDueAt });
    if (!this.#mayDial || lines.trunk === null) await this.#paced.endSession();
    else await this.#lookAhead(campaign, this.#paced);
    return nextDue ?? state.nextDueAt;
  }

  async #lookAhead(campaign: CampaignRow, paced: PacedDialling): Promise<void> {
    // As it is after promises were dialled.
    const shifts = await this.#parts.store.shifts.openShifts(campaign.id);
    const byTrunk = shifts.filter((it) => this.#wayOf(it) !== 'own');
    await paced.look({
      campaign,
      shifts: byTrunk.map((it) => this.#pacedShift(it)),
      phoneLines: byTrunk.filter((it) => this.#wayOf(it) === 'phone' && this.#isHeard(it)).length,
    });
  }

  #speaking(shift: ShiftRow) {
    const { voice } = this.#parts;
    return speakingShift(shift, this.#campaign === null ? voice : waysIn(this.#campaign, voice));
  }

  #wayOf(shift: ShiftRow) {
    return this.#speaking(shift).way;
  }

  #isHeard(shift: ShiftRow): boolean {
    return this.#parts.voice.isHeard(this.#speaking(shift));
  }

  /** Whose line is down counts as pausing: nobody is called for them. */
  #pacedShift(shift: ShiftRow): PacedShift {
    const { id, since, wantsPause: isLeaving } = shift;
    const paced = { id, since, isLeaving };
    const isBusy = shift.state === 'talking' || shift.state === 'ringing' || shift.state === 'preview';
    if (isBusy) return { ...paced, state: 'talking' };
    if (!this.#isHeard(shift) || shift.state === 'left') return { ...paced, state: 'pause' };
    return { ...paced, state: shift.state };
  }

  /** Callers of the trunk who are ready and heard, who has waited longest first. */
  async #free(): Promise<readonly ShiftRow[]> {
    const shifts = await this.#parts.store.shifts.openShifts(this.#campaignId);
    return shifts
      .filter((it) => it.state === 'ready' && this.#wayOf(it) !== 'own' && this.#isHeard(it))
      .sort((a, b) => a.since - b.since);
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
    await store.pacing.dropOldDecisions(campaign.id);
    await decideNumbersAgain(store, { campaign, now, chance }, await settlePendingSigns(store, now));
    return true;
  }

  /** The shift with its line, when a call for it can go out: it is ready, its line works, and its caller would be heard. */
  #servedBy(shift: DialShift, lines: Lines, mode: ModeNow | undefined): Served[] {
    if (shift.state !== 'ready') return [];
    const isOwn = this.#wayOf(shift) === 'own';
    // A campaign by own phones dials nobody by its trunk.
    const line = isOwn ? lines.ownPhone : mode?.mode === 'own-phone' ? null : lines.trunk;
    return line === null || !this.#isHeard(shift) ? [] : [{ shift, line }];
  }

  #pacedBy(parts: DiallerParts): PacedDialling | null {
    const { trunk } = parts;
    if (trunk === null) return null;
    return new PacedDialling({
      ...parts,
      trunk,
      createPacer: parts.createPacer ?? createPacer,
      ahead: this.#ahead,
      live: this.#live,
      dialAhead: (campaign) => this.#dialAhead(campaign, trunk),
      onChanged: () => parts.onBoard?.(),
    });
  }

  /** @returns whether a call went out. */
  async #dialAhead(campaign: CampaignRow, line: DialLine): Promise<boolean> {
    if (this.#isClosed || !this.#mayDial) return false;
    const before = this.#ahead.size;
    const work = this.#nextCalls.callFor(campaign, { shift: null, line }, 'ahead');
    await this.#watched(work.then(() => {}));
    return this.#ahead.size > before;
  }

  #watchCalls(): CallWatch {
    return {
      ringing: (call) => {
        this.#ahead.ringing(call.taken.attempt.id);
        this.#paced?.ringing(call);
      },
      answered: async (call) => {
        this.#paced?.answered(call);
        if (call.shiftId === null) await this.#ahead.answered(call.taken.attempt.id);
        // A pacer decides at each change.
        if (this.#paced?.isOn) this.wake();
      },
      ended: async (call, evidence, said) => {
        await this.#ahead.ended(call.taken.attempt.id);
        await this.#paced?.ended(call, evidence, said.isReported);
        // Who gave the word and was ready again before the line was down waits for nothing but this.
        if (said.isReported || this.#paced?.isOn) this.wake();
      },
    };
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

interface Lines {
  readonly trunk: DialLine | null;
  readonly ownPhone: DialLine;
}
