import { expect, test } from 'vitest';
import type { E164 } from '../core/ids.ts';
import { campaignUnderTest } from '../core/queue/campaign-under-test.ts';
import { guideView } from './guide-view.ts';

const offer = {
  ...{ id: 'online', title: 'Abend', ask: { du: 'Na', sie: 'Ja' } },
  audience: { languages: ['pl'], minAgeYears: 18 },
};

test('a campaign that was opened before there were openings, topics or a help contact has none', () => {
  const view = guideView({ campaign: campaignUnderTest() });
  expect(view).toMatchObject({ openings: {}, topics: [], mailboxMessage: false, helpContact: null });
});

test('callers learn of an offer in which language it is, and not whom it is for', () => {
  const view = guideView({ campaign: campaignUnderTest({ offers: [offer] }) });
  expect(view.offers).toEqual([{ id: 'online', title: 'Abend', ask: offer.ask, languages: ['pl'] }]);
});

test('the help contact has a number to read, and a mailbox may be spoken to where the file says so', () => {
  // A number of the ranges that ring nobody.
  const helpContact = { name: 'Team', phone: '+493023125098' as E164 };
  const view = guideView({ campaign: campaignUnderTest({ helpContact, mailbox: { message: true } }) });
  expect(view).toMatchObject({ helpContact: { name: 'Team', phone: '030 23125 098' }, mailboxMessage: true });
});
