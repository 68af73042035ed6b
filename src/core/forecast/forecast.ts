import { HOUR, type Instant } from '../instant.ts';
import type { Coverage } from './session-event.ts';
import type { Hours } from './slots.ts';

/** How far a campaign comes by when. */
export interface Forecast {
  /** Of the campaign's people at the end. */
  readonly contacts: number;
  readonly reached: number;
  readonly outOfDate: number;
  readonly triedOnce: number;
  /** When everybody had been tried once; null: not within the hours. */
  readonly allTried: { readonly at: Instant; readonly callingHours: number } | null;
  /** Reached in all by the end of each opening. */
  readonly byOpening: readonly { readonly untilAt: Instant; readonly reached: number }[];
}

/** @param coverage How far it was, again and again; in the order of time. */
export function forecastOf(coverage: readonly Coverage[], openings: readonly Hours[]): Forecast {
  const last = coverage.at(-1);
  const { contacts = 0, reached = 0, outOfDate = 0, triedOnce = 0 } = last ?? {};
  const all = coverage.find((it) => it.contacts > 0 && it.triedOnce === it.contacts);
  return {
    ...{ contacts, reached, outOfDate, triedOnce },
    allTried: all === undefined ? null : { at: all.at, callingHours: callingHours(openings, all.at) },
    byOpening: openings.map(({ untilAt }, index) => {
      const next = openings[index + 1]?.fromAt ?? Number.POSITIVE_INFINITY;
      return { untilAt, reached: coverage.findLast(({ at }) => at <= next)?.reached ?? 0 };
    }),
  };
}

/** Opening hours that lie before that moment. */
export function callingHours(openings: readonly Hours[], at: Instant): number {
  let sum = 0;
  for (const { fromAt, untilAt } of openings) sum += Math.max(0, Math.min(at, untilAt) - fromAt);
  return sum / HOUR;
}
