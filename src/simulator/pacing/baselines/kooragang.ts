import type { Pacer, PacingSettings } from '../../../core/pacing/pacing.ts';
import { countCallers, every, rulePacer } from './rule-pacer.ts';

/** Names and shipped values of Kooragang's campaign settings (its migrations), in our spelling. */
export interface KooragangSettings {
  /** `acceptable_drop_rate`, 0 to 1. */
  readonly acceptableDropShare: number;
  /** `max_ratio`. */
  readonly maxRatio: number;
  /** `ratio_increment`, and by how much more it goes down: `ratio_decrease_factor`. */
  readonly ratioIncrement: number;
  readonly ratioDecreaseFactor: number;
  /** `recalculate_ratio_window`. */
  readonly recalculateSeconds: number;
  /** `ratio_window`. */
  readonly windowSeconds: number;
  /** `min_callers_for_ratio`: with fewer, available or in a call, the ratio is 1. */
  readonly minCallersForRatio: number;
}

/** As it is shipped: progressive, since nothing may be dropped and the ratio may not rise. */
export const KOORAGANG_SHIPPED: KooragangSettings = {
  acceptableDropShare: 0,
  maxRatio: 1,
  ratioIncrement: 0.2,
  ratioDecreaseFactor: 2,
  recalculateSeconds: 180,
  windowSeconds: 600,
  minCallersForRatio: 5,
};

/** The setting of our table: 3 %, a ratio of 4 at most. */
export const KOORAGANG_3: KooragangSettings = {
  ...KOORAGANG_SHIPPED,
  acceptableDropShare: 0.03,
  maxRatio: 4,
};

/**
 * The rule of GetUp's Kooragang (commit 7bbdd41 of 30 April 2024; dialer/index.js, workers/dialer_worker.js, migrations).
 *
 * Once a second `floor(available callers x ratio) - queued calls`; a call is queued until it is answered or over. The ratio
 * moves by a step every `recalculateSeconds`, down when dropped / ended calls of the window are over the share. Ended calls are
 * all of them, unanswered ones too, as there. Callers in wrap-up count as being in a call (its survey follows the call).
 * Not shown: it hangs up at once when nobody is free, without the grace of two seconds, which here the world gives.
 */
export function kooragang(rule: KooragangSettings = KOORAGANG_SHIPPED): (settings: PacingSettings) => Pacer {
  return () => {
    let ratio = 1;
    let ended: { at: number; isDropped: boolean }[] = [];
    const isTurn = every(1);
    const isRatioDue = every(rule.recalculateSeconds);
    const nextRatio = (now: number, callers: number) => {
      ended = ended.filter(({ at }) => at > now - rule.windowSeconds);
      if (callers < rule.minCallersForRatio || ended.length === 0) return 1;
      const dropShare = ended.filter(({ isDropped }) => isDropped).length / ended.length;
      const isOver = dropShare > rule.acceptableDropShare;
      const step = rule.ratioIncrement * (isOver ? -rule.ratioDecreaseFactor : 1);
      return Math.min(rule.maxRatio, Math.max(1, ratio + step));
    };
    return rulePacer('kooragang', {
      note: ({ type, at }) => {
        if (type === 'failed' || type === 'ended' || type === 'abandoned')
          ended.push({ at, isDropped: type === 'abandoned' });
      },
      wanted: ({ now, callers, calls }) => {
        if (!isTurn(now)) return 0;
        if (isRatioDue(now)) ratio = nextRatio(now, callers.length - countCallers(callers, 'pause'));
        const queued = calls.filter(({ state }) => state !== 'waiting').length;
        return floorOf(countCallers(callers, 'ready') * ratio) - queued;
      },
      values: () => ({ ratio }),
    });
  };
}

/** Steps of 0.2 add up to 1.9999: five callers at a ratio of 2 are ten lines there, where the ratio is a decimal number. */
function floorOf(lines: number): number {
  return Math.floor(lines + 1e-6);
}
