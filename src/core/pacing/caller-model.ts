import { newRow, POINTS, pointsAhead, type Row, STEP_SECONDS } from './horizon.ts';
import { type LearnedLifetimes, Lifetimes } from './lifetimes.ts';
import type { CallerOnShift } from './pacing.ts';
import { WhenAsked } from './when-asked.ts';

/** Ages of a conversation in seconds: fine at first, where refusals end. */
const TALK_EDGES = [...steps(0, 40, 2), ...steps(40, 120, 5), ...steps(120, 600, 20)];
const WRAP_EDGES = [...steps(0, 30, 1), ...steps(30, 60, 3), ...steps(60, 180, 10)];
const SHORT_EDGES = steps(0, 40, 1);
/** Whoever talks for longer than this talks with a person. */
const SURELY_PERSON = 40;
/** So many wrap-ups say who pauses or goes: towards an evening's end it is more than at its start. */
const LAST_WRAP_UPS = 40;
/** Standard deviations of the logarithm: of one caller's wrap-ups, and between callers. */
const WITHIN_CALLER = 0.55;
const BETWEEN_CALLERS = 0.3;

interface Busy {
  readonly since: number;
  /** Probability, when the call was answered, that it was a person. */
  readonly personShare: number;
  countedUntil: number;
}

interface Wrapping {
  since: number;
  isPerson: boolean;
  countedUntil: number;
}

/** Of a team, no caller apart: how long conversations and wrap-ups last. */
export interface LearnedCallers {
  readonly talk: LearnedLifetimes;
  readonly machineTalk: LearnedLifetimes;
  readonly wrap: LearnedLifetimes;
  readonly machineWrap: LearnedLifetimes;
}

/**
 * When busy callers will be free: conversations and wrap-ups by their hazards, apart for people and machines; a caller's own
 * pace in the wrap-up shrunk towards the team's (normal-normal on the logarithm).
 */
export class CallerModel {
  readonly #grace: number;
  readonly #talk = new Lifetimes(TALK_EDGES, (age) => (age < 12 ? 0.006 : age < 40 ? 0.012 : 0.007), 4);
  readonly #machineTalk = new Lifetimes(SHORT_EDGES, (age) => (age < 3 ? 0.03 : 0.18), 4);
  readonly #wrap = new Lifetimes(WRAP_EDGES, (age) => (age < 5 ? 0.01 : age < 12 ? 0.03 : 0.05), 5);
  readonly #machineWrap = new Lifetimes(SHORT_EDGES, (age) => (age < 2 ? 0.1 : 0.3), 4);
  readonly #busy = new Map<number, Busy>();
  readonly #wrapping = new Map<number, Wrapping>();
  readonly #pace = new Map<number, { count: number; sum: number }>();
  #teamCount = 4;
  #teamSum = 4 * Math.log(20);
  /** Share of the last wrap-ups after which the caller stayed. */
  #stays = 0.97;
  /** By talk-age bin: free at each point, with what was known at the last refresh. */
  readonly #talkRows = new WhenAsked(TALK_EDGES.length, newRow, (row, bin) =>
    this.#fill(row, this.#talk, this.#done, (TALK_EDGES[bin] ?? 0) + 1),
  );
  readonly #machineRows = new WhenAsked(SHORT_EDGES.length, newRow, (row, bin) =>
    this.#fill(row, this.#machineTalk, this.#machineDone, (SHORT_EDGES[bin] ?? 0) + 0.5),
  );
  /** As `#stays` and `#doneWithin` were at the last refresh. */
  #stayed = 0.97;
  #done = newRow();
  #machineDone = newRow();
  readonly #mixed = new Map<number, Row>();

  constructor(graceSeconds: number) {
    this.#grace = graceSeconds;
    this.refresh(0);
  }

  connected(callerId: number, personShare: number, at: number): void {
    this.#busy.set(callerId, { since: at, personShare, countedUntil: 0 });
    this.#wrapping.delete(callerId);
  }

  /** Comes before or after `ended`: some callers say who it was only when they have written everything down. */
  wrapUpStarted(callerId: number, at: number): void {
    const busy = this.#busy.get(callerId);
    if (this.#wrapping.has(callerId) || busy === undefined) return;
    const isPerson = this.#shareNow(busy, at - busy.since) > 0.5;
    this.#wrapping.set(callerId, { since: at, isPerson, countedUntil: 0 });
  }

  /** The conversation is over, and its caller has said with whom it was. */
  ended(callerId: number, isPerson: boolean, at: number): void {
    const busy = this.#busy.get(callerId);
    this.#busy.delete(callerId);
    const known = this.#wrapping.get(callerId);
    const since = known?.since ?? at;
    if (busy !== undefined) {
      const lifetimes = isPerson ? this.#talk : this.#machineTalk;
      lifetimes.watch(busy.countedUntil, Math.max(busy.countedUntil, since - busy.since), true);
    }
    const countedUntil = known?.isPerson === isPerson ? known.countedUntil : 0;
    this.#wrapping.set(callerId, { since, isPerson, countedUntil });
  }

  /** Is ready again, or away (`stays` false). */
  wrappedUp(callerId: number, stays: boolean, at: number): void {
    this.#busy.delete(callerId);
    const wrapping = this.#wrapping.get(callerId);
    if (wrapping === undefined) return;
    this.#wrapping.delete(callerId);
    this.#stays += ((stays ? 1 : 0) - this.#stays) / LAST_WRAP_UPS;
    const seconds = Math.max(0.5, at - wrapping.since);
    if (!wrapping.isPerson) {
      this.#machineWrap.watch(0, seconds, true);
      return;
    }
    const scale = this.#scale(callerId);
    this.#wrap.watch(wrapping.countedUntil, seconds / scale, true);
    const own = this.#pace.get(callerId) ?? { count: 0, sum: 0 };
    this.#pace.set(callerId, { count: own.count + 1, sum: own.sum + Math.log(seconds) });
    this.#teamCount += 1;
    this.#teamSum += Math.log(seconds);
  }

  learned(): LearnedCallers {
    return {
      talk: this.#talk.learned(),
      machineTalk: this.#machineTalk.learned(),
      wrap: this.#wrap.learned(),
      machineWrap: this.#machineWrap.learned(),
    };
  }

  recall({ talk, machineTalk, wrap, machineWrap }: LearnedCallers, weight: number): void {
    this.#talk.recall(talk, weight);
    this.#machineTalk.recall(machineTalk, weight);
    this.#wrap.recall(wrap, weight);
    this.#machineWrap.recall(machineWrap, weight);
    this.refresh(0);
  }

  /** Counts what lasts up to `now` and works the outlooks out again. */
  refresh(now: number): void {
    for (const [callerId, busy] of this.#busy) {
      const age = now - busy.since;
      if (age < SURELY_PERSON || this.#wrapping.has(callerId)) continue;
      this.#talk.watch(busy.countedUntil, age, false);
      busy.countedUntil = age;
    }
    for (const [callerId, wrapping] of this.#wrapping) {
      if (!wrapping.isPerson) continue;
      const age = (now - wrapping.since) / this.#scale(callerId);
      this.#wrap.watch(wrapping.countedUntil, age, false);
      wrapping.countedUntil = Math.max(age, wrapping.countedUntil);
    }
    for (const it of [this.#talk, this.#machineTalk, this.#wrap, this.#machineWrap]) it.refresh();
    this.#done = this.#doneWithin(this.#wrap);
    this.#machineDone = this.#doneWithin(this.#machineWrap);
    this.#stayed = this.#stays;
    this.#talkRows.forget();
    this.#machineRows.forget();
  }

  /** Probability at each point that this caller takes a call within the grace. Overwritten when asked again for the caller. */
  free(caller: CallerOnShift, now: number): Row {
    if (caller.state === 'wrap-up') return this.#freeAfterWrapUp(caller, now);
    const busy = this.#busy.get(caller.id);
    const age = now - (busy?.since ?? caller.since);
    if (caller.isLeaving) return this.#never(caller);
    const person = this.#talkRows.at(talkBin(age));
    if (busy === undefined || age >= SURELY_PERSON) return person;
    return this.#mixture(caller.id, busy, age, person);
  }

  #never(caller: CallerOnShift): Row {
    const row = this.#rowOf(caller.id);
    row.fill(0);
    return row;
  }

  #rowOf(callerId: number): Row {
    let row = this.#mixed.get(callerId);
    if (row === undefined) {
      row = newRow();
      this.#mixed.set(callerId, row);
    }
    return row;
  }

  /** Probability that it is a person: machines are hung up on soon. */
  #shareNow({ personShare }: Busy, age: number): number {
    const asPerson = personShare * this.#talk.survival(age);
    const asMachine = (1 - personShare) * this.#machineTalk.survival(age);
    return asPerson + asMachine > 0 ? asPerson / (asPerson + asMachine) : 1;
  }

  #mixture(callerId: number, busy: Busy, age: number, person: Row): Row {
    const row = this.#rowOf(callerId);
    const machine = this.#machineRows.at(Math.min(SHORT_EDGES.length - 1, Math.max(0, Math.floor(age))));
    const share = this.#shareNow(busy, age);
    for (let point = 0; point < POINTS; point += 1) {
      row[point] = share * (person[point] ?? 0) + (1 - share) * (machine[point] ?? 0);
    }
    return row;
  }

  #freeAfterWrapUp(caller: CallerOnShift, now: number): Row {
    const row = this.#rowOf(caller.id);
    if (caller.isLeaving) return this.#never(caller);
    const wrapping = this.#wrapping.get(caller.id);
    const isPerson = wrapping?.isPerson ?? true;
    const scale = isPerson ? this.#scale(caller.id) : 1;
    const lifetimes = isPerson ? this.#wrap : this.#machineWrap;
    const age = now - (wrapping?.since ?? caller.since);
    const still = lifetimes.survival(age / scale);
    const stays = this.#stays;
    for (let point = 0; point < POINTS; point += 1) {
      const later = age + (pointsAhead[point] ?? 0) + this.#grace;
      const free = still > 1e-9 ? 1 - lifetimes.survival(later / scale) / still : 1;
      row[point] = stays * (caller.isNearlyReady ? Math.max(free, 1 - Math.exp(-(later - age) / 2)) : free);
    }
    return row;
  }

  /** How much longer this caller's wrap-ups last than the team's. */
  #scale(callerId: number): number {
    const own = this.#pace.get(callerId);
    if (own === undefined) return 1;
    const shrink = own.count / (own.count + (WITHIN_CALLER / BETWEEN_CALLERS) ** 2);
    return Math.exp(shrink * (own.sum / own.count - this.#teamSum / this.#teamCount));
  }

  /** Probability that a wrap-up is over this many steps, and the grace, after it began. */
  #doneWithin(wrap: Lifetimes): Row {
    return Float64Array.from(
      { length: POINTS },
      (_, step) => 1 - wrap.survival(step * STEP_SECONDS + this.#grace),
    );
  }

  /** Talk ends in some later second, and then the wrap-up does. */
  #fill(row: Row, talk: Lifetimes, done: Row, age: number): void {
    const stays = this.#stayed;
    row.fill(0);
    const now = talk.survival(age);
    if (now < 1e-9) {
      row.fill(stays);
      return;
    }
    let before = now;
    // A talk that ends in this step leaves what lies between it and each point for the wrap-up.
    for (let step = 0; step < POINTS; step += 1) {
      const after = talk.survival(age + (step + 1) * STEP_SECONDS);
      const ends = (stays * (before - after)) / now;
      before = after;
      for (let point = step; point < POINTS; point += 1)
        row[point] = (row[point] ?? 0) + ends * (done[point - step] ?? 0);
    }
  }
}

function steps(from: number, until: number, step: number): number[] {
  return Array.from({ length: Math.round((until - from) / step) }, (_, index) => from + index * step);
}

const binOfTalk = Uint16Array.from({ length: 601 }, (_, age) =>
  Math.max(
    0,
    TALK_EDGES.findLastIndex((edge) => edge <= age),
  ),
);
const talkBin = (age: number) => binOfTalk[Math.min(600, Math.max(0, Math.floor(age)))] ?? 0;
