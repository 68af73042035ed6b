import type { Limits, RetryRules } from './campaign.ts';
import { durationIn } from './read-duration.ts';
import { type Fields, fields, problem, type Range, type Spot, wholeNumber } from './yaml-reader.ts';

const WEEK_MINUTES = 7 * 24 * 60;

// DOMAIN L6: more than three calls a day are harassing (Bundesnetzagentur). L7 and L8: the sector code's limits.
const PER_DAY: Range = { least: 1, most: 3, code: 'cap-tries-a-day' };
const PER_WEEK: Range = { least: 1, most: 10, code: 'cap-tries-a-week' };
const IN_ALL: Range = { least: 1, most: 20, code: 'cap-tries-in-all' };
const RING: Range = { least: 15, most: 40, code: 'cap-ring' };

/**
 * `limits:` of the file, with the defaults of DOMAIN L5 to L8 where it is silent.
 *
 * One try a day means a second one after a busy line (L6): the queue knows that rule.
 */
export function readLimits(spot: Spot | undefined): Limits {
  const from = fields(spot, [
    ...['triesPerDay', 'triesPerWeek', 'triesInAll', 'hardTriesPerDay', 'minGap', 'ring', 'minRing'],
    ...['mailboxesPerNumber', 'lastDialBeforeEnd', 'wrapUp'],
  ]);
  const limits = {
    triesPerDay: count(from, 'triesPerDay', 1, PER_DAY),
    triesPerWeek: count(from, 'triesPerWeek', 3, PER_WEEK),
    triesInAll: count(from, 'triesInAll', 7, IN_ALL),
    hardTriesPerDay: count(from, 'hardTriesPerDay', 3, PER_DAY),
    minGapMinutes: minutes(from, 'minGap', 25, { least: 0, most: WEEK_MINUTES }),
    ringSeconds: seconds(from, 'ring', 35, RING),
    minRingSeconds: seconds(from, 'minRing', 20, { least: 15, most: 40, code: 'min-ring' }),
    mailboxesPerNumber: count(from, 'mailboxesPerNumber', 4, { least: 1, most: 10 }),
    lastDialMinutesBeforeEnd: minutes(from, 'lastDialBeforeEnd', 10, { least: 0, most: 120 }),
    wrapUpSeconds: seconds(from, 'wrapUp', 90, { least: 10, most: 3600 }),
  };
  const ring = from.get('minRing') ?? from.get('ring');
  if (ring !== undefined && limits.minRingSeconds > limits.ringSeconds) problem(ring, 'min-ring-above-ring');
  return limits;
}

/** `retry:` of the file, with the defaults of DOMAIN 1.2 and 6.2 where it is silent. */
export function readRetry(spot: Spot | undefined): RetryRules {
  const from = fields(spot, [
    ...['noAnswer', 'busy', 'voicemail', 'absent', 'rejected', 'networkFault', 'unknown', 'recheck'],
  ]);
  const range: Range = { least: 1, most: 8 * WEEK_MINUTES };
  return {
    noAnswerMinutes: minutes(from, 'noAnswer', 20 * 60, range),
    busyMinutes: minutes(from, 'busy', 25, range),
    // "The next day, at another time of day": 24 hours would never allow an earlier one.
    voicemailMinutes: minutes(from, 'voicemail', 20 * 60, range),
    absentMinutes: minutes(from, 'absent', 20 * 60, range),
    rejectedMinutes: minutes(from, 'rejected', 2 * 24 * 60, range),
    networkFaultMinutes: minutes(from, 'networkFault', 60, range),
    unknownMinutes: minutes(from, 'unknown', 4 * 60, range),
    // DOMAIN 1.7: two signs of a dead number lie on different days, at least 20 h apart.
    recheckMinutes: minutes(from, 'recheck', 20 * 60, { ...range, least: 20 * 60, code: 'recheck-too-soon' }),
  };
}

function count(from: Fields, key: string, otherwise: number, range: Range): number {
  const spot = from.get(key);
  return spot === undefined ? otherwise : wholeNumber(spot, range);
}

function minutes(from: Fields, key: string, otherwise: number, range: Range): number {
  const spot = from.get(key);
  return spot === undefined ? otherwise : durationIn('minutes', spot, range);
}

function seconds(from: Fields, key: string, otherwise: number, range: Range): number {
  const spot = from.get(key);
  return spot === undefined ? otherwise : durationIn('seconds', spot, range);
}
