import { instantOf } from '../calendar/local-time.ts';
import type { Instant } from '../instant.ts';
import type { Campaign, PlannedShift } from './campaign.ts';

/** Name of a planned shift within its campaign: day and beginning, `2012-03-13-1600`. */
export function plannedShiftId({ day, fromMinute }: Pick<PlannedShift, 'day' | 'fromMinute'>): string {
  const digits = (count: number) => String(count).padStart(2, '0');
  return `${day}-${digits(Math.floor(fromMinute / 60))}${digits(fromMinute % 60)}`;
}

/** When it begins and ends (exclusive) on the campaign's clock. */
export function plannedShiftTimes(
  { day, fromMinute, untilMinute }: PlannedShift,
  { timezone }: Pick<Campaign, 'timezone'>,
): { readonly fromAt: Instant; readonly untilAt: Instant } {
  return { fromAt: instantOf(day, fromMinute, timezone), untilAt: instantOf(day, untilMinute, timezone) };
}
