import { Temporal } from 'temporal-polyfill';
import type { IsoDate, Weekday } from '../campaign/campaign.ts';
import { DAY, type Instant, MINUTE } from '../instant.ts';

/** What a clock on the wall of that timezone shows; `minute` counts from 00:00 on the clock face, 0 to 1439. */
export interface LocalTime {
  readonly date: IsoDate;
  readonly minute: number;
  readonly weekday: Weekday;
}

/**
 * Date, minute and weekday of a moment in a timezone, right across changes of summer time.
 *
 * @throws RangeError when the timezone is unknown.
 */
export function localTime(at: Instant, timezone: string): LocalTime {
  const local = at + offsetAt(at, timezone);
  const day = Math.floor(local / DAY);
  return {
    date: dateOfDay(day),
    minute: Math.floor((local - day * DAY) / MINUTE),
    weekday: weekdayOfDay(day),
  };
}

/**
 * The moment a clock of that timezone shows `minute` minutes past 00:00 of `date`; 1440 is the next midnight.
 *
 * A time that the clock skips in spring is moved by the gap to later, one that comes twice in autumn is the
 * first (Temporal's `compatible`).
 */
export function instantOf(date: IsoDate, minute: number, timezone: string): Instant {
  const local = dayOfDate(date) * DAY + minute * MINUTE;
  const before = offsetAt(local - DAY, timezone);
  const after = offsetAt(local + DAY, timezone);
  const first = local - before;
  if (before === after || offsetAt(first, timezone) === before) return first;
  const second = local - after;
  return offsetAt(second, timezone) === after ? second : first;
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOfDay(dayOfDate(date) + days);
}

/** Days from `from` until `until`: negative when `until` is the earlier one. */
export function daysBetween(from: IsoDate, until: IsoDate): number {
  return dayOfDate(until) - dayOfDate(from);
}

export function weekdayOf(date: IsoDate): Weekday {
  return weekdayOfDay(dayOfDate(date));
}

/** Whether the text is a day of the calendar: `2012-02-29` is, `2011-02-29` is not. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = countDay(text);
  return Number.isFinite(day) && writeDate(day) === text;
}

// Asking a timezone's offset costs some 10 µs, and a simulated week asks a hundred thousand times a second. No
// timezone in use changes its offset within a quarter of an hour, so each quarter is asked once.
const QUARTER = 15 * MINUTE;
const offsets = new Map<string, Map<number, number>>();
const dates = new Map<number, IsoDate>();
const days = new Map<IsoDate, number>();
/** More than any campaign needs; a cache that has outgrown it starts anew. */
const CACHE_LIMIT = 50_000;

function offsetAt(at: Instant, timezone: string): number {
  let ofZone = offsets.get(timezone);
  if (ofZone === undefined) {
    ofZone = new Map();
    offsets.set(timezone, ofZone);
  }
  return remembered(ofZone, Math.floor(at / QUARTER), (quarter) => askOffset(quarter * QUARTER, timezone));
}

function askOffset(at: Instant, timezone: string): number {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timezone);
  return zoned.offsetNanoseconds / 1e6;
}

function dateOfDay(day: number): IsoDate {
  return remembered(dates, day, writeDate);
}

function dayOfDate(date: IsoDate): number {
  return remembered(days, date, countDay);
}

function writeDate(day: number): IsoDate {
  return Temporal.PlainDate.from('1970-01-01').add({ days: day }).toString();
}

function countDay(date: IsoDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY;
}

function weekdayOfDay(day: number): Weekday {
  // 1970-01-01 was a Thursday; the sum is 1 to 7.
  return (((((day + 3) % 7) + 7) % 7) + 1) as Weekday;
}

function remembered<Key, Value>(cache: Map<Key, Value>, key: Key, find: (key: Key) => Value): Value {
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= CACHE_LIMIT) cache.clear();
  const found = find(key);
  cache.set(key, found);
  return found;
}
