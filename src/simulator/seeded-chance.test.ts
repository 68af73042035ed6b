import { expect, test } from 'vitest';
import { seededChance } from './seeded-chance.ts';

test('the same seed gives the same run of numbers and ids, another seed another one', () => {
  const draw = (seed: string) => {
    const chance = seededChance(seed);
    return [chance.next(), chance.next(), chance.uuid(), chance.uuid()];
  };
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
});

test('numbers lie between 0 and 1 and spread evenly over ten bins', () => {
  const chance = seededChance('spread');
  const bins = new Array<number>(10).fill(0);
  for (let count = 0; count < 10_000; count += 1) {
    const bin = Math.floor(chance.next() * 10);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  for (const count of bins) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('ids are UUIDs of version 8 and do not come twice', () => {
  const chance = seededChance('ids');
  const ids = Array.from({ length: 1000 }, () => chance.uuid());
  expect(new Set(ids).size).toBe(1000);
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
});
