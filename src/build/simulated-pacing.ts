import type { SimulatedPacing } from '../cli/simulate.ts';
import type { Campaign } from '../core/campaign/campaign.ts';
import type { createPacer } from '../core/pacing/create-pacer.ts';
import { EARLY_CAP, LOOK_AHEAD_CAP, LOOK_AHEAD_CEILING } from '../core/pacing/mode-now.ts';
import type { Pacer, PacingMode, PacingSettings } from '../core/pacing/pacing.ts';
import { byHand } from '../simulator/pacing/baselines/by-hand.ts';
import { fixedRatio } from '../simulator/pacing/baselines/fixed-ratio.ts';
import { KOORAGANG_3, kooragang } from '../simulator/pacing/baselines/kooragang.ts';
import { vicidial } from '../simulator/pacing/baselines/vicidial.ts';

export interface PacingPlan {
  readonly name: SimulatedPacing;
  /** What the campaign asks the dialler for. */
  readonly mode: PacingMode;
  /** Abandoned calls at most; null where nobody is called ahead. */
  readonly cap: number | null;
  /** Another dialler's rule in the place of ours. */
  readonly createPacer?: typeof createPacer;
}

const OTHERS = {
  'by-hand': byHand(),
  'fixed-1.5': fixedRatio(1.5),
  'fixed-2': fixedRatio(2),
  kooragang: kooragang(KOORAGANG_3),
  vicidial: vicidial(),
} satisfies Partial<Record<SimulatedPacing, (settings: PacingSettings) => Pacer>>;

/**
 * How the simulated campaign calls: as asked for, otherwise as its file says.
 *
 * Rules of others dial through our dialler, so its hard cap holds for them, too: over it the campaign falls back.
 */
export function pacingPlan(
  { pacing }: Pick<Campaign, 'pacing'>,
  asked: { readonly pacing: SimulatedPacing | null; readonly cap: number | null },
): PacingPlan {
  const name = asked.pacing ?? nameOf(pacing?.mode ?? 'progressive');
  switch (name) {
    case 'preview':
    case 'progressive':
      return { name, mode: name, cap: null };
    case 'early':
      return { name, mode: name, cap: EARLY_CAP };
    case 'look-ahead':
      return { name, mode: name, cap: asked.cap ?? pacing?.cap ?? LOOK_AHEAD_CAP };
    default: {
      const rule = OTHERS[name];
      return {
        name,
        mode: 'look-ahead',
        cap: LOOK_AHEAD_CEILING,
        createPacer: (_, settings) => rule(settings),
      };
    }
  }
}

/** Own phones are dialled by hand, one person after the other. */
function nameOf(mode: PacingMode): SimulatedPacing {
  return mode === 'own-phone' ? 'by-hand' : mode;
}
