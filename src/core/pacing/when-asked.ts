/** A table whose entries are worked out when they are first asked for: of most refreshes only a few ever are. */
export class WhenAsked<Entry> {
  readonly #entries: readonly Entry[];
  readonly #fill: (entry: Entry, index: number) => void;
  readonly #isFilled: Uint8Array;

  /** @param fill writes an entry anew, from what was known at the last `forget`. */
  constructor(length: number, newEntry: () => Entry, fill: (entry: Entry, index: number) => void) {
    this.#entries = Array.from({ length }, newEntry);
    this.#fill = fill;
    this.#isFilled = new Uint8Array(length);
  }

  /** What the entries follow from is another one now. */
  forget(): void {
    this.#isFilled.fill(0);
  }

  /** @throws RangeError at an index that is not in the table. */
  at(index: number): Entry {
    const entry = this.#entries[index];
    if (entry === undefined) throw new RangeError(`no entry ${index} of ${this.#entries.length}`);
    if (this.#isFilled[index] === 0) {
      this.#isFilled[index] = 1;
      this.#fill(entry, index);
    }
    return entry;
  }
}
