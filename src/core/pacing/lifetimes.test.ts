import { expect, test } from 'vitest';
import { chanceOf } from './chance.fixture.ts';
import { Lifetimes } from './lifetimes.ts';

const edges = [0, 10, 20, 30, 60, 120];
const fresh = () => new Lifetimes(edges, () => 0.05, 5);

test('before anything was seen, the assumption holds', () => {
  expect(fresh().survival(0)).toBe(1);
  expect(fresh().survival(20)).toBeCloseTo(Math.exp(-1), 2);
});

test('it learns how long things last, also from those that still last', () => {
  const next = chanceOf(7);
  const lifetimes = fresh();
  // Mean 40 s; nobody is watched for longer than a minute: ends alone would say 22 s.
  for (let round = 0; round < 3000; round += 1) {
    const seconds = -40 * Math.log(1 - next());
    lifetimes.watch(0, Math.min(60, seconds), seconds < 60);
  }
  lifetimes.refresh();
  expect(lifetimes.survival(40)).toBeGreaterThan(0.34);
  expect(lifetimes.survival(40)).toBeLessThan(0.4);
});

test('watched in pieces is as watched at once', () => {
  const [pieces, whole] = [fresh(), fresh()];
  pieces.watch(0, 7, false);
  pieces.watch(7, 33, false);
  pieces.watch(33, 41, true);
  whole.watch(0, 41, true);
  expect(pieces.learned()).toEqual(whole.learned());
});

test('what was learned is recalled, for as much as it is worth', () => {
  const before = fresh();
  for (let round = 0; round < 500; round += 1) before.watch(0, 5, true);
  before.refresh();
  const [whole, none] = [fresh(), fresh()];
  whole.recall(before.learned(), 1);
  none.recall(before.learned(), 0);
  expect(whole.survival(8)).toBeCloseTo(before.survival(8), 10);
  expect(none.survival(8)).toBeCloseTo(fresh().survival(8), 10);
});
