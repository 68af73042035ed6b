import type { NetworkMemory } from './network.ts';

/** What a network remembers for as long as the program runs. */
export function networkMemory(): NetworkMemory {
  const calls = new Map<string, number>();
  const asked = new Set<string>();
  return {
    async countCall(number) {
      const count = (calls.get(number) ?? 0) + 1;
      calls.set(number, count);
      return count;
    },
    async askOnce(number) {
      const isFirst = !asked.has(number);
      asked.add(number);
      return isFirst;
    },
  };
}
