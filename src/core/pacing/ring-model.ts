import { newRow, POINTS, pointsAhead, type Row } from './horizon.ts';
import type { PhoneKind } from './pacing.ts';

/** What a pacer expects of calls that have no caller yet. */
export interface CallOutlook {
  /** Probability at each point that the call is in a caller's hand: a person by then, or a machine not long before. */
  readonly taken: Row;
  /** Probability that a person, and that a machine, answers in the step around each point. */
  readonly person: Row;
  readonly machine: Row;
}

/** Bins of a second since the first ring; the last takes what comes later. */
const RING_BINS = 40;
/** Bins of half a second since dialling. */
const SETUP_BINS = 24;
const SETUP_STEP = 0.5;
/** A caller who has a machine on the line is free again after about this many seconds. */
const MACHINE_SECONDS = 10;

/** What is believed before anything was seen, as if `PRIOR_CALLS` calls had been watched through each bin. */
const PRIOR_CALLS = 12;
const PRIOR_SETUP_CALLS = 3;

const REMEMBERED_CALLS = 2500;

interface Ring {
  readonly personPrior: Float64Array;
  readonly machinePrior: Float64Array;
  readonly people: Float64Array;
  readonly machines: Float64Array;
  /** Seconds of ringing that were watched; for people, times the level of that time. */
  readonly watched: Float64Array;
  readonly watchedAtLevel: Float64Array;
  readonly rung: Float64Array;
  readonly failed: Float64Array;
  readonly dialled: Float64Array;
}

/** Plain data: counts and seconds by bin, for each kind of phone. */
export type LearnedRings = Readonly<
  Record<PhoneKind, Readonly<Record<(typeof COUNTED)[number], readonly number[]>>>
>;
const COUNTED = ['people', 'machines', 'watched', 'watchedAtLevel', 'rung', 'failed', 'dialled'] as const;

interface LiveCall {
  readonly kind: PhoneKind;
  readonly launchedAt: number;
  ringingAt: number | null;
  /** Age up to which its ringing, or its dialling, is counted. */
  countedUntil: number;
}

/** So many times faster than the steady level the other one forgets. */
const QUICK = 25;
/** Standard deviations of the quick level beyond which the steady one is taken for outdated. */
const SURPRISE = 1.3;

/** How often people answer, 1 as in what was learned: a gamma posterior whose logarithm walks at random. */
class Level {
  seen = 4;
  expected = 4;
  readonly #speed: number;

  constructor(speed: number) {
    this.#speed = speed;
  }

  get mean(): number {
    return this.seen / this.expected;
  }

  /** The logarithm's variance, 1 / seen, grows. */
  drift(variance: number): void {
    const keep = 1 / (1 + this.seen * this.#speed * variance);
    this.seen *= keep;
    this.expected *= keep;
  }

  /** Something has changed suddenly: moves to the edge of what the quick one still holds possible, and is less sure. */
  adopt(quick: Level): void {
    const width = SURPRISE / Math.sqrt(quick.seen);
    const possible = Math.min(quick.mean * (1 + width), Math.max(quick.mean * (1 - width), this.mean));
    if (possible === this.mean) return;
    this.seen = Math.min(this.seen, 4 * quick.seen);
    this.expected = this.seen / possible;
  }
}

/** An answer whose party is not known yet: the share that was counted as a person. */
interface OpenAnswer {
  readonly kind: PhoneKind;
  readonly bin: number;
  readonly personShare: number;
}

const KINDS = ['landline', 'mobile'] as const;

/**
 * When calls are answered, by whom: competing risks on bins of a second (person, machine, failure), with calls that still
 * ring counted for the seconds they rang (Kaplan and Meier 1958; Prentice et al. 1978), gamma priors in each bin, and one
 * level of the people's answers that moves with the hour.
 */
export class RingModel {
  readonly #rings: Record<PhoneKind, Ring> = { landline: newRing('landline'), mobile: newRing('mobile') };
  readonly #calls = new Map<number, LiveCall>();
  readonly #open = new Map<number, OpenAnswer>();
  /** The model that others are measured by is told how often people answer; null: it is learned. */
  knownLevel: number | null = null;
  /** Steady, and quick to notice a change. */
  readonly #level = new Level(1);
  readonly #newLevel = new Level(QUICK);
  #levelAt = 0;
  readonly #ringSeconds: number;
  readonly #tables: Record<PhoneKind, Tables>;

  constructor(ringSeconds: number) {
    this.#ringSeconds = ringSeconds;
    this.#tables = { landline: newTables(), mobile: newTables() };
    this.refresh(0);
  }

  /** How often people answer now, 1 as in what was learned. */
  get level(): number {
    return this.knownLevel ?? this.#level.mean;
  }
  learned(): LearnedRings {
    const of = (kind: PhoneKind) => {
      const { people, machines, watched, watchedAtLevel, rung, failed, dialled } = this.#rings[kind];
      return {
        ...{ people: [...people], machines: [...machines], watched: [...watched], rung: [...rung] },
        ...{ watchedAtLevel: [...watchedAtLevel], failed: [...failed], dialled: [...dialled] },
      };
    };
    return { landline: of('landline'), mobile: of('mobile') };
  }

  /** Adds what was learned before, for `weight` (0 to 1) of its worth. */
  recall(learned: LearnedRings, weight: number): void {
    for (const kind of KINDS) {
      for (const what of COUNTED) {
        const counts = this.#rings[kind][what];
        learned[kind][what].forEach((it, bin) => {
          counts[bin] = (counts[bin] ?? 0) + weight * it;
        });
      }
    }
    this.refresh(this.#levelAt);
  }

  launched(callId: number, kind: PhoneKind, at: number): void {
    this.#calls.set(callId, { kind, launchedAt: at, ringingAt: null, countedUntil: 0 });
  }

  ringing(callId: number, at: number): void {
    const call = this.#calls.get(callId);
    if (call === undefined || call.ringingAt !== null) return;
    this.#countUpTo(call, at);
    const { rung } = this.#rings[call.kind];
    const bin = setupBin(at - call.launchedAt);
    rung[bin] = (rung[bin] ?? 0) + 1;
    call.ringingAt = at;
    call.countedUntil = 0;
  }

  /** @returns the probability that it is a person. */
  answered(callId: number, at: number): number {
    const call = this.#calls.get(callId);
    if (call === undefined) return 0.5;
    if (call.ringingAt === null) this.ringing(callId, at);
    this.#countUpTo(call, at);
    this.#calls.delete(callId);
    const { kind } = call;
    const bin = ringBin(at - (call.ringingAt ?? at));
    const personShare = this.personShare(kind, bin);
    this.#count(kind, bin, personShare);
    this.#open.set(callId, { kind, bin, personShare });
    return personShare;
  }

  personShare(kind: PhoneKind, bin: number): number {
    const person = personHazard(this.#rings[kind], bin) * this.level;
    return person / (person + machineHazard(this.#rings[kind], bin));
  }

  /** Its caller said who it was. */
  settled(callId: number, isPerson: boolean): void {
    const answer = this.#open.get(callId);
    if (answer === undefined) return;
    this.#open.delete(callId);
    this.#correct(answer, isPerson ? 1 : 0);
  }

  /** Nobody will ever say who it was. */
  forget(callId: number): void {
    this.#open.delete(callId);
  }

  failed(callId: number, at: number): void {
    const call = this.#calls.get(callId);
    if (call === undefined) return;
    this.#countUpTo(call, at);
    this.#calls.delete(callId);
    if (call.ringingAt !== null) return;
    const { failed } = this.#rings[call.kind];
    const bin = setupBin(at - call.launchedAt);
    failed[bin] = (failed[bin] ?? 0) + 1;
  }

  /** Counts what rings up to `now` and works the outlooks out again. */
  refresh(now: number, driftPerSecond = 0): void {
    for (const call of this.#calls.values()) this.#countUpTo(call, now);
    const seconds = Math.max(0, now - this.#levelAt);
    this.#levelAt = now;
    for (const level of [this.#level, this.#newLevel]) level.drift(driftPerSecond * seconds);
    this.#level.adopt(this.#newLevel);
    for (const kind of KINDS) {
      forget(this.#rings[kind]);
      this.#fill(kind);
    }
  }

  fresh(kind: PhoneKind): CallOutlook {
    return this.#tables[kind].fresh;
  }

  dialing(kind: PhoneKind, age: number): CallOutlook {
    const { dialing, fresh } = this.#tables[kind];
    return dialing[setupBin(age)] ?? fresh;
  }

  ringingFor(kind: PhoneKind, age: number): CallOutlook {
    const { ringing, fresh } = this.#tables[kind];
    return ringing[ringBin(age)] ?? fresh;
  }

  #count(kind: PhoneKind, bin: number, personShare: number): void {
    const { people, machines } = this.#rings[kind];
    people[bin] = (people[bin] ?? 0) + personShare;
    machines[bin] = (machines[bin] ?? 0) + 1 - personShare;
    this.#sees(personShare);
  }

  #correct({ kind, bin, personShare }: OpenAnswer, truth: number): void {
    const { people, machines } = this.#rings[kind];
    people[bin] = (people[bin] ?? 0) + truth - personShare;
    machines[bin] = (machines[bin] ?? 0) + personShare - truth;
    this.#sees(truth - personShare);
  }

  #sees(people: number): void {
    this.#level.seen = Math.max(1, this.#level.seen + people);
    this.#newLevel.seen = Math.max(1, this.#newLevel.seen + people);
  }

  #expects(people: number): void {
    this.#level.expected += people;
    this.#newLevel.expected += people;
  }

  #countUpTo(call: LiveCall, now: number): void {
    const ring = this.#rings[call.kind];
    if (call.ringingAt === null) {
      const until = setupBin(now - call.launchedAt);
      for (let bin = call.countedUntil; bin <= until; bin += 1)
        ring.dialled[bin] = (ring.dialled[bin] ?? 0) + 1;
      call.countedUntil = until + 1;
      return;
    }
    const age = Math.min(RING_BINS, now - call.ringingAt);
    const level = this.level;
    while (call.countedUntil < age) {
      const bin = ringBin(call.countedUntil);
      const until = Math.min(age, bin + 1);
      const seconds = until - call.countedUntil;
      ring.watched[bin] = (ring.watched[bin] ?? 0) + seconds;
      ring.watchedAtLevel[bin] = (ring.watchedAtLevel[bin] ?? 0) + seconds * level;
      this.#expects(seconds * personHazard(ring, bin));
      call.countedUntil = until;
    }
  }

  #fill(kind: PhoneKind): void {
    const ring = this.#rings[kind];
    const tables = this.#tables[kind];
    const level = this.level;
    const limit = Math.ceil(this.#ringSeconds);
    const personIn = new Float64Array(RING_BINS);
    const machineIn = new Float64Array(RING_BINS);
    for (let bin = 0; bin < limit; bin += 1) {
      personIn[bin] = personHazard(ring, bin) * level;
      machineIn[bin] = machineHazard(ring, bin);
    }
    const personBy = new Float64Array(RING_BINS + 1);
    const machineBy = new Float64Array(RING_BINS + 1);
    for (let age = 0; age < limit; age += 1) {
      competing(personIn, machineIn, age, limit, personBy, machineBy);
      outlook(tables.ringing[age], personBy, machineBy, 0);
    }
    for (let age = limit; age < RING_BINS; age += 1)
      copyOutlook(tables.ringing[limit - 1], tables.ringing[age]);
    competing(personIn, machineIn, 0, limit, personBy, machineBy);
    for (const [bin, it] of tables.later.entries())
      outlook(it, personBy, machineBy, (bin + 0.5) * SETUP_STEP);
    for (let bin = 0; bin < SETUP_BINS; bin += 1) this.#fillDialing(kind, bin);
    copyOutlook(tables.dialing[0], tables.fresh);
  }

  /** What dials now rings in some later half second, if it does: a mixture of ringing calls that begin then. */
  #fillDialing(kind: PhoneKind, age: number): void {
    const { rung, failed, dialled } = this.#rings[kind];
    const { later, dialing } = this.#tables[kind];
    const target = dialing[age];
    if (target === undefined) return;
    clearOutlook(target);
    let still = 1;
    for (let bin = age; bin < SETUP_BINS && still > 1e-3; bin += 1) {
      const watched = PRIOR_SETUP_CALLS + (dialled[bin] ?? 0);
      const rings = Math.min(1, ((rung[bin] ?? 0) + PRIOR_SETUP_CALLS * setupPrior(bin)) / watched);
      const fails = Math.min(
        1 - rings,
        ((failed[bin] ?? 0) + PRIOR_SETUP_CALLS * failurePrior(bin)) / watched,
      );
      const part = later[bin - age];
      if (part !== undefined) mixIn(target, part, still * rings);
      still *= 1 - rings - fails;
    }
  }
}

/** Keeps the worth of the last calls; those of long ago count less and less. */
function forget(ring: Ring): void {
  const calls = ring.rung.reduce((sum, it) => sum + it, 0);
  if (calls <= REMEMBERED_CALLS) return;
  for (const what of COUNTED) {
    const counts = ring[what];
    for (let bin = 0; bin < counts.length; bin += 1)
      counts[bin] = (counts[bin] ?? 0) * (REMEMBERED_CALLS / calls);
  }
}

function newRing(kind: PhoneKind): Ring {
  const bins = () => new Float64Array(RING_BINS);
  const setups = () => new Float64Array(SETUP_BINS);
  return {
    personPrior: Float64Array.from({ length: RING_BINS }, (_, bin) => personPrior(bin)),
    machinePrior: Float64Array.from({ length: RING_BINS }, (_, bin) => machinePrior(kind, bin)),
    ...{ people: bins(), machines: bins(), watched: bins(), watchedAtLevel: bins() },
    ...{ rung: setups(), failed: setups(), dialled: setups() },
  };
}

/** Rises to the tenth second and falls; about a third of those who ring answer. Judgement, corrected within minutes. */
function personPrior(bin: number): number {
  return bin < 2 ? 0.006 : bin < 6 ? 0.018 : bin < 14 ? 0.026 : bin < 20 ? 0.014 : 0.008;
}

function machinePrior(kind: PhoneKind, bin: number): number {
  if (kind === 'mobile' && bin < 4) return 0.02;
  return bin < 12 ? 0.002 : bin < 18 ? 0.02 : 0.06;
}

function setupPrior(bin: number): number {
  return bin < 1 ? 0.02 : bin < 3 ? 0.15 : bin < 8 ? 0.3 : 0.4;
}

function failurePrior(bin: number): number {
  return bin < 1 ? 0.02 : bin < 5 ? 0.06 : 0.02;
}

function personHazard({ people, watchedAtLevel, personPrior }: Ring, bin: number): number {
  return (
    ((people[bin] ?? 0) + PRIOR_CALLS * (personPrior[bin] ?? 0)) / ((watchedAtLevel[bin] ?? 0) + PRIOR_CALLS)
  );
}

function machineHazard({ machines, watched, machinePrior }: Ring, bin: number): number {
  return (
    ((machines[bin] ?? 0) + PRIOR_CALLS * (machinePrior[bin] ?? 0)) / ((watched[bin] ?? 0) + PRIOR_CALLS)
  );
}

const ringBin = (age: number) => Math.min(RING_BINS - 1, Math.max(0, Math.floor(age)));
const setupBin = (age: number) => Math.min(SETUP_BINS - 1, Math.max(0, Math.floor(age / SETUP_STEP)));

/** Cumulative incidences from `age` on, by seconds from now: person and machine answer, whichever is first. */
function competing(
  personIn: Float64Array,
  machineIn: Float64Array,
  age: number,
  limit: number,
  personBy: Float64Array,
  machineBy: Float64Array,
): void {
  let [still, person, machine] = [1, 0, 0];
  for (let ahead = 0; ahead <= RING_BINS; ahead += 1) {
    personBy[ahead] = person;
    machineBy[ahead] = machine;
    const bin = age + ahead;
    if (bin >= limit) continue;
    const [p, m] = [personIn[bin] ?? 0, machineIn[bin] ?? 0];
    const any = 1 - Math.exp(-(p + m));
    if (any > 0) {
      person += (still * any * p) / (p + m);
      machine += (still * any * m) / (p + m);
    }
    still *= 1 - any;
  }
}

interface Tables {
  readonly fresh: CallOutlook;
  readonly dialing: CallOutlook[];
  readonly ringing: CallOutlook[];
  /** A call that will begin to ring in the bin's half second. */
  readonly later: CallOutlook[];
}

const newOutlook = (): CallOutlook => ({ taken: newRow(), person: newRow(), machine: newRow() });

function newTables(): Tables {
  const list = (length: number) => Array.from({ length }, newOutlook);
  return {
    fresh: newOutlook(),
    dialing: list(SETUP_BINS),
    ringing: list(RING_BINS),
    later: list(SETUP_BINS),
  };
}

function clearOutlook({ taken, person, machine }: CallOutlook): void {
  taken.fill(0);
  person.fill(0);
  machine.fill(0);
}

function copyOutlook(from: CallOutlook | undefined, to: CallOutlook | undefined): void {
  if (from === undefined || to === undefined) return;
  to.taken.set(from.taken);
  to.person.set(from.person);
  to.machine.set(from.machine);
}

function mixIn(target: CallOutlook, part: CallOutlook, weight: number): void {
  for (let point = 0; point < POINTS; point += 1) {
    target.taken[point] = (target.taken[point] ?? 0) + weight * (part.taken[point] ?? 0);
    target.person[point] = (target.person[point] ?? 0) + weight * (part.person[point] ?? 0);
    target.machine[point] = (target.machine[point] ?? 0) + weight * (part.machine[point] ?? 0);
  }
}

/** Of a call that begins to ring `later` seconds from now. */
function outlook(
  target: CallOutlook | undefined,
  personBy: Float64Array,
  machineBy: Float64Array,
  later: number,
): void {
  if (target === undefined) return;
  const { taken, person, machine } = target;
  for (let point = 0; point < POINTS; point += 1) {
    const middle = (pointsAhead[point] ?? 0) - later;
    taken[point] = at(personBy, middle) + at(machineBy, middle) - at(machineBy, middle - MACHINE_SECONDS);
    person[point] = at(personBy, middle + 1) - at(personBy, middle - 1);
    machine[point] = at(machineBy, middle + 1) - at(machineBy, middle - 1);
  }
}

/** Between whole seconds, in a straight line; 0 before the start. */
function at(by: Float64Array, seconds: number): number {
  if (seconds <= 0) return 0;
  const whole = Math.floor(seconds);
  if (whole >= RING_BINS) return by[RING_BINS] ?? 0;
  const low = by[whole] ?? 0;
  return low + (seconds - whole) * ((by[whole + 1] ?? low) - low);
}
