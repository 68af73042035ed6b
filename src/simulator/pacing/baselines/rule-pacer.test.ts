import { expect, test } from 'vitest';
import { every, rulePacer } from './rule-pacer.ts';
import { standing } from './standing.fixture.ts';

test.each([
  { says: 'what the rule wants', wanted: 4, left: {}, calls: 4 },
  { says: 'none when the rule has too many on the way', wanted: -2, left: {}, calls: 0 },
  { says: 'no more than channels are free', wanted: 4, left: { channelsFree: 3 }, calls: 3 },
  { says: 'no more than contacts are left', wanted: 4, left: { contactsLeft: 1 }, calls: 1 },
])('a rule gets $says', ({ wanted, left, calls }) => {
  expect(rulePacer('any', { wanted: () => wanted }).decide(standing(left)).calls).toBe(calls);
});

test('it is time again when the seconds have passed since it last was', () => {
  const isDue = every(15);
  expect([0, 14.9, 16, 30, 31].map(isDue)).toEqual([true, false, true, false, true]);
});

test('the first time may be later', () => {
  const isDue = every(15, 15);
  expect([0, 14, 15].map(isDue)).toEqual([false, false, true]);
});
