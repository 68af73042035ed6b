import { newRow, POINTS, type Row } from './horizon.ts';

/** As many chances as are combined exactly; above, three moments say the same to within a few thousandths. */
const EXACT_UP_TO = 28;
/** Room for calls that are thought of while a decision is made. */
const ROOM = 4;
const WIDTH = EXACT_UP_TO + 2;

/** A balance as plain data: its chances where they are few, else the cumulants of their sum. */
export interface BalanceState {
  readonly surplus: number;
  readonly count: number;
  readonly chances?: readonly { readonly isCaller: boolean; readonly row: readonly number[] }[];
  readonly cumulants?: {
    readonly mean: readonly number[];
    readonly variance: readonly number[];
    readonly third: readonly number[];
  };
}

/**
 * Who may be free and who may have answered at each point of the horizon: a sum of independent chances.
 *
 * Exact by convolution for small teams (the Poisson binomial distribution), by an Edgeworth expansion with three cumulants
 * for large ones (Johnson, Kemp and Kotz, Univariate Discrete Distributions, 2005, sections 3.12 and 1.2).
 */
export class Balance {
  /** Callers free now, less the answered calls that wait. */
  #surplus = 0;
  #count = 0;
  #busyCallers = 0;
  /** Of free callers minus answered calls. */
  readonly #mean = newRow();
  readonly #variance = newRow();
  readonly #third = newRow();
  readonly #rows: Row[] = [];
  readonly #isCaller: boolean[] = [];
  /** By point: probability of n among answered calls and callers still busy. */
  readonly #exact = new Float64Array(POINTS * WIDTH);
  #exactCount = -1;
  #isExact = true;
  readonly #shortage = newRow();
  readonly #marked = { mean: newRow(), variance: newRow(), third: newRow() };
  #markedCount = 0;

  reset(surplus: number): void {
    this.#surplus = surplus;
    this.#count = 0;
    this.#busyCallers = 0;
    this.#mean.fill(surplus);
    this.#variance.fill(0);
    this.#third.fill(0);
    this.#exactCount = -1;
    this.#isExact = true;
  }

  /** @param free probability that this busy caller is free at each point. */
  addCaller(free: Row): void {
    this.#keep(free, true);
    this.#busyCallers += 1;
  }

  /** @param taken probability that this call is answered and in a caller's hand at each point. */
  addCall(taken: Row): void {
    this.#keep(taken, false);
    if (this.#exactCount >= 0) this.#convolve(taken, false);
  }

  /** Keeps in mind how it stands now, before calls are added that are only thought of. */
  mark(): void {
    this.#markedCount = this.#count;
    this.#marked.mean.set(this.#mean);
    this.#marked.variance.set(this.#variance);
    this.#marked.third.set(this.#third);
  }

  /** @returns how it stood at the mark. */
  marked(): BalanceState {
    const [surplus, count] = [this.#surplus, this.#markedCount];
    if (count <= EXACT_UP_TO - ROOM) {
      const chances = this.#rows
        .slice(0, count)
        .map((row, index) => ({ isCaller: this.#isCaller[index] ?? false, row: [...row] }));
      return { surplus, count, chances };
    }
    const { mean, variance, third } = this.#marked;
    return { surplus, count, cumulants: { mean: [...mean], variance: [...variance], third: [...third] } };
  }

  static from({ surplus, count, chances, cumulants }: BalanceState): Balance {
    const balance = new Balance();
    balance.reset(surplus);
    for (const { isCaller, row } of chances ?? []) balance.#keep(Float64Array.from(row), isCaller);
    balance.#busyCallers = chances?.filter((it) => it.isCaller).length ?? 0;
    if (cumulants === undefined) return balance;
    balance.#count = count;
    balance.#isExact = false;
    balance.#mean.set(cumulants.mean);
    balance.#variance.set(cumulants.variance);
    balance.#third.set(cumulants.third);
    return balance;
  }

  /** @returns probability at each point that somebody who answers then finds no free caller. Overwritten by the next call. */
  shortage(): Row {
    // Once for a decision: whoever began exactly goes on so while there is room, and so does its replay.
    if (this.#exactCount < 0 && this.#count > EXACT_UP_TO - ROOM) this.#isExact = false;
    if (this.#count > EXACT_UP_TO) this.#isExact = false;
    if (this.#isExact) this.#exactly();
    else this.#nearly();
    return this.#shortage;
  }

  #keep(row: Row, isCaller: boolean): void {
    this.#rows[this.#count] = row;
    this.#isCaller[this.#count] = isCaller;
    this.#count += 1;
    const sign = isCaller ? 1 : -1;
    const [mean, variance, third] = [this.#mean, this.#variance, this.#third];
    for (let point = 0; point < POINTS; point += 1) {
      const chance = row[point] ?? 0;
      const spread = chance * (1 - chance);
      mean[point] = (mean[point] ?? 0) + sign * chance;
      variance[point] = (variance[point] ?? 0) + spread;
      third[point] = (third[point] ?? 0) + sign * spread * (1 - 2 * chance);
    }
  }

  #exactly(): void {
    if (this.#exactCount < 0) {
      this.#exactCount = 0;
      for (let point = 0; point < POINTS; point += 1) this.#exact[point * WIDTH] = 1;
      for (let index = 0; index < this.#count; index += 1) {
        this.#convolve(this.#rows[index] ?? newRow(), this.#isCaller[index] ?? false);
      }
    }
    const enough = this.#surplus + this.#busyCallers;
    for (let point = 0; point < POINTS; point += 1) {
      let sum = 0;
      for (let n = Math.max(0, enough); n <= this.#exactCount; n += 1)
        sum += this.#exact[point * WIDTH + n] ?? 0;
      this.#shortage[point] = enough <= 0 ? 1 : sum;
    }
  }

  /** One more chance; of callers it is the chance to be still busy that counts. */
  #convolve(row: Row, isCaller: boolean): void {
    const exact = this.#exact;
    const top = this.#exactCount + 1;
    if (top > EXACT_UP_TO) return;
    for (let point = 0; point < POINTS; point += 1) {
      const chance = isCaller ? 1 - (row[point] ?? 0) : (row[point] ?? 0);
      const start = point * WIDTH;
      exact[start + top] = 0;
      for (let n = start + top; n > start; n -= 1) {
        exact[n] = (exact[n] ?? 0) * (1 - chance) + (exact[n - 1] ?? 0) * chance;
      }
      exact[start] = (exact[start] ?? 0) * (1 - chance);
    }
    this.#exactCount = top;
  }

  #nearly(): void {
    for (let point = 0; point < POINTS; point += 1) {
      this.#shortage[point] = atMostZero(
        this.#mean[point] ?? 0,
        this.#variance[point] ?? 0,
        this.#third[point] ?? 0,
      );
    }
  }
}

/** Probability that a whole number with these cumulants is 0 or less. */
export function atMostZero(mean: number, variance: number, third: number): number {
  if (variance < 1e-9) return mean <= 0.5 ? 1 : 0;
  const deviation = Math.sqrt(variance);
  const z = (0.5 - mean) / deviation;
  if (z < -6) return 0;
  if (z > 6) return 1;
  const density = Math.exp(-0.5 * z * z) * 0.3989422804;
  const skewed = normalBelow(z, density) - (third / (variance * deviation) / 6) * (z * z - 1) * density;
  return Math.min(1, Math.max(0, skewed));
}

/** Abramowitz and Stegun 26.2.17, error below 7.5e-8. */
function normalBelow(z: number, density: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    density *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? 1 - tail : tail;
}
