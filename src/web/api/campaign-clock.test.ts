import { expect, test } from 'vitest';
import { campaignTime, wallTime } from './campaign-clock.ts';

test('the campaign’s clock goes at its own pace, whatever year the browser has', () => {
  const reading = { now: 1_331_650_000_000, speed: 200, wallAt: 5_000 };
  expect(campaignTime(reading, 6_000)).toBe(1_331_650_000_000 + 200_000);
  expect(wallTime(reading, campaignTime(reading, 7_777))).toBe(7_777);
});
