import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import type { AttemptId, ShiftId } from '../src/core/ids.ts';
import { HOUR, MINUTE } from '../src/core/instant.ts';
import type { NumberBehaviour } from '../src/simulator/network-file.ts';
import { ANSWERS, openPhoneBank, type PhoneBank, says } from './phone-bank.fixture.ts';

let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

const DEAD: NumberBehaviour = { behaviour: 'not-in-service', sip: 404, q850: 1, earlyMedia: false };
const NO_ANSWER: NumberBehaviour = { behaviour: 'no-answer' };
const bankOf = (...behaviours: NumberBehaviour[]) => openPhoneBank(testStore, { behaviours });

async function working(bank: PhoneBank, callers: number): Promise<{ shiftId: ShiftId; accountId: string }[]> {
  await bank.dialler.start();
  const shifts = [];
  for (let count = 0; count < callers; count += 1) {
    const shift = await bank.joined(bank.desk);
    await bank.desk.ready(shift.shiftId);
    shifts.push(shift);
  }
  return shifts;
}

function talkOf(bank: PhoneBank): { attemptId: AttemptId; shiftId: ShiftId } {
  const found = bank.last('talking');
  if (found === undefined) throw new Error('nobody talks');
  return { attemptId: found.event.attemptId, shiftId: found.shiftId };
}

describe('one call from ready to the outcome', () => {
  test('a person who answers is put to the caller, and the word of the caller finishes the contact', async () => {
    const bank = await bankOf(ANSWERS);
    const [caller] = await working(bank, 1);
    await bank.pass(1);
    const { attemptId, shiftId } = talkOf(bank);
    expect(shiftId).toBe(caller?.shiftId);
    await bank.pass(3);
    expect(bank.last('ended')?.event).toMatchObject({ attemptId, needsWord: true });
    expect((await bank.contact(0))?.state).toBe('claimed');
    await bank.desk.report(
      shiftId,
      says(attemptId, 'conversation-complete', { answers: { integration: 'integrated' } }),
    );
    expect(await bank.attempts()).toEqual([
      { state: 'settled', class: 'ANSWERED_HUMAN', disposition: 'conversation-complete', needsWord: false },
    ]);
    expect((await bank.contact(0))?.state).toBe('finished');
    await bank.desk.ready(shiftId);
    await bank.pass(24 * 60);
    expect(bank.log.filter((it) => it.event === 'dialled')).toHaveLength(1);
  });

  test('the same outcome sent twice counts once', async () => {
    const bank = await bankOf(ANSWERS);
    await working(bank, 1);
    await bank.pass(4);
    const { attemptId, shiftId } = talkOf(bank);
    const word = says(attemptId, 'callback-agreed', {
      callback: { fromAt: bank.clock.now() + HOUR, untilAt: bank.clock.now() + 2 * HOUR },
    });
    await bank.desk.report(shiftId, word);
    await bank.desk.report(shiftId, word);
    const { rows } = await sql<{ count: number }>`
      select count(*) from callback where campaign_id = ${bank.campaign.id}`.execute(bank.connection);
    expect(rows).toEqual([{ count: 1 }]);
  });

  test('no caller may speak for the call of another', async () => {
    const bank = await bankOf(ANSWERS);
    await working(bank, 1);
    await bank.pass(4);
    const { attemptId } = talkOf(bank);
    const other = await bank.joined(bank.desk);
    await expect(bank.desk.report(other.shiftId, says(attemptId, 'objection'))).rejects.toMatchObject({
      code: 'error.access.not-yours',
    });
  });

  test('a mailbox is hung up with the word for it, and the next try waits', async () => {
    const bank = await bankOf({ behaviour: 'voicemail' });
    await working(bank, 1);
    await bank.pass(1);
    const { attemptId, shiftId } = talkOf(bank);
    await bank.desk.report(shiftId, says(attemptId, 'voicemail'));
    await bank.pass(1);
    expect(bank.log.at(-1)).toMatchObject({ event: 'ended' });
    expect(await bank.attempts()).toMatchObject([
      { state: 'settled', class: 'ANSWERED_MACHINE', disposition: 'voicemail' },
    ]);
    expect(await bank.contact(0)).toMatchObject({ state: 'waiting', reason: 'retry' });
  });

  test('an announcement plays to its end, and what the caller heard counts with the final response as one sign', async () => {
    const bank = await bankOf({ ...DEAD, earlyMedia: true }, ANSWERS);
    await working(bank, 2);
    await bank.pass(0.1);
    const heard = bank.last('early-media');
    if (heard === undefined) throw new Error('nothing was heard');
    await bank.desk.report(heard.shiftId, says(heard.event.attemptId, 'not-in-service'));
    await bank.pass(1);
    expect(bank.log.find((it) => it.to === bank.numbers[0] && it.event === 'ended')?.status).toBe(404);
    expect(await bank.health(0)).toBe('suspected');
  });
});

test('a look at the store that failed is made again, without anybody’s doing', async () => {
  let fails = false;
  const { store } = testStore;
  const shifts = {
    ...store.shifts,
    async dialState(...[campaign, trunk]: Parameters<typeof store.shifts.dialState>) {
      if (fails) throw new Error('the database is away');
      return store.shifts.dialState(campaign, trunk);
    },
  };
  const bank = await openPhoneBank(testStore, {
    behaviours: [ANSWERS],
    dialler: { store: { ...store, shifts } },
  });
  await bank.dialler.start();
  const { shiftId } = await bank.joined(bank.desk);
  fails = true;
  await bank.desk.ready(shiftId);
  await expect(bank.pass(0.1)).rejects.toThrow('the database is away');
  fails = false;
  await bank.pass(3);
  expect(talkOf(bank).shiftId).toBe(shiftId);
});

describe('never without a caller', () => {
  test('there are never more calls on the way than callers who are ready', async () => {
    const bank = await bankOf(...Array.from({ length: 8 }, () => NO_ANSWER));
    await working(bank, 3);
    let most = 0;
    for (let step = 0; step < 30; step += 1) {
      await bank.pass(0.1);
      const open =
        bank.log.filter((it) => it.event === 'dialled').length -
        bank.log.filter((it) => it.event === 'ended').length;
      most = Math.max(most, open);
    }
    expect(most).toBe(3);
    // Nobody has said "ready" again: the five others wait.
    expect(bank.log.filter((it) => it.event === 'dialled')).toHaveLength(3);
  });

  test('a caller who pauses gets no call', async () => {
    const bank = await bankOf(ANSWERS);
    const [caller] = await working(bank, 1);
    if (caller !== undefined) await bank.desk.pause(caller.shiftId);
    await bank.pass(30);
    expect(bank.log).toEqual([]);
  });
});

describe('what is said stops or steers further calls', () => {
  test('an objection stops the person in every campaign at once', async () => {
    const bank = await bankOf(ANSWERS, ANSWERS);
    const other = await bank.people.campaign();
    const [there] = await bank.people.contacts(other, bank.persons.slice(0, 1));
    await working(bank, 1);
    await bank.pass(4);
    const { attemptId, shiftId } = talkOf(bank);
    await bank.desk.report(shiftId, says(attemptId, 'objection', { talkedWithMember: true }));
    if (there === undefined) throw new Error('no contact');
    const counts = await bank.store.queue.countByReason(other.id);
    expect(counts).toMatchObject([{ state: 'stopped', reason: 'do-not-call', contacts: 1 }]);
    expect(await bank.contact(0)).toMatchObject({ state: 'stopped', reason: 'do-not-call' });
  });

  test('a number where somebody else answered is not dialled again', async () => {
    const bank = await bankOf(ANSWERS);
    await working(bank, 1);
    await bank.pass(4);
    const { attemptId, shiftId } = talkOf(bank);
    await bank.desk.report(shiftId, says(attemptId, 'wrong-person'));
    expect(await bank.contact(0)).toMatchObject({ state: 'resting', reason: 'no-number-left' });
  });

  test('a promise waits for the caller who gave it, and after three minutes another one keeps it', async () => {
    const bank = await bankOf(ANSWERS);
    await working(bank, 1);
    await bank.pass(4);
    const { attemptId, shiftId } = talkOf(bank);
    const fromAt = bank.clock.now() + HOUR;
    await bank.desk.report(
      shiftId,
      says(attemptId, 'callback-agreed', { callback: { fromAt, untilAt: fromAt + HOUR } }),
    );
    const other = await bank.joined(bank.desk);
    await bank.desk.ready(other.shiftId);
    await bank.pass(62);
    expect(bank.log.filter((it) => it.event === 'dialled')).toHaveLength(1);
    await bank.pass(4);
    expect(bank.last('ringing')).toMatchObject({ shiftId: other.shiftId, event: { isCallback: true } });
    expect(await bank.promises()).toEqual([{ state: 'kept' }]);
  });
});

describe('numbers and the trunk', () => {
  test('a dead number counts when another call rang on the trunk in those minutes', async () => {
    const bank = await bankOf(DEAD, NO_ANSWER);
    await working(bank, 2);
    await bank.pass(12);
    expect(await bank.health(0)).toBe('suspected');
  });

  test('where nothing rings at all the trunk is suspected, not the number', async () => {
    const bank = await bankOf(DEAD);
    await working(bank, 1);
    await bank.pass(15);
    expect(bank.log.filter((it) => it.event === 'dialled')).toHaveLength(1);
    expect(await bank.health(0)).toBe('unverified');
  });

  test('a trunk that answers everything alike rests for a quarter of an hour, and no number is accused', async () => {
    const bank = await bankOf(...Array.from({ length: 30 }, () => DEAD));
    const shifts = await working(bank, 5);
    const dialled = () => bank.log.filter((it) => it.event === 'dialled').length;
    for (let step = 0; step < 40; step += 1) {
      await bank.pass(0.25);
      for (const { shiftId } of shifts) {
        if ((await bank.store.shifts.shift(shiftId)).state === 'wrap-up') await bank.desk.ready(shiftId);
      }
    }
    expect(dialled()).toBeGreaterThanOrEqual(20);
    expect(dialled()).toBeLessThan(26);
    for (let index = 0; index < 30; index += 1) expect(await bank.health(index)).toBe('unverified');
    const { rows } = await sql<{ count: number }>`
      select count(*) from audit where action = 'trunk-alarm'`.execute(bank.connection);
    expect(rows[0]?.count).toBeGreaterThan(0);
    for (const { shiftId } of shifts) await bank.desk.ready(shiftId);
    const before = dialled();
    await bank.pass(20);
    expect(dialled()).toBeGreaterThan(before);
  });

  test('a call whose end nobody saw is lost, goes to its caller first, and a late word still counts', async () => {
    const bank = await bankOf(ANSWERS);
    const [caller] = await working(bank, 1);
    await bank.pass(1);
    const { attemptId } = talkOf(bank);
    // The first dialler dies without a word; a second one takes over when the lease has run out.
    await bank.store.campaigns.release(bank.campaign.id, null);
    const second = bank.newDialler('second');
    expect(await second.dialler.start()).toBe(true);
    expect(await bank.attempts()).toMatchObject([{ state: 'lost', disposition: 'lost', needsWord: true }]);
    if (caller === undefined) throw new Error('no caller');
    await expect(second.desk.ready(caller.shiftId)).rejects.toMatchObject({
      code: 'error.shift.finish-last-call',
    });
    await second.desk.report(caller.shiftId, says(attemptId, 'conversation-complete'));
    await second.desk.ready(caller.shiftId);
    expect((await bank.contact(0))?.state).toBe('finished');
  });

  test('a dialler that has lost its campaign places no call', async () => {
    const bank = await bankOf(ANSWERS);
    await bank.dialler.start();
    const second = bank.newDialler('second');
    expect(await second.dialler.start()).toBe(false);
    await bank.store.campaigns.release(bank.campaign.id, null);
    expect(await second.dialler.start()).toBe(true);
    await second.dialler.close();
    const { shiftId } = await bank.joined(bank.desk);
    await bank.desk.ready(shiftId);
    await bank.clock.run(bank.clock.now() + 10 * MINUTE);
    expect(bank.log).toEqual([]);
  });
});

test('a member whose promised call broke off by our fault is rung again at once', async () => {
  const bank = await bankOf(ANSWERS);
  await working(bank, 1);
  await bank.pass(4);
  const first = talkOf(bank);
  const fromAt = bank.clock.now() + HOUR;
  const callback = { fromAt, untilAt: fromAt + HOUR };
  await bank.desk.report(first.shiftId, says(first.attemptId, 'callback-agreed', { callback }));
  await bank.desk.ready(first.shiftId);
  await bank.pass(64);
  const second = talkOf(bank);
  expect(second.attemptId).not.toBe(first.attemptId);
  await bank.desk.report(second.shiftId, says(second.attemptId, 'technical'));
  await bank.desk.ready(second.shiftId);
  await bank.pass(2);
  expect(talkOf(bank).attemptId).not.toBe(second.attemptId);
  expect(await bank.promises()).toEqual([{ state: 'kept' }]);
});
