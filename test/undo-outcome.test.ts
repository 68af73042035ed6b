import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows } from '../src/adapters/store/connection.ts';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import type { OutcomeReport } from '../src/app/ports.ts';
import { decideAgain } from '../src/app/settle-attempt.ts';
import type { AttemptId, ContactId, NumberId } from '../src/core/ids.ts';
import { HOUR, MINUTE, SECOND } from '../src/core/instant.ts';
import type { Disposition } from '../src/core/outcome/disposition.ts';
import type { campaignUnderTest } from '../src/core/queue/campaign-under-test.ts';
import { ANSWERS, openPhoneBank, type PhoneBank, says } from './phone-bank.fixture.ts';

let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

const newsletters = [{ id: 'state', title: 'N', wording: { du: '', sie: '' }, version: 3, mailsPerMonth: 2 }];
const bankOf = (people: number, campaign: Parameters<typeof campaignUnderTest>[0] = {}) =>
  openPhoneBank(testStore, {
    behaviours: Array.from({ length: people }, () => ANSWERS),
    campaign: { newsletters, ...campaign },
  });

/** A conversation that has just ended and waits for its word. */
async function afterTalk(bank: PhoneBank) {
  await bank.dialler.start();
  const caller = await bank.actor();
  await bank.workplace.openShift(caller, bank.campaign.definition.key);
  await bank.workplace.ready(caller);
  await bank.pass(4);
  const shift = await bank.workplace.shift(caller);
  if (shift?.call === null || shift?.call === undefined) throw new Error('no call');
  return { caller, attemptId: shift.call.attemptId };
}

const said: readonly Disposition[] = [
  ...([
    'conversation-complete',
    'conversation-partial',
    'callback-agreed',
    'no-time',
    'not-interested',
  ] as const),
  ...([
    'objection',
    'third-person',
    'language-health',
    'voicemail',
    'voicemail-message',
    'technical',
  ] as const),
  ...(['not-in-service', 'number-changed', 'fax-data', 'wrong-person', 'deceased', 'resigned'] as const),
];

/** Every word with all that may follow from it. */
function wordFor(bank: PhoneBank, attemptId: AttemptId, disposition: Disposition): OutcomeReport {
  const fromAt = bank.clock.now() + HOUR;
  return says(attemptId, disposition, {
    talkedWithMember: disposition === 'objection',
    newsletter: disposition.startsWith('conversation') ? 'state' : null,
    callback: disposition === 'callback-agreed' ? { fromAt, untilAt: fromAt + HOUR } : null,
    note: 'eine Notiz',
  });
}

/** Everything that stands in the store, but what only tells that something was undone, and names drawn by chance. */
async function everything(): Promise<string[]> {
  const tables = await rows(
    sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('audit', 'undone_outcome')
      order by 1`,
    testStore.connection,
  );
  const drawn = ['outcome', 'callback', 'consent', 'do_not_call'];
  const found: string[] = [];
  for (const { name } of tables) {
    const without = drawn.includes(name) ? sql`- 'id' - 'key' - 'note_cipher'` : sql``;
    for (const { row } of await rows(
      sql<{ row: string }>`select (to_jsonb(t) ${without})::text as row from ${sql.table(name)} t order by 1`,
      testStore.connection,
    ))
      found.push(`${name} ${row}`);
  }
  return found.map((it) => it.replace(/"(key|callbackId)": "[^"]*"/g, '"$1"'));
}

describe('said, undone and said again is as if it had been said once', () => {
  test.each(said.map((it, index) => [it, said.filter((_, other) => (other - index) % 4 === 1)] as const))(
    '%s',
    async (disposition, others) => {
      const bank = await bankOf(1);
      // Somebody of the same household, and the same person in another campaign, feel what is said.
      const { rows: numbers } = await sql<{ id: NumberId }>`
        select number_id as id from person_number where person_id = ${bank.persons[0]}`.execute(
        bank.connection,
      );
      const household = await bank.people.person(numbers.map((it) => it.id));
      const second = await bank.people.campaign({ newsletters });
      const contacts: ContactId[] = await bank.people.contacts(second, [household, ...bank.persons]);
      const { caller, attemptId } = await afterTalk(bank);
      const row = await bank.store.campaigns.byId(second.id);
      if (row === null) throw new Error('no campaign');
      const context = { campaign: row, now: bank.clock.now(), chance: bank.chance };
      // Nobody else's turn is decided anew by every word; before a call goes out it is, and here for the comparison.
      const decided = async () => {
        for (const id of contacts) await decideAgain(bank.store, context, id, 'decide');
        return everything();
      };
      await decided();
      const report = (it: Disposition) => bank.workplace.report(caller, wordFor(bank, attemptId, it));
      await report(disposition);
      const once = await decided();
      await bank.workplace.undo(caller, attemptId);
      const undone = await decided();
      for (const other of others) {
        await report(other);
        await bank.workplace.undo(caller, attemptId);
        expect(await decided(), `${other} undone`).toEqual(undone);
      }
      await report(disposition);
      expect(await decided()).toEqual(once);
    },
  );
});

test('what was undone is shown to be corrected, and nothing else comes before it', async () => {
  const bank = await bankOf(2);
  const { caller, attemptId } = await afterTalk(bank);
  const word = says(attemptId, 'not-interested', { note: 'zu schnell' });
  await bank.workplace.report(caller, word);
  await bank.workplace.ready(caller);
  expect(await bank.workplace.undo(caller, attemptId)).toMatchObject({
    state: 'wrap-up',
    call: { attemptId, isUnfinished: true, isSettled: false, reported: word, undoUntil: null },
  });
  await expect(bank.workplace.ready(caller)).rejects.toMatchObject({ code: 'error.shift.finish-last-call' });
  await bank.pass(5);
  expect(bank.log.filter((it) => it.event === 'dialled')).toHaveLength(1);
  const report = await bank.workplace.closingReport(
    await bank.actor('organiser'),
    bank.campaign.definition.key,
  );
  expect(report.report).toMatchObject({ conversations: 0, reached: 0, attempts: 1 });
});

test('an objection undone leaves no trace but the audit, in other campaigns neither', async () => {
  const bank = await bankOf(1);
  const second = await bank.people.campaign();
  const [there] = await bank.people.contacts(second, bank.persons);
  const { caller, attemptId } = await afterTalk(bank);
  await bank.workplace.report(caller, says(attemptId, 'objection'));
  const stateThere = async () => (await bank.store.queue.countByReason(second.id))[0]?.state;
  expect(await stateThere()).toBe('stopped');
  await bank.workplace.undo(caller, attemptId);
  expect(there).toBeDefined();
  expect(await stateThere()).toBe('waiting');
  const { rows: blocks } = await sql`select from do_not_call where attempt_id = ${attemptId}`.execute(
    bank.connection,
  );
  expect(blocks).toEqual([]);
  const { rows: audit } = await sql<{ action: string }>`
    select action from audit where thing_id = ${bank.persons[0]} order by id`.execute(bank.connection);
  expect(audit.map((it) => it.action)).toEqual(['do-not-call', 'undo-do-not-call']);
});

test('a promise undone is not kept, and the person waits until the word is there', async () => {
  const bank = await bankOf(1);
  const { caller, attemptId } = await afterTalk(bank);
  const callback = { fromAt: bank.clock.now() + MINUTE, untilAt: bank.clock.now() + HOUR };
  await bank.workplace.report(caller, says(attemptId, 'callback-agreed', { callback }));
  await bank.workplace.undo(caller, attemptId);
  expect(await bank.promises()).toEqual([]);
  const other = await bank.actor();
  await bank.workplace.openShift(other, bank.campaign.definition.key);
  await bank.workplace.ready(other);
  await bank.pass(5);
  expect(bank.log.filter((it) => it.event === 'dialled')).toHaveLength(1);
  expect(await bank.promises()).toEqual([]);
});

test('a broken line undone is not rung at once, but is free when its caller never comes back', async () => {
  // No gap between tries: nothing but the word that is owed keeps the person from being rung.
  const bank = await bankOf(1, { limits: { minGapMinutes: 0 } });
  const { caller, attemptId } = await afterTalk(bank);
  await bank.workplace.report(caller, says(attemptId, 'technical'));
  expect((await bank.contact(0))?.due).toBe(bank.clock.now());
  await bank.workplace.undo(caller, attemptId);
  expect((await bank.contact(0))?.due).toBe(bank.clock.now() + 15 * MINUTE);
  const other = await bank.actor();
  await bank.workplace.openShift(other, bank.campaign.definition.key);
  await bank.workplace.ready(other);
  await bank.pass(14);
  expect(bank.log.filter((it) => it.event === 'dialled')).toHaveLength(1);
  await bank.pass(2);
  expect(bank.log.filter((it) => it.event === 'dialled')).toHaveLength(2);
});

test('undone while the next call rings: that one goes on, the undone one comes after it', async () => {
  const bank = await bankOf(2);
  const { caller, attemptId } = await afterTalk(bank);
  await bank.workplace.report(caller, says(attemptId, 'conversation-complete'));
  await bank.workplace.ready(caller);
  await bank.pass(3 / 60);
  const ringing = await bank.workplace.undo(caller, attemptId);
  expect(ringing.state).toBe('ringing');
  const next = ringing.call?.attemptId;
  if (next === undefined) throw new Error('no next call');
  expect(next).not.toBe(attemptId);
  await bank.pass(4);
  expect(await bank.workplace.report(caller, says(next, 'conversation-complete'))).toMatchObject({
    state: 'wrap-up',
    call: { attemptId, isUnfinished: true },
  });
  await expect(bank.workplace.ready(caller)).rejects.toMatchObject({ code: 'error.shift.finish-last-call' });
  await bank.workplace.report(caller, says(attemptId, 'no-time'));
  expect((await bank.workplace.ready(caller)).state).toBe('ready');
  expect(await bank.attempts()).toMatchObject([
    { disposition: 'no-time' },
    { disposition: 'conversation-complete' },
  ]);
});

test('a mailbox undone while its line goes down waits for its word all the same', async () => {
  const bank = await openPhoneBank(testStore, { behaviours: [{ behaviour: 'voicemail' }] });
  await bank.dialler.start();
  const caller = await bank.actor();
  await bank.workplace.openShift(caller, bank.campaign.definition.key);
  await bank.workplace.ready(caller);
  await bank.pass(1);
  const attemptId = (await bank.workplace.shift(caller))?.call?.attemptId;
  if (attemptId === undefined) throw new Error('no call');
  await bank.workplace.report(caller, says(attemptId, 'voicemail'));
  await bank.workplace.undo(caller, attemptId);
  await bank.pass(1);
  expect(await bank.workplace.shift(caller)).toMatchObject({
    state: 'wrap-up',
    call: { attemptId, line: 'ended', isSettled: false },
  });
});

describe('not everything can be undone', () => {
  test('after ten seconds it is too late', async () => {
    const bank = await bankOf(1);
    const { caller, attemptId } = await afterTalk(bank);
    const { call } = await bank.workplace.report(caller, says(attemptId, 'no-time'));
    expect(call?.undoUntil).toBe(bank.clock.now() + 10 * SECOND);
    await bank.pass(10 / 60);
    await expect(bank.workplace.undo(caller, attemptId)).rejects.toMatchObject({
      code: 'error.outcome.too-late',
    });
  });

  test('twice is once, and what was sent before does not come back', async () => {
    const bank = await bankOf(1);
    const { caller, attemptId } = await afterTalk(bank);
    await expect(bank.workplace.undo(caller, attemptId)).rejects.toMatchObject({
      code: 'error.outcome.nothing-to-undo',
    });
    const word = says(attemptId, 'no-time');
    await bank.workplace.report(caller, word);
    await bank.workplace.undo(caller, attemptId);
    const undone = await everything();
    await bank.workplace.undo(caller, attemptId);
    await bank.workplace.report(caller, word);
    expect(await everything()).toEqual(undone);
  });

  test('only the last word, and only the own one', async () => {
    const bank = await bankOf(2);
    const { caller, attemptId } = await afterTalk(bank);
    const other = await bank.actor();
    await bank.workplace.openShift(other, bank.campaign.definition.key);
    await bank.workplace.ready(other);
    await bank.pass(4);
    await bank.workplace.report(caller, says(attemptId, 'no-time'));
    await expect(bank.workplace.undo(other, attemptId)).rejects.toMatchObject({
      code: 'error.access.not-yours',
    });
    await bank.workplace.ready(caller);
    await bank.pass(1 / 60);
    const { rows: late } = await sql<{ id: AttemptId }>`
      select id from attempt where campaign_id = ${bank.campaign.id} and id <> ${attemptId}`.execute(
      bank.connection,
    );
    const theirs = late[0]?.id;
    if (theirs === undefined) throw new Error('no second call');
    // As if it had been this caller's own.
    await sql`update attempt set caller_id = ${caller.accountId} where id = ${theirs}`.execute(
      bank.connection,
    );
    await bank.store.calls.insertOutcome(says(theirs, 'no-time'), caller.accountId, 1, bank.clock.now());
    await expect(bank.workplace.undo(caller, attemptId)).rejects.toMatchObject({
      code: 'error.outcome.not-last',
    });
  });
});
