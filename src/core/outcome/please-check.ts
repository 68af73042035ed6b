import type { IsoDate } from '../campaign/campaign.ts';
import { DAY, type Instant } from '../instant.ts';
import type { SoftSign } from './verdict.ts';

/** Why a person should look at a number that no rule calls out of date. */
export type CheckReason = 'out-of-order' | 'absent' | 'no-answer';

/**
 * Weak hints that add up: cause 27 on 3 days, absent 5 times over 14 days, 7 times no answer over 14 days.
 *
 * Never changes a number's state; asks a person to check (DOMAIN 1.7, "soft please check").
 * @param hints Since the last conversation, in any order.
 */
export function pleaseCheck(
  hints: readonly { readonly soft: SoftSign; readonly at: Instant; readonly day: IsoDate }[],
): CheckReason | null {
  const times = (soft: SoftSign) => hints.filter((hint) => hint.soft === soft).map(({ at }) => at);
  const brokenDays = new Set(hints.filter(({ soft }) => soft === 'out-of-order').map(({ day }) => day));
  if (brokenDays.size >= 3) return 'out-of-order';
  if (isOftenAndLong(times('absent'), 5)) return 'absent';
  return isOftenAndLong(times('no-answer'), 7) ? 'no-answer' : null;
}

function isOftenAndLong(times: readonly Instant[], count: number): boolean {
  return times.length >= count && Math.max(...times) - Math.min(...times) >= 14 * DAY;
}
