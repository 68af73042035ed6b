import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import type { AttemptId, NumberId } from '../src/core/ids.ts';
import { HOUR, MINUTE, SECOND } from '../src/core/instant.ts';
import { ANSWERS, openPhoneBank, type PhoneBank, says } from './phone-bank.fixture.ts';

let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

const bankOf = async (people: number, campaign: Parameters<typeof openPhoneBank>[1]['campaign'] = {}) => {
  const behaviours = Array.from({ length: people }, () => ANSWERS);
  const bank = await openPhoneBank(testStore, { behaviours, campaign });
  await bank.dialler.start();
  return bank;
};
type Caller = Awaited<ReturnType<PhoneBank['actor']>>;

async function readyCaller(bank: PhoneBank): Promise<Caller> {
  const caller = await bank.actor();
  await bank.workplace.openShift(caller, bank.campaign.definition.key);
  await bank.workplace.ready(caller);
  return caller;
}
const callOf = async (bank: PhoneBank, caller: Caller) => {
  const call = (await bank.workplace.shift(caller))?.call;
  if (call === null || call === undefined) throw new Error('no call');
  return call;
};
const dialled = (bank: PhoneBank) => bank.log.filter((it) => it.event === 'dialled').length;
/** Rings for five seconds, talks for two minutes, and is over. */
const TALK = 4;
const seconds = (count: number) => count / 60;

async function afterTalk(bank: PhoneBank) {
  const caller = await readyCaller(bank);
  await bank.pass(TALK);
  return { caller, attemptId: (await callOf(bank, caller)).attemptId };
}

describe('ASKS 18: skipping a person', () => {
  test('ends the ringing at once, counts as no try, and gives the person to somebody else', async () => {
    const bank = await bankOf(1);
    const caller = await readyCaller(bank);
    await bank.pass(seconds(3));
    const { attemptId } = await callOf(bank, caller);
    await bank.workplace.skip(caller, attemptId, 'know-person');
    await bank.pass(0);
    expect((await bank.workplace.shift(caller))?.call).toMatchObject({ isSkipped: true, isSettled: true });
    expect(await bank.contact(0)).toMatchObject({
      ...{ state: 'waiting', reason: 'never-tried', due: bank.clock.now() },
    });
    await bank.workplace.ready(caller);
    await bank.pass(10);
    expect(dialled(bank)).toBe(1);
    // Nobody is left for this caller, and the page says so.
    expect((await bank.workplace.shift(caller))?.waiting).toMatchObject({ nextAt: null, missing: 1 });
    await readyCaller(bank);
    await bank.pass(seconds(3));
    expect(dialled(bank)).toBe(2);
  });

  test('leaves the next person to whoever skipped one', async () => {
    const bank = await bankOf(2);
    const caller = await readyCaller(bank);
    await bank.pass(seconds(1));
    const first = await callOf(bank, caller);
    await bank.workplace.skip(caller, first.attemptId, 'not-now');
    await bank.pass(0);
    await bank.workplace.ready(caller);
    await bank.pass(seconds(1));
    const second = await callOf(bank, caller);
    expect(second.card.dialled).not.toBe(first.card.dialled);
    // "Not now" is over after a while; there is nobody else.
    await bank.pass(TALK);
    await bank.workplace.report(caller, says(second.attemptId, 'conversation-complete'));
    const waiting = (await bank.workplace.ready(caller)).waiting;
    expect(waiting?.nextAt).toBeGreaterThan(bank.clock.now() + 20 * MINUTE);
    await bank.pass(31);
    expect((await callOf(bank, caller)).card.dialled).toBe(first.card.dialled);
  });

  test('comes too late when somebody has picked up', async () => {
    const bank = await bankOf(1);
    const caller = await readyCaller(bank);
    await bank.pass(seconds(10));
    const { attemptId } = await callOf(bank, caller);
    await expect(bank.workplace.skip(caller, attemptId, 'other')).rejects.toMatchObject({
      code: 'error.skip.answered',
    });
    expect((await callOf(bank, caller)).line).toBe('talking');
  });

  test('a promise that is skipped is still owed', async () => {
    const bank = await bankOf(1);
    const { caller, attemptId } = await afterTalk(bank);
    const callback = { fromAt: bank.clock.now() + MINUTE, untilAt: bank.clock.now() + HOUR };
    await bank.workplace.report(caller, says(attemptId, 'callback-agreed', { callback }));
    await bank.workplace.ready(caller);
    await bank.pass(1);
    await bank.workplace.skip(caller, (await callOf(bank, caller)).attemptId, 'somebody-else');
    await bank.pass(0);
    expect(await bank.promises()).toMatchObject([{ state: 'open' }]);
    await readyCaller(bank);
    await bank.pass(5);
    expect(dialled(bank)).toBe(3);
  });
});

describe('ASKS 38: a line that drops', () => {
  test('is rung again at once, by the same caller, on the same number', async () => {
    // A second caller is ready and must not get the person.
    const bank = await bankOf(1, { limits: { triesPerDay: 1 } });
    const { caller, attemptId } = await afterTalk(bank);
    const first = await callOf(bank, caller);
    const other = await readyCaller(bank);
    const key = crypto.randomUUID();
    await bank.workplace.callAgain(caller, attemptId, key);
    await bank.pass(seconds(2));
    const again = await callOf(bank, caller);
    expect(again).toMatchObject({ line: 'ringing', isCallback: true, card: { dialled: first.card.dialled } });
    expect(again.attemptId).not.toBe(attemptId);
    expect((await bank.workplace.shift(other))?.call).toBeNull();
    // The answer to the first pressing was lost: pressed again, nothing more happens.
    await bank.workplace.callAgain(caller, attemptId, key);
    await bank.pass(TALK);
    expect(dialled(bank)).toBe(2);
    await bank.workplace.report(caller, says(again.attemptId, 'conversation-complete'));
    expect(await bank.attempts()).toMatchObject([
      { disposition: 'technical' },
      { disposition: 'conversation-complete' },
    ]);
    expect(await bank.promises()).toMatchObject([{ state: 'kept' }]);
    const organiser = await bank.actor('organiser');
    const { report } = await bank.workplace.closingReport(organiser, bank.campaign.definition.key);
    expect(report).toMatchObject({ reached: 1, callbacks: { kept: 0 } });
  });

  test('is not rung a fourth time on a day, and it stays to be reported', async () => {
    const bank = await bankOf(1);
    const { caller, attemptId } = await afterTalk(bank);
    await bank.workplace.callAgain(caller, attemptId, crypto.randomUUID());
    await bank.pass(TALK);
    await bank.workplace.callAgain(caller, (await callOf(bank, caller)).attemptId, crypto.randomUUID());
    await bank.pass(TALK);
    const third = await callOf(bank, caller);
    await expect(
      bank.workplace.callAgain(caller, third.attemptId, crypto.randomUUID()),
    ).rejects.toMatchObject({ code: 'error.call-again.hard-cap-today' });
    expect(await callOf(bank, caller)).toMatchObject({ attemptId: third.attemptId, reported: null });
    await bank.workplace.report(caller, says(third.attemptId, 'no-time'));
    expect(dialled(bank)).toBe(3);
  });

  test('is not rung again after its outcome is given', async () => {
    const bank = await bankOf(1);
    const { caller, attemptId } = await afterTalk(bank);
    await bank.workplace.report(caller, says(attemptId, 'no-time'));
    await expect(bank.workplace.callAgain(caller, attemptId, crypto.randomUUID())).rejects.toMatchObject({
      code: 'error.call-again.reported',
    });
  });
});

describe('ASKS 21, 22: an outcome of the shift is corrected', () => {
  test('from the list, later, with a trail; the last call stays the last one', async () => {
    const bank = await bankOf(2);
    await sql`update person set given_name = 'Ute', family_name = 'Muster' where id = ${bank.persons[0]}`.execute(
      bank.connection,
    );
    const { caller, attemptId } = await afterTalk(bank);
    const first = says(attemptId, 'objection', { talkedWithMember: true, note: 'falsch getippt' });
    await bank.workplace.report(caller, first);
    await bank.workplace.ready(caller);
    await bank.pass(TALK);
    const last = (await callOf(bank, caller)).attemptId;
    await bank.workplace.report(caller, says(last, 'no-time'));
    await bank.pass(30);
    expect(await bank.workplace.shiftCalls(caller)).toMatchObject([
      { attemptId: last, disposition: 'no-time', fixed: null },
      { attemptId, disposition: 'objection', name: 'Ute M.', fixed: null },
    ]);
    expect(await bank.workplace.callToCorrect(caller, attemptId)).toMatchObject({ reported: first });
    const callback = { fromAt: bank.clock.now() + HOUR, untilAt: bank.clock.now() + 2 * HOUR };
    const second = says(attemptId, 'callback-agreed', { callback, note: 'ab sieben' });
    await bank.workplace.correct(caller, second);
    await bank.workplace.correct(caller, second);
    expect(await callOf(bank, caller)).toMatchObject({
      attemptId: last,
      isUnfinished: false,
      undoUntil: null,
    });
    expect(await bank.contact(0)).toMatchObject({
      state: 'waiting',
      reason: 'promise',
      due: callback.fromAt,
    });
    const { rows: trail } = await sql<{ word: string }>`
      select report->>'disposition' as word from undone_outcome where attempt_id = ${attemptId}`.execute(
      bank.connection,
    );
    expect(trail).toEqual([{ word: 'objection' }]);
    const { rows: audit } = await sql`
      select action, detail from audit where actor_id = ${caller.accountId} order by id`.execute(
      bank.connection,
    );
    expect(audit).toMatchObject([
      { action: 'do-not-call' },
      { action: 'undo-do-not-call' },
      { action: 'correct-outcome', detail: { from: 'objection', to: 'callback-agreed' } },
    ]);
  });

  test('not when the person was called since, and not by anybody else', async () => {
    const bank = await bankOf(1);
    const { caller, attemptId } = await afterTalk(bank);
    const callback = { fromAt: bank.clock.now() + MINUTE, untilAt: bank.clock.now() + HOUR };
    await bank.workplace.report(caller, says(attemptId, 'callback-agreed', { callback }));
    const other = await bank.actor();
    await bank.workplace.openShift(other, bank.campaign.definition.key);
    await expect(bank.workplace.correct(other, says(attemptId, 'no-time'))).rejects.toMatchObject({
      code: 'error.access.not-yours',
    });
    expect(await bank.workplace.shiftCalls(other)).toEqual([]);
    await bank.workplace.ready(caller);
    await bank.pass(2);
    await expect(bank.workplace.correct(caller, says(attemptId, 'no-time'))).rejects.toMatchObject({
      code: 'error.correct.called-since',
    });
    expect((await bank.workplace.shiftCalls(caller)).map((it) => it.fixed)).toEqual(['on', 'called-since']);
  });
});

describe('what is said beside the outcome', () => {
  test('reaches the organisers, who tick it off', async () => {
    const bank = await bankOf(1);
    const { caller, attemptId } = await afterTalk(bank);
    const message = { kind: 'complaint', text: 'Ärger über den Beitrag.' } as const;
    const corrections = [{ field: 'address', value: 'Neue Straße 1', readBack: true }] as const;
    const word = says(attemptId, 'conversation-complete', { message, corrections });
    await bank.workplace.report(caller, word);
    const organiser = await bank.actor('organiser');
    const { key } = bank.campaign.definition;
    const [told] = await bank.workplace.messages(organiser, key);
    expect(told).toMatchObject({ ...message, from: 'caller', at: bank.clock.now() });
    await expect(bank.workplace.messages(caller, key)).rejects.toMatchObject({ code: 'error.access.role' });
    // Nothing that was written lies open in the store.
    const { rows } = await sql<{ row: string }>`
      select row_to_json(m)::text as row from organiser_message m
      union all select row_to_json(c)::text from correction c`.execute(bank.connection);
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.map((it) => it.row).join()).not.toMatch(/Beitrag|Straße/);
    await bank.workplace.undo(caller, attemptId);
    expect(await callOf(bank, caller)).toMatchObject({ reported: word });
    expect(await bank.workplace.messages(organiser, key)).toEqual([]);
    await bank.workplace.report(caller, says(attemptId, 'conversation-complete', { message }));
    const [again] = await bank.workplace.messages(organiser, key);
    await bank.workplace.messageDone(organiser, key, again?.id ?? '');
    expect(await bank.workplace.messages(organiser, key)).toEqual([]);
  });

  test('after a hard call nobody is rung, and the shift lead is asked to come', async () => {
    const bank = await bankOf(2);
    const { caller, attemptId } = await afterTalk(bank);
    const message = { kind: 'care', text: '' } as const;
    const shift = await bank.workplace.report(caller, says(attemptId, 'no-time', { isHard: true, message }));
    expect(shift).toMatchObject({ state: 'pause', asksForHelp: true });
    await bank.pass(30);
    expect(dialled(bank)).toBe(1);
  });

  test('never before five holds for the next try, and a later word lifts it', async () => {
    const bank = await bankOf(1, { retry: { noAnswerMinutes: 25 }, limits: { minGapMinutes: 5 } });
    const { caller, attemptId } = await afterTalk(bank);
    await bank.workplace.report(caller, says(attemptId, 'third-person', { notBefore: 19 * 60 }));
    const nineteen = bank.clock.now() - (bank.clock.now() % HOUR) + 3 * HOUR;
    expect(await bank.contact(0)).toMatchObject({ reason: 'retry', due: nineteen });
    const { rows } = await sql<{ reasons: string[] }>`
      select decision->'reasons' as reasons from contact where id = ${bank.contacts[0]}`.execute(
      bank.connection,
    );
    expect(rows[0]?.reasons).toContain('not-before');
    await bank.workplace.ready(caller);
    await bank.clock.run(nineteen + TALK * MINUTE);
    const again = await callOf(bank, caller);
    expect(again.card.notBefore).toBe(19 * 60);
    await bank.workplace.report(caller, says(again.attemptId, 'third-person', { notBefore: 0 }));
    expect((await bank.store.queue.facts(bank.contacts[0] ?? ('' as never))).notBefore).toBeNull();
  });

  test('another number of the person is the wrong one: that one is never rung, the dialled one lives', async () => {
    const bank = await bankOf(1);
    const second: NumberId = await bank.people.number('+491713920900');
    await sql`
      insert into person_number (person_id, number_id, position, raw_cipher)
      values (${bank.persons[0]}, ${second}, 1, '')`.execute(bank.connection);
    const { caller, attemptId } = await afterTalk(bank);
    const numbers = (await callOf(bank, caller)).card.numbers;
    expect(numbers.map((it) => it.isDialled)).toEqual([true, false]);
    const states = async () => {
      const { rows } = await sql<{ state: string }>`
        select state from person_number where person_id = ${bank.persons[0]} order by position`.execute(
        bank.connection,
      );
      return rows.map((it) => it.state);
    };
    const stranger = crypto.randomUUID();
    await bank.workplace.report(
      caller,
      says(attemptId, 'wrong-person', { wrongNumbers: [second, stranger] }),
    );
    expect(await states()).toEqual(['in-use', 'wrong-person']);
    expect(await bank.health(0)).toBe('reachable');
    await bank.pass(seconds(5));
    await bank.workplace.undo(caller, attemptId as AttemptId);
    expect(await states()).toEqual(['in-use', 'in-use']);
    await bank.workplace.report(caller, says(attemptId, 'wrong-person'));
    expect(await states()).toEqual(['wrong-person', 'in-use']);
  });
});

test('an objection while it rings ends the ringing', async () => {
  const bank = await bankOf(1);
  const caller = await readyCaller(bank);
  await bank.pass(seconds(3));
  const { attemptId } = await callOf(bank, caller);
  await bank.workplace.report(caller, says(attemptId, 'objection'));
  await bank.clock.run(bank.clock.now() + SECOND);
  expect(await bank.contact(0)).toMatchObject({ state: 'stopped', reason: 'do-not-call' });
  expect(await bank.attempts()).toMatchObject([{ state: 'settled', disposition: 'objection' }]);
});
