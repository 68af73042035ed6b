import { HOUR, type Instant, MINUTE } from '../instant.ts';

/** Why a caller would rather not ring this person; nobody has to explain more than that (ASKS 18). */
export const skipReasons = ['know-person', 'somebody-else', 'not-now', 'other'] as const;
export type SkipReason = (typeof skipReasons)[number];

/** Longer than any shift, and than any campaign of ours. */
const SHIFT = 14 * HOUR;
const CAMPAIGN = 366 * 24 * HOUR;

/** Until when the person does not come to this caller again; to everybody else at once. */
export function skippedUntil(reason: SkipReason, now: Instant): Instant {
  switch (reason) {
    case 'know-person':
      return now + CAMPAIGN;
    case 'somebody-else':
      return now + SHIFT;
    // "Not now": but the next one shall be another person, even where few are left.
    case 'not-now':
    case 'other':
      return now + 30 * MINUTE;
    default:
      return reason satisfies never;
  }
}
