import type { Texts } from '../../../texts/texts-of.ts';

/** A moment of the campaign (ms, UTC), told to somebody who lives in its timezone at `now`. */
export interface Moment {
  readonly at: number;
  readonly now: number;
  readonly timezone: string;
}

/** `um 17:45 Uhr`, `morgen um 10:00 Uhr`, `am Freitag um 17:00 Uhr`, further away with its date. */
export function sayWhen(moment: Moment, texts: Texts): string {
  const day = dayOf(moment);
  return texts.say(`board.when.${day}`, { time: sayClock(moment, texts), day: sayDay(moment, texts) });
}

/** `17:45 Uhr`. */
export function sayClock({ at, timezone }: Omit<Moment, 'now'>, { say, locale }: Texts): string {
  const style = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: timezone } as const;
  return say('board.when.clock', { time: new Intl.DateTimeFormat(locale, style).format(at) });
}

/** `Donnerstag, 15. März, 17:42 Uhr`. */
export function sayNow(now: number, timezone: string, texts: Texts): string {
  const style = { weekday: 'long', day: 'numeric', month: 'long', timeZone: timezone } as const;
  const day = new Intl.DateTimeFormat(texts.locale, style).format(now);
  return `${day}, ${sayClock({ at: now, timezone }, texts)}`;
}

/** How long something lasts: `9:20 Min.`, from an hour on `1:05 Std.`; never less than nothing. */
export function sayLasting(milliseconds: number, { say }: Texts): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return say('board.lasts.minutes', { minutes: colon(minutes, seconds % 60) });
  return say('board.lasts.hours', { hours: colon(Math.floor(minutes / 60), minutes % 60) });
}

function colon(whole: number, part: number): string {
  return `${whole}:${String(part).padStart(2, '0')}`;
}

function dayOf({ at, now, timezone }: Moment): 'today' | 'tomorrow' | 'day' {
  const days = daysAhead({ at, now, timezone });
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : 'day';
}

function sayDay({ at, now, timezone }: Moment, { locale }: Texts): string {
  const ahead = daysAhead({ at, now, timezone });
  const date = ahead > 0 && ahead < 7 ? {} : ({ day: 'numeric', month: 'long' } as const);
  return new Intl.DateTimeFormat(locale, { weekday: 'long', ...date, timeZone: timezone }).format(at);
}

function daysAhead({ at, now, timezone }: Moment): number {
  const midnight = (moment: number) => {
    // `sv` writes a day as ISO 8601 does.
    const day = new Intl.DateTimeFormat('sv', { timeZone: timezone }).format(moment);
    return Date.parse(`${day}T00:00:00Z`);
  };
  return Math.round((midnight(at) - midnight(now)) / 86_400_000);
}
