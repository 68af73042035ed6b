import type { GermanState, IsoDate } from '../campaign/campaign.ts';
import { addDays, weekdayOf } from './local-time.ts';

/** A public holiday by its German name in kebab-case: the catalogue says it as `holiday.KEY`. */
export type HolidayKey = (typeof rules)[number]['key'];

/**
 * The public holiday on a day in at least one of these states, or null; nationwide ones hold for an empty list too.
 *
 * Right from 1995 (Buß- und Bettag) on, as the laws stood in November 2026. Days that are free in some
 * municipalities only are left out (Friedensfest in Augsburg, Fronleichnam in Sorbian and Eichsfeld villages),
 * but Mariä Himmelfahrt holds for all of Bavaria: rather a day too few than a call on a holiday. DOMAIN 3.5.
 */
export function holidayOn(date: IsoDate, states: readonly GermanState[]): HolidayKey | null {
  const found = holidaysOfYear(Number(date.slice(0, 4))).get(date);
  if (found === undefined) return null;
  const holiday = found.find(
    (it) => it.states === 'all' || it.states.some((state) => states.includes(state)),
  );
  return holiday?.key ?? null;
}

/** Days on which nobody is called though they are no public holiday everywhere (DOMAIN L4). */
export function isExtraClosedDay(date: IsoDate): boolean {
  const dayOfYear = date.slice(5);
  if (dayOfYear === '12-24' || dayOfYear === '12-31') return true;
  const easter = easterSunday(Number(date.slice(0, 4)));
  return date === easter || date === addDays(easter, 49);
}

/** All public holidays of a state in a year, in the order of the calendar. */
export function publicHolidays(year: number, state: GermanState): { date: IsoDate; key: HolidayKey }[] {
  const dates = [...holidaysOfYear(year).keys()].sort();
  return dates.flatMap((date) => {
    const key = holidayOn(date, [state]);
    return key === null ? [] : [{ date, key }];
  });
}

type DayOfYear = (year: number) => IsoDate;
interface Rule {
  readonly key: string;
  readonly day: DayOfYear;
  readonly states: 'all' | readonly GermanState[];
  readonly years?: (year: number) => boolean;
}

const fixed =
  (monthAndDay: string): DayOfYear =>
  (year) =>
    `${year}-${monthAndDay}`;
const afterEaster =
  (days: number): DayOfYear =>
  (year) =>
    addDays(easterSunday(year), days);
const since = (first: number) => (year: number) => year >= first;

const rules = [
  { key: 'neujahr', day: fixed('01-01'), states: 'all' },
  { key: 'heilige-drei-koenige', day: fixed('01-06'), states: ['BW', 'BY', 'ST'] },
  { key: 'frauentag', day: fixed('03-08'), states: ['BE'], years: since(2019) },
  { key: 'frauentag', day: fixed('03-08'), states: ['MV'], years: since(2023) },
  { key: 'karfreitag', day: afterEaster(-2), states: 'all' },
  { key: 'ostersonntag', day: afterEaster(0), states: ['BB'] },
  { key: 'ostermontag', day: afterEaster(1), states: 'all' },
  { key: 'tag-der-arbeit', day: fixed('05-01'), states: 'all' },
  // Berlin's single days: 75 and 80 years since the liberation, 75 years since the uprising of 1953.
  { key: 'tag-der-befreiung', day: fixed('05-08'), states: ['BE'], years: (y) => y === 2020 || y === 2025 },
  { key: 'volksaufstand', day: fixed('06-17'), states: ['BE'], years: (y) => y === 2028 },
  { key: 'himmelfahrt', day: afterEaster(39), states: 'all' },
  { key: 'pfingstsonntag', day: afterEaster(49), states: ['BB'] },
  { key: 'pfingstmontag', day: afterEaster(50), states: 'all' },
  { key: 'fronleichnam', day: afterEaster(60), states: ['BW', 'BY', 'HE', 'NW', 'RP', 'SL'] },
  { key: 'mariae-himmelfahrt', day: fixed('08-15'), states: ['SL', 'BY'] },
  { key: 'weltkindertag', day: fixed('09-20'), states: ['TH'], years: since(2019) },
  { key: 'tag-der-einheit', day: fixed('10-03'), states: 'all' },
  { key: 'reformationstag', day: fixed('10-31'), states: ['BB', 'MV', 'SN', 'ST', 'TH'] },
  { key: 'reformationstag', day: fixed('10-31'), states: ['HB', 'HH', 'NI', 'SH'], years: since(2018) },
  { key: 'reformationstag', day: fixed('10-31'), states: 'all', years: (y) => y === 2017 },
  { key: 'allerheiligen', day: fixed('11-01'), states: ['BW', 'BY', 'NW', 'RP', 'SL'] },
  { key: 'buss-und-bettag', day: wednesdayBeforeNovember23, states: ['SN'] },
  { key: 'erster-weihnachtstag', day: fixed('12-25'), states: 'all' },
  { key: 'zweiter-weihnachtstag', day: fixed('12-26'), states: 'all' },
] as const satisfies readonly Rule[];

type Holiday = { readonly key: HolidayKey; readonly states: 'all' | readonly GermanState[] };
const years = new Map<number, ReadonlyMap<IsoDate, readonly Holiday[]>>();

function holidaysOfYear(year: number): ReadonlyMap<IsoDate, readonly Holiday[]> {
  let known = years.get(year);
  if (known === undefined) {
    known = listHolidays(year);
    years.set(year, known);
  }
  return known;
}

// Two can fall on one day: Himmelfahrt on 1 May (2008), so each day has a list.
function listHolidays(year: number): ReadonlyMap<IsoDate, readonly Holiday[]> {
  const byDate = new Map<IsoDate, Holiday[]>();
  for (const rule of rules) {
    const { key, day, states, years: holds }: Rule & { key: HolidayKey } = rule;
    if (holds !== undefined && !holds(year)) continue;
    const date = day(year);
    byDate.set(date, [...(byDate.get(date) ?? []), { key, states }]);
  }
  return byDate;
}

/** Meeus, Astronomical Algorithms, chapter 8 (first printed in Nature 1876): right for every Gregorian year. */
function easterSunday(year: number): IsoDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const moon =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const weekday = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - moon - (c % 4)) % 7;
  const late = Math.floor((a + 11 * moon + 22 * weekday) / 451);
  const days = moon + weekday - 7 * late + 114;
  const month = Math.floor(days / 31);
  return `${year}-0${month}-${String((days % 31) + 1).padStart(2, '0')}`;
}

function wednesdayBeforeNovember23(year: number): IsoDate {
  const last = `${year}-11-22`;
  return addDays(last, -((weekdayOf(last) + 4) % 7));
}
