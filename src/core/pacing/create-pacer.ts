import type { Pacer, PacingBasis, PacingMode, PacingSettings, PacingSnapshot } from './pacing.ts';

/**
 * The pacer of a campaign's mode: how many calls to begin now.
 *
 * @param learned what `learned()` of an earlier shift's pacer gave; null: sensible assumptions, corrected within minutes.
 */
export function createPacer(mode: PacingMode, _settings: PacingSettings, _learned: unknown = null): Pacer {
  let last: PacingBasis = { mode, calls: 0 };
  return {
    note: () => {},
    decide: (snapshot) => {
      const calls = mode === 'own-phone' || mode === 'preview' ? 0 : onePerReadyCaller(snapshot);
      last = { mode, calls };
      return { calls, reason: { code: 'pacing.reason.progressive', values: { calls } } };
    },
    basis: () => last,
    learned: () => null,
  };
}

function onePerReadyCaller({ callers, calls, channelsFree, contactsLeft }: PacingSnapshot): number {
  const ready = callers.filter((it) => it.state === 'ready').length;
  return Math.max(0, Math.min(ready - calls.length, channelsFree, contactsLeft));
}
