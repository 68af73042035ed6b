type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A list in other words, in objects that are kept and filled anew: nothing is allocated once it has been as long. */
export class ListView<Theirs, Ours> {
  isShown = false;
  readonly #shown: Mutable<Ours>[] = [];
  readonly #spare: Mutable<Ours>[] = [];
  readonly #make: () => Mutable<Ours>;
  readonly #fill: (ours: Mutable<Ours>, theirs: Theirs) => void;

  constructor(make: () => Mutable<Ours>, fill: (ours: Mutable<Ours>, theirs: Theirs) => void) {
    this.#make = make;
    this.#fill = fill;
  }

  /** The same until `isShown` is taken back. */
  of(list: readonly Theirs[]): readonly Ours[] {
    if (this.isShown) return this.#shown;
    this.isShown = true;
    while (this.#shown.length > list.length) this.#putAside();
    while (this.#shown.length < list.length) this.#shown.push(this.#spare.pop() ?? this.#make());
    for (let index = 0; index < list.length; index += 1) {
      const ours = this.#shown[index];
      const theirs = list[index];
      if (ours !== undefined && theirs !== undefined) this.#fill(ours, theirs);
    }
    return this.#shown;
  }

  #putAside(): void {
    const last = this.#shown.pop();
    if (last !== undefined) this.#spare.push(last);
  }
}
