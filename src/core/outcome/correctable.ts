/** Why the outcome of a call of one's own shift cannot be changed any more; message ids `outcome.fixed.<why>`. */
export const fixedReasons = ['on', 'unfinished', 'by-line', 'closed', 'called-since', 'in-hand'] as const;
export type FixedReason = (typeof fixedReasons)[number];

export interface CallToCorrect {
  readonly state: 'in-flight' | 'settled' | 'lost';
  /** Its caller has given an outcome. */
  readonly hasOutcome: boolean;
  /** The outcome is still to come, or was taken back. */
  readonly needsWord: boolean;
  readonly isCampaignClosed: boolean;
  /** The person was called again after this call, in any campaign. */
  readonly wasCalledSince: boolean;
  /** Somebody is about to ring the person. */
  readonly isInHand: boolean;
}

/**
 * Whether a caller may still correct the outcome of a call (ASKS 21, 22); null when it can be corrected.
 *
 * What came after it must not rest on it: a later call was placed because of it, and its caller has read it.
 */
export function whyFixed(call: CallToCorrect): FixedReason | null {
  if (call.state === 'in-flight') return 'on';
  if (call.needsWord) return 'unfinished';
  if (!call.hasOutcome) return 'by-line';
  if (call.isCampaignClosed) return 'closed';
  if (call.wasCalledSince) return 'called-since';
  return call.isInHand ? 'in-hand' : null;
}
