import { expect, test } from 'vitest';
import { campaignUnderTest } from '../core/queue/campaign-under-test.ts';
import { quickForecast } from './quick-forecast.ts';

test('a team of twelve calls some five hundred people an hour, and speaks with a fifth of them', () => {
  const campaign = campaignUnderTest({ shifts: [] });
  const { callers, callsPerHour, conversationsPerHour } = quickForecast(campaign);
  expect(callers).toBe(12);
  expect(callsPerHour).toBeGreaterThan(400);
  expect(callsPerHour).toBeLessThan(1200);
  expect(conversationsPerHour / callsPerHour).toBeCloseTo(0.22, 1);
});

test('the team is as large as the largest planned shift', () => {
  const shift = { day: '2012-03-13', fromMinute: 960, untilMinute: 1080 };
  const shifts = [{ ...shift, places: 4 }, { ...shift, places: 6 }, shift];
  expect(quickForecast(campaignUnderTest({ shifts })).callers).toBe(6);
});

test('who reads first and calls by a tap comes to less than the trunk alone, and to more than by hand', () => {
  const of = (mode: 'progressive' | 'preview' | 'own-phone') =>
    quickForecast(campaignUnderTest({ shifts: [], pacing: { mode, cap: 0.01 } })).conversationsPerHour;
  expect(of('preview')).toBeLessThan(of('progressive'));
  expect(of('preview')).toBeGreaterThan(of('own-phone'));
});

test('by hand it is much less', () => {
  const own = { mode: 'own-phone', cap: 0.01 } as const;
  const byTrunk = quickForecast(campaignUnderTest({ shifts: [] }));
  const byHand = quickForecast(campaignUnderTest({ shifts: [], pacing: own }));
  expect(byHand.conversationsPerHour).toBeLessThan(byTrunk.conversationsPerHour * 0.8);
});
