import { expect, test } from 'vitest';
import type { E164 } from '../ids.ts';
import { zoneOfNumber } from './zone-of-number.ts';

test.each([
  ['+493023125098', 'Europe/Berlin'],
  ['+491713920046', 'Europe/Berlin'],
  ['+431234567890', 'Europe/Vienna'],
  ['+442079460000', 'Europe/London'],
  // Several zones: nobody knows.
  ['+12025550123', null],
  ['+34910000000', null],
])('%s is in %s', (number, zone) => {
  // A number of the table above.
  expect(zoneOfNumber(number as E164)).toBe(zone);
});
