import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../instant.ts';
import { type SkipReason, skippedUntil } from './skip-reason.ts';

test.each<[SkipReason, number, number]>([
  ['know-person', 30 * DAY, 400 * DAY],
  ['somebody-else', 10 * HOUR, DAY],
  ['not-now', 10 * MINUTE, HOUR],
  ['other', 10 * MINUTE, HOUR],
])('%s: the person does not come to the same caller for a fitting while', (reason, least, most) => {
  const now = 1_000_000;
  expect(skippedUntil(reason, now) - now).toBeGreaterThan(least);
  expect(skippedUntil(reason, now) - now).toBeLessThan(most);
});
