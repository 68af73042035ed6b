import { dialWindow } from '../core/calendar/dial-window.ts';
import { instantOf, localTime } from '../core/calendar/local-time.ts';
import type { AttemptId, ShiftId } from '../core/ids.ts';
import { DAY, HOUR, type Instant, SECOND } from '../core/instant.ts';
import type { CallClass } from '../core/outcome/call-class.ts';
import type { CallEvidence } from '../core/outcome/call-evidence.ts';
import { classify } from '../core/outcome/classify.ts';
import { classOfAnswer } from '../core/outcome/disposition.ts';
import { type AnsweredCalls, GRACE_SECONDS } from '../core/pacing/abandonment.ts';
import type { createPacer } from '../core/pacing/create-pacer.ts';
import { callsAhead, LOOK_AHEAD_CAP, type ModeNow, modeNow } from '../core/pacing/mode-now.ts';
import type { PacingBasis, PacingDecision, PacingSettings } from '../core/pacing/pacing.ts';
import type { CallsAhead } from './calls-ahead.ts';
import type { DialLine, LiveCall, LiveCalls } from './live-calls.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { type Moment, type PacedShift, PacingDesk } from './pacing-desk.ts';
import type { CampaignRow, Clock, Store, Timer } from './ports.ts';
import type { DialState } from './shift-store.ts';

/** DOMAIN 4.3 and 4.4, unless the trunk's own figures are known. */
export const TRUNK_CHANNELS = 30;
export const TRUNK_CPS = 1;
/** Between two decisions when nothing happens. */
const TICK_SECONDS = 0.25;
/** 47 CFR 64.1200(a)(7) counts thirty days. */
const LATELY = 30 * DAY;
/** The counts are looked at anew so often, besides after each abandoned call. */
const COUNT_EVERY = 60 * SECOND;
/** So long is known who comes next; where that was nobody, until something changes. */
const UPCOMING_FOR = 5 * SECOND;
const UPCOMING = { most: 20, count: 200 };

export interface PacedParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly trunk: DialLine;
  readonly createPacer: typeof createPacer;
  readonly ahead: CallsAhead;
  readonly live: LiveCalls;
  /** Begins a call for whoever will be free. @returns false when nobody is due for one. */
  readonly dialAhead: (campaign: CampaignRow) => Promise<boolean>;
  /** The board shows something else now. */
  readonly onChanged: () => void;
}

interface Scene {
  readonly campaign: CampaignRow;
  readonly shifts: readonly PacedShift[];
  /** Callers' own phones that are on a line of the trunk. */
  readonly phoneLines: number;
}

/**
 * How a campaign calls by its trunk (`mode-now.ts`); where it calls ahead, its pacer is asked at each change and four times
 * a second while callers are on shift, and what it decides is done and written down.
 */
export class PacedDialling {
  readonly #parts: PacedParts;
  #mode: ModeNow | null = null;
  #desk: PacingDesk | null = null;
  #scene: Scene | null = null;
  #counts: { readonly at: Instant; readonly today: Counts; readonly lately: Counts } | null = null;
  #upcoming: (Pick<Moment, 'upcoming' | 'contactsLeft'> & { readonly at: Instant }) | null = null;
  #kept: { readonly at: Instant; readonly code: string } | null = null;
  #launchedAt: Instant[] = [];
  /** Talks of this session that wait for their caller's word. */
  readonly #talks = new Map<AttemptId, { shiftId: ShiftId; talkSeconds: number }>();
  #pulse: Timer | null = null;
  /** What the first decision has begun the next one must see. */
  readonly #decide = oneAtATime(() => this.#decideOnce());
  /** A call was abandoned: whether anybody may be called ahead is looked at first. */
  #isStale = false;
  #isClosed = false;

  constructor(parts: PacedParts) {
    this.#parts = parts;
  }

  /** A pacer is at work: it wants to know of each change. */
  get isOn(): boolean {
    return this.#desk !== null;
  }

  /** What holds now; what has changed is written down, and told. */
  async modeFor(campaign: CampaignRow, state: DialState, callers: number): Promise<ModeNow> {
    const { pacing } = campaign.campaign;
    const wanted = state.pacing.wanted ?? pacing?.mode ?? 'progressive';
    const cap = pacing?.cap ?? LOOK_AHEAD_CAP;
    const { isAllowed } = state.pacing;
    const none = { connected: 0, abandoned: 0 };
    const counts = callsAhead(wanted) ? await this.#count(campaign) : { today: none, lately: none };
    const mode = modeNow({ ...{ wanted, cap, isAllowed, callers }, ...counts });
    const before = this.#mode;
    if (before?.mode === mode.mode && before.why === mode.why && before.cap === mode.cap) return before;
    this.#mode = mode;
    if (before !== null || mode.mode !== 'progressive') await this.#changed(campaign, mode);
    return mode;
  }

  /** Looks anew with what the store says; only while it calls ahead. */
  async look(scene: Scene): Promise<void> {
    const { clock } = this.#parts;
    if (scene.shifts.length === 0) {
      this.#withdraw(this.#parts.ahead.onTheWay().map((it) => it.call.taken.attempt.id));
      return this.endSession();
    }
    this.#scene = scene;
    this.#isStale = false;
    if (this.#upcoming?.contactsLeft === 0) this.#upcoming = null;
    this.#desk ??= await this.#openDesk(scene);
    this.#desk.shiftsAre(scene.shifts, clock.now());
    await this.#decide();
    this.#beat();
  }

  /** The session's pacer has done its work; what it has learned is kept. */
  async endSession(): Promise<void> {
    this.#pulse?.cancel();
    this.#pulse = null;
    const desk = this.#desk;
    const scene = this.#scene;
    this.#desk = null;
    this.#scene = null;
    this.#talks.clear();
    if (desk === null || scene === null) return;
    await this.#parts.store.pacing.saveLearned(scene.campaign.id, desk.learned(), desk.mostCallers);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    // The one that is under way ends; none follows it.
    await this.#decide();
    await this.endSession();
  }

  nearlyReady(shiftId: ShiftId): void {
    this.#desk?.nearlyReady(shiftId);
    this.#beatNow();
  }

  // ---- what calls tell ----

  launched({ taken, shiftId, isOwnPhone }: LiveCall): void {
    if (isOwnPhone) return;
    const { attempt, phone, tries } = taken;
    this.#desk?.launched(attempt.id, { phone, tries, shiftId }, this.#parts.clock.now());
  }

  ringing({ taken, isOwnPhone }: LiveCall): void {
    if (!isOwnPhone) this.#desk?.tell('ringing', taken.attempt.id, this.#parts.clock.now());
  }

  answered({ taken, isOwnPhone, shiftId }: LiveCall): void {
    if (isOwnPhone) return;
    const now = this.#parts.clock.now();
    this.#desk?.tell('answered', taken.attempt.id, now);
    if (shiftId !== null) this.connected(taken.attempt.id, shiftId);
  }

  connected(id: AttemptId, shiftId: ShiftId): void {
    this.#desk?.connected(id, shiftId, this.#parts.clock.now());
  }

  /** Probability that it was a person who answered the call. */
  personShare(id: AttemptId): number {
    return this.#desk?.personShare(id) ?? 1;
  }

  async abandoned(id: AttemptId): Promise<void> {
    this.#desk?.tell('abandoned', id, this.#parts.clock.now());
    this.#counts = null;
    this.#isStale = true;
    this.#parts.onChanged();
  }

  async ended(call: LiveCall, evidence: CallEvidence, isReported: boolean): Promise<void> {
    const { isOwnPhone, isAnswered, shiftId, taken } = call;
    const { id } = taken.attempt;
    if (isOwnPhone || this.#desk === null) return;
    if (!isAnswered) return this.#desk.failed(id, failedReason(evidence, call), this.#parts.clock.now());
    if (shiftId === null) return; // Abandoned, and told so.
    const { answered, ended } = evidence.ms;
    const talkSeconds = Math.max(0, (ended ?? 0) - (answered ?? ended ?? 0)) / SECOND;
    this.#talks.set(id, { shiftId, talkSeconds });
    if (isReported) await this.reported(id);
  }

  /** Its caller has said what it was. */
  async reported(id: AttemptId): Promise<void> {
    const talk = this.#talks.get(id);
    if (talk === undefined) return;
    this.#talks.delete(id);
    const said = await this.#parts.store.calls.outcomeOf(id);
    const isPerson = said !== null && classOfAnswer(said.disposition) === 'ANSWERED_HUMAN';
    const party = isPerson ? 'person' : 'machine';
    this.#desk?.ended(id, { ...talk, party }, this.#parts.clock.now());
  }

  // ---- inside ----

  async #openDesk({ campaign, shifts }: Scene): Promise<PacingDesk> {
    const { store, clock, createPacer, trunk } = this.#parts;
    const now = clock.now();
    const { learned, callers } = await store.pacing.learned(campaign.id);
    const { today: earlierToday } = await this.#count(campaign);
    const { timezone, limits } = campaign.campaign;
    const window = dialWindow(campaign.campaign, null, now);
    const mode = this.#mode ?? { mode: 'progressive', cap: 0 };
    const settings: PacingSettings = {
      teamSize: Math.max(callers, shifts.length),
      abandonCap: mode.cap,
      channels: trunk.channels ?? TRUNK_CHANNELS,
      callsPerSecond: trunk.callsPerSecond ?? TRUNK_CPS,
      ringSeconds: limits.ringSeconds,
      graceSeconds: GRACE_SECONDS,
      tickSeconds: TICK_SECONDS,
      startsAtClock: localTime(now, timezone).minute * 60,
      sessionSeconds: (window.open ? window.closesAt - now : HOUR) / SECOND,
      earlierToday,
    };
    return new PacingDesk(createPacer(mode.mode, settings, learned), now);
  }

  async #decideOnce(): Promise<void> {
    const { clock, ahead, dialAhead } = this.#parts;
    const scene = this.#scene;
    const desk = this.#desk;
    if (scene === null || desk === null || this.#isClosed || this.#isStale) return;
    const moment = await this.#moment(scene);
    const decision = desk.decide(moment, ahead.onTheWay(), clock.now());
    // Before anything follows from it: this is what it was decided from.
    const basis = this.#isWorthKeeping(decision) ? desk.basis() : null;
    if (decision.withdraw !== undefined) this.#withdraw(desk.attempts(decision.withdraw));
    const most = Math.min(decision.calls, moment.channelsFree, this.#mayLaunch());
    let begun = 0;
    while (begun < most && !this.#isClosed && this.#desk === desk && (await dialAhead(scene.campaign)))
      begun += 1;
    this.#launchedAt.push(...Array.from({ length: begun }, () => clock.now()));
    if (begun < most) this.#upcoming = null;
    else if (begun > 0 && this.#upcoming !== null) this.#upcoming = without(this.#upcoming, begun);
    if (basis !== null) await this.#keep(scene.campaign, decision, basis);
  }

  /** Hangs up those of these calls that nobody has answered. */
  #withdraw(ids: readonly AttemptId[]): void {
    const { ahead, live } = this.#parts;
    for (const { call, answeredAt } of ahead.onTheWay()) {
      const { id } = call.taken.attempt;
      if (answeredAt === null && ids.includes(id)) live.get(id)?.leg.hangUp();
    }
  }

  async #moment({ campaign, phoneLines }: Scene): Promise<Moment> {
    const { store, clock, trunk, live } = this.#parts;
    const now = clock.now();
    const known = this.#upcoming;
    if (known === null || now - known.at >= UPCOMING_FOR) {
      const { next, count } = await store.queue.upcoming(campaign.id, now, UPCOMING);
      const upcoming = next.map(({ type, tries }) => ({
        kind: type === 'mobile' ? ('mobile' as const) : ('landline' as const),
        tries,
      }));
      this.#upcoming = { at: now, upcoming, contactsLeft: count };
    }
    const { upcoming, contactsLeft } = this.#upcoming ?? { upcoming: [], contactsLeft: 0 };
    // A caller's own phone that is rung is a call of the trunk as well.
    const taken = live.onTrunk + phoneLines;
    return { upcoming, contactsLeft, channelsFree: Math.max(0, (trunk.channels ?? TRUNK_CHANNELS) - taken) };
  }

  /** Calls that may begin now: the trunk takes so many a second. */
  #mayLaunch(): number {
    const now = this.#parts.clock.now();
    this.#launchedAt = this.#launchedAt.filter((it) => now - it < SECOND);
    return Math.max(0, (this.#parts.trunk.callsPerSecond ?? TRUNK_CPS) - this.#launchedAt.length);
  }

  /** When calls begin or the reason is another one, and one a second at most. */
  #isWorthKeeping({ calls, reason }: PacingDecision): boolean {
    const before = this.#kept;
    if (before === null) return true;
    return (before.code !== reason.code || calls > 0) && this.#parts.clock.now() - before.at >= SECOND;
  }

  async #keep(campaign: CampaignRow, decision: PacingDecision, basis: PacingBasis): Promise<void> {
    const { store, clock, onChanged } = this.#parts;
    const isOther = this.#kept?.code !== decision.reason.code;
    this.#kept = { at: clock.now(), code: decision.reason.code };
    const mode = this.#mode?.mode ?? 'progressive';
    await store.pacing.keepDecision(campaign.id, { at: clock.now(), mode, decision, basis });
    if (isOther) onChanged();
  }

  #beat(): void {
    if (this.#pulse === null && this.#hasToDecide())
      this.#beatAt(this.#parts.clock.now() + TICK_SECONDS * SECOND);
  }

  #beatNow(): void {
    this.#pulse?.cancel();
    this.#pulse = null;
    if (this.#hasToDecide()) this.#beatAt(this.#parts.clock.now());
  }

  #beatAt(moment: Instant): void {
    this.#pulse = this.#parts.clock.at(moment, async () => {
      this.#pulse = null;
      await this.#decide();
      this.#beat();
    });
  }

  /** While nobody is due and nothing is on the way there is nothing to decide: whatever changes that looks anew. */
  #hasToDecide(): boolean {
    if (this.#desk === null || this.#isClosed) return false;
    return this.#parts.ahead.size > 0 || this.#upcoming === null || this.#upcoming.contactsLeft > 0;
  }

  async #count(campaign: CampaignRow): Promise<{ today: Counts; lately: Counts }> {
    const { store, clock } = this.#parts;
    const now = clock.now();
    if (this.#counts !== null && now - this.#counts.at < COUNT_EVERY) return this.#counts;
    const { timezone } = campaign.campaign;
    const midnight = instantOf(localTime(now, timezone).date, 0, timezone);
    const today = await store.pacing.answered(campaign.id, midnight);
    const lately = await store.pacing.answered(campaign.id, now - LATELY);
    this.#counts = { at: now, today, lately };
    return this.#counts;
  }

  /** Another mode: a new pacer, and whoever looks at the board sees why. */
  async #changed(campaign: CampaignRow, { mode, why }: ModeNow): Promise<void> {
    const { store, clock } = this.#parts;
    await this.endSession();
    const code = why === null ? `pacing.reason.mode-${mode}` : `pacing.why.${why}`;
    const { today } = this.#counts ?? { today: { connected: 0, abandoned: 0 } };
    const decision = { calls: 0, reason: { code, values: { ...today } } };
    await this.#keep(campaign, decision, { mode });
    await store.units.audit({
      ...{ at: clock.now(), actorId: null, actorRole: 'system', action: 'pacing-mode' },
      ...{ thingKind: 'campaign', thingId: campaign.id, unitId: campaign.unitId },
      detail: { mode, why, ...today },
    });
  }
}

type Counts = AnsweredCalls;

function without<It extends Pick<Moment, 'upcoming' | 'contactsLeft'>>(it: It, begun: number): It {
  return {
    ...it,
    upcoming: it.upcoming.slice(begun),
    contactsLeft: Math.max(0, it.contactsLeft - begun),
  };
}

function failedReason(evidence: CallEvidence, { taken }: LiveCall) {
  const { phone } = taken;
  const numberType = phone === 'mobile' ? 'mobile' : 'fixed-line';
  const options = { minRingSeconds: 15, numberType, ownParserSaysComplete: true } as const;
  return reasons[classify(evidence, options).class];
}

/** What a pacer is told of a call that nobody answered. */
const reasons: Readonly<Record<CallClass, 'invalid' | 'network' | 'busy' | 'no-answer'>> = {
  ...{ NO_ANSWER: 'no-answer', ABSENT: 'no-answer', CANCELLED: 'no-answer', REJECTED: 'busy', BUSY: 'busy' },
  ...{ NOT_IN_SERVICE: 'invalid', BAD_NUMBER: 'invalid', ANSWERED_ANNOUNCEMENT: 'invalid' },
  ...{ ANSWERED_HUMAN: 'network', ANSWERED_MACHINE: 'network', UNWANTED: 'busy', BLOCKED: 'network' },
  ...{ FORWARDED: 'network', TRUNK_FAULT: 'network', NETWORK_FAULT: 'network' },
  ...{ POLICY_REFUSED: 'network', UNKNOWN: 'network' },
};
