import type { Campaign, GermanState, IsoDate, Opening, Weekday } from '../campaign/campaign.ts';
import { type Instant, MINUTE } from '../instant.ts';
import { holidayOn, isExtraClosedDay } from './holidays.ts';
import { addDays, instantOf, type LocalTime, localTime, weekdayOf } from './local-time.ts';

/** What the window needs of a campaign. */
export type CampaignCalendar = Pick<
  Campaign,
  'state' | 'timezone' | 'period' | 'hours' | 'holidays' | 'limits'
>;

/** Where a person lives: a postcode on a border has several states, an unknown one none (the branch's state rules). */
export type PersonState = GermanState | readonly GermanState[] | null;

export type ClosedReason =
  | 'before-period'
  | 'after-period'
  | 'outside-hours'
  | 'sunday'
  | 'holiday'
  | 'closed-day'
  | 'too-late-today';

export type DialWindow =
  | { readonly open: true; readonly closesAt: Instant; readonly lastDialAt: Instant }
  | { readonly open: false; readonly reason: ClosedReason; readonly opensAt: Instant | null };

/** The widest hours a campaign may have, minutes since local midnight (DOMAIN L2, L3); no day, no calls. */
export const OUTER_WINDOW: Readonly<Record<Weekday, Opening | null>> = {
  1: { fromMinute: 8 * 60, untilMinute: 20 * 60 },
  2: { fromMinute: 8 * 60, untilMinute: 20 * 60 },
  3: { fromMinute: 8 * 60, untilMinute: 20 * 60 },
  4: { fromMinute: 8 * 60, untilMinute: 20 * 60 },
  5: { fromMinute: 8 * 60, untilMinute: 20 * 60 },
  6: { fromMinute: 9 * 60, untilMinute: 18 * 60 },
  7: null,
};

/**
 * Whether a person of that state may be dialled at that moment, and if not, why and from when.
 *
 * Campaign's hours and period, holidays of the person's states, the branch's state and nationwide (DOMAIN L4),
 * never outside L2 and L3, last dial by L5. `lastDialAt` is still open, `closesAt` is not. `opensAt` is null
 * when no opening is left. `too-late-today`: the day had an opening, its last dial has passed.
 */
export function dialWindow(campaign: CampaignCalendar, state: PersonState, at: Instant): DialWindow {
  const time = localTime(at, campaign.timezone);
  const closed = closedDay(campaign, state, time.date);
  if (closed !== null) return { open: false, reason: closed, opensAt: nextOpening(campaign, state, at) };
  const now = openingsOf(campaign, time.date).find((it) => at >= it.fromAt && at <= it.lastDialAt);
  if (now !== undefined) return { open: true, closesAt: now.untilAt, lastDialAt: now.lastDialAt };
  return { open: false, reason: closedHour(campaign, time, at), opensAt: nextOpening(campaign, state, at) };
}

/** The earliest moment from `from` on at which a person of that state may be dialled; null when none is left. */
export function nextOpening(campaign: CampaignCalendar, state: PersonState, from: Instant): Instant | null {
  const today = localTime(from, campaign.timezone).date;
  let date = today > campaign.period.from ? today : campaign.period.from;
  for (; date <= campaign.period.until; date = addDays(date, 1)) {
    if (closedDay(campaign, state, date) !== null) continue;
    const next = openingsOf(campaign, date).find((it) => from <= it.lastDialAt);
    if (next !== undefined) return Math.max(from, next.fromAt);
  }
  return null;
}

/** All openings of the campaign for people of its own state, in order. */
export function openings(campaign: CampaignCalendar): { date: IsoDate; fromAt: Instant; untilAt: Instant }[] {
  const found: { date: IsoDate; fromAt: Instant; untilAt: Instant }[] = [];
  for (let date = campaign.period.from; date <= campaign.period.until; date = addDays(date, 1)) {
    if (closedDay(campaign, null, date) !== null) continue;
    for (const { fromAt, untilAt } of openingsOf(campaign, date)) found.push({ date, fromAt, untilAt });
  }
  return found;
}

function closedDay(campaign: CampaignCalendar, state: PersonState, date: IsoDate): ClosedReason | null {
  if (date < campaign.period.from) return 'before-period';
  if (date > campaign.period.until) return 'after-period';
  if (OUTER_WINDOW[weekdayOf(date)] === null) return 'sunday';
  if (holidayOn(date, statesOf(campaign, state)) !== null) return 'holiday';
  if (isExtraClosedDay(date) || campaign.holidays.closed.includes(date)) return 'closed-day';
  return null;
}

function statesOf(campaign: CampaignCalendar, state: PersonState): readonly GermanState[] {
  if (state === null || state === campaign.state) return [campaign.state];
  return typeof state === 'string' ? [campaign.state, state] : [campaign.state, ...state];
}

function closedHour(campaign: CampaignCalendar, time: LocalTime, at: Instant): ClosedReason {
  const last = openingsOf(campaign, time.date).at(-1);
  return last !== undefined && at > last.lastDialAt ? 'too-late-today' : 'outside-hours';
}

interface OpeningOfDay {
  readonly fromAt: Instant;
  readonly untilAt: Instant;
  readonly lastDialAt: Instant;
}

/** The day's openings inside the outer window and long enough for one dial, in order. */
function openingsOf(campaign: CampaignCalendar, date: IsoDate): OpeningOfDay[] {
  const weekday = weekdayOf(date);
  const outer = OUTER_WINDOW[weekday];
  if (outer === null) return [];
  const found: OpeningOfDay[] = [];
  for (const opening of campaign.hours[weekday]) {
    const fromAt = instantOf(date, Math.max(opening.fromMinute, outer.fromMinute), campaign.timezone);
    const untilAt = instantOf(date, Math.min(opening.untilMinute, outer.untilMinute), campaign.timezone);
    const lastDialAt = untilAt - campaign.limits.lastDialMinutesBeforeEnd * MINUTE;
    if (lastDialAt >= fromAt && untilAt > fromAt) found.push({ fromAt, untilAt, lastDialAt });
  }
  return found.sort((a, b) => a.fromAt - b.fromAt);
}
