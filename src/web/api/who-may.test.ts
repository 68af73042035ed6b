import { expect, test } from 'vitest';
import type { MeView } from '../../protocol/views.ts';
import { boardSample, campaignSample } from '../samples/board.sample.ts';
import { homeOf, isFor } from './who-may.ts';

const me = (role: MeView['account']['role'], more: Partial<MeView> = {}): MeView => ({
  account: { id: 'a', name: 'Kim', role },
  campaigns: [campaignSample],
  shiftIn: null,
  ...{ isNewcomer: false, pledges: [], settings: {} },
  now: boardSample.now,
  ...more,
});

test.each([
  ['anybody', null, true],
  ['caller', null, false],
  ['organiser', null, false],
  ['caller', me('caller'), true],
  ['organiser', me('caller'), false],
  ['caller', me('organiser'), true],
  ['organiser', me('owner'), true],
  ['organiser', me('steward'), true],
  ['caller', me('steward'), false],
] as const)('a page for %s with %j: %s', (audience, whom, answer) => {
  expect(isFor(audience, whom)).toBe(answer);
});

test.each([
  ['a caller', me('caller'), '/schicht'],
  ['an organiser', me('organiser'), '/einsatz/sachsen-2012'],
  ['an organiser who is on shift', me('organiser', { shiftIn: 'sachsen-2012' }), '/schicht'],
])('%s belongs to %3$s', (_, whom, home) => {
  expect(homeOf(whom)).toBe(home);
});
