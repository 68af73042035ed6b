/** What is to come, soonest first; equal moments in the order in which they were added. */
export class EventHeap<T> {
  readonly #entries: { readonly at: number; readonly order: number; readonly what: T }[] = [];
  #order = 0;

  /** Seconds; infinity when nothing is to come. */
  nextAt(): number {
    return this.#entries[0]?.at ?? Number.POSITIVE_INFINITY;
  }

  add(at: number, what: T): void {
    const entries = this.#entries;
    const entry = { at, order: this.#order++, what };
    let place = entries.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = entries[parent];
      if (above === undefined || !isBefore(entry, above)) break;
      entries[place] = above;
      place = parent;
    }
    entries[place] = entry;
  }

  /** @throws RangeError when nothing is to come. */
  take(): T {
    const entries = this.#entries;
    const first = entries[0];
    const last = entries.pop();
    if (first === undefined || last === undefined) throw new RangeError('nothing is to come');
    if (first !== last) this.#sinkFromTop(last);
    return first.what;
  }

  #sinkFromTop(entry: { readonly at: number; readonly order: number; readonly what: T }): void {
    const entries = this.#entries;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      let below = entries[child];
      if (below === undefined) break;
      const right = entries[child + 1];
      if (right !== undefined && isBefore(right, below)) {
        child += 1;
        below = right;
      }
      if (!isBefore(below, entry)) break;
      entries[place] = below;
      place = child;
    }
    entries[place] = entry;
  }
}

function isBefore(a: { at: number; order: number }, b: { at: number; order: number }): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
