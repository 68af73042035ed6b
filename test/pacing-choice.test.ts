import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import { voiceWithoutAudio } from '../src/app/voice-without-audio.ts';
import type { PacingMode } from '../src/core/pacing/pacing.ts';
import { eagerPacer } from './eager-pacer.fixture.ts';
import { ANSWERS, openPhoneBank, type PhoneBank } from './phone-bank.fixture.ts';

// What organisers and owners choose while a campaign runs, and what the board says of it.
let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

const bankOf = (mode?: PacingMode) =>
  openPhoneBank(testStore, {
    behaviours: [ANSWERS, ANSWERS, ANSWERS, ANSWERS],
    ...(mode === undefined ? {} : { campaign: { pacing: { mode, cap: 0.02 } } }),
    dialler: { createPacer: eagerPacer(() => 2).create },
    trunk: { channels: 40, callsPerSecond: 10 },
  });
const keyOf = (bank: PhoneBank) => bank.campaign.definition.key;
const pacingOf = async (bank: PhoneBank) =>
  (await bank.workplace.board(await bank.actor('organiser'), keyOf(bank))).pacing;

async function audited(bank: PhoneBank) {
  const { rows } = await sql<{ action: string; role: string; detail: object }>`
    select action, actor_role as role, detail from audit where unit_id = ${bank.people.unit.id} order by id`.execute(
    bank.connection,
  );
  return rows;
}

test('without a word in the file it is one call for each ready caller', async () => {
  expect(await pacingOf(await bankOf())).toEqual({
    ...{ wanted: 'progressive', mode: 'progressive', why: null, cap: 0, isAllowed: false, reason: null },
    today: { connected: 0, abandoned: 0, people: 0, share: 0 },
  });
});

describe('look-ahead', () => {
  test('needs an owner’s word, with a reason that the audit keeps; who takes it back is kept, too', async () => {
    const bank = await bankOf();
    const [owner, organiser] = [await bank.actor('owner'), await bank.actor('organiser')];
    const { workplace } = bank;
    const choose = () => workplace.choosePacing(organiser, keyOf(bank), 'look-ahead');
    await expect(choose()).rejects.toMatchObject({ code: 'error.pacing.not-allowed' });
    await expect(workplace.allowLookAhead(organiser, keyOf(bank), 'Wir sind viele')).rejects.toMatchObject({
      code: 'error.access.role',
    });
    await workplace.allowLookAhead(owner, keyOf(bank), 'Wir sind viele');
    await choose();
    expect(await pacingOf(bank)).toMatchObject({ wanted: 'look-ahead', isAllowed: true, why: 'few-callers' });
    await workplace.allowLookAhead(owner, keyOf(bank), null);
    expect(await pacingOf(bank)).toMatchObject({ isAllowed: false, why: 'not-allowed', mode: 'early' });
    expect(await audited(bank)).toEqual([
      { action: 'allow-look-ahead', role: 'owner', detail: { reason: 'Wir sind viele' } },
      { action: 'choose-pacing', role: 'organiser', detail: { from: 'progressive', to: 'look-ahead' } },
      { action: 'forbid-look-ahead', role: 'owner', detail: {} },
    ]);
  });

  test('that the file asks for is early until an owner allows it', async () => {
    expect(await pacingOf(await bankOf('look-ahead'))).toMatchObject({
      ...{ wanted: 'look-ahead', mode: 'early', why: 'not-allowed', cap: 0.003 },
    });
  });
});

test('an organiser’s choice changes what the dialler does, from the next moment on', async () => {
  const bank = await bankOf();
  const organiser = await bank.actor('organiser');
  await bank.dialler.start();
  await bank.joined(bank.desk);
  await bank.pass(1);
  const dialled = () => bank.log.filter((it) => it.event === 'dialled').length;
  expect(dialled()).toBe(0);
  await bank.workplace.choosePacing(organiser, keyOf(bank), 'early');
  await bank.pass(0.02);
  expect(dialled()).toBe(2);
  expect(await pacingOf(bank)).toMatchObject({
    mode: 'early',
    reason: { code: 'pacing.reason.progressive' },
  });
  await bank.workplace.choosePacing(organiser, keyOf(bank), 'progressive');
  await bank.pass(3);
  expect(dialled()).toBe(2);
});

test('a campaign by own phones offers no other way to speak', async () => {
  const bank = await openPhoneBank(testStore, {
    behaviours: [ANSWERS],
    campaign: { pacing: { mode: 'own-phone', cap: 0.01 } },
    voice: voiceWithoutAudio({ ways: ['text', 'own'] }),
  });
  const caller = await bank.actor();
  expect((await bank.workplace.openShift(caller, keyOf(bank))).voice).toMatchObject({
    way: 'own',
    ways: ['own'],
  });
});

test('a campaign by own phones rings nobody by its trunk', async () => {
  const bank = await bankOf('own-phone');
  await bank.dialler.start();
  const { shiftId } = await bank.joined(bank.desk);
  await bank.desk.ready(shiftId);
  await bank.pass(1);
  expect(bank.log).toEqual([]);
});

test('a page knows whether it helps to tell who is ready in a moment', async () => {
  const bank = await bankOf('early');
  const caller = await bank.actor();
  expect(await bank.workplace.openShift(caller, keyOf(bank))).toMatchObject({ isAhead: true });
  await bank.workplace.choosePacing(await bank.actor('organiser'), keyOf(bank), 'progressive');
  expect(await bank.workplace.shift(caller)).toMatchObject({ isAhead: false });
});
