import { expect, test } from 'vitest';
import { type CallToCorrect, type FixedReason, whyFixed } from './correctable.ts';

const fine: CallToCorrect = {
  ...{ state: 'settled', hasOutcome: true, needsWord: false },
  ...{ isCampaignClosed: false, wasCalledSince: false, isInHand: false },
};

test.each<[string, Partial<CallToCorrect>, FixedReason | null]>([
  ['what was said stands alone', {}, null],
  ['the call is on', { state: 'in-flight' }, 'on'],
  ['its word is owed', { state: 'lost', hasOutcome: false, needsWord: true }, 'unfinished'],
  ['the line said it, not a person', { hasOutcome: false }, 'by-line'],
  ['the campaign is closed', { isCampaignClosed: true }, 'closed'],
  ['somebody called since', { wasCalledSince: true, isInHand: true }, 'called-since'],
  ['somebody is about to call', { isInHand: true }, 'in-hand'],
])('a call can be corrected, or it is told why not: %s', (_, change, reason) => {
  expect(whyFixed({ ...fine, ...change })).toBe(reason);
});
