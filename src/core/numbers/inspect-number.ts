import {
  type NumberType as LibraryType,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import type { E164 } from '../ids.ts';
import { refusedGermanRange, refusedSubscriberPart } from './german-ranges.ts';
import type { NumberType, UnusableReason } from './phone-finding.ts';

export type Inspection =
  | { readonly kind: 'usable'; readonly e164: E164; readonly type: NumberType }
  | { readonly kind: 'refused'; readonly reason: UnusableReason };

/**
 * What a number with its country code is, and whether it may be called at all.
 *
 * @param dialled A plus sign and digits; a trunk zero after the country code is forgiven (`+490351…`).
 * @param allowedCountries ISO 3166 codes (`DE`). Refused ranges are refused in every country.
 * Looks at the digits before and after parsing (DOMAIN 2.2 steps 5 to 7), since libphonenumber alone calls
 * wrong numbers valid.
 */
export function inspectNumber(dialled: string, allowedCountries: readonly string[]): Inspection {
  const before = refusedDigits(dialled);
  if (before) return { kind: 'refused', reason: before };
  const parsed = parsePhoneNumberFromString(dialled);
  if (!parsed) return { kind: 'refused', reason: 'not-a-number' };
  // ITU-T E.164 ends at fifteen digits; the library reads on.
  if (parsed.number.length > 16) return { kind: 'refused', reason: 'too-long' };
  const type = parsed.getType();
  const reason =
    refusedDigits(parsed.number) ?? refusedCountry(parsed, allowedCountries) ?? refusedType(parsed, type);
  if (reason) return { kind: 'refused', reason };
  // The library's number is `+` and digits, checked just now: that is what the brand means.
  return { kind: 'usable', e164: parsed.number as string as E164, type: ourType(parsed, type) };
}

/** Satellite, international premium and freephone services: no country's list opens them (DOMAIN 2.4). */
const neverAllowed = /^\+(800|808|870|878|881|882|883|888|979|991)/;
const germany = '+49';

function refusedDigits(dialled: string): UnusableReason | undefined {
  if (neverAllowed.test(dialled)) return 'international-service';
  if (/^\+11[02]$/.test(dialled)) return 'emergency';
  if (!dialled.startsWith(germany)) return undefined;
  const national = dialled.slice(germany.length);
  return refusedGermanRange(national.startsWith('0') ? national.slice(1) : national);
}

function refusedCountry(
  parsed: PhoneNumber,
  allowedCountries: readonly string[],
): UnusableReason | undefined {
  // +1 is not "USA": the library's country decides, never the code. A German number that is no real one
  // still has its country, so that it is told as incomplete and not as foreign.
  if (parsed.country === undefined) return parsed.isValid() ? 'international-service' : 'foreign';
  return allowedCountries.includes(parsed.country) ? undefined : 'foreign';
}

function refusedType(parsed: PhoneNumber, type: LibraryType | undefined): UnusableReason | undefined {
  if (type === undefined) return parsed.nationalNumber.length >= 12 ? 'too-long' : 'incomplete';
  const refused = refusedTypes[type];
  if (refused) return refused;
  return parsed.country === 'DE' && type === 'FIXED_LINE' ? refusedLine(parsed) : undefined;
}

function refusedLine(parsed: PhoneNumber): UnusableReason | undefined {
  if (isNationalSubscriber(parsed)) return undefined;
  const national = String(parsed.nationalNumber);
  const shortArea = /^(?:30|40|69|89)(.*)$/.exec(national);
  if (shortArea) return refusedSubscriberPart(shortArea[1] ?? '');
  // Formatting is slow, and only these digits behind an area code of three to five could be refused.
  if (!/^\d{3,5}(?:0|11|19222)/.test(national)) return undefined;
  // The library groups a German number as area code and subscriber part: "0351 19222".
  return refusedSubscriberPart(parsed.formatNational().split(' ').slice(1).join(''));
}

function isNationalSubscriber(parsed: PhoneNumber): boolean {
  return parsed.country === 'DE' && parsed.nationalNumber.startsWith('32');
}

function ourType(parsed: PhoneNumber, type: LibraryType | undefined): NumberType {
  if (isNationalSubscriber(parsed) || type === 'VOIP') return 'voip';
  if (type === 'MOBILE') return 'mobile';
  return type === 'FIXED_LINE_OR_MOBILE' ? 'fixed-line-or-mobile' : 'fixed-line';
}

const refusedTypes: Partial<Record<LibraryType & string, UnusableReason>> = {
  TOLL_FREE: 'toll-free',
  PREMIUM_RATE: 'premium',
  SHARED_COST: 'shared-cost',
  PERSONAL_NUMBER: 'personal',
  PAGER: 'pager',
  UAN: 'closed-group',
  VOICEMAIL: 'voicemail',
};
