import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import { voiceWithoutAudio } from '../src/app/voice-without-audio.ts';
import type { AccountId } from '../src/core/ids.ts';
import { HOUR, MINUTE, SECOND } from '../src/core/instant.ts';
import { decideFrom } from '../src/core/pacing/create-pacer.ts';
import type { PacingBasis, PacingMode, PacingSnapshot } from '../src/core/pacing/pacing.ts';
import type { NumberBehaviour } from '../src/simulator/network-file.ts';
import { eagerPacer } from './eager-pacer.fixture.ts';
import { ANSWERS, openPhoneBank, type PhoneBank, says } from './phone-bank.fixture.ts';
import { volunteers } from './volunteers.fixture.ts';

// Calls that go out before a caller is free, on the real store and the fictional network. How many is the pacer's
// business (core/pacing); here a rule that is too eager shows what happens to each of them.
let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

const NO_ANSWER: NumberBehaviour = { behaviour: 'no-answer' };
const free = ({ callers }: PacingSnapshot) => callers.filter((it) => it.state === 'ready').length;

async function bankOf(
  mode: PacingMode,
  wanted: (snapshot: PacingSnapshot) => number,
  behaviours: readonly NumberBehaviour[],
) {
  const { create, log } = eagerPacer(wanted);
  const sorry: (Uint8Array | null)[] = [];
  const apologise = (_: string, message: Uint8Array | null) => void sorry.push(message);
  const bank = await openPhoneBank(testStore, {
    behaviours,
    campaign: { pacing: { mode, cap: 0.01 }, limits: { minRingSeconds: 15 } },
    voice: { ...voiceWithoutAudio({ ways: ['text'] }), apologise },
    dialler: { createPacer: create },
    trunk: { channels: 40, callsPerSecond: 10 },
  });
  await bank.dialler.start();
  return { ...bank, pacer: log, sorry };
}

async function allowed(bank: PhoneBank): Promise<void> {
  const owner = await bank.actor('owner', 'owner');
  await bank.store.pacing.allowLookAhead(bank.campaign.id, {
    by: owner.accountId,
    at: bank.clock.now(),
    reason: 'Probe',
  });
}

async function abandonedCalls(bank: PhoneBank) {
  const { rows } = await sql<{
    id: string;
    callerId: AccountId | null;
    disposition: string | null;
    class: string | null;
    rule: string | null;
    waited: number;
    heard: number;
  }>`
    select id, caller_id as "callerId", disposition, class, rule,
      extract(epoch from abandoned_at - answered_at)::float8 as waited,
      extract(epoch from ended_at - abandoned_at)::float8 as heard
    from attempt where campaign_id = ${bank.campaign.id} and abandoned_at is not null order by abandoned_at`.execute(
    bank.connection,
  );
  return rows;
}

async function decisions(bank: PhoneBank) {
  const { rows } = await sql<{ mode: string; reason: string; calls: number }>`
    select mode, reason, calls from pacing_decision where campaign_id = ${bank.campaign.id} order by id`.execute(
    bank.connection,
  );
  return rows;
}

async function audited(bank: PhoneBank, action: string) {
  const { rows } = await sql<{ detail: Record<string, unknown> }>`
    select detail from audit where action = ${action} and unit_id = ${bank.people.unit.id} order by id`.execute(
    bank.connection,
  );
  return rows.map((it) => it.detail);
}

describe('a call that went out ahead', () => {
  test('is given, when it is answered, to the caller who has waited longest, and only then has a card', async () => {
    const bank = await bankOf('early', () => 1, [ANSWERS]);
    const first = await bank.joined(bank.desk);
    const second = await bank.joined(bank.desk);
    await bank.desk.ready(second.shiftId);
    await bank.pass(0.01);
    await bank.desk.ready(first.shiftId);
    await bank.pass(0.05);
    expect(bank.events).toEqual([]);
    expect(
      await bank.workplace.shift({
        accountId: second.accountId,
        role: 'caller',
        unitPath: bank.people.unit.path,
      }),
    ).toMatchObject({
      state: 'ready',
      call: null,
    });
    await bank.pass(0.5);
    expect(bank.events.map(({ shiftId, event }) => [shiftId, event.kind])).toEqual([
      [second.shiftId, 'talking'],
    ]);
    const view = await bank.workplace.shift({
      accountId: second.accountId,
      role: 'caller',
      unitPath: bank.people.unit.path,
    });
    expect(view).toMatchObject({ state: 'talking', call: { line: 'talking' } });
    await bank.pass(4);
    expect(bank.last('ended')).toMatchObject({ shiftId: second.shiftId, event: { needsWord: true } });
  });

  test('waits two seconds for a caller who is about to be ready', async () => {
    const bank = await bankOf('early', () => 1, [ANSWERS]);
    const { shiftId } = await bank.joined(bank.desk);
    await bank.pass(0.02);
    const answeredAt = await untilAnswered(bank);
    expect(answeredAt).toBeGreaterThan(0);
    await bank.clock.run(answeredAt + 1.9 * SECOND);
    await bank.desk.ready(shiftId);
    await bank.pass(0.1);
    expect(bank.last('talking')).toMatchObject({ shiftId });
    expect(await abandonedCalls(bank)).toEqual([]);
  });

  test('that nobody is ready for is abandoned after two seconds: the person hears the message, and then the line goes down', async () => {
    const bank = await bankOf('early', () => 1, [ANSWERS]);
    const { shiftId } = await bank.joined(bank.desk);
    const answeredAt = await untilAnswered(bank);
    await bank.clock.run(answeredAt + 2.1 * SECOND);
    expect(bank.sorry).toEqual([null]);
    // Too late: the message is not cut off.
    await bank.desk.ready(shiftId);
    await bank.pass(1);
    expect(bank.events).toEqual([]);
    expect(await abandonedCalls(bank)).toEqual([
      {
        id: expect.any(String),
        ...{ callerId: null, disposition: 'abandoned', class: 'ANSWERED_HUMAN', rule: 'abandoned' },
        ...{ waited: 2, heard: 20 },
      },
    ]);
    expect(await bank.store.pacing.answered(bank.campaign.id, 0)).toEqual({
      connected: 0,
      abandoned: 1,
      people: 1,
    });
    expect(await audited(bank, 'abandon-call')).toEqual([{}]);
  });

  test('that nobody is ready for hears the campaign’s own message, where it has one, and no longer', async () => {
    const bank = await bankOf('early', () => 1, [ANSWERS]);
    const message = Uint8Array.from({ length: 6 * 8_000 }, (_, at) => at % 256);
    await bank.store.campaigns.keepMessage(bank.campaign.id, message);
    await bank.joined(bank.desk);
    await untilAnswered(bank);
    await bank.pass(1);
    expect(bank.sorry).toEqual([message]);
    expect(await abandonedCalls(bank)).toMatchObject([{ disposition: 'abandoned', waited: 2, heard: 7 }]);
  });

  test('whoever heard nobody is left alone on that day, and for 72 hours called only for a caller who waits', async () => {
    const bank = await bankOf('early', () => 1, [ANSWERS]);
    await bank.joined(bank.desk);
    await untilAnswered(bank);
    await bank.pass(1);
    expect(await bank.contact(0)).toMatchObject({ state: 'waiting', reason: 'retry' });
    // The next day somebody is there, in a pause: nobody is called ahead.
    await bank.clock.run(bank.clock.now() + 25 * HOUR);
    const dialled = () => bank.log.filter((it) => it.event === 'dialled').length;
    const { shiftId } = await bank.joined(bank.desk);
    await bank.pass(5);
    expect(dialled()).toBe(1);
    await bank.desk.ready(shiftId);
    await bank.pass(0.01);
    expect(dialled()).toBe(2);
    expect(bank.last('ringing')).toMatchObject({ shiftId });
  });

  test('of a dialler that died is lost, and the person is free for the next one', async () => {
    const bank = await bankOf('early', () => 2, [NO_ANSWER, ANSWERS]);
    await bank.joined(bank.desk);
    await bank.pass(0.03);
    expect((await bank.attempts()).map((it) => it.state)).toEqual(['in-flight', 'in-flight']);
    await bank.store.campaigns.release(bank.campaign.id, null);
    await bank.newDialler('next').dialler.start();
    expect(await bank.attempts()).toEqual([
      { state: 'lost', class: 'UNKNOWN', disposition: 'lost', needsWord: false },
      { state: 'lost', class: 'UNKNOWN', disposition: 'lost', needsWord: false },
    ]);
    expect([(await bank.contact(0))?.state, (await bank.contact(1))?.state]).toEqual(['waiting', 'waiting']);
    const { rows } = await sql`select from claim where campaign_id = ${bank.campaign.id}`.execute(
      bank.connection,
    );
    expect(rows).toEqual([]);
  });

  test('that was answered when its dialler died is told as abandoned', async () => {
    const bank = await bankOf('early', () => 1, [ANSWERS]);
    await bank.joined(bank.desk);
    await untilAnswered(bank);
    await bank.store.campaigns.release(bank.campaign.id, null);
    await bank.newDialler('next').dialler.start();
    expect(await bank.attempts()).toMatchObject([{ state: 'settled', disposition: 'abandoned' }]);
    expect(await bank.store.pacing.answered(bank.campaign.id, 0)).toEqual({
      connected: 0,
      abandoned: 1,
      people: 1,
    });
  });

  test('is never a promise: that one waits for the caller who gave it', async () => {
    const bank = await bankOf('early', () => 3, [ANSWERS]);
    const { shiftId } = await bank.joined(bank.desk);
    await bank.desk.ready(shiftId);
    await bank.pass(0.5);
    const talk = bank.last('talking');
    if (talk === undefined) throw new Error('nobody talks');
    await bank.pass(4);
    const fromAt = bank.clock.now() + HOUR;
    const callback = { fromAt, untilAt: fromAt + HOUR };
    await bank.desk.report(shiftId, says(talk.event.attemptId, 'callback-agreed', { callback }));
    await bank.clock.run(fromAt + 10 * MINUTE);
    expect(bank.log.filter((it) => it.event === 'dialled')).toHaveLength(1);
    await bank.desk.ready(shiftId);
    await bank.pass(0.05);
    expect(bank.last('ringing')).toMatchObject({ shiftId, event: { isCallback: true } });
  });
});

describe('a call that rings while its last caller goes', () => {
  test.each(['pause', 'leave'] as const)('(%s) is taken back: nobody is left who could talk', async (how) => {
    const bank = await openPhoneBank(testStore, {
      behaviours: [NO_ANSWER],
      campaign: { pacing: { mode: 'early', cap: 0.01 }, limits: { minRingSeconds: 15 } },
    });
    await bank.dialler.start();
    const { shiftId } = await bank.joined(bank.desk);
    await bank.desk.ready(shiftId);
    await bank.pass(0.1);
    expect((await bank.attempts()).map((it) => it.state)).toEqual(['in-flight']);
    await bank.desk[how](shiftId);
    await bank.pass(0.02);
    expect(await bank.attempts()).toEqual([
      { state: 'settled', class: 'CANCELLED', disposition: 'cancelled', needsWord: false },
    ]);
    expect(await abandonedCalls(bank)).toEqual([]);
    // The telephone rang, so it was a try; the person is called when somebody is there again, and their time has come.
    const { state, reason, due } = (await bank.contact(0)) ?? {};
    expect({ state, reason }).toEqual({ state: 'waiting', reason: 'retry' });
    await bank.clock.run(due ?? 0);
    const again = await bank.joined(bank.desk);
    await bank.desk.ready(again.shiftId);
    await bank.pass(0.1);
    expect(bank.log.filter((it) => it.event === 'dialled')).toHaveLength(2);
  });
});

describe('over the cap', () => {
  test('the campaign falls back to one call for each ready caller by itself, and says so', async () => {
    const bank = await bankOf('early', () => 4, [
      ANSWERS,
      ANSWERS,
      ...Array.from({ length: 10 }, () => ANSWERS),
    ]);
    const { shiftId } = await bank.joined(bank.desk);
    await untilAnswered(bank);
    await bank.pass(3);
    expect((await abandonedCalls(bank)).length).toBe(4);
    const dialled = () => bank.log.filter((it) => it.event === 'dialled').length;
    const before = dialled();
    await bank.pass(5);
    expect(dialled()).toBe(before);
    expect((await decisions(bank)).at(-1)).toMatchObject({
      mode: 'progressive',
      reason: 'pacing.why.over-cap',
    });
    expect(await audited(bank, 'pacing-mode')).toEqual([
      { mode: 'early', why: null, connected: 0, abandoned: 0, people: 0 },
      {
        mode: 'progressive',
        why: 'over-cap',
        connected: 0,
        abandoned: expect.any(Number),
        people: expect.any(Number),
      },
    ]);
    await bank.desk.ready(shiftId);
    await bank.pass(0.02);
    expect([dialled() - before, bank.last('ringing')?.shiftId]).toEqual([1, shiftId]);
  });
});

test('a session that begins after another one knows what the day has had, and the next day begins anew', async () => {
  const bank = await bankOf('early', () => 1, [ANSWERS]);
  const { shiftId } = await bank.joined(bank.desk);
  await untilAnswered(bank);
  await bank.pass(3);
  expect(await abandonedCalls(bank)).toHaveLength(1);
  await bank.desk.leave(shiftId);
  await bank.pass(1);
  const comesReady = async () => {
    const caller = await bank.joined(bank.desk);
    await bank.desk.ready(caller.shiftId);
    await bank.pass(1);
    return caller.shiftId;
  };
  const earlier = () => bank.pacer.sessions.map((it) => it.settings.earlierToday);
  const none = { connected: 0, abandoned: 0, people: 0 };
  const one = { connected: 0, abandoned: 1, people: 1 };
  await bank.desk.leave(await comesReady());
  expect(earlier()).toEqual([none, one]);
  await bank.clock.run(bank.clock.now() + 24 * HOUR);
  await comesReady();
  expect(earlier()).toEqual([none, one, none]);
});

describe('twelve simulated callers', () => {
  const people = Array.from({ length: 90 }, (_, at) => (at % 3 === 0 ? ANSWERS : NO_ANSWER));

  test.each(['early', 'look-ahead'] as const)(
    '%s: each answered call has one caller, each person one hand',
    async (mode) => {
      const bank = await bankOf(mode, (snapshot) => free(snapshot) + 2, people);
      await allowed(bank);
      const callers = await volunteers(bank, 12);
      await bank.pass(12);
      expect(bank.pacer.sessions.map((it) => it.mode)).toContain(mode);
      const { rows } = await sql<{
        id: string;
        callerId: string | null;
        state: string;
        answered: boolean;
        abandoned: boolean;
      }>`
      select id, caller_id as "callerId", state, answered_at is not null as answered, abandoned_at is not null as abandoned
      from attempt where campaign_id = ${bank.campaign.id}`.execute(bank.connection);
      expect(rows.length).toBeGreaterThan(40);
      for (const it of rows) if (it.answered) expect(it.callerId !== null).toBe(!it.abandoned);
      const talks = bank.events.filter((it) => it.event.kind === 'talking').map((it) => it.event.attemptId);
      expect(new Set(talks).size).toBe(talks.length);
      expect(talks.length).toBeGreaterThan(12);
      for (const it of callers) await it.goHome();
      await bank.pass(10);
      const claims = await sql`select from claim where campaign_id = ${bank.campaign.id}`.execute(
        bank.connection,
      );
      expect(claims.rows).toEqual([]);
      expect(bank.pacer.events.some((it) => it.type === 'connected')).toBe(true);
      expect(bank.pacer.events.some((it) => it.type === 'ended' && it.party === 'person')).toBe(true);
    },
  );

  test('with our own pacer: what was decided is kept, and comes to the same again', {
    timeout: 120_000,
  }, async () => {
    const bank = await openPhoneBank(testStore, {
      behaviours: people,
      campaign: { pacing: { mode: 'early', cap: 0.01 }, limits: { minRingSeconds: 15 } },
      trunk: { channels: 40, callsPerSecond: 5 },
    });
    await bank.dialler.start();
    await volunteers(bank, 12);
    await bank.pass(8);
    const { rows } = await sql<{ calls: number; basis: PacingBasis }>`
      select calls, basis from pacing_decision where campaign_id = ${bank.campaign.id} and mode = 'early' and calls > 0`.execute(
      bank.connection,
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.map(({ basis }) => decideFrom(basis))).toEqual(rows.map(({ calls }) => calls));
    await bank.dialler.close();
    expect(await bank.store.pacing.learned(bank.campaign.id)).toMatchObject({
      callers: 12,
      learned: expect.anything(),
    });
  });

  test('look-ahead needs an owner’s word and ten callers; without either it is early', async () => {
    const bank = await bankOf('look-ahead', free, people);
    const few = await volunteers(bank, 9);
    await bank.pass(1);
    await allowed(bank);
    bank.dialler.wake();
    await bank.pass(1);
    await volunteers(bank, 3);
    await bank.pass(1);
    await few[0]?.goHome();
    expect(
      (await decisions(bank)).map((it) => it.reason).filter((it) => it !== 'pacing.reason.progressive'),
    ).toEqual(['pacing.why.not-allowed', 'pacing.why.few-callers', 'pacing.reason.mode-look-ahead']);
    expect(bank.pacer.sessions.map((it) => [it.mode, it.settings.abandonCap])).toEqual([
      ['early', 0.003],
      ['early', 0.003],
      ['look-ahead', 0.01],
    ]);
  });
});

/** Lets time pass until somebody has answered. @returns when. */
async function untilAnswered(bank: PhoneBank): Promise<number> {
  for (let step = 0; step < 600; step += 1) {
    const found = bank.log.find((it) => it.event === 'answered');
    if (found !== undefined) return found.at;
    await bank.clock.run(bank.clock.now() + 100);
  }
  throw new Error('nobody answers');
}
