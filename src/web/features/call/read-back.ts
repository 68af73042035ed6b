import type { Correction } from '../../../core/outcome/report-parts.ts';
import { spelled } from './wording.ts';

/** How something is read back so that a mistake is heard: numbers in pairs, mail spelled, all else as it stands. */
export function readBack({ field, value }: Pick<Correction, 'field' | 'value'>): string {
  const text = value.trim();
  if (field === 'phone') return inPairs(text);
  if (field === 'email') return spelled(text);
  // A postcode or a house number within an address.
  return text.replace(/\d{4,}/g, inPairs);
}

/** `0171 3920047` as `01 71 39 20 047`: pairs, and three at the end of an odd number of digits. */
function inPairs(number: string): string {
  const sign = number.startsWith('+') ? '+ ' : '';
  const digits = number.replace(/\D/g, '');
  const isOdd = digits.length % 2 === 1 && digits.length > 1;
  const pairs = digits.slice(0, isOdd ? -3 : undefined).match(/\d{1,2}/g) ?? [];
  return `${sign}${[...pairs, ...(isOdd ? [digits.slice(-3)] : [])].join(' ')}`;
}
