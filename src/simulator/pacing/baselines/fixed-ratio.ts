import type { Pacer, PacingSettings } from '../../../core/pacing/pacing.ts';
import { countCallers, rulePacer } from './rule-pacer.ts';

/**
 * So many lines for each caller who is ready, for ever the same: the setting "lines per agent" of most diallers.
 *
 * Rounded down, as the open ones do it: a ratio below 2 gives a single free caller one line. In practice also what
 * gnudialer does (vldmitrofanov/gnudialer20, evaluate.h): its budget term takes 3 % for a factor of 3 and never binds.
 *
 * @param ratio lines for each ready caller, 1 or more.
 */
export function fixedRatio(ratio: number): (settings: PacingSettings) => Pacer {
  return () =>
    rulePacer(`ratio-${ratio}`, {
      wanted: ({ callers, calls }) => Math.floor(countCallers(callers, 'ready') * ratio) - calls.length,
      values: () => ({ ratio }),
    });
}
