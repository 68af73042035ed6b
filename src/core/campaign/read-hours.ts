import { OUTER_WINDOW } from '../calendar/dial-window.ts';
import type { Opening, Weekday } from './campaign.ts';
import { oneOrMore, type Pair, pairs, problem, type Spot, text } from './yaml-reader.ts';

const WEEKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const NAMES: readonly (readonly string[])[] = [
  ['mo', 'montag', 'mon', 'monday'],
  ['di', 'dienstag', 'tue', 'tues', 'tuesday'],
  ['mi', 'mittwoch', 'wed', 'wednesday'],
  ['do', 'donnerstag', 'thu', 'thur', 'thurs', 'thursday'],
  ['fr', 'freitag', 'fri', 'friday'],
  ['sa', 'samstag', 'sonnabend', 'sat', 'saturday'],
  ['so', 'sonntag', 'sun', 'sunday'],
];

type Hours = Record<Weekday, Opening[]>;

/**
 * Calling hours: `Di-Fr: 16:00-20:00`, `Mo, Mi: 10-12 Uhr, 17-20 Uhr`, `sat: [10:00-13:00, 14:00-18:00]`.
 *
 * German and English names of days, one day once, nothing outside DOMAIN L2 and L3.
 */
export function readHours(spot: Spot | undefined): Hours {
  const hours: Hours = { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] };
  const named = new Set<Weekday>();
  for (const pair of spot === undefined ? [] : pairs(spot)) {
    const days = readDays(pair);
    const openings = oneOrMore(pair.value).flatMap(readOpenings);
    reportOverlap(pair.value, openings);
    for (const day of days) {
      if (named.has(day)) problem(pair.keySpot, 'weekday-twice');
      named.add(day);
      for (const opening of openings) reportOutside(pair.value, day, opening);
      hours[day] = openings.map(({ fromMinute, untilMinute }) => ({ fromMinute, untilMinute }));
    }
  }
  return hours;
}

/** The weekdays a key names: `di`, `Di-Fr`, `Mo, Mi`; undefined when a name is unknown. */
export function parseWeekdays(written: string): Weekday[] | undefined {
  const found: Weekday[] = [];
  for (const part of written.split(/[,+&]|\bund\b|\band\b/)) {
    const [first, last, ...more] = part.split(/[-–—]|\bbis\b|\bto\b/).map(weekdayNamed);
    const isRange = part.split(/[-–—]|\bbis\b|\bto\b/).length > 1;
    if (first === undefined || (isRange && last === undefined) || more.length > 0) return undefined;
    const until = last ?? first;
    if (until < first) return undefined;
    found.push(...WEEKDAYS.filter((day) => day >= first && day <= until));
  }
  return found;
}

function weekdayNamed(name: string): Weekday | undefined {
  const plain = name.trim().toLowerCase().replace(/\.$/, '');
  return WEEKDAYS.find((day) => NAMES[day - 1]?.includes(plain));
}

function readDays(pair: Pair): Weekday[] {
  const days = parseWeekdays(pair.key);
  if (days === undefined) problem(pair.keySpot, 'unknown-weekday');
  return days ?? [];
}

/** The openings of a value: `16:00-20:00`, `10-12 Uhr, 17-20 Uhr`. */
function readOpenings(spot: Spot): Opening[] {
  const written = text(spot);
  if (written === '') return [];
  return written.split(/[,+]/).flatMap((part) => {
    const opening = parseOpening(part);
    if (opening === undefined) problem(spot, 'bad-opening');
    else if (opening.untilMinute <= opening.fromMinute) problem(spot, 'opening-backwards');
    else return [opening];
    return [];
  });
}

/** `16:00-20:00`, `10-12 Uhr`; undefined when it is neither. */
export function parseOpening(written: string): Opening | undefined {
  const times =
    /^\s*(\d{1,2})(?:[:.](\d\d))?\s*(?:-|–|—|bis|to)\s*(\d{1,2})(?:[:.](\d\d))?\s*(?:uhr)?\s*$/i.exec(
      written,
    );
  if (times === null) return undefined;
  const [fromHour = 0, fromPast = 0, untilHour = 0, untilPast = 0] = times
    .slice(1)
    .map((it) => Number(it ?? 0));
  if (fromPast > 59 || untilPast > 59 || untilHour * 60 + untilPast > 24 * 60) return undefined;
  return { fromMinute: fromHour * 60 + fromPast, untilMinute: untilHour * 60 + untilPast };
}

function reportOverlap(spot: Spot, openings: readonly Opening[]): void {
  const sorted = openings.toSorted((a, b) => a.fromMinute - b.fromMinute);
  const overlap = sorted.some((it, index) => it.untilMinute > (sorted[index + 1]?.fromMinute ?? Infinity));
  if (overlap) problem(spot, 'openings-overlap');
}

function reportOutside(spot: Spot, day: Weekday, opening: Opening): void {
  const outer = OUTER_WINDOW[day];
  if (outer === null) problem(spot, 'sunday');
  else if (opening.fromMinute < outer.fromMinute || opening.untilMinute > outer.untilMinute)
    problem(spot, 'outside-legal-hours', { from: clock(outer.fromMinute), until: clock(outer.untilMinute) });
}

/** `960` as `16:00`. */
export function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
