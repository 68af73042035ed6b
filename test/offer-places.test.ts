// Two callers and the last place of an offer, on the real store.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '../src/adapters/store/connection.ts';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import { viewStore } from '../src/adapters/store/view-store.ts';
import type { OfferAnswer } from '../src/core/outcome/report-parts.ts';
import { ANSWERS, openPhoneBank, type PhoneBank, says } from './phone-bank.fixture.ts';

let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

const both = (text: string) => ({ du: text, sie: `${text}?` });
const offers = (id: string, places: number) => [
  { id, title: 'Treffen', ask: both('Kommst du'), date: '2012-04-01', places, audience: {} },
];

async function talking(people: number, campaign: Parameters<typeof openPhoneBank>[1]['campaign']) {
  const bank = await openPhoneBank(testStore, {
    behaviours: Array.from({ length: people }, () => ANSWERS),
    ...(campaign === undefined ? {} : { campaign }),
  });
  await bank.dialler.start();
  const callers = await Promise.all(Array.from({ length: people }, () => bank.actor()));
  for (const it of callers) {
    await bank.workplace.openShift(it, bank.campaign.definition.key);
    await bank.workplace.ready(it);
  }
  await bank.pass(1);
  return { bank, callers };
}

async function callOf({ workplace }: PhoneBank, actor: Awaited<ReturnType<PhoneBank['actor']>>) {
  const call = (await workplace.shift(actor))?.call;
  if (call === null || call === undefined) throw new Error('no call');
  return call;
}

const answer = (id: string, said: OfferAnswer) => ({
  talkedWithMember: true,
  offers: [{ id, answer: said, companion: false, reminder: false }],
});

test('of two who take the last place at once one gets it, and the other is told and may choose otherwise', async () => {
  const { bank, callers } = await talking(2, { offers: offers('last', 1) });
  const calls = await Promise.all(callers.map((it) => callOf(bank, it)));
  expect(calls.map((it) => it.placesLeft)).toEqual([{ last: 1 }, { last: 1 }]);
  bank.hints.length = 0;
  const say = (place: number, said: OfferAnswer) => {
    const [caller, call] = [callers[place], calls[place]];
    if (caller === undefined || call === undefined) throw new Error('no such caller');
    return bank.workplace.report(caller, says(call.attemptId, 'conversation-partial', answer('last', said)));
  };
  const both = await Promise.allSettled([say(0, 'yes'), say(1, 'yes')]);
  const refused = both.findIndex((it) => it.status === 'rejected');
  expect(both.filter((it) => it.status === 'fulfilled')).toHaveLength(1);
  expect(both[refused]).toMatchObject({ reason: { code: 'error.offer.full', values: { offer: 'Treffen' } } });
  // Every screen was told, the other one's as well.
  const other = callers[refused];
  if (other === undefined) throw new Error('nobody was refused');
  const shift = await bank.workplace.shift(other);
  expect(bank.hints).toContain(shift?.shiftId);
  expect(shift?.call?.placesLeft).toEqual({ last: 0 });
  expect((await say(refused, 'maybe')).call?.reported?.offers[0]?.answer).toBe('maybe');
});

test('the same report sent twice is no second yes, and what was taken back gives its place back', async () => {
  const { bank, callers } = await talking(1, { offers: offers('again', 1) });
  const [caller] = callers;
  if (caller === undefined) throw new Error('nobody');
  const { attemptId } = await callOf(bank, caller);
  const report = says(attemptId, 'conversation-partial', answer('again', 'yes'));
  await bank.workplace.report(caller, report);
  expect((await bank.workplace.report(caller, report)).call?.placesLeft).toEqual({ again: 0 });
  expect((await bank.workplace.undo(caller, attemptId)).call?.placesLeft).toEqual({ again: 1 });
});

test('an earlier yes to the same meeting is shown, to one of the same id on another day it is not', async () => {
  const { bank, callers } = await talking(1, { offers: offers('known', 5) });
  const [caller] = callers;
  const [personId] = bank.persons;
  if (caller === undefined || personId === undefined) throw new Error('nobody');
  const { attemptId, card } = await callOf(bank, caller);
  expect(card.signUps).toEqual([]);
  await bank.workplace.report(caller, says(attemptId, 'conversation-partial', answer('known', 'yes')));
  for (const [date, signUps] of [
    ['2012-04-01', [{ offer: 'known', at: expect.any(Number) }]],
    ['2013-04-01', []],
  ] as const) {
    const offer = offers('known', 5).map((it) => ({ ...it, date }));
    const later = await bank.people.campaign({ offers: offer });
    await bank.people.contacts(later, [personId]);
    const id = await secondAttempt(attemptId, later.id, personId);
    expect(await viewStore(testStore.connection, testStore.cipher).signUps(id)).toEqual(signUps);
  }
});

/** An attempt like this one, in another campaign. */
async function secondAttempt<Id extends string>(like: Id, campaignId: string, personId: string): Promise<Id> {
  const [row] = await rows(
    sql<{ id: Id }>`
      insert into attempt (id, campaign_id, contact_id, person_id, number_id, caller_id, shift_id, trunk_id, epoch, state,
        is_callback, is_recheck, day, part, dialled_at, why)
      select gen_random_uuid(), ${campaignId}, c.id, a.person_id, a.number_id, a.caller_id, a.shift_id, a.trunk_id, a.epoch,
        'settled', false, false, a.day, a.part, a.dialled_at + interval '1 day', a.why
      from attempt a, contact c where a.id = ${like} and c.campaign_id = ${campaignId} and c.person_id = ${personId}
      returning id`,
    testStore.connection,
  );
  if (row === undefined) throw new Error('no attempt');
  return row.id;
}

test('a consent keeps the words that were read, in the form of address they were read in', async () => {
  const wording = { du: 'Möchtest du ihn?', sie: 'Möchten Sie ihn?' };
  const newsletters = [{ id: 'state', title: 'N', wording, version: 3, mailsPerMonth: 2 }];
  const { bank, callers } = await talking(2, { newsletters });
  for (const [place, address] of [undefined, 'sie' as const].entries()) {
    const caller = callers[place];
    if (caller === undefined) throw new Error('nobody');
    const { attemptId } = await callOf(bank, caller);
    const said = { talkedWithMember: true, newsletter: 'state', ...(address && { address }) };
    await bank.workplace.report(caller, says(attemptId, 'conversation-partial', said));
    const [kept] = await rows(
      sql`select kind, wording_version as version, wording_text as words, at from consent where attempt_id = ${attemptId}`,
      testStore.connection,
    );
    const words = address === 'sie' ? wording.sie : wording.du;
    expect(kept).toEqual({ kind: 'newsletter:state', version: 3, words, at: bank.clock.now() });
  }
});
