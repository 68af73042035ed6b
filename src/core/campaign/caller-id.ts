import type { E164 } from '../ids.ts';

/**
 * A number that may be shown to people who are called, as E.164: German, own, and neither 0900, 0137, 118 nor a
 * short code (§ 120 TKG, DOMAIN L13). Landline, mobile, 032 and 0800 are allowed; that it is one's own, nobody
 * but the organisation can prove.
 */
export function readCallerId(written: string): { number: E164 } | { refused: 'not-german' | 'not-allowed' } {
  const digits = written.replace(/[\s()/.–-]/g, '');
  const national = /^(?:\+49|0049)0?([1-9]\d+)$|^0([1-9]\d+)$/.exec(digits);
  const significant = national?.[1] ?? national?.[2];
  // `110` or `11833` without a zero in front: a short code, not a number of another country.
  if (significant === undefined) return { refused: /^1\d{2,5}$/.test(digits) ? 'not-allowed' : 'not-german' };
  if (!MAY_BE_SHOWN.some((range) => range.test(significant))) return { refused: 'not-allowed' };
  return { number: `+49${significant}` as E164 }; // Checked right here: the brand is given.
}

const MAY_BE_SHOWN = [
  // Mobile.
  /^15[0-25-9]\d{7,8}$|^16[023]\d{7,8}$|^17\d\d{7,8}$/,
  // National subscriber numbers and freephone.
  /^32\d{9}$|^800\d{7}$/,
  // Landlines: area code and a subscriber part, together 6 to 11 digits. 031, 0700, 0800 and 0900 are none.
  /^(?!3[12]|[789]00)[2-9]\d{5,10}$/,
];
