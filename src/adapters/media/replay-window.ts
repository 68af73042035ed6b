/** How far back a late packet may lie: RFC 3711 section 3.3.2 wants 64 at least. */
const PACKETS = 256;

/** Remembers which packets of a stream have been there, so that none counts twice (RFC 3711 section 3.3.2). */
export class ReplayWindow {
  /** The newest index; -1 before the first. */
  newest = -1;
  readonly #seen = new Float64Array(PACKETS).fill(-1);

  /** Whether the packet is new, and not too old to say. */
  isNew(index: number): boolean {
    return index > this.newest || (index > this.newest - PACKETS && this.#seen[index % PACKETS] !== index);
  }

  /** @param index 0 or more: the sequence number with all its turns. */
  mark(index: number): void {
    this.#seen[index % PACKETS] = index;
    if (index > this.newest) this.newest = index;
  }
}
