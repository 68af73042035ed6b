import type { Instant } from '../instant.ts';
import { MINUTE } from '../instant.ts';

/** Less than this says nothing of a day's pace. */
const LEAST_PEOPLE = 10;
const LEAST_TIME = 30 * MINUTE;

/**
 * When everybody who is left will have been called once more at the pace of today; null when it cannot be told.
 *
 * Counts opening hours only. Not before the last of them is due: no pace helps against a wait.
 * @param facts `calledToday`: people since midnight; `left`: people still to be called; `lastDueAt`: when the last of
 *   them is due; `dayFrom`: midnight before `now`.
 */
export function doneAt(facts: {
  readonly openings: readonly { readonly fromAt: Instant; readonly untilAt: Instant }[];
  readonly dayFrom: Instant;
  readonly now: Instant;
  readonly calledToday: number;
  readonly left: number;
  readonly lastDueAt: Instant | null;
}): Instant | null {
  const { openings, dayFrom, now, calledToday, left, lastDueAt } = facts;
  const openToday = openTime(openings, dayFrom, now);
  if (left === 0 || calledToday < LEAST_PEOPLE || openToday < LEAST_TIME) return null;
  const byPace = afterOpenTime(openings, now, (left * openToday) / calledToday);
  if (byPace === null) return null;
  const done = Math.max(byPace, lastDueAt ?? byPace);
  return openings.some((it) => it.untilAt >= done) ? done : null;
}

type Openings = readonly { readonly fromAt: Instant; readonly untilAt: Instant }[];

function openTime(openings: Openings, from: Instant, until: Instant): number {
  return openings.reduce(
    (sum, it) => sum + Math.max(0, Math.min(it.untilAt, until) - Math.max(it.fromAt, from)),
    0,
  );
}

/** The moment at which so much opening time will have passed; null when there is not so much left. */
function afterOpenTime(openings: Openings, from: Instant, time: number): Instant | null {
  let left = time;
  for (const { fromAt, untilAt } of openings) {
    const begin = Math.max(fromAt, from);
    if (untilAt <= begin) continue;
    if (untilAt - begin >= left) return Math.round(begin + left);
    left -= untilAt - begin;
  }
  return null;
}
