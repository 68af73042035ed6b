import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import type { ShiftView } from '../src/app/workplace.ts';
import type { AttemptId } from '../src/core/ids.ts';
import { HOUR, SECOND } from '../src/core/instant.ts';
import type { NumberBehaviour } from '../src/simulator/network-file.ts';
import { ANSWERS, openPhoneBank, type PhoneBank, says } from './phone-bank.fixture.ts';

let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

const NO_ANSWER: NumberBehaviour = { behaviour: 'no-answer' };
const bankOf = (...behaviours: NumberBehaviour[]) => openPhoneBank(testStore, { behaviours });
type Caller = Awaited<ReturnType<PhoneBank['actor']>>;

/** A caller who has just become ready. */
async function readyCaller(bank: PhoneBank): Promise<Caller> {
  await bank.dialler.start();
  const caller = await bank.actor();
  await bank.workplace.openShift(caller, bank.campaign.definition.key);
  await bank.workplace.ready(caller);
  return caller;
}

async function shiftOf(bank: PhoneBank, caller: Caller): Promise<ShiftView> {
  const shift = await bank.workplace.shift(caller);
  if (shift === null) throw new Error('no shift');
  return shift;
}

function callOf({ call }: ShiftView): NonNullable<ShiftView['call']> {
  if (call === null) throw new Error('no call');
  return call;
}

const lineOf = async (bank: PhoneBank, caller: Caller) => callOf(await shiftOf(bank, caller)).line;

describe('what the screen shows of a call', () => {
  test('from the pause over ringing and talking to the word and the next person', async () => {
    const bank = await bankOf(ANSWERS);
    await bank.dialler.start();
    const caller = await bank.actor('caller', 'Kim');
    const opened = await bank.workplace.openShift(caller, bank.campaign.definition.key);
    expect(opened).toMatchObject({ state: 'pause', call: null, waiting: null, callerName: 'Kim' });
    await bank.workplace.ready(caller);
    await bank.pass(0);
    expect(await shiftOf(bank, caller)).toMatchObject({
      state: 'ringing',
      call: { line: 'dialling', isSettled: false, reported: null, ringSeconds: 35 },
    });
    await bank.pass(3 / 60);
    expect(await lineOf(bank, caller)).toBe('ringing');
    await bank.pass(1);
    const talking = await shiftOf(bank, caller);
    expect(talking).toMatchObject({ state: 'talking', call: { line: 'talking' } });
    await bank.pass(3);
    const { attemptId } = callOf(talking);
    expect(await shiftOf(bank, caller)).toMatchObject({
      state: 'wrap-up',
      call: { attemptId, line: 'ended', isUnfinished: false, proposal: null, undoUntil: null },
      today: { calls: 1, conversations: 0 },
    });
    const word = says(attemptId, 'conversation-complete', { note: 'kommt gern' });
    expect(await bank.workplace.report(caller, word)).toMatchObject({
      state: 'wrap-up',
      call: { reported: word, isSettled: false, undoUntil: bank.clock.now() + 10 * SECOND },
      today: { calls: 1, conversations: 1 },
    });
    await bank.pass(0.5);
    expect(callOf(await shiftOf(bank, caller)).undoUntil).toBeNull();
    expect(await bank.workplace.ready(caller)).toMatchObject({
      state: 'ready',
      call: null,
      waiting: { nextAt: null, missing: 0, reasons: [] },
    });
  });

  test('a call that nobody answers settles itself and says what it was', async () => {
    const bank = await bankOf(NO_ANSWER);
    const caller = await readyCaller(bank);
    await bank.pass(2);
    expect(await shiftOf(bank, caller)).toMatchObject({
      state: 'wrap-up',
      call: { line: 'ended', isSettled: true, proposal: 'no-answer', reported: null },
    });
    const waiting = await bank.workplace.ready(caller);
    expect(waiting.waiting).toMatchObject({
      missing: 1,
      reasons: [{ reason: 'wait-after-outcome', people: 1 }],
    });
    expect(waiting.waiting?.nextAt).toBeGreaterThan(bank.clock.now());
  });

  test('an announcement is told apart from ringing', async () => {
    const bank = await bankOf({ behaviour: 'not-in-service', sip: 404, q850: 1, earlyMedia: true });
    const caller = await readyCaller(bank);
    await bank.pass(0.1);
    expect(await lineOf(bank, caller)).toBe('announcement');
  });
});

describe('the line in the caller\u2019s hand', () => {
  test('hung up while it rings, the call is cancelled, is no try, and the next person can come', async () => {
    const bank = await bankOf(ANSWERS);
    const caller = await readyCaller(bank);
    await bank.pass(3 / 60);
    const { attemptId } = callOf(await shiftOf(bank, caller));
    await bank.workplace.hangUp(caller, attemptId);
    await bank.pass(0);
    expect(await shiftOf(bank, caller)).toMatchObject({
      state: 'wrap-up',
      call: { isSettled: true, proposal: 'cancelled' },
    });
    expect(await bank.attempts()).toMatchObject([{ state: 'settled', class: 'CANCELLED' }]);
    expect(await bank.health(0)).toBe('unverified');
    expect(await bank.contact(0)).toMatchObject({ state: 'waiting', reason: 'never-tried' });
    await bank.workplace.hangUp(caller, attemptId);
    expect((await bank.workplace.ready(caller)).state).toBe('ready');
  });

  test('hung up in a conversation, it waits for the word', async () => {
    const bank = await bankOf(ANSWERS);
    const caller = await readyCaller(bank);
    await bank.pass(1);
    await bank.workplace.hangUp(caller, callOf(await shiftOf(bank, caller)).attemptId);
    await bank.pass(0);
    expect(await shiftOf(bank, caller)).toMatchObject({
      state: 'wrap-up',
      call: { line: 'ended', isSettled: false },
    });
    await expect(bank.workplace.ready(caller)).rejects.toMatchObject({
      code: 'error.shift.finish-last-call',
    });
  });

  test('the caller speaks with somebody whom the line never told of: the word is asked for, and counts', async () => {
    const bank = await bankOf(NO_ANSWER);
    const caller = await readyCaller(bank);
    await bank.pass(0.25);
    const { attemptId } = callOf(await shiftOf(bank, caller));
    expect(await bank.workplace.talking(caller, attemptId)).toMatchObject({ state: 'talking' });
    await bank.pass(2);
    expect(await shiftOf(bank, caller)).toMatchObject({
      state: 'wrap-up',
      call: { isSettled: false, isUnfinished: false, line: 'ended' },
    });
    await bank.workplace.report(caller, says(attemptId, 'conversation-complete'));
    expect(await bank.attempts()).toMatchObject([
      { class: 'ANSWERED_HUMAN', disposition: 'conversation-complete' },
    ]);
    // Said too late, it changes nothing.
    expect((await bank.workplace.talking(caller, attemptId)).state).toBe('wrap-up');
  });

  test('pressed by mistake while it rang: the word "no answer" leaves the call what it was', async () => {
    const bank = await bankOf(NO_ANSWER);
    const caller = await readyCaller(bank);
    await bank.pass(0.25);
    const { attemptId } = callOf(await shiftOf(bank, caller));
    await bank.workplace.talking(caller, attemptId);
    await bank.pass(2);
    await bank.workplace.report(caller, says(attemptId, 'no-answer'));
    expect(await bank.attempts()).toMatchObject([{ class: 'NO_ANSWER', disposition: 'no-answer' }]);
  });

  test('nobody goes or pauses in the middle of a call, and pressing ready twice is harmless', async () => {
    const bank = await bankOf(ANSWERS);
    const caller = await readyCaller(bank);
    await bank.pass(1);
    await expect(bank.workplace.pause(caller)).rejects.toMatchObject({ code: 'error.shift.in-call' });
    await expect(bank.workplace.leave(caller)).rejects.toMatchObject({ code: 'error.shift.in-call' });
    expect((await bank.workplace.ready(caller)).state).toBe('talking');
  });

  test('a mailbox reported while it speaks: ready at once, the next call comes when the line is down', async () => {
    const bank = await bankOf({ behaviour: 'voicemail' }, ANSWERS);
    const caller = await readyCaller(bank);
    await bank.pass(1);
    const first = callOf(await shiftOf(bank, caller));
    await bank.workplace.report(caller, says(first.attemptId, 'voicemail'));
    expect(await bank.workplace.ready(caller)).toMatchObject({ state: 'ready', call: null });
    await bank.pass(0.1);
    expect(callOf(await shiftOf(bank, caller)).attemptId).not.toBe(first.attemptId);
  });

  test('a caller who pauses in the moment of the claim gets no call', async () => {
    const bank = await bankOf(ANSWERS);
    const caller = await readyCaller(bank);
    // Between the dialler's look at who is ready and its claim.
    const claim = bank.store.inTransaction;
    let isFirst = true;
    bank.store.inTransaction = async (work) => {
      if (isFirst) {
        isFirst = false;
        await bank.workplace.pause(caller);
      }
      return claim(work);
    };
    await bank.pass(5);
    bank.store.inTransaction = claim;
    expect(bank.log).toEqual([]);
    expect(await bank.contact(0)).toMatchObject({ state: 'waiting' });
  });
});

describe('after the server died in the middle of a call', () => {
  test('the page comes back with the call to finish first, and the word settles it', async () => {
    const bank = await bankOf(ANSWERS, ANSWERS);
    const caller = await readyCaller(bank);
    await bank.pass(1);
    const { attemptId } = callOf(await shiftOf(bank, caller));
    await bank.store.campaigns.release(bank.campaign.id, null);
    const { dialler } = bank.newDialler('second');
    await dialler.start();
    expect(await shiftOf(bank, caller)).toMatchObject({
      state: 'pause',
      call: { attemptId, isUnfinished: true, line: 'ended', reported: null },
    });
    await expect(bank.workplace.ready(caller)).rejects.toMatchObject({
      code: 'error.shift.finish-last-call',
    });
    expect(await bank.workplace.report(caller, says(attemptId, 'conversation-partial'))).toMatchObject({
      call: { isUnfinished: false, reported: { disposition: 'conversation-partial' } },
    });
    expect((await bank.workplace.ready(caller)).state).toBe('ready');
  });
});

describe('who may', () => {
  test('somebody without a shift is told so, and leaving twice is harmless', async () => {
    const bank = await bankOf(ANSWERS);
    const caller = await bank.actor();
    await expect(bank.workplace.ready(caller)).rejects.toMatchObject({ code: 'error.shift.none' });
    expect(await bank.workplace.shift(caller)).toBeNull();
    await bank.workplace.openShift(caller, bank.campaign.definition.key);
    await bank.workplace.leave(caller);
    await bank.workplace.leave(caller);
    expect(await bank.workplace.shift(caller)).toBeNull();
  });

  test('nobody speaks for another caller or for a call that is none', async () => {
    const bank = await bankOf(ANSWERS);
    const caller = await readyCaller(bank);
    await bank.pass(4);
    const { attemptId } = callOf(await shiftOf(bank, caller));
    for (const role of ['caller', 'organiser'] as const) {
      const other = await bank.actor(role);
      await bank.workplace.openShift(other, bank.campaign.definition.key);
      await expect(bank.workplace.report(other, says(attemptId, 'objection'))).rejects.toMatchObject({
        code: 'error.access.not-yours',
      });
      expect((await bank.workplace.hangUp(other, attemptId)).call).toBeNull();
    }
    const none = '00000000-0000-4000-8000-000000000000' as AttemptId;
    await expect(bank.workplace.report(caller, says(none, 'busy'))).rejects.toMatchObject({
      code: 'error.call.unknown',
    });
  });

  test('a campaign of another branch is closed, and nobody is in two campaigns at once', async () => {
    const bank = await bankOf(ANSWERS);
    const other = await bankOf(ANSWERS);
    const caller = await bank.actor();
    const key = other.campaign.definition.key;
    await expect(bank.workplace.openShift(caller, key)).rejects.toMatchObject({ code: 'error.access.unit' });
    await expect(bank.workplace.guide(caller, key)).rejects.toMatchObject({ code: 'error.access.unit' });
    await bank.workplace.openShift(caller, bank.campaign.definition.key);
    const second = await bank.people.campaign();
    await expect(bank.workplace.openShift(caller, second.definition.key)).rejects.toMatchObject({
      code: 'error.shift.elsewhere',
    });
  });

  test('callers find the running campaigns of their branch, organisers also those that are over', async () => {
    const bank = await bankOf(ANSWERS);
    const caller = await bank.actor();
    const organiser = await bank.actor('organiser');
    const over = await bank.people.campaign();
    await bank.store.campaigns.setState(over.id, 'closed', bank.clock.now());
    const keys = async (actor: Caller) => (await bank.workplace.me(actor)).campaigns.map((it) => it.key);
    expect(await keys(caller)).toEqual([bank.campaign.definition.key]);
    expect((await keys(organiser)).toSorted()).toEqual(
      [bank.campaign.definition.key, over.definition.key].toSorted(),
    );
    expect((await bank.workplace.me(caller)).shiftIn).toBeNull();
    await bank.workplace.openShift(caller, bank.campaign.definition.key);
    const me = await bank.workplace.me(caller);
    expect(me.shiftIn).toBe(bank.campaign.definition.key);
    expect(me.campaigns[0]?.openings).toHaveLength(10);
    await bank.pass(24 * 60);
    expect((await bank.workplace.me(caller)).campaigns[0]?.openings).toHaveLength(9);
  });
});

describe('the card', () => {
  test('tells what helps the call, and of earlier tries only this campaign\u2019s', async () => {
    const bank = await openPhoneBank(testStore, {
      behaviours: [ANSWERS],
      campaign: {
        offers: [
          { id: 'seminar', title: 'S', ask: { du: '', sie: '' }, date: '2012-04-01', audience: {} },
          { id: 'youth', title: 'Y', ask: { du: '', sie: '' }, audience: { maxAgeYears: 20 } },
        ],
        localContacts: [{ branch: 'Ortsverein', name: 'Renate', role: 'Vorstand' }],
      },
    });
    const branch = await bank.store.units.ensure('Ortsverein', bank.people.unit);
    await sql`
      update person set given_name = 'Sabine', family_name = 'Muster', joined_on = '2009-03-01', birth_date = '1980-01-01',
        unit_id = ${branch.id}, email = 's@example.org', last_contacts = '{"youth": "2011", "branch": " "}'
      where id = ${bank.persons[0]}`.execute(testStore.connection);
    await sql`update person_number set label = 'Telefon privat' where person_id = ${bank.persons[0]}`.execute(
      testStore.connection,
    );
    const caller = await readyCaller(bank);
    await bank.pass(4);
    const first = callOf(await shiftOf(bank, caller));
    expect(first.card).toMatchObject({
      ...{ givenName: 'Sabine', familyName: 'Muster', branch: 'Ortsverein', joinedOn: '2009-03-01' },
      ...{ reasons: ['never-tried'], promise: null, earlier: [], email: 's@example.org' },
      ...{
        lastContacts: [{ level: 'youth', text: '2011' }],
        dialledFrom: 'Telefon privat',
        otherNumbers: [],
        notBefore: null,
      },
      ...{ callerId: '030 231 250', offers: ['seminar'] },
      localContact: { name: 'Renate', role: 'Vorstand', branch: 'Ortsverein' },
    });
    expect(first.card.dialled).toMatch(/^069 \d{5} \d{3}$/);
    const fromAt = bank.clock.now() + HOUR;
    await bank.workplace.report(
      caller,
      says(first.attemptId, 'callback-agreed', {
        callback: { fromAt, untilAt: fromAt + HOUR },
        note: 'nach dem Essen',
      }),
    );
    await bank.workplace.ready(caller);
    await bank.pass(65);
    expect(callOf(await shiftOf(bank, caller))).toMatchObject({
      isCallback: true,
      card: {
        promise: { fromAt, untilAt: fromAt + HOUR, givenBy: 'caller', note: 'nach dem Essen' },
        earlier: [{ disposition: 'callback-agreed', note: 'nach dem Essen' }],
      },
    });
  });
});
