import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import { createKeypadDesk } from '../src/app/keypad-desk.ts';
import type { KeypadCommand } from '../src/core/keypad-results.ts';
import type { Disposition } from '../src/core/outcome/disposition.ts';
import type { NumberBehaviour } from '../src/simulator/network-file.ts';
import { ANSWERS, openPhoneBank } from './phone-bank.fixture.ts';

let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

const result = (disposition: Disposition): KeypadCommand => ({ kind: 'report', disposition });
const NEXT: KeypadCommand = { kind: 'next' };

/** A caller who gives all by keys, and what the page would show meanwhile. */
async function callerByKeys(behaviour: NumberBehaviour) {
  const bank = await openPhoneBank(testStore, { behaviours: [behaviour] });
  await bank.dialler.start();
  const caller = await bank.actor();
  await bank.workplace.openShift(caller, bank.campaign.definition.key);
  const chance = { uuid: () => crypto.randomUUID() };
  const desk = createKeypadDesk({ workplace: bank.workplace, chance });
  return {
    bank,
    says: (command: KeypadCommand) => desk(caller, command),
    async sees() {
      const shift = await bank.workplace.shift(caller);
      return { state: shift?.state, line: shift?.call?.line, said: shift?.call?.reported?.disposition };
    },
    asksForHelp: async () => (await bank.workplace.shift(caller))?.asksForHelp,
  };
}

test('a caller goes from person to person by the keys alone', async () => {
  const { bank, says, sees } = await callerByKeys(ANSWERS);
  expect(await says(result('no-time'))).toBe(false);
  expect(await says(NEXT)).toBe(true);
  await bank.pass(0);
  // Nobody is there yet.
  expect(await says(result('no-time'))).toBe(false);
  await bank.pass(1);
  expect(await sees()).toMatchObject({ state: 'talking', line: 'talking' });
  expect(await says(NEXT)).toBe(false);
  expect(await says({ kind: 'hang-up' })).toBe(true);
  await bank.pass(0);
  expect(await sees()).toMatchObject({ line: 'ended', said: undefined });
  expect(await says({ kind: 'hang-up' })).toBe(false);
  expect(await says(NEXT)).toBe(false);
  expect(await says(result('no-time'))).toBe(true);
  expect(await sees()).toMatchObject({ line: 'ended', said: 'no-time' });
  // A second word for the same call is none.
  expect(await says(result('conversation-complete'))).toBe(false);
  expect(await sees()).toMatchObject({ said: 'no-time' });
  expect(await says(NEXT)).toBe(true);
  expect(await sees()).toMatchObject({ state: 'ready' });
});

test('somebody who wants no more calls is not rung again', async () => {
  const { bank, says, sees } = await callerByKeys(ANSWERS);
  await says(NEXT);
  await bank.pass(1);
  expect(await says(result('objection'))).toBe(true);
  await bank.pass(0);
  expect(await sees()).toMatchObject({ line: 'ended', said: 'objection' });
  await says(NEXT);
  await bank.pass(60 * 24 * 3);
  expect(await sees()).toEqual({ state: 'ready' });
});

test('help is asked for at any time, and a key that there is not says nothing', async () => {
  const { says, asksForHelp } = await callerByKeys({ behaviour: 'no-answer' });
  expect(await says({ kind: 'unknown' })).toBe(false);
  expect(await asksForHelp()).toBe(false);
  expect(await says({ kind: 'help' })).toBe(true);
  expect(await asksForHelp()).toBe(true);
});
