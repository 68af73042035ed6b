/** What is believed of how long something lasts, as hazards a second. */
export type PriorHazard = (age: number) => number;

/** The last ends that count: minutes of a large team, an evening of a small one. */
const REMEMBERED = 500;

/** Plain data: ends and seconds watched by bin. */
export interface LearnedLifetimes {
  readonly ends: readonly number[];
  readonly watched: readonly number[];
}

/**
 * How long something lasts (a conversation, a wrap-up), learned from ends and from what still lasts.
 *
 * Hazards on bins that grow with age, each with a gamma prior worth `priorSeconds` of watching (Kaplan and Meier 1958 for
 * the censoring).
 */
export class Lifetimes {
  readonly #edges: readonly number[];
  readonly #ends: Float64Array;
  readonly #watched: Float64Array;
  readonly #prior: Float64Array;
  readonly #priorUnits: number;
  /** Survival at each half second. */
  readonly #survival: Float64Array;
  readonly #binOfHalf: Uint16Array;

  /** @param edges ages in seconds, rising from 0; the last bin is open. @param priorUnits how many ends the prior is worth. */
  constructor(edges: readonly number[], prior: PriorHazard, priorUnits: number) {
    this.#edges = edges;
    const bins = edges.length;
    this.#ends = new Float64Array(bins);
    this.#watched = new Float64Array(bins);
    this.#priorUnits = priorUnits;
    this.#prior = Float64Array.from(edges, (edge, bin) => prior((edge + (edges[bin + 1] ?? edge + 10)) / 2));
    const last = Math.ceil(edges[bins - 1] ?? 0);
    this.#binOfHalf = new Uint16Array(2 * last + 2);
    this.#survival = new Float64Array(2 * last + 2);
    let bin = 0;
    for (let half = 0; half < this.#binOfHalf.length; half += 1) {
      while (bin + 1 < bins && (edges[bin + 1] ?? 0) <= half / 2) bin += 1;
      this.#binOfHalf[half] = bin;
    }
    this.refresh();
  }

  /** It lasted from `from` to `until`, and ended then or goes on. */
  watch(from: number, until: number, hasEnded: boolean): void {
    let age = from;
    while (age < until) {
      const bin = this.#binAt(age);
      const end = Math.min(until, this.#edges[bin + 1] ?? until);
      this.#watched[bin] = (this.#watched[bin] ?? 0) + end - age;
      if (end <= age) break;
      age = end;
    }
    if (!hasEnded) return;
    const bin = this.#binAt(until);
    this.#ends[bin] = (this.#ends[bin] ?? 0) + 1;
  }

  learned(): LearnedLifetimes {
    return { ends: [...this.#ends], watched: [...this.#watched] };
  }

  /** Adds what was learned before, for `weight` (0 to 1) of its worth. */
  recall({ ends, watched }: LearnedLifetimes, weight: number): void {
    for (let bin = 0; bin < this.#edges.length; bin += 1) {
      this.#ends[bin] = (this.#ends[bin] ?? 0) + weight * (ends[bin] ?? 0);
      this.#watched[bin] = (this.#watched[bin] ?? 0) + weight * (watched[bin] ?? 0);
    }
    this.refresh();
  }

  hazard(bin: number): number {
    const width = (this.#edges[bin + 1] ?? (this.#edges[bin] ?? 0) + 60) - (this.#edges[bin] ?? 0);
    const seconds = this.#priorUnits * width;
    return (
      ((this.#ends[bin] ?? 0) + seconds * (this.#prior[bin] ?? 0)) / ((this.#watched[bin] ?? 0) + seconds)
    );
  }

  /** Works the survival out again from what was watched; what is long ago counts less and less. */
  refresh(): void {
    this.#forget();
    let [still, keeps, bin] = [1, 1, -1];
    for (let half = 0; half < this.#survival.length; half += 1) {
      this.#survival[half] = still;
      if (bin !== this.#binOfHalf[half]) {
        bin = this.#binOfHalf[half] ?? 0;
        keeps = Math.exp(-this.hazard(bin) / 2);
      }
      still *= keeps;
    }
  }

  /** Probability that it lasts beyond this age; between half seconds in a straight line. */
  survival(age: number): number {
    if (age <= 0) return 1;
    const half = Math.floor(age * 2);
    const survival = this.#survival;
    if (half + 1 >= survival.length)
      return (survival[survival.length - 1] ?? 0) * Math.exp(half + 1 - age * 2);
    const low = survival[half] ?? 0;
    return low + (age * 2 - half) * ((survival[half + 1] ?? low) - low);
  }

  #forget(): void {
    let ends = 0;
    for (let bin = 0; bin < this.#ends.length; bin += 1) ends += this.#ends[bin] ?? 0;
    if (ends <= REMEMBERED) return;
    const keep = REMEMBERED / ends;
    for (let bin = 0; bin < this.#ends.length; bin += 1) {
      this.#ends[bin] = keep * (this.#ends[bin] ?? 0);
      this.#watched[bin] = keep * (this.#watched[bin] ?? 0);
    }
  }

  #binAt(age: number): number {
    const half = Math.floor(age * 2);
    return this.#binOfHalf[Math.min(half, this.#binOfHalf.length - 1)] ?? 0;
  }
}
