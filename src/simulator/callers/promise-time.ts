import { addDays, instantOf, localTime, weekdayOf } from '../../core/calendar/local-time.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../core/instant.ts';

export type CallbackWish = 'in-two-hours' | 'tomorrow-evening' | 'weekend';

interface Opening {
  readonly fromAt: Instant;
  readonly untilAt: Instant;
}

/**
 * When a fictional person wants to be rung again, as the README of the sample data says it.
 *
 * @param openings The campaign's, the earliest first; those that are over do not matter.
 */
export function promiseTime(
  wish: CallbackWish,
  now: Instant,
  { timezone, openings }: { readonly timezone: string; readonly openings: readonly Opening[] },
): Opening {
  const today = localTime(now, timezone).date;
  const openingsOn = (date: string) => openings.filter((it) => localTime(it.fromAt, timezone).date === date);
  switch (wish) {
    case 'in-two-hours': {
      const fromAt = now + 2 * HOUR;
      const isOpen = openings.some((it) => fromAt >= it.fromAt && fromAt < it.untilAt);
      const next = isOpen ? fromAt : (openings.find((it) => it.fromAt > fromAt)?.fromAt ?? fromAt);
      return { fromAt: next, untilAt: next + 30 * MINUTE };
    }
    case 'tomorrow-evening': {
      const date = addDays(today, 1);
      const fromAt = instantOf(date, 17 * 60, timezone);
      const closing = openingsOn(date).find((it) => it.untilAt > fromAt)?.untilAt;
      return { fromAt, untilAt: closing ?? fromAt + 3 * HOUR };
    }
    case 'weekend': {
      const saturday = addDays(today, ((6 - weekdayOf(today) + 6) % 7) + 1);
      const [opening] = openingsOn(saturday);
      const fromAt = opening?.fromAt ?? instantOf(saturday, 10 * 60, timezone);
      return { fromAt, untilAt: opening?.untilAt ?? fromAt + DAY / 3 };
    }
    default:
      return wish satisfies never;
  }
}
