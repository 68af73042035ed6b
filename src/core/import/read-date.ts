import type { IsoDate } from '../campaign/campaign.ts';

export type DateReading =
  | { readonly kind: 'date'; readonly date: IsoDate }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable'; readonly reason: 'date-unreadable' | 'date-ambiguous' };

/** In which order a column writes 03/04/2010; `mixed` when its rows contradict each other. */
export type SlashOrder = 'day-first' | 'month-first' | 'mixed';

/**
 * A date as exports write it: 20.6.2010, 20.06.10, ISO with or without time, 20/06/2010, 06/2010, 2010,
 * 20. Juni 2010, and Excel's serial number.
 *
 * @param cell Cleaned. @param slashOrder What `surveySlashDates` found for the whole column.
 * Placeholders (01.01.1900, 31.12.9999) are empty. A month or a year alone means its first day. Source: DOMAIN 7.1.
 */
export function readDate(cell: string, slashOrder: SlashOrder = 'day-first'): DateReading {
  const text = cell.replace(timeOfDay, '');
  if (text === '') return { kind: 'empty' };
  const slashed = slashDate.exec(text);
  if (slashed) return readSlashDate(slashed.slice(1), slashOrder);
  for (const [pattern, read] of forms) {
    const found = pattern.exec(text);
    if (found) return dateOf(read(found.slice(1)));
  }
  return { kind: 'unreadable', reason: 'date-unreadable' };
}

/** The order of 03/04/2010 as one cell shows it: undefined when it shows none. */
export function slashOrderOf(cell: string): 'day-first' | 'month-first' | undefined {
  const found = slashDate.exec(cell.replace(timeOfDay, ''));
  if (!found) return undefined;
  if (Number(found[1]) > 12) return 'day-first';
  return Number(found[2]) > 12 ? 'month-first' : undefined;
}

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const timeOfDay = /(?<=\d)[T ,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2}|Uhr)?$/;
const slashDate = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$/;
const monthNames = ['jan', 'feb', 'mar', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dez'];

const forms: readonly (readonly [RegExp, (found: readonly (string | undefined)[]) => Parts])[] = [
  [/^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})\.?$/, ([day, month, year]) => parts(year, month, day)],
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/, ([year, month, day]) => parts(year, month, day)],
  [/^(\d{4})(\d{2})(\d{2})$/, ([year, month, day]) => parts(year, month, day)],
  [/^(\d{1,2})[/.](\d{4})$/, ([month, year]) => parts(year, month, '1')],
  [/^((?:19|20)\d{2})$/, ([year]) => parts(year, '1', '1')],
  [/^(\d{5})(?:[.,]\d+)?$/, ([serial]) => partsOfSerial(Number(serial))],
  [
    /^(\d{1,2})\.?\s*(\p{L}{3,9})\.?\s*(\d{4})$/u,
    ([day, name, year]) => parts(year, monthOf(name ?? ''), day),
  ],
];

function readSlashDate(
  [first, second, year]: readonly (string | undefined)[],
  order: SlashOrder,
): DateReading {
  const [one, two] = [Number(first), Number(second)];
  if (one > 12 || order === 'day-first') return dateOf(parts(year, second, first));
  if (two > 12 || order === 'month-first') return dateOf(parts(year, first, second));
  return { kind: 'unreadable', reason: 'date-ambiguous' };
}

function parts(year: string | undefined, month: string | undefined, day: string | undefined): Parts {
  const written = Number(year);
  // Two digits: up to 29 this century, from 30 the last one (DOMAIN 7.1).
  const full = year?.length === 2 ? written + (written < 30 ? 2000 : 1900) : written;
  return { year: full, month: Number(month), day: Number(day) };
}

function monthOf(name: string): string {
  const short = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().slice(0, 3);
  const english = { may: 'mai', oct: 'okt', dec: 'dez', mae: 'mar' }[short] ?? short;
  return String(monthNames.indexOf(english) + 1);
}

/** Excel counts days so that 25569 is 1970-01-01; civil calendar by Hinnant, "chrono-compatible date algorithms". */
function partsOfSerial(serial: number): Parts {
  const shifted = serial - 25569 + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

const sentinels = new Set([
  '0000-00-00',
  '0001-01-01',
  '1753-01-01',
  '1899-12-30',
  '1899-12-31',
  '1900-01-00',
  '1900-01-01',
]);

function dateOf({ year, month, day }: Parts): DateReading {
  const date = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  if (sentinels.has(date) || year === 9999) return { kind: 'empty' };
  const isReal =
    year >= 1850 && year <= 2150 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
  return isReal ? { kind: 'date', date } : { kind: 'unreadable', reason: 'date-unreadable' };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

const pad = (value: number, width: number) => String(value).padStart(width, '0');
