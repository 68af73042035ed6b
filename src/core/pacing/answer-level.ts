/** So many times faster than the steady level the other one forgets. */
export const QUICK = 25;
/** Standard deviations of the quick level beyond which the steady one is taken for outdated. */
const SURPRISE = 1.3;

/** How often people answer, 1 as in what was learned: a gamma posterior whose logarithm walks at random. */
export class AnswerLevel {
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
  adopt(quick: AnswerLevel): void {
    const width = SURPRISE / Math.sqrt(quick.seen);
    const possible = Math.min(quick.mean * (1 + width), Math.max(quick.mean * (1 - width), this.mean));
    if (possible === this.mean) return;
    this.seen = Math.min(this.seen, 4 * quick.seen);
    this.expected = this.seen / possible;
  }
}
