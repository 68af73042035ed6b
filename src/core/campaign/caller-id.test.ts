import { expect, test } from 'vitest';
import { readCallerId } from './caller-id.ts';

test.each([
  ['030 23125099', '+493023125099'],
  ['+49 (0)30 / 231250-99', '+493023125099'],
  ['0049 89 99998001', '+498999998001'],
  ['0171 3920001', '+491713920001'],
  ['0900 1234567', 'not-allowed'],
  ['+49 137 1234567', 'not-allowed'],
  ['0180 5123456', 'not-allowed'],
  ['0700 12345678', 'not-allowed'],
  ['031 12345', 'not-allowed'],
  ['11833', 'not-allowed'],
  ['110', 'not-allowed'],
  ['116117', 'not-allowed'],
  ['+43 1 234567', 'not-german'],
  ['231250', 'not-german'],
  ['Zentrale', 'not-german'],
  ['*31#03023125099', 'not-german'],
])('%s as the number shown: %s', (written, expected) => {
  const shown = readCallerId(written);
  expect('number' in shown ? shown.number : shown.refused).toBe(expected);
});
