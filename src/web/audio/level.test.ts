import { describe, expect, test } from 'vitest';
import { BARS, barsOf, type Hearing, hearingStep, loudness } from './level.ts';

test('loudness is the root of the mean square', () => {
  expect(loudness(new Float32Array([0.5, -0.5, 0.5, -0.5]))).toBeCloseTo(0.5);
  expect(loudness(new Float32Array(0))).toBe(0);
});

test.each([
  [0, 0],
  [0.001, 0],
  [0.02, 6],
  [0.1, 10],
  [0.25, BARS],
  [1, BARS],
])('a loudness of %f shows %i bars', (loud, bars) => {
  expect(barsOf(loud)).toBe(bars);
});

describe('whether somebody is heard', () => {
  const waiting: Hearing = { is: 'waiting', since: 0 };
  test.each([
    ['a quiet room is not', waiting, 2, 4_999, 'waiting'],
    ['after five quiet seconds it is said', waiting, 2, 5_000, 'silent'],
    ['a voice is', waiting, 4, 100, 'heard'],
    ['a late voice is', { is: 'silent', since: 0 } as const, 6, 60_000, 'heard'],
    ['who was heard need not speak on', { is: 'heard', since: 0 } as const, 0, 60_000, 'heard'],
  ])('%s', (_, before, bars, now, is) => {
    expect(hearingStep(before, bars, now).is).toBe(is);
  });
});
