import { describe, expect, test } from 'vitest';
import { atMostZero, Balance } from './balance.ts';
import { chanceOf } from './chance.fixture.ts';
import { newRow, type Row } from './horizon.ts';

const rowOf = (chance: number): Row => newRow().fill(chance);

/** Callers come free, calls are answered; probability that none is left, by counting all cases. */
function byCounting(surplus: number, callers: readonly number[], calls: readonly number[]): number {
  let short = 0;
  const all = [...callers, ...calls];
  for (let bits = 0; bits < 2 ** all.length; bits += 1) {
    let [chance, left] = [1, surplus];
    all.forEach((it, index) => {
      const happens = ((bits >> index) & 1) === 1;
      chance *= happens ? it : 1 - it;
      if (happens) left += index < callers.length ? 1 : -1;
    });
    if (left <= 0) short += chance;
  }
  return short;
}

function balanceOf(surplus: number, callers: readonly number[], calls: readonly number[]): Balance {
  const balance = new Balance();
  balance.reset(surplus);
  for (const it of callers) balance.addCaller(rowOf(it));
  for (const it of calls) balance.addCall(rowOf(it));
  return balance;
}

describe('somebody who answers finds nobody', () => {
  test.each([
    { surplus: 1, callers: [], calls: [], chance: 0 },
    { surplus: 0, callers: [], calls: [], chance: 1 },
    { surplus: -1, callers: [1], calls: [], chance: 1 },
    { surplus: 1, callers: [], calls: [0.25], chance: 0.25 },
    { surplus: 0, callers: [0.9], calls: [], chance: 0.1 },
    { surplus: 2, callers: [], calls: [0.5, 0.5], chance: 0.25 },
  ])(
    'with $surplus free, $callers coming free and $calls on the way: $chance',
    ({ surplus, callers, calls, chance }) => {
      expect(balanceOf(surplus, callers, calls).shortage()[7]).toBeCloseTo(chance, 12);
    },
  );

  test('as often as counting all cases says', () => {
    const next = chanceOf(8);
    for (let round = 0; round < 30; round += 1) {
      const chances = (most: number) => Array.from({ length: Math.floor(next() * most) }, next);
      const [surplus, callers, calls] = [Math.floor(next() * 4) - 1, chances(6), chances(7)];
      expect(balanceOf(surplus, callers, calls).shortage()[0]).toBeCloseTo(
        byCounting(surplus, callers, calls),
        10,
      );
    }
  });

  test('a call added after the question counts in the next one', () => {
    const balance = balanceOf(1, [], []);
    expect(balance.shortage()[0]).toBe(0);
    balance.addCall(rowOf(0.3));
    expect(balance.shortage()[0]).toBeCloseTo(0.3, 12);
  });

  test('of many, three moments say the same as counting to within a hundredth', () => {
    const next = chanceOf(4);
    for (let round = 0; round < 20; round += 1) {
      const callers = Array.from({ length: 8 + Math.floor(next() * 5) }, () => 0.2 + 0.6 * next());
      const calls = Array.from({ length: 8 + Math.floor(next() * 5) }, () => 0.5 * next());
      const exact = balanceOf(2, callers, calls).shortage()[0] ?? 0;
      const [mean, variance, third] = cumulants(2, callers, calls);
      expect(Math.abs(atMostZero(mean, variance, third) - exact)).toBeLessThan(0.01);
    }
  });
});

function cumulants(
  surplus: number,
  callers: readonly number[],
  calls: readonly number[],
): [number, number, number] {
  let [mean, variance, third] = [surplus, 0, 0];
  for (const [chance, sign] of [
    ...callers.map((it) => [it, 1] as const),
    ...calls.map((it) => [it, -1] as const),
  ]) {
    mean += sign * chance;
    variance += chance * (1 - chance);
    third += sign * chance * (1 - chance) * (1 - 2 * chance);
  }
  return [mean, variance, third];
}

test.each([{ each: 3 }, { each: 40 }])(
  'kept as plain data and taken up again it says the same ($each of each)',
  ({ each }) => {
    const next = chanceOf(4);
    const chances = Array.from({ length: each }, next);
    const balance = balanceOf(1, chances, chances);
    balance.mark();
    const kept = JSON.parse(JSON.stringify(balance.marked()));
    balance.addCall(rowOf(0.4));
    const again = Balance.from(kept);
    again.shortage();
    again.addCall(rowOf(0.4));
    expect([...again.shortage()]).toEqual([...balance.shortage()]);
  },
);
