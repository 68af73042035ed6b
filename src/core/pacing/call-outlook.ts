import { newRow, POINTS, pointsAhead, type Row } from './horizon.ts';
import {
  machineHazard,
  personHazard,
  RING_BINS,
  type Ring,
  SETUP_BINS,
  SETUP_STEP,
  setupShares,
} from './ring-counts.ts';

/** What a pacer expects of calls that have no caller yet. */
export interface CallOutlook {
  /** Probability at each point that the call is in a caller's hand: a person by then, or a machine not long before. */
  readonly taken: Row;
  /** Probability that a person, and that a machine, answers in the step around each point. */
  readonly person: Row;
  readonly machine: Row;
}

/** A caller who has a machine on the line is free again after about this many seconds. */
const MACHINE_SECONDS = 10;

/** The outlooks of all calls of a kind of phone, by how long they have been on the way. */
export interface Outlooks {
  readonly fresh: CallOutlook;
  /** By half second since dialling. */
  readonly dialing: CallOutlook[];
  /** By second since the first ring. */
  readonly ringing: CallOutlook[];
  /** A call that will begin to ring in the bin's half second. */
  readonly later: CallOutlook[];
}

export function newOutlooks(): Outlooks {
  const list = (length: number) => Array.from({ length }, newOutlook);
  return {
    fresh: newOutlook(),
    dialing: list(SETUP_BINS),
    ringing: list(RING_BINS),
    later: list(SETUP_BINS),
  };
}

/** Works them out again from what was seen, while people answer `level` times as often as usual. */
export function fillOutlooks(outlooks: Outlooks, ring: Ring, level: number, ringSeconds: number): void {
  const limit = Math.min(RING_BINS, Math.ceil(ringSeconds));
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
    outlook(outlooks.ringing[age], personBy, machineBy, 0);
  }
  for (let age = limit; age < RING_BINS; age += 1)
    copyOutlook(outlooks.ringing[limit - 1], outlooks.ringing[age]);
  competing(personIn, machineIn, 0, limit, personBy, machineBy);
  for (const [bin, it] of outlooks.later.entries())
    outlook(it, personBy, machineBy, (bin + 0.5) * SETUP_STEP);
  for (let age = 0; age < SETUP_BINS; age += 1) fillDialing(outlooks, ring, age);
  copyOutlook(outlooks.dialing[0], outlooks.fresh);
}

/** What dials now rings in some later half second, if it does: a mixture of ringing calls that begin then. */
function fillDialing({ later, dialing }: Outlooks, ring: Ring, age: number): void {
  const target = dialing[age];
  if (target === undefined) return;
  clearOutlook(target);
  let still = 1;
  for (let bin = age; bin < SETUP_BINS && still > 1e-3; bin += 1) {
    const { rings, fails } = setupShares(ring, bin);
    const part = later[bin - age];
    if (part !== undefined) mixIn(target, part, still * rings);
    still *= 1 - rings - fails;
  }
}

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

const newOutlook = (): CallOutlook => ({ taken: newRow(), person: newRow(), machine: newRow() });

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
