import type { LocalTime } from './local-time.ts';

/** Parts of the week with their own chance to reach somebody, local time (DOMAIN 6.2). */
export type DayPart = 'A' | 'B' | 'C' | 'D' | 'E';

/**
 * A weekday until 13:00, B 13:00 to 17:00, C from 17:00; D Saturday until 14:00, E from 14:00.
 *
 * A Sunday counts as a Saturday: only a promised callback can lie there.
 */
export function dayPart(time: Pick<LocalTime, 'weekday' | 'minute'>): DayPart {
  const hour = time.minute / 60;
  if (time.weekday >= 6) return hour < 14 ? 'D' : 'E';
  if (hour < 13) return 'A';
  return hour < 17 ? 'B' : 'C';
}
