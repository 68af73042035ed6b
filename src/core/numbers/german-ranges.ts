import type { UnusableReason } from './phone-finding.ts';

/**
 * Why a German number is never called, by its digits alone; undefined when its range is open.
 *
 * @param national The digits after +49, or after the trunk zero: `3023125909`, `9001234567`, `110`.
 * Source: DOMAIN 2.3 (Bundesnetzagentur, Nummernplan Rufnummern).
 */
export function refusedGermanRange(national: string): UnusableReason | undefined {
  if (/^11[02]$/.test(national)) return 'emergency';
  if (/^(115|116\d{3}|118\d{2,3})$/.test(national)) return 'short-code';
  return refusedRanges.find(([range]) => range.test(national))?.[1];
}

/** Why the part behind an area code is never called: rescue control centres, and what cannot be a line. */
export function refusedSubscriberPart(subscriber: string): UnusableReason | undefined {
  if (/^(110|112|19222)/.test(subscriber)) return 'emergency';
  if (/^11[568]/.test(subscriber)) return 'short-code';
  // Subscriber parts start neither with 0 nor with 11 (DOMAIN 2.3): such digits are a typing error.
  return /^(0|11)/.test(subscriber) ? 'incomplete' : undefined;
}

const refusedRanges: readonly (readonly [RegExp, UnusableReason])[] = [
  [/^10/, 'call-by-call'],
  [/^13[78]/, 'mass-traffic'],
  [/^180/, 'shared-cost'],
  [/^18/, 'closed-group'],
  [/^190/, 'premium'],
  [/^16[489]/, 'pager'],
  // What is left of 01 and is not mobile: 011, 012, 013, 014, 0154, 0161, 0165 to 0167, 019.
  [/^1(?!5[0-35-9]|6[023]|7)/, 'special'],
  [/^31/, 'test-number'],
  [/^700/, 'personal'],
  [/^800/, 'toll-free'],
  [/^900/, 'premium'],
  [/^0/, 'not-a-number'],
];
