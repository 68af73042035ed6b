import { describe, expect, test } from 'vitest';
import { abandonment, isOverCap } from './abandonment.ts';

describe('the share of abandoned calls', () => {
  test.each([
    [0, 0, 0],
    [10, 0, 0],
    [99, 1, 0.01],
    [0, 1, 1],
  ])('%i connected, %i abandoned: %d', (connected, abandoned, share) => {
    expect(abandonment({ connected, abandoned })).toEqual({ connected, abandoned, people: abandoned, share });
  });

  test('of abandoned calls that were answered like mailboxes little counts', () => {
    const calls = { connected: 98, abandoned: 12, people: 2 };
    expect(abandonment(calls).share).toBeCloseTo(0.02, 10);
    expect(isOverCap(calls, 0.03)).toBe(false);
    expect(isOverCap({ ...calls, people: 12 }, 0.03)).toBe(true);
  });

  test('no count is negative', () => {
    expect(() => abandonment({ connected: -1, abandoned: 0 })).toThrow(RangeError);
  });
});

describe('over the cap', () => {
  test.each([
    ['nothing abandoned', 500, 0, 0.01, false],
    ['one early call of three', 2, 1, 0.01, false],
    ['a second one soon after', 20, 2, 0.01, true],
    ['two of two hundred', 198, 2, 0.01, false],
    ['two of a hundred and ninety-nine', 197, 2, 0.01, true],
    ['three of three hundred at three per cent', 297, 3, 0.03, false],
    ['ten of three hundred at three per cent', 290, 10, 0.03, true],
    ['two of six hundred at three in a thousand', 598, 2, 0.003, true],
    ['the first one where none is allowed', 5000, 1, 0, true],
  ])('%s', (_, connected, abandoned, cap, expected) => {
    expect(isOverCap({ connected, abandoned }, cap)).toBe(expected);
  });

  test('more talks never make it worse, and more abandoned calls never better', () => {
    for (const cap of [0.003, 0.01, 0.03])
      for (let abandoned = 0; abandoned < 6; abandoned += 1)
        for (let connected = 0; connected < 700; connected += 7) {
          const isOver = isOverCap({ connected, abandoned }, cap);
          if (!isOver) expect(isOverCap({ connected: connected + 1, abandoned }, cap)).toBe(false);
          if (isOver) expect(isOverCap({ connected, abandoned: abandoned + 1 }, cap)).toBe(true);
        }
  });
});
