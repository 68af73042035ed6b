import type { Campaign, IsoDate, Selection, Weekday } from '../core/campaign/campaign.ts';
import { clock } from '../core/campaign/read-hours.ts';
import type { Locale, Texts } from '../texts/texts.ts';

/** `Di., 13. März 2012`. */
export function sayDate(date: IsoDate, locale: Locale): string {
  const style = {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  } as const;
  return new Intl.DateTimeFormat(locale, style).format(Date.parse(`${date}T00:00:00Z`));
}

/** `Di–Fr 16:00–20:00, Sa 10:00–18:00`: neighbouring days with the same hours as one. */
export function sayHours(hours: Campaign['hours'], locale: Locale): string {
  const groups: { first: Weekday; last: Weekday; written: string }[] = [];
  for (const day of [1, 2, 3, 4, 5, 6, 7] as const) {
    const written = hours[day].map((it) => `${clock(it.fromMinute)}–${clock(it.untilMinute)}`).join(' + ');
    const before = groups.at(-1);
    if (written === '') continue;
    if (before?.written === written && before.last === day - 1) before.last = day;
    else groups.push({ first: day, last: day, written });
  }
  return groups.map(({ first, last, written }) => `${sayDays(first, last, locale)} ${written}`).join(', ');
}

function sayDays(first: Weekday, last: Weekday, locale: Locale): string {
  const name = (day: Weekday) =>
    // 5 January 1970 was a Monday.
    new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format((day + 3) * 86_400_000);
  return first === last ? name(first) : `${name(first)}–${name(last)}`;
}

/** The conditions in words, in the order in which they are asked. */
export function saySelection(selection: Selection, { say, locale }: Pick<Texts, 'say' | 'locale'>): string {
  const parts: string[] = [];
  const add = (id: Parameters<typeof say>[0], value: string | number | undefined) => {
    if (value !== undefined) parts.push(say(id, { value }));
  };
  const date = (it: IsoDate | undefined) => (it === undefined ? undefined : sayDate(it, locale));
  const list = (them: readonly string[] | undefined) => them?.join(', ');
  add('campaign.selection.joined-since', date(selection.joinedOnOrAfter));
  add('campaign.selection.joined-until', date(selection.joinedOnOrBefore));
  add('campaign.selection.status', list(selection.status));
  add('campaign.selection.min-age', selection.minAgeYears);
  add('campaign.selection.max-age', selection.maxAgeYears);
  add('campaign.selection.branches', list(selection.branches));
  add('campaign.selection.postcodes', list(selection.postcodes));
  add('campaign.selection.no-contact', list(selection.noContactBy?.map((it) => say(`campaign.level.${it}`))));
  if (selection.diallableNumber) parts.push(say('campaign.selection.diallable'));
  if (selection.notBlocked) parts.push(say('campaign.selection.not-blocked'));
  const rest = selection.notAskedForDays;
  if (rest !== undefined) parts.push(say('campaign.selection.rest', { ...rest }));
  return parts.join('; ');
}
