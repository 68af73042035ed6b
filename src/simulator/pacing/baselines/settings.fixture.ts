import type { PacingSettings } from '../../../core/pacing/pacing.ts';

/** An evening of two hours from half past four, as the bench has it. */
export const eveningSettings: PacingSettings = {
  teamSize: 10,
  abandonCap: 0.03,
  channels: 60,
  ringSeconds: 26,
  graceSeconds: 2,
  tickSeconds: 0.25,
  startsAtClock: 16.5 * 3600,
  sessionSeconds: 7200,
};
