import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportStore } from '../src/adapters/store/report-store.ts';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import { createKeypadDesk } from '../src/app/keypad-desk.ts';
import { showContact, takeContact } from '../src/app/take-contact.ts';
import { voiceWithoutAudio } from '../src/app/voice-without-audio.ts';
import type { AttemptId } from '../src/core/ids.ts';
import { HOUR, MINUTE, SECOND } from '../src/core/instant.ts';
import { ANSWERS, openPhoneBank, type PhoneBank, says } from './phone-bank.fixture.ts';
import { volunteers } from './volunteers.fixture.ts';

// The person first, the call by a tap: on the real store and the fictional network.
let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

type Campaign = NonNullable<Parameters<typeof openPhoneBank>[1]['campaign']>;
type Caller = Awaited<ReturnType<PhoneBank['actor']>>;

async function bankOf(
  people: number,
  campaign: Campaign = {},
  more: Partial<Parameters<typeof openPhoneBank>[1]> = {},
) {
  const behaviours = Array.from({ length: people }, () => ANSWERS);
  const bank = await openPhoneBank(testStore, {
    behaviours,
    campaign: { pacing: { mode: 'preview', cap: 0.01 }, limits: { minRingSeconds: 15 }, ...campaign },
    ...more,
  });
  await bank.dialler.start();
  return bank;
}

async function readyCaller(bank: PhoneBank): Promise<Caller> {
  const caller = await bank.actor();
  await bank.workplace.openShift(caller, bank.campaign.definition.key);
  await bank.workplace.ready(caller);
  await bank.pass(0);
  return caller;
}

/** What the caller reads, or hears. */
async function shown(bank: PhoneBank, caller: Caller) {
  const view = await bank.workplace.shift(caller);
  if (view === null || view.call === null) throw new Error('nobody is shown');
  return { ...view, call: view.call };
}

/** Taps, and the dialler has had its turn. */
async function tap(bank: PhoneBank, caller: Caller): Promise<AttemptId> {
  const { attemptId } = (await shown(bank, caller)).call;
  await bank.workplace.dial(caller, attemptId);
  await bank.pass(0);
  return attemptId;
}

const dialled = (bank: PhoneBank) => bank.log.filter((it) => it.event === 'dialled').length;
const stateOf = async (bank: PhoneBank, caller: Caller) => (await bank.workplace.shift(caller))?.state;
const refused = (why: string) => ({ code: `error.preview.${why}` });

async function claims(bank: PhoneBank) {
  const { rows } = await sql<{ one: number }>`
    select 1 as one from claim where campaign_id = ${bank.campaign.id}`.execute(bank.connection);
  return rows.length;
}

/** The person waits as if nobody had read about them. */
async function expectUnharmed(bank: PhoneBank) {
  expect(dialled(bank)).toBe(0);
  expect(await bank.attempts()).toEqual([]);
  expect(await claims(bank)).toBe(0);
  const { rows } = await sql<{ tries: number }>`
    select tries from contact where id = ${bank.contacts[0]}`.execute(bank.connection);
  expect(rows).toEqual([{ tries: 0 }]);
  expect(await bank.contact(0)).toMatchObject({ state: 'waiting', reason: 'never-tried' });
}

describe('a call by preview', () => {
  test('begins with the tap: before it nothing rings, and nothing is counted', async () => {
    const bank = await bankOf(1);
    const caller = await readyCaller(bank);
    const read = await shown(bank, caller);
    expect(read).toMatchObject({ state: 'preview', today: { calls: 0 } });
    expect(read.call).toMatchObject({ line: 'preview', card: { reasons: ['never-tried'] }, reported: null });
    await bank.pass(3);
    expect(dialled(bank)).toBe(0);
    expect(await bank.attempts()).toEqual([]);
    const organiser = await bank.actor('organiser');
    const board = await bank.workplace.board(organiser, bank.campaign.definition.key);
    expect(board.callers).toMatchObject([{ state: 'preview' }]);
    expect(board.hours.reduce((sum, it) => sum + it.calls, 0)).toBe(0);
    expect(board.pacing).toMatchObject({ wanted: 'preview', mode: 'preview', why: null });
    const { calls } = await reportStore(bank.connection).facts(bank.campaign.id, bank.clock.now());
    expect(calls).toEqual([]);

    const attemptId = await tap(bank, caller);
    expect(attemptId).toBe(read.call.attemptId);
    const rung = await shown(bank, caller);
    expect(rung).toMatchObject({ state: 'ringing', today: { calls: 1 } });
    expect(rung.call).toMatchObject({ attemptId, dialledAt: bank.clock.now(), card: read.call.card });
    await bank.pass(4);
    expect((await shown(bank, caller)).call.line).toBe('ended');
    await bank.workplace.report(caller, says(attemptId, 'conversation-complete', { talkedWithMember: true }));
    expect(await bank.attempts()).toMatchObject([{ state: 'settled', disposition: 'conversation-complete' }]);
    expect(await bank.contact(0)).toMatchObject({ state: 'finished' });
    expect(await claims(bank)).toBe(0);
  });

  test('ASKS 27: two taps, from two tabs, and one that comes late are one call', async () => {
    const bank = await bankOf(2);
    const caller = await readyCaller(bank);
    const { attemptId } = (await shown(bank, caller)).call;
    const dial = () => bank.workplace.dial(caller, attemptId);
    await Promise.all([dial(), dial()]);
    await bank.pass(0);
    expect(await dial()).toMatchObject({ state: 'ringing', call: { attemptId } });
    await bank.pass(1);
    expect(await dial()).toMatchObject({ state: 'talking', call: { attemptId } });
    expect(dialled(bank)).toBe(1);
    expect(await bank.attempts()).toHaveLength(1);
  });

  test('is nobody else’s: neither to see nor to tap', async () => {
    const bank = await bankOf(1);
    const caller = await readyCaller(bank);
    const { attemptId } = (await shown(bank, caller)).call;
    const other = await readyCaller(bank);
    expect((await bank.workplace.shift(other))?.call).toBeNull();
    await expect(bank.workplace.dial(other, attemptId)).rejects.toMatchObject(refused('gone'));
    await expect(bank.workplace.skip(other, attemptId, 'other')).rejects.toMatchObject({
      code: 'error.access.not-yours',
    });
    await expect(bank.workplace.report(other, says(attemptId, 'objection'))).rejects.toMatchObject({
      code: 'error.access.not-yours',
    });
    expect(await stateOf(bank, caller)).toBe('preview');
  });

  test('waits for who would not be heard', async () => {
    let isUp = true;
    const voice = { ...voiceWithoutAudio({ ways: ['text'] }), isHeard: () => isUp };
    const bank = await bankOf(1, {}, { voice });
    const caller = await readyCaller(bank);
    const { attemptId } = (await shown(bank, caller)).call;
    isUp = false;
    await expect(bank.workplace.dial(caller, attemptId)).rejects.toMatchObject({
      code: 'error.voice.not-connected',
    });
    isUp = true;
    await tap(bank, caller);
    expect(dialled(bank)).toBe(1);
  });

  test('may be said by the keys of the own phone', async () => {
    const bank = await bankOf(1);
    const caller = await readyCaller(bank);
    const keypad = createKeypadDesk({ workplace: bank.workplace, chance: bank.chance });
    expect(await keypad(caller, { kind: 'report', disposition: 'no-time' })).toBe(false);
    expect(await keypad(caller, { kind: 'hang-up' })).toBe(false);
    expect(await keypad(caller, { kind: 'next' })).toBe(true);
    await bank.pass(0);
    expect(dialled(bank)).toBe(1);
  });

  test('is chosen for a running campaign; who reads goes on reading when it calls otherwise again', async () => {
    const bank = await bankOf(2, { pacing: { mode: 'progressive', cap: 0.01 } });
    const [organiser, key] = [await bank.actor('organiser'), bank.campaign.definition.key];
    await bank.workplace.choosePacing(organiser, key, 'preview');
    const caller = await readyCaller(bank);
    expect(await stateOf(bank, caller)).toBe('preview');
    await bank.workplace.choosePacing(organiser, key, 'progressive');
    await bank.pass(1);
    expect(dialled(bank)).toBe(0);
    await tap(bank, caller);
    expect(dialled(bank)).toBe(1);
    await readyCaller(bank);
    expect(dialled(bank)).toBe(2);
  });

  test('after a dropped line comes at once: that person was read about already', async () => {
    const bank = await bankOf(2);
    const caller = await readyCaller(bank);
    const attemptId = await tap(bank, caller);
    await bank.pass(1);
    await bank.workplace.hangUp(caller, attemptId);
    await bank.pass(0);
    await bank.workplace.callAgain(caller, attemptId, bank.chance.uuid());
    await bank.pass(0);
    expect(dialled(bank)).toBe(2);
  });
});

describe('two looks of the dialler at once', () => {
  async function looks(bank: PhoneBank, caller: Caller) {
    const { shiftId = null } = (await bank.workplace.shift(caller)) ?? {};
    const { shifts } = await bank.store.shifts.dialState(bank.campaign.id, bank.trunkId);
    const shift = shifts.find((it) => it.id === shiftId);
    const campaign = await bank.store.campaigns.byId(bank.campaign.id);
    const lease = await bank.store.campaigns.lease(
      bank.campaign.id,
      'first',
      bank.clock.now(),
      bank.clock.now(),
    );
    if (shift === undefined || campaign === null || lease === null) throw new Error('no shift');
    return { campaign, shift, epoch: lease.epoch, trunkId: bank.trunkId, kind: 'any' } as const;
  }

  test('show one person once', async () => {
    const bank = await bankOf(3);
    const caller = await bank.actor();
    await bank.workplace.openShift(caller, bank.campaign.definition.key);
    await bank.workplace.ready(caller);
    const wish = await looks(bank, caller);
    const shownTo = await Promise.all([1, 2, 3].map(() => showContact(bank, wish)));
    const [one, ...others] = shownTo.filter((it) => it !== 'nobody');
    expect(others).toEqual([]);
    expect(await shown(bank, caller)).toMatchObject({ state: 'preview', call: one });
    expect(await claims(bank)).toBe(1);
    // One that comes later, and knows the shift as it was, changes nothing either.
    expect(await showContact(bank, wish)).toBe('nobody');
    expect(await takeContact(bank, wish)).toBe('nobody');
    expect(await shown(bank, caller)).toMatchObject({ state: 'preview', call: one });
  });

  test('begin one call', async () => {
    const bank = await bankOf(3);
    const caller = await readyCaller(bank);
    const { attemptId } = (await shown(bank, caller)).call;
    await bank.workplace.dial(caller, attemptId);
    const wish = await looks(bank, caller);
    const taken = await Promise.all([1, 2, 3].map(() => takeContact(bank, wish)));
    expect(taken.filter((it) => it !== 'nobody')).toMatchObject([{ attempt: { id: attemptId } }]);
    expect(await claims(bank)).toBe(1);
    expect(await bank.attempts()).toHaveLength(1);
  });
});

describe('nobody is harmed who was only read about', () => {
  test.each(['pause', 'leave'] as const)('%s', async (what) => {
    const bank = await bankOf(1);
    const caller = await readyCaller(bank);
    await bank.workplace[what](caller);
    await expectUnharmed(bank);
    const other = await readyCaller(bank);
    await tap(bank, other);
    expect(dialled(bank)).toBe(1);
  });

  test('skipped: somebody else gets them, and the skipper the next one', async () => {
    const bank = await bankOf(2);
    const caller = await readyCaller(bank);
    const first = (await shown(bank, caller)).call;
    await bank.workplace.skip(caller, first.attemptId, 'know-person');
    await bank.pass(0);
    const second = (await shown(bank, caller)).call;
    expect(second.card.dialled).not.toBe(first.card.dialled);
    await bank.workplace.skip(caller, second.attemptId, 'not-now');
    await bank.pass(0);
    expect(await bank.workplace.shift(caller)).toMatchObject({ state: 'ready', call: null });
    await expectUnharmed(bank);
    const other = await readyCaller(bank);
    expect((await shown(bank, other)).call.card.dialled).toBe(first.card.dialled);
  });

  test('after ten minutes without a tap the person goes back, and the caller has a break', async () => {
    const bank = await bankOf(1);
    const caller = await readyCaller(bank);
    const { attemptId } = (await shown(bank, caller)).call;
    await bank.pass(9.9);
    expect(await stateOf(bank, caller)).toBe('preview');
    await bank.pass(0.2);
    expect(await bank.workplace.shift(caller)).toMatchObject({ state: 'pause', hasLapsed: true, call: null });
    await expectUnharmed(bank);
    await expect(bank.workplace.dial(caller, attemptId)).rejects.toMatchObject(refused('gone'));
    expect(await bank.workplace.ready(caller)).toMatchObject({ hasLapsed: false });
    await bank.pass(0);
    expect(await stateOf(bank, caller)).toBe('preview');
  });

  test('hours end while somebody reads: the tap calls nobody, and says why', async () => {
    const bank = await bankOf(1);
    await bank.clock.run(bank.clock.now() + 4 * HOUR - 12 * MINUTE);
    const caller = await readyCaller(bank);
    const { attemptId } = (await shown(bank, caller)).call;
    await bank.pass(9);
    await expect(bank.workplace.dial(caller, attemptId)).rejects.toMatchObject(refused('hours'));
    await bank.pass(1);
    await expectUnharmed(bank);
    expect(await bank.workplace.shift(caller)).toMatchObject({ state: 'ready', call: null });
  });

  test('the trunk rests: the card stays for the next tap', async () => {
    const bank = await bankOf(1);
    const caller = await readyCaller(bank);
    const { attemptId } = (await shown(bank, caller)).call;
    const now = bank.clock.now();
    await bank.store.health.putAlarm(bank.trunkId, {
      ...{ kind: 'failures', from: now - MINUTE, until: now, pausedUntil: now + 2 * MINUTE },
    } as never); // What a tap asks of an alarm.
    await expect(bank.workplace.dial(caller, attemptId)).rejects.toMatchObject(refused('line-rests'));
    expect(await stateOf(bank, caller)).toBe('preview');
    await bank.pass(2.1);
    await tap(bank, caller);
    expect(dialled(bank)).toBe(1);
  });

  test('a dialler that dies while somebody reads: the next one gives the person back', async () => {
    const bank = await bankOf(1);
    const caller = await readyCaller(bank);
    const { attemptId } = (await shown(bank, caller)).call;
    const next = bank.newDialler('next');
    await bank.store.campaigns.release(bank.campaign.id, null);
    expect(await next.dialler.start()).toBe(true);
    expect(await bank.workplace.shift(caller)).toMatchObject({ state: 'pause', call: null });
    await expectUnharmed(bank);
    await expect(bank.workplace.dial(caller, attemptId)).rejects.toMatchObject(refused('gone'));
    await bank.pass(1);
    await expectUnharmed(bank);
  });

  test('the same between the tap and the call', async () => {
    const bank = await bankOf(1);
    const caller = await readyCaller(bank);
    const { attemptId } = (await shown(bank, caller)).call;
    await bank.dialler.close();
    // It was heard by nobody.
    expect(await bank.workplace.dial(caller, attemptId)).toMatchObject({
      ...{ state: 'ringing', call: { line: 'dialling' } },
    });
    await bank.newDialler('next').dialler.start();
    await bank.pass(1);
    await expectUnharmed(bank);
  });

  test('a tap that no dialler follows for long leads to nothing', async () => {
    const bank = await bankOf(1);
    const caller = await readyCaller(bank);
    bank.dialler.stopDialling();
    await tap(bank, caller);
    await bank.pass(0.6);
    await expectUnharmed(bank);
    expect(await stateOf(bank, caller)).toBe('ready');
  });
});

describe('"never call again"', () => {
  test('said elsewhere takes the card away within a second, and its tap is refused', async () => {
    const bank = await bankOf(1);
    const owing = await readyCaller(bank);
    const first = await tap(bank, owing);
    await bank.pass(1);
    // The program dies in the middle of the talk: the word is owed, and the person due again in the evening.
    await bank.store.campaigns.release(bank.campaign.id, null);
    const next = bank.newDialler('next');
    await next.dialler.start();
    await bank.clock.run(bank.clock.now() + 3.2 * HOUR);
    const caller = await bank.actor();
    await bank.workplace.openShift(caller, bank.campaign.definition.key);
    await bank.workplace.ready(caller);
    next.dialler.wake();
    await bank.pass(0);
    const { attemptId } = (await shown(bank, caller)).call;
    const calls = dialled(bank);

    await bank.workplace.report(owing, says(first, 'objection', { talkedWithMember: true }));
    await bank.clock.run(bank.clock.now() + SECOND);
    expect(await bank.workplace.shift(caller)).toMatchObject({ state: 'ready', call: null });
    expect(bank.last('preview-over')?.event).toEqual({ kind: 'preview-over', attemptId });
    await expect(bank.workplace.dial(caller, attemptId)).rejects.toMatchObject(refused('gone'));
    await bank.pass(5);
    expect(dialled(bank)).toBe(calls);
    expect(await bank.contact(0)).toMatchObject({ state: 'stopped', reason: 'do-not-call' });
    expect(await claims(bank)).toBe(0);
  });

  test('an import that says so is known at the tap', async () => {
    const bank = await bankOf(1);
    const caller = await readyCaller(bank);
    const { attemptId } = (await shown(bank, caller)).call;
    await sql`update person set do_not_call = true where id = ${bank.persons[0]}`.execute(bank.connection);
    await expect(bank.workplace.dial(caller, attemptId)).rejects.toMatchObject(refused('not-to-be-called'));
    await bank.pass(1);
    expect(dialled(bank)).toBe(0);
    expect(await bank.contact(0)).toMatchObject({ state: 'stopped', reason: 'do-not-call' });
  });

  test('may be said of the card itself, once; any other word would be of a call that never was', async () => {
    const bank = await bankOf(1);
    const caller = await readyCaller(bank);
    const { attemptId } = (await shown(bank, caller)).call;
    await expect(bank.workplace.report(caller, says(attemptId, 'no-answer'))).rejects.toMatchObject(
      refused('not-called'),
    );
    const report = says(attemptId, 'objection');
    await bank.workplace.report(caller, report);
    expect(await bank.contact(0)).toMatchObject({ state: 'stopped', reason: 'do-not-call' });
    // The answer to the first sending may be lost.
    await bank.workplace.report(caller, report);
    const { rows } = await sql<{ entries: number }>`
      select count(*)::int as entries from do_not_call where attempt_id = ${attemptId}`.execute(
      bank.connection,
    );
    expect(rows).toEqual([{ entries: 1 }]);
    await bank.pass(1);
    expect(await bank.workplace.shift(caller)).toMatchObject({ state: 'ready', call: null });
    expect(await bank.attempts()).toEqual([]);
  });
});

describe('a promise', () => {
  async function promised() {
    const bank = await bankOf(1);
    const caller = await readyCaller(bank);
    const attemptId = await tap(bank, caller);
    await bank.pass(4);
    const fromAt = bank.clock.now() + HOUR;
    const callback = { fromAt, untilAt: fromAt + HOUR };
    await bank.workplace.report(caller, says(attemptId, 'callback-agreed', { callback }));
    await bank.workplace.ready(caller);
    await bank.clock.run(fromAt - MINUTE);
    expect(await stateOf(bank, caller)).toBe('ready');
    await bank.clock.run(fromAt);
    return { bank, caller, callback };
  }

  test('is shown in its window and kept by the call', async () => {
    const { bank, caller, callback } = await promised();
    const { call } = await shown(bank, caller);
    expect(call).toMatchObject({ line: 'preview', isCallback: true, card: { promise: callback } });
    expect(await bank.promises()).toEqual([{ state: 'open' }]);
    await bank.pass(2);
    await tap(bank, caller);
    expect(await bank.promises()).toEqual([{ state: 'kept' }]);
    expect((await shown(bank, caller)).call.card.promise).toMatchObject(callback);
  });

  test('that nobody taps is owed as before', async () => {
    const { bank, caller } = await promised();
    await bank.pass(10.1);
    expect(await stateOf(bank, caller)).toBe('pause');
    expect(await bank.promises()).toEqual([{ state: 'open' }]);
    expect(await bank.contact(0)).toMatchObject({ state: 'waiting', reason: 'promise' });
    await bank.workplace.ready(caller);
    await bank.pass(0);
    await tap(bank, caller);
    expect(await bank.promises()).toEqual([{ state: 'kept' }]);
  });
});

test('simulated callers read for some seconds, tap, and come to the same end as always', async () => {
  const bank = await bankOf(6);
  await volunteers(bank, 2);
  await bank.pass(30);
  expect(await bank.attempts()).toHaveLength(6);
  expect(new Set((await bank.attempts()).map((it) => it.disposition))).toEqual(
    new Set(['conversation-complete']),
  );
  const shownAt = bank.events.filter((it) => it.event.kind === 'preview').map((it) => it.at);
  const rungAt = bank.events.filter((it) => it.event.kind === 'ringing').map((it) => it.at);
  expect(shownAt).toHaveLength(6);
  expect(Math.min(...rungAt) - Math.min(...shownAt)).toBeGreaterThanOrEqual(10 * SECOND);
});
