import { expect, it } from 'vitest';
import type { E164 } from '../ids.ts';
import { groupDigits } from './group-digits.ts';

it.each([
  ['a mobile number', '+491713920046', '0171 39200 46'],
  ['a fixed line', '+493023125471', '030 23125 471'],
  ['ten digits after the area code', '+498999998261', '089 99998 261'],
  ['seven', '+492214710123', '0221 47101 23'],
  ['six: nothing stands alone', '+4930231250', '030 231 250'],
  ['a longer mobile prefix', '+4915228817386', '01522 88173 86'],
  ['a foreign one', '+436641234567', '+43 664 1234567'],
  ['what is no number at all', '+49', '+49'],
])('%s', (_name, number, grouped) => {
  expect(groupDigits(number as E164)).toBe(grouped);
});
