import { expect, test } from 'vitest';
import { drawnPeople } from './drawn-people.ts';
import type { NumberBehaviour } from './network-file.ts';

const numbers = Array.from({ length: 1000 }, (_, last) => [
  `+493023125${String(last).padStart(3, '0')}`,
  `+491713920${String(last).padStart(3, '0')}`,
]).flat();
const isAnswered = (it: NumberBehaviour | undefined, call: number) =>
  it?.behaviour === 'person' && it.attempt <= call;

test.each([0.1, 0.22, 0.42])('people answer as many first calls as wanted: %d', (answerShare) => {
  const people = drawnPeople({ seed: '1', answerShare });
  const answered = numbers.filter((number) => isAnswered(people.get(number, 1), 1)).length;
  expect(answered / numbers.length).toBeGreaterThan(answerShare - 0.03);
  expect(answered / numbers.length).toBeLessThan(answerShare + 0.03);
});

test('the same seed gives the same people, another one others', () => {
  const all = (seed: string) => numbers.map((it) => drawnPeople({ seed, answerShare: 0.22 }).get(it, 2));
  expect(all('1')).toEqual(all('1'));
  expect(all('1')).not.toEqual(all('2'));
});

test('a number that is out of date stays so; at some nobody ever answers', () => {
  const people = drawnPeople({ seed: '1', answerShare: 0.42 });
  const tenCalls = (number: string) =>
    Array.from({ length: 10 }, (_, index) => people.get(number, index + 1));
  const dead = numbers.filter((it) => people.get(it, 1)?.behaviour === 'not-in-service');
  expect(dead.length).toBeGreaterThan(numbers.length * 0.03);
  for (const number of dead) expect(new Set(tenCalls(number).map((it) => it?.behaviour)).size).toBe(1);
  const silent = numbers.filter((it) => !tenCalls(it).some((how, index) => isAnswered(how, index + 1)));
  expect(silent.length / numbers.length).toBeGreaterThan(0.15);
  expect(silent.length / numbers.length).toBeLessThan(0.35);
});
