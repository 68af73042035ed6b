import type { Pacer, PacingSettings } from '../../../core/pacing/pacing.ts';
import { countCallers, rulePacer } from './rule-pacer.ts';

/**
 * One call for each caller who is ready: what dialler makers call progressive or power 1:1.
 *
 * The yardstick of the bench: a gain of 0. The only known rule that keeps within 3 % abandoned everywhere.
 */
export function progressive(_settings: PacingSettings): Pacer {
  return rulePacer('progressive', {
    wanted: ({ callers, calls }) => countCallers(callers, 'ready') - calls.length,
  });
}
