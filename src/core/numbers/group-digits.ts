import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { E164 } from '../ids.ts';

/**
 * A number as a person reads it aloud: area code, then groups of five and what is left: `0171 39200 46`.
 *
 * Foreign numbers keep the international form of libphonenumber. Nothing stands alone at the end: of six digits there
 * are two groups of three.
 */
export function groupDigits(number: E164): string {
  const parsed = parsePhoneNumberFromString(number);
  if (parsed === undefined) return number;
  if (parsed.country !== 'DE') return parsed.formatInternational();
  const [area = '', ...rest] = parsed.formatNational().split(' ');
  return [area, ...groupsOf(rest.join(''))].join(' ');
}

const GROUP = 5;

function groupsOf(digits: string): string[] {
  if (digits.length <= GROUP) return digits === '' ? [] : [digits];
  const first = digits.length === GROUP + 1 ? 3 : GROUP;
  return [digits.slice(0, first), ...groupsOf(digits.slice(first))];
}
