import { inspectNumber } from './inspect-number.ts';
import type { UnusableReason } from './phone-finding.ts';

export type DialPolicy =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: UnusableReason };

/**
 * Whether a number may be dialled: asked again by the queue before each dial and by the SIP layer.
 *
 * @param e164 As it would be sent, `+493023125909`. Trusts nobody: not the import, not the database.
 * @param options `allowedCountries`: ISO 3166 codes of the organisation, `['DE']` by default (DOMAIN 2.4).
 * Refuses `*` and `#` (they switch call forwarding), emergency, short and costly numbers (DOMAIN 2.3), codes
 * that are never allowed, numbers without a country, and whatever is not written as E.164.
 */
export function dialPolicy(
  e164: string,
  options: { readonly allowedCountries: readonly string[] },
): DialPolicy {
  if (/[*#]/.test(e164)) return { allowed: false, reason: 'network-code' };
  // ITU-T E.164: fifteen digits at most. Shorter than seven there is no line that we could know.
  if (!/^\+[1-9]\d{6,14}$/.test(e164)) return { allowed: false, reason: 'not-a-number' };
  const inspection = inspectNumber(e164, options.allowedCountries);
  if (inspection.kind === 'refused') return { allowed: false, reason: inspection.reason };
  // `+490351…` is forgiven in a cell, but on the wire it would be another number.
  return inspection.e164 === e164 ? { allowed: true } : { allowed: false, reason: 'not-a-number' };
}
