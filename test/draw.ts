import { seededChance } from '../src/simulator/seeded-chance.ts';

/** Draws from a seed, for generated test data. */
export interface Draw {
  /** Whole number from `least` to `most`, both included. */
  number(least: number, most: number): number;
  /** True with this share, 0 to 1. */
  chance(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  shuffle<Item>(items: readonly Item[]): Item[];
}

export function drawFrom(seed: string): Draw {
  const source = seededChance(seed);
  const number = (least: number, most: number) => least + Math.floor(source.next() * (most - least + 1));
  return {
    number,
    chance: (share) => source.next() < share,
    pick<Item>(items: readonly Item[]): Item {
      const item = items[number(0, items.length - 1)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    shuffle(items) {
      const keyed = items.map((item) => ({ item, key: source.next() }));
      return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
    },
  };
}
