import { expect, test } from 'vitest';
import { fixedRatio } from './fixed-ratio.ts';
import { eveningSettings } from './settings.fixture.ts';
import { standing } from './standing.fixture.ts';

test.each([
  { says: 'a ratio below 2 does nothing for one free caller', ratio: 1.5, counts: { ready: 1 }, calls: 1 },
  { says: 'two free callers get three lines at 1.5', ratio: 1.5, counts: { ready: 2 }, calls: 3 },
  { says: 'calls on the way count', ratio: 2, counts: { ready: 3, ringing: 4 }, calls: 2 },
  { says: 'those who talk do not count', ratio: 3, counts: { ready: 1, talking: 5 }, calls: 3 },
])('a fixed ratio: $says', ({ ratio, counts, calls }) => {
  expect(fixedRatio(ratio)(eveningSettings).decide(standing(counts)).calls).toBe(calls);
});
