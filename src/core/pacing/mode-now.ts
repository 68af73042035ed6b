import { type AnsweredCalls, isOverCap } from './abandonment.ts';
import type { PacingMode } from './pacing.ts';

/** DOMAIN, Decisions: `early` abandons so many at most, at any team size. */
export const EARLY_CAP = 0.003;
/** `look-ahead`, unless the campaign says otherwise, and what it may say at most. */
export const LOOK_AHEAD_CAP = 0.01;
export const LOOK_AHEAD_CEILING = 0.03;
/** `look-ahead` is for large teams: so many callers on shift at least. */
export const LOOK_AHEAD_CALLERS = 10;

export interface ModeFacts {
  /** What the campaign asks for. */
  readonly wanted: PacingMode;
  /** Of `look-ahead`. */
  readonly cap: number;
  /** An owner has switched look-ahead on here. */
  readonly isAllowed: boolean;
  /** On shift, and speaking by the trunk. */
  readonly callers: number;
  /** Today, and in the last thirty days. */
  readonly today: AnsweredCalls;
  readonly lately: AnsweredCalls;
}

export interface ModeNow {
  readonly mode: PacingMode;
  /** Abandoned calls at most, as a share of those that people answered; 0 where nobody is called ahead. */
  readonly cap: number;
  /** Why it is not what the campaign asks for: `pacing.why.<…>`; null when it is. */
  readonly why: 'not-allowed' | 'few-callers' | 'over-cap' | null;
}

/**
 * How a campaign calls right now: what it asks for, or less where that may not be.
 *
 * Look-ahead without an owner's word, or with fewer than ten callers, becomes `early`; over the cap of abandoned calls
 * both become `progressive`, until the share is within the cap again.
 */
export function modeNow(facts: ModeFacts): ModeNow {
  const { wanted } = facts;
  if (wanted !== 'early' && wanted !== 'look-ahead') return { mode: wanted, cap: 0, why: null };
  const why = wanted === 'look-ahead' ? whyNotLookAhead(facts) : null;
  const isAhead = wanted === 'look-ahead' && why === null;
  const cap = isAhead ? Math.min(facts.cap, LOOK_AHEAD_CEILING) : EARLY_CAP;
  if (isOverCap(facts.today, cap) || isOverCap(facts.lately, cap))
    return { mode: 'progressive', cap: 0, why: 'over-cap' };
  return { mode: isAhead ? 'look-ahead' : 'early', cap, why };
}

function whyNotLookAhead({ isAllowed, callers }: ModeFacts): 'not-allowed' | 'few-callers' | null {
  if (!isAllowed) return 'not-allowed';
  return callers < LOOK_AHEAD_CALLERS ? 'few-callers' : null;
}

/** Whether a call may go out before its caller is free. */
export function callsAhead(mode: PacingMode): mode is 'early' | 'look-ahead' {
  return mode === 'early' || mode === 'look-ahead';
}
