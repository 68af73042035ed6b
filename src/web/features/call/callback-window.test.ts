import { describe, expect, test } from 'vitest';
import { campaignSample } from '../../samples/board.sample.ts';
import { shiftNow } from '../../samples/shift.sample.ts';
import { callbackDays, callbackProblem, endsFor, suggestedWindow } from './callback-window.ts';

const { openings } = campaignSample;
const MINUTE = 60_000;
// Thursday, 15 March 2012, in Berlin; it is 17:42.
const at = (hour: number, minute = 0) => Date.UTC(2012, 2, 15, hour - 1, minute);

describe('the days to choose from', () => {
  const days = callbackDays(openings, shiftNow);

  test('are those with opening hours that are not over', () => {
    expect(days).toHaveLength(3);
    expect(days[0]?.from).toEqual([at(18, 30), at(19), at(19, 30)]);
  });

  test('leave a day out when it is too late for it', () => {
    expect(callbackDays(openings, at(19, 31))[0]?.opening).toBe(openings[1]);
  });

  test('are none when the campaign is over', () => {
    expect(callbackDays(openings, at(24 * 3))).toEqual([]);
  });

  test('begin with a free hour, cut off by closing time', () => {
    const [today] = days;
    if (today === undefined) throw new Error('the sample has no opening today');
    expect(suggestedWindow(today)).toEqual({ fromAt: at(18, 30), untilAt: at(19, 30) });
    expect(endsFor(today, at(19))).toEqual([at(19, 30), at(20)]);
    expect(suggestedWindow({ ...today, from: [at(19, 30)] })).toEqual({
      fromAt: at(19, 30),
      untilAt: at(20),
    });
  });

  test('offer nothing that could not be promised', () => {
    for (const day of days)
      for (const fromAt of day.from)
        for (const untilAt of endsFor(day, fromAt))
          expect(callbackProblem({ fromAt, untilAt }, openings, shiftNow)).toBeNull();
  });
});

test.each([
  [at(19), at(19, 30), null],
  [at(19), at(19), 'order'],
  [at(19, 30), at(19), 'order'],
  [at(16), at(17), 'past'],
  [at(19), at(20) + MINUTE, 'closed'],
  [at(20), at(21), 'closed'],
  [at(19), at(19) + 24 * 60 * MINUTE, 'closed'],
])('from %i until %i: %s', (fromAt, untilAt, problem) => {
  expect(callbackProblem({ fromAt, untilAt }, openings, shiftNow)).toBe(problem);
});
