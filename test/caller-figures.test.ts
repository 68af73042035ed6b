import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import { ANSWERS, openPhoneBank, type PhoneBank, says } from './phone-bank.fixture.ts';

// What each caller did is nobody's business unless the organisation says so in the campaign's file (`care`).
let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

type Word = Parameters<typeof says>[1];

/** Zoe has two calls and a conversation, Adam one of each; Ben is there and has had none. */
async function evening(care?: { figuresPerPerson: boolean }) {
  const campaign = care === undefined ? {} : { care };
  const bank = await openPhoneBank(testStore, { behaviours: [ANSWERS, ANSWERS, ANSWERS], campaign });
  const { key } = bank.campaign.definition;
  await bank.dialler.start();
  const zoe = await bank.actor('caller', 'Zoe');
  const adam = await bank.actor('caller', 'Adam');
  for (const it of [zoe, adam, await bank.actor('caller', 'Ben')]) await bank.workplace.openShift(it, key);
  for (const [caller, word] of [
    [zoe, 'conversation-complete'],
    [zoe, 'third-person'],
    [adam, 'no-time'],
  ] as const)
    await oneCall(bank, caller, word);
  const figures = async (role: 'organiser' | 'owner' | 'steward' | 'caller' = 'organiser') =>
    bank.workplace.callerFigures(await bank.actor(role, role), key);
  const looks = async () => {
    const { rows } = await sql<{ role: string; detail: unknown }>`
      select actor_role as role, detail from audit
      where action = 'read-caller-figures' and unit_id = ${bank.people.unit.id}`.execute(bank.connection);
    return rows;
  };
  return { bank, key, zoe, figures, looks };
}

async function oneCall(bank: PhoneBank, caller: Awaited<ReturnType<PhoneBank['actor']>>, word: Word) {
  await bank.workplace.ready(caller);
  await bank.pass(4);
  const call = (await bank.workplace.shift(caller))?.call;
  if (!call) throw new Error('no call');
  await bank.workplace.report(caller, says(call.attemptId, word));
  await bank.workplace.pause(caller);
}

test.each([undefined, { figuresPerPerson: false }])(
  'with care: %j nobody is counted by name',
  async (care) => {
    const { bank, key, zoe, figures, looks } = await evening(care);
    await expect(figures('owner')).rejects.toMatchObject({ code: 'error.figures.off' });
    const board = await bank.workplace.board(await bank.actor('organiser'), key);
    expect(board.campaign.figuresPerPerson).toBe(false);
    expect(board.callers.map((it) => Object.keys(it).sort())).toEqual(
      Array.from({ length: 3 }, () => [
        ...['asksForHelp', 'isFirstShift', 'name', 'shiftId', 'since', 'state', 'voice'],
      ]),
    );
    expect((await bank.workplace.shift(zoe))?.campaign.figuresPerPerson).toBe(false);
    expect(await looks()).toEqual([]);
  },
);

test('switched on, organisers see today by name, callers know of it, and each look is audited', async () => {
  const { bank, zoe, figures, looks } = await evening({ figuresPerPerson: true });
  expect((await bank.workplace.shift(zoe))?.campaign.figuresPerPerson).toBe(true);
  expect((await bank.workplace.me(zoe)).campaigns).toMatchObject([{ figuresPerPerson: true }]);
  // Each conversation lasts two minutes; the wrong voice on the phone is none.
  expect(await figures()).toMatchObject([
    { name: 'Adam', calls: 1, conversations: 1, talkSeconds: 120 },
    { name: 'Zoe', calls: 2, conversations: 1, talkSeconds: 120 },
  ]);
  for (const role of ['steward', 'caller'] as const)
    await expect(figures(role)).rejects.toMatchObject({ code: 'error.access.role' });
  expect(await looks()).toEqual([{ role: 'organiser', detail: {} }]);
  await bank.pass(24 * 60);
  expect(await figures()).toEqual([]);
});
