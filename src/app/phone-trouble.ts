import { type CallEvidence, q850Cause } from '../core/outcome/call-evidence.ts';

/** Why the caller's own phone is not on the line. */
export type PhoneTrouble = 'busy' | 'no-answer' | 'hung-up' | 'not-reached';

/** By Q.850 (17 busy, 18 and 19 no answer) or the SIP status (RFC 3261 section 21). */
export function phoneTroubleOf(evidence: CallEvidence): PhoneTrouble {
  if (evidence.ms.answered !== null) return 'hung-up';
  const cause = q850Cause(evidence.reasons);
  const { sipStatus } = evidence;
  if (cause === 17 || sipStatus === 486 || sipStatus === 600 || sipStatus === 603) return 'busy';
  if (cause === 18 || cause === 19) return 'no-answer';
  if (evidence.cancelledByUs || sipStatus === 408 || sipStatus === 480) return 'no-answer';
  return 'not-reached';
}
