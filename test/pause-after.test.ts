import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import { voiceWithoutAudio } from '../src/app/voice-without-audio.ts';
import type { SpeakWay } from '../src/core/speak-way.ts';
import { eagerPacer } from './eager-pacer.fixture.ts';
import { ANSWERS, openPhoneBank, type PhoneBank, says } from './phone-bank.fixture.ts';

// "A pause after this call", said while it is on, with the real store and the fictional network.
let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

type Caller = Awaited<ReturnType<PhoneBank['actor']>>;
/** A person picks up after five seconds, and talks for two minutes. */
const [UNTIL_TALK, TALK] = [0.5, 3];

async function callOf(bank: PhoneBank, caller: Caller) {
  const call = (await bank.workplace.shift(caller))?.call;
  if (!call) throw new Error('no call');
  return call;
}

async function stateOf(bank: PhoneBank, caller: Caller) {
  const shift = await bank.workplace.shift(caller);
  return [shift?.state, shift?.wantsPause];
}

/** A caller of a campaign with three people who answer, in the talk with the first one. */
async function inTalk(way: SpeakWay = 'text', bank?: PhoneBank) {
  const voice = voiceWithoutAudio({ ways: [way] });
  const opened = bank ?? (await openPhoneBank(testStore, { behaviours: [ANSWERS, ANSWERS, ANSWERS], voice }));
  await opened.dialler.start();
  const caller = await opened.actor();
  await opened.workplace.openShift(caller, opened.campaign.definition.key);
  await opened.workplace.ready(caller);
  await opened.pass(UNTIL_TALK);
  return { bank: opened, caller, call: await callOf(opened, caller) };
}

describe('a caller who wants a pause after the call', () => {
  test('has it with the outcome, and nobody is rung until they are ready again', async () => {
    const { bank, caller, call } = await inTalk();
    expect(await bank.workplace.wantPause(caller, true)).toMatchObject({
      state: 'talking',
      wantsPause: true,
    });
    await bank.pass(TALK);
    // Nothing is lost of what is still to be said.
    expect(await stateOf(bank, caller)).toEqual(['wrap-up', true]);
    const shown = await bank.workplace.report(caller, says(call.attemptId, 'conversation-complete'));
    expect(shown).toMatchObject({ state: 'pause', since: bank.clock.now() });
    await bank.pass(30);
    expect(await bank.attempts()).toHaveLength(1);
    await bank.workplace.ready(caller);
    await bank.pass(UNTIL_TALK);
    expect(await stateOf(bank, caller)).toEqual(['talking', false]);
    await bank.pass(TALK);
    const { attemptId } = await callOf(bank, caller);
    expect((await bank.workplace.report(caller, says(attemptId, 'no-time'))).state).toBe('wrap-up');
  });

  test('takes it back: then it goes on as ever', async () => {
    const { bank, caller, call } = await inTalk();
    await bank.workplace.wantPause(caller, true);
    await bank.pass(TALK);
    expect(await bank.workplace.wantPause(caller, false)).toMatchObject({ wantsPause: false });
    const shown = await bank.workplace.report(caller, says(call.attemptId, 'no-time'));
    expect(shown.state).toBe('wrap-up');
  });

  test('has it also when the outcome comes before the line is down', async () => {
    const { bank, caller, call } = await inTalk();
    await bank.workplace.wantPause(caller, true);
    await bank.workplace.report(caller, says(call.attemptId, 'voicemail'));
    await bank.pass(0);
    expect(await stateOf(bank, caller)).toEqual(['pause', true]);
  });

  test('takes the outcome back, and the other one leads to the pause, too', async () => {
    const { bank, caller, call } = await inTalk();
    await bank.workplace.wantPause(caller, true);
    await bank.pass(TALK);
    await bank.workplace.report(caller, says(call.attemptId, 'no-time'));
    expect(await bank.workplace.undo(caller, call.attemptId)).toMatchObject({
      state: 'wrap-up',
      wantsPause: true,
    });
    const shown = await bank.workplace.report(caller, says(call.attemptId, 'not-interested'));
    expect(shown.state).toBe('pause');
  });

  test('whose line dropped rings the same person again first', async () => {
    const { bank, caller, call } = await inTalk();
    await bank.workplace.wantPause(caller, true);
    await bank.pass(TALK);
    await bank.workplace.callAgain(caller, call.attemptId, crypto.randomUUID());
    await bank.pass(UNTIL_TALK);
    expect(await stateOf(bank, caller)).toEqual(['talking', true]);
    await bank.pass(TALK);
    const again = await callOf(bank, caller);
    expect(again.card.dialled).toBe(call.card.dialled);
    const shown = await bank.workplace.report(caller, says(again.attemptId, 'conversation-complete'));
    expect(shown.state).toBe('pause');
  });

  test('has it on an own phone as well', async () => {
    const { bank, caller, call } = await inTalk('own');
    await bank.workplace.talking(caller, call.attemptId);
    await bank.workplace.wantPause(caller, true);
    const shown = await bank.workplace.report(caller, says(call.attemptId, 'conversation-complete'));
    expect(shown.state).toBe('pause');
    await bank.pass(30);
    expect(await bank.attempts()).toHaveLength(1);
  });

  test('said between calls by an old page it is nothing', async () => {
    const { bank, caller, call } = await inTalk();
    await bank.pass(TALK);
    await bank.workplace.report(caller, says(call.attemptId, 'no-time'));
    await bank.workplace.pause(caller);
    expect(await bank.workplace.wantPause(caller, true)).toMatchObject({ state: 'pause', wantsPause: false });
  });
});

test('where calls go out ahead, none does for a caller who wants a pause, and one does when they take it back', async () => {
  // A first call, and then one for whoever writes up the last.
  let hasBegun = false;
  const { create, log } = eagerPacer(({ callers, calls }) => {
    hasBegun ||= calls.length > 0;
    return hasBegun ? callers.filter((it) => it.state === 'wrap-up' && !it.isLeaving).length : 1;
  });
  const bank = await openPhoneBank(testStore, {
    behaviours: [ANSWERS, ANSWERS, ANSWERS],
    campaign: { pacing: { mode: 'early', cap: 0.01 } },
    dialler: { createPacer: create },
  });
  const { caller } = await inTalk('text', bank);
  await bank.workplace.wantPause(caller, true);
  await bank.pass(0);
  expect(log.snapshots.at(-1)?.callers).toMatchObject([{ state: 'talking', isLeaving: true }]);
  await bank.pass(TALK);
  expect(await stateOf(bank, caller)).toEqual(['wrap-up', true]);
  expect(await bank.attempts()).toHaveLength(1);
  await bank.workplace.wantPause(caller, false);
  await bank.pass(0.01);
  expect(await bank.attempts()).toHaveLength(2);
});
