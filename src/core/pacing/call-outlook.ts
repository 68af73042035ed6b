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
import { WhenAsked } from './when-asked.ts';

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
export class Outlooks {
  readonly #limit: number;
  /** As seen at the last refresh: hazards by second of ringing, of a person (at the level then), a machine and either. */
  readonly #personIn = new Float64Array(RING_BINS);
  readonly #machineIn = new Float64Array(RING_BINS);
  readonly #anyIn = new Float64Array(RING_BINS);
  /** Shares by half second since dialling. */
  readonly #rings = new Float64Array(SETUP_BINS);
  readonly #fails = new Float64Array(SETUP_BINS);
  readonly #personBy = new Float64Array(RING_BINS + 1);
  readonly #machineBy = new Float64Array(RING_BINS + 1);
  /** Of a first ring now. */
  readonly #personByFirst = new Float64Array(RING_BINS + 1);
  readonly #machineByFirst = new Float64Array(RING_BINS + 1);
  readonly #dialing = new WhenAsked(SETUP_BINS, newOutlook, (it, age) => this.#fillDialing(it, age));
  readonly #ringing = new WhenAsked(RING_BINS, newOutlook, (it, age) => this.#fillRinging(it, age));
  /** A call that will begin to ring in the bin's half second. */
  readonly #later = new WhenAsked(SETUP_BINS, newOutlook, (it, bin) =>
    fill(it, this.#personByFirst, this.#machineByFirst, (bin + 0.5) * SETUP_STEP),
  );

  constructor(ringSeconds: number) {
    this.#limit = Math.min(RING_BINS, Math.ceil(ringSeconds));
  }

  /** Begins anew from what was seen, while people answer `level` times as often as usual. */
  refresh(ring: Ring, level: number): void {
    for (let bin = 0; bin < this.#limit; bin += 1) {
      const [person, machine] = [personHazard(ring, bin) * level, machineHazard(ring, bin)];
      this.#personIn[bin] = person;
      this.#machineIn[bin] = machine;
      this.#anyIn[bin] = 1 - Math.exp(-(person + machine));
    }
    for (let bin = 0; bin < SETUP_BINS; bin += 1) {
      const { rings, fails } = setupShares(ring, bin);
      this.#rings[bin] = rings;
      this.#fails[bin] = fails;
    }
    this.#competing(0, this.#personByFirst, this.#machineByFirst);
    for (const it of [this.#dialing, this.#ringing, this.#later]) it.forget();
  }

  get fresh(): CallOutlook {
    return this.#dialing.at(0);
  }

  /** @param bin half seconds since dialling. */
  dialing(bin: number): CallOutlook {
    return this.#dialing.at(bin);
  }

  /** @param bin seconds since the first ring. */
  ringing(bin: number): CallOutlook {
    return this.#ringing.at(Math.min(bin, this.#limit - 1));
  }

  /** What dials now rings in some later half second, if it does: a mixture of ringing calls that begin then. */
  #fillDialing(target: CallOutlook, age: number): void {
    target.taken.fill(0);
    target.person.fill(0);
    target.machine.fill(0);
    let still = 1;
    for (let bin = age; bin < SETUP_BINS && still > 1e-3; bin += 1) {
      const [rings, fails] = [this.#rings[bin] ?? 0, this.#fails[bin] ?? 0];
      mixIn(target, this.#later.at(bin - age), still * rings);
      still *= 1 - rings - fails;
    }
  }

  #fillRinging(target: CallOutlook, age: number): void {
    this.#competing(age, this.#personBy, this.#machineBy);
    fill(target, this.#personBy, this.#machineBy, 0);
  }

  /** Cumulative incidences from `age` on, by seconds from now: person and machine answer, whichever is first. */
  #competing(age: number, personBy: Float64Array, machineBy: Float64Array): void {
    let [still, person, machine] = [1, 0, 0];
    for (let ahead = 0; ahead <= RING_BINS; ahead += 1) {
      personBy[ahead] = person;
      machineBy[ahead] = machine;
      const bin = age + ahead;
      if (bin >= this.#limit) continue;
      const [p, m, any] = [this.#personIn[bin] ?? 0, this.#machineIn[bin] ?? 0, this.#anyIn[bin] ?? 0];
      if (any > 0) {
        person += (still * any * p) / (p + m);
        machine += (still * any * m) / (p + m);
      }
      still *= 1 - any;
    }
  }
}

const newOutlook = (): CallOutlook => ({ taken: newRow(), person: newRow(), machine: newRow() });

function mixIn(target: CallOutlook, part: CallOutlook, weight: number): void {
  for (let point = 0; point < POINTS; point += 1) {
    target.taken[point] = (target.taken[point] ?? 0) + weight * (part.taken[point] ?? 0);
    target.person[point] = (target.person[point] ?? 0) + weight * (part.person[point] ?? 0);
    target.machine[point] = (target.machine[point] ?? 0) + weight * (part.machine[point] ?? 0);
  }
}

/** Of a call that begins to ring `later` seconds from now. */
function fill(
  { taken, person, machine }: CallOutlook,
  personBy: Float64Array,
  machineBy: Float64Array,
  later: number,
): void {
  let [personBefore, machineBefore] = [0, 0];
  for (let point = 0; point < POINTS; point += 1) {
    const middle = (pointsAhead[point] ?? 0) - later;
    taken[point] = at(personBy, middle) + at(machineBy, middle) - at(machineBy, middle - MACHINE_SECONDS);
    // One step ends where the next one begins.
    const [personNow, machineNow] = [at(personBy, middle + 1), at(machineBy, middle + 1)];
    person[point] = personNow - personBefore;
    machine[point] = machineNow - machineBefore;
    [personBefore, machineBefore] = [personNow, machineNow];
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
