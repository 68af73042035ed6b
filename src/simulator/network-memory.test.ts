import { expect, test } from 'vitest';
import type { E164 } from '../core/ids.ts';
import { networkMemory } from './network-memory.ts';

const one = '+493023125001' as E164; // Both of the free ranges.
const other = '+493023125002' as E164;

test('counts the calls to each number, and lets somebody ask once', async () => {
  const memory = networkMemory();
  expect([await memory.countCall(one), await memory.countCall(one)]).toEqual([1, 2]);
  expect(await memory.countCall(other)).toBe(1);
  expect([await memory.askOnce(one), await memory.askOnce(one)]).toEqual([true, false]);
});
