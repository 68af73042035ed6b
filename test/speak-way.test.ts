import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import type { CallerLine, Voice } from '../src/app/voice.ts';
import { voiceWithoutAudio } from '../src/app/voice-without-audio.ts';
import type { E164 } from '../src/core/ids.ts';
import type { SpeakWay } from '../src/core/speak-way.ts';
import { ANSWERS, openPhoneBank } from './phone-bank.fixture.ts';

let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

/** A voice whose line is as the test says, and that writes down what it is asked. */
function voiceUnderTest(ways: readonly SpeakWay[]) {
  const asked: string[] = [];
  const state: { line: CallerLine } = { line: 'connecting' };
  const voice: Voice = {
    ...voiceWithoutAudio({ ways }),
    lineOf: () => state.line,
    isHeard: ({ way }) => way === 'own' || state.line === 'up',
    phoneOf: () => '… 200 46',
    async chosen({ way }, phone) {
      asked.push(`${way} ${phone === null ? '' : 'with a number'}`.trim());
    },
    ringCaller: () => void asked.push('ring'),
    talking: () => void asked.push('talking'),
    over: () => void asked.push('over'),
  };
  return { voice, asked, state };
}

async function shiftWith(ways: readonly SpeakWay[]) {
  const { voice, asked, state } = voiceUnderTest(ways);
  const bank = await openPhoneBank(testStore, { behaviours: [ANSWERS], voice });
  const caller = await bank.actor();
  const opened = await bank.workplace.openShift(caller, bank.campaign.definition.key);
  return { bank, caller, opened, asked, state };
}

const ALL = ['browser', 'phone', 'own'] as const;

describe('on arrival', () => {
  it('the only way there is needs no choice', async () => {
    const { opened, bank, caller } = await shiftWith(['own']);
    expect(opened.voice).toMatchObject({ way: 'own', ways: ['own'] });
    expect(await bank.workplace.ready(caller)).toMatchObject({ state: 'ready' });
  });

  it('nobody is ready before the way is chosen', async () => {
    const { opened, bank, caller } = await shiftWith(ALL);
    expect(opened.voice).toEqual({ way: null, ways: ALL, line: 'connecting', phone: null });
    await expect(bank.workplace.ready(caller)).rejects.toMatchObject({ code: 'error.voice.choose-way' });
  });

  it('nobody is ready before they would be heard', async () => {
    const { bank, caller, state } = await shiftWith(ALL);
    await bank.workplace.chooseWay(caller, 'browser', null);
    await expect(bank.workplace.ready(caller)).rejects.toMatchObject({ code: 'error.voice.not-connected' });
    state.line = 'up';
    expect(await bank.workplace.ready(caller)).toMatchObject({ state: 'ready' });
  });

  it('a way that is not here is refused', async () => {
    const { bank, caller } = await shiftWith(['own']);
    await expect(bank.workplace.chooseWay(caller, 'browser', null)).rejects.toMatchObject({
      code: 'error.voice.way-not-here',
    });
  });

  it('what nobody has chosen may be chosen again after a restart with other ways', async () => {
    const { bank, caller } = await shiftWith(ALL);
    await bank.workplace.chooseWay(caller, 'browser', null);
    const after = await openPhoneBank(testStore, {
      behaviours: [],
      voice: voiceWithoutAudio({ ways: ['own', 'text'] }),
    });
    expect(await after.workplace.shift(caller)).toMatchObject({ voice: { way: null } });
    expect(await after.workplace.chooseWay(caller, 'own', null)).toMatchObject({ voice: { way: 'own' } });
    expect(await bank.workplace.shift(caller)).toMatchObject({ voice: { way: 'own' } });
  });
});

describe('the caller’s own phone, rung by the trunk', () => {
  it.each([
    ['', 'missing'],
    ['0171 392004', 'incomplete'],
    ['110', 'other'],
    ['0900 1234567', 'other'],
    ['+43 1 5880 0', 'foreign'],
    ['030 23125 471, 0171 39200 46', 'several'],
    ['mein Telefon', 'text'],
  ])('“%s” is refused as %s', async (phone, reason) => {
    const { bank, caller, asked } = await shiftWith(ALL);
    await expect(bank.workplace.chooseWay(caller, 'phone', phone)).rejects.toMatchObject({
      code: 'error.voice.phone-number',
      values: { reason },
    });
    expect(asked).toEqual([]);
    expect(await bank.workplace.shift(caller)).toMatchObject({ voice: { way: null } });
  });

  it('a number is passed on and shown by its end alone', async () => {
    const numbers: (E164 | null)[] = [];
    const { voice } = voiceUnderTest(ALL);
    const noting: Voice = { ...voice, chosen: async (_, phone) => void numbers.push(phone) };
    const bank = await openPhoneBank(testStore, { behaviours: [], voice: noting });
    const caller = await bank.actor();
    await bank.workplace.openShift(caller, bank.campaign.definition.key);
    const view = await bank.workplace.chooseWay(caller, 'phone', '0171 / 39 200 46');
    expect(numbers).toEqual(['+491713920046']);
    expect(view.voice).toMatchObject({ way: 'phone', phone: '… 200 46' });
    expect(JSON.stringify(view)).not.toContain('1713920046');
  });

  it('is rung again on demand, on this way alone', async () => {
    const { bank, caller, asked } = await shiftWith(ALL);
    await expect(bank.workplace.ringMe(caller)).rejects.toMatchObject({ code: 'error.voice.no-phone' });
    await bank.workplace.chooseWay(caller, 'phone', '0171 39200 46');
    await bank.workplace.ringMe(caller);
    expect(asked).toEqual(['phone with a number', 'ring']);
  });
});

it('the audio is told when the shift is over', async () => {
  const { bank, caller, asked } = await shiftWith(ALL);
  await bank.workplace.leave(caller);
  expect(asked).toEqual(['over']);
});
