import { isIsoDate } from '../calendar/local-time.ts';
import type { Campaign, PlannedShift, Pledge } from './campaign.ts';
import { plannedShiftId } from './planned-shift.ts';
import { parseOpening } from './read-hours.ts';
import { date, fields, items, maybe, problem, type Spot, text, wholeNumber } from './yaml-reader.ts';

const MOST_CALLERS = 1_000;

/** `pledge:` of the file: what callers promise, word for word, with its version (GDPR Art. 29, 32(4)). */
export function readPledge(spot: Spot): Pledge {
  const from = fields(spot, ['version', 'text']);
  return {
    version: wholeNumber(from.need('version'), { least: 1, most: 1_000_000 }),
    text: text(from.need('text'), 4_000),
  };
}

/**
 * `shifts:` of the file: `{ day: 2012-03-13, from: 16:00, until: 18:00, places: 6, title: … }`.
 *
 * Inside the campaign's period. Not only inside its hours: people also come to practise, and before the first call.
 */
export function readShifts(spot: Spot, period: Campaign['period']): PlannedShift[] {
  const begins = new Set<string>();
  return items(spot).map((it) => {
    const shift = readShift(it);
    const { day } = shift;
    if (isIsoDate(day) && (day < period.from || day > period.until))
      problem(it, 'shift-outside-period', { from: period.from, until: period.until });
    const begin = plannedShiftId(shift);
    if (begins.has(begin)) problem(it, 'shift-twice');
    begins.add(begin);
    return shift;
  });
}

function readShift(spot: Spot): PlannedShift {
  const from = fields(spot, ['day', 'from', 'until', 'places', 'title']);
  return {
    day: date(from.need('day')),
    ...readTimes(from.need('from'), from.need('until')),
    ...maybe('places', from, (it) => wholeNumber(it, { least: 1, most: MOST_CALLERS })),
    ...maybe('title', from, (it) => text(it, 80)),
  };
}

function readTimes(
  from: Spot | undefined,
  until: Spot | undefined,
): Pick<PlannedShift, 'fromMinute' | 'untilMinute'> {
  const [first, last] = [readTime(from), readTime(until)];
  if (until !== undefined && first !== null && last !== null && last <= first)
    problem(until, 'opening-backwards');
  return { fromMinute: first ?? 0, untilMinute: last ?? 0 };
}

/** Minutes since midnight; null with a problem reported. `24:00` ends a day. */
function readTime(spot: Spot | undefined): number | null {
  const written = text(spot, 20);
  if (spot === undefined || written === '') return null;
  // Read as the end of an opening, so that both files' times are written alike: `16`, `16.30`, `16:30 Uhr`.
  const minute = parseOpening(`0-${written}`)?.untilMinute;
  if (minute === undefined) problem(spot, 'bad-opening');
  return minute ?? null;
}
