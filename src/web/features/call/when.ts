import type { Texts } from '../../../texts/texts-of.ts';

/** The campaign's timezone and what its clock shows: a caller elsewhere sees the times of the people called. */
export interface Here {
  readonly timezone: string;
  readonly now: number;
}

/** `17:10`. */
export function clockTime(at: number, { timezone }: Pick<Here, 'timezone'>, { locale }: Texts): string {
  return format(at, timezone, locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** `Heute`, `Do.`: short enough for a chip. */
export function shortDay(at: number, here: Here, texts: Texts): string {
  const days = daysAway(at, here);
  if (days === 0) return texts.say('caller.when.today');
  if (days < 7) return dotted(format(at, here.timezone, texts.locale, { weekday: 'short' }), texts);
  return format(at, here.timezone, texts.locale, { weekday: 'short', day: 'numeric', month: 'short' });
}

/** `heute um 18:05 Uhr`, `gestern um 18:05 Uhr`, `am Dienstag, 13. März, um 18:05 Uhr`. */
export function dayAndTime(at: number, here: Here, texts: Texts): string {
  const time = clockTime(at, here, texts);
  const days = daysAway(at, here);
  if (days === 0) return texts.say('caller.when.today-at', { time });
  if (days === 1) return texts.say('caller.when.tomorrow-at', { time });
  if (days === -1) return texts.say('caller.when.yesterday-at', { time });
  return texts.say('caller.when.day-at', { day: longDay(at, here, texts), time });
}

/** `Donnerstag, 15. März, 17 bis 18 Uhr` as one line of words. */
export function windowWords(window: { fromAt: number; untilAt: number }, here: Here, texts: Texts): string {
  return texts.say('caller.when.window', {
    day: longDay(window.fromAt, here, texts),
    from: clockTime(window.fromAt, here, texts),
    until: clockTime(window.untilAt, here, texts),
  });
}

/** `Donnerstag, 15. März`. */
export function longDay(at: number, { timezone }: Pick<Here, 'timezone'>, { locale }: Texts): string {
  return format(at, timezone, locale, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** A day without a time, `2012-04-21`: in UTC, so that no timezone moves it. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T12:00:00Z`);
}

/** `Samstag, 21. April`, with its year when it is not this year. */
export function dateWords(date: string, { locale }: Texts): string {
  return format(dayOf(date), 'UTC', locale, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** `März 2009`. */
export function monthWords(date: string, { locale }: Texts): string {
  return format(dayOf(date), 'UTC', locale, { month: 'long', year: 'numeric' });
}

/** The three lines of a date leaf: `Sa.`, `21`, `Apr.`. */
export function dateLeaf(date: string, texts: Texts): [string, string, string] {
  const part = (options: Intl.DateTimeFormatOptions) => format(dayOf(date), 'UTC', texts.locale, options);
  const day = part({ day: 'numeric' }).replace('.', '');
  return [dotted(part({ weekday: 'short' }), texts), day, dotted(part({ month: 'short' }), texts)];
}

/** German abbreviations end with a full stop, a month of four letters (`Juni`) is none; Intl leaves them bare. */
function dotted(word: string, { locale }: Texts): string {
  return locale === 'de' && word.length < 4 && word !== 'Mai' ? `${word}.` : word;
}

/** Makes a beginning of what may also stand within a sentence. */
export function capitalised(words: string): string {
  return words.charAt(0).toLocaleUpperCase() + words.slice(1);
}

/** `4:12`; from an hour on `1:04:12`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const tail = `${hours > 0 ? two(minutes) : minutes}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

function daysAway(at: number, { now, timezone }: Here): number {
  // Sweden writes days as ISO 8601 does.
  const day = (it: number) => Date.parse(format(it, timezone, 'sv', { dateStyle: 'short' }));
  return Math.round((day(at) - day(now)) / 86_400_000);
}

function format(at: number, timeZone: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { ...options, timeZone }).format(at);
}
