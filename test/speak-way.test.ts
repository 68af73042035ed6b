import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import type { CallerLine, Voice } from '../src/app/voice.ts';
import { voiceWithoutAudio } from '../src/app/voice-without-audio.ts';
import type { E164 } from '../src/core/ids.ts';
import { MINUTE } from '../src/core/instant.ts';
import type { SpeakWay } from '../src/core/speak-way.ts';
import { ANSWERS, openPhoneBank, says } from './phone-bank.fixture.ts';

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
    expect(opened.voice).toEqual({ way: null, ways: ALL, line: 'connecting', phone: null, trouble: null });
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

describe('the dialler', () => {
  async function twoCallers() {
    const { voice, asked, state } = voiceUnderTest(ALL);
    const bank = await openPhoneBank(testStore, { behaviours: [ANSWERS, ANSWERS], voice });
    await bank.dialler.start();
    state.line = 'up';
    const [byTrunk, byOwnPhone] = [await bank.actor(), await bank.actor()];
    for (const [actor, way] of [
      [byTrunk, 'browser'],
      [byOwnPhone, 'own'],
    ] as const) {
      await bank.workplace.openShift(actor, bank.campaign.definition.key);
      await bank.workplace.chooseWay(actor, way, null);
      await bank.workplace.ready(actor);
    }
    return { bank, byTrunk, byOwnPhone, asked, state };
  }

  it('serves each caller by the way that was chosen', async () => {
    const { bank, byTrunk, byOwnPhone } = await twoCallers();
    await bank.pass(0.2);
    expect(await bank.workplace.shift(byTrunk)).toMatchObject({ call: { tel: null, line: 'talking' } });
    expect(await bank.workplace.shift(byOwnPhone)).toMatchObject({ call: { line: 'dialling' } });
    expect((await bank.workplace.shift(byOwnPhone))?.call?.tel).toMatch(/^\+49/);
    expect(bank.log.filter((it) => it.event === 'dialled')).toHaveLength(1);
  });

  it('rings nobody for whom the caller’s line has gone, and goes on when it is back', async () => {
    const { bank, byTrunk, state } = await twoCallers();
    state.line = 'lost';
    await bank.pass(5);
    expect(bank.log).toEqual([]);
    state.line = 'up';
    bank.signals.changed(bank.campaign.id);
    await bank.pass(0.2);
    expect(await bank.workplace.shift(byTrunk)).toMatchObject({ state: 'talking' });
  });

  it('lets a trunk rest without holding up who dials on an own phone', async () => {
    const { bank, byTrunk, byOwnPhone } = await twoCallers();
    const now = bank.clock.now();
    await bank.store.health.putAlarm(bank.trunkId, {
      ...{ kind: 'fast-404', from: now, until: now, pausedUntil: now + 15 * MINUTE },
      ...{ status: 404, count: 10, share: 1 },
    });
    await bank.pass(14);
    expect(await bank.workplace.shift(byTrunk)).toMatchObject({ state: 'ready', call: null });
    expect(await bank.workplace.shift(byOwnPhone)).toMatchObject({ state: 'ringing' });
    await bank.pass(2);
    expect(bank.log[0]).toMatchObject({ event: 'dialled' });
  });

  it('tells the audio that somebody is there', async () => {
    const { bank, byTrunk, asked } = await twoCallers();
    await bank.pass(0.2);
    const call = (await bank.workplace.shift(byTrunk))?.call;
    if (call == null) throw new Error('no call');
    await bank.workplace.talking(byTrunk, call.attemptId);
    expect(asked).toContain('talking');
  });

  it('lets nobody change from or to an own phone in the middle of a call', async () => {
    const { bank, byTrunk, byOwnPhone } = await twoCallers();
    await bank.pass(0.2);
    const refused = { code: 'error.voice.finish-call-first' };
    await expect(bank.workplace.chooseWay(byOwnPhone, 'browser', null)).rejects.toMatchObject(refused);
    await expect(bank.workplace.chooseWay(byTrunk, 'own', null)).rejects.toMatchObject(refused);
    const changed = await bank.workplace.chooseWay(byTrunk, 'phone', '0171 39200 46');
    expect(changed).toMatchObject({ state: 'talking', voice: { way: 'phone' } });
  });
});

describe('a caller who reads', () => {
  it('goes over to the browser between two calls, not in the middle of one', async () => {
    const voice = voiceWithoutAudio({ ways: ['browser', 'text'] });
    const bank = await openPhoneBank(testStore, { behaviours: [ANSWERS], voice });
    await bank.dialler.start();
    const caller = await bank.actor();
    await bank.workplace.openShift(caller, bank.campaign.definition.key);
    await bank.workplace.chooseWay(caller, 'text', null);
    await bank.workplace.ready(caller);
    await bank.pass(0.2);
    const call = (await bank.workplace.shift(caller))?.call ?? expect.fail('no call');
    await expect(bank.workplace.chooseWay(caller, 'browser', null)).rejects.toMatchObject({
      code: 'error.voice.finish-call-first',
    });
    await bank.workplace.hangUp(caller, call.attemptId);
    await bank.pass(0.2);
    expect(await bank.workplace.chooseWay(caller, 'browser', null)).toMatchObject({
      voice: { way: 'browser' },
    });
  });
});

describe('a probable mailbox', () => {
  it('is shown by the ringing of an earlier one, on the trunk alone, until the caller says what it is', async () => {
    const { voice, state } = voiceUnderTest(ALL);
    const bank = await openPhoneBank(testStore, { behaviours: [{ behaviour: 'voicemail' }], voice });
    await bank.dialler.start();
    state.line = 'up';
    const caller = await bank.actor();
    await bank.workplace.openShift(caller, bank.campaign.definition.key);
    await bank.workplace.chooseWay(caller, 'browser', null);
    const hints = [];
    for (let day = 0; day < 2; day += 1) {
      await bank.workplace.ready(caller);
      await bank.pass(1);
      const call = (await bank.workplace.shift(caller))?.call;
      if (call == null) throw new Error('no call');
      const said = await bank.workplace.report(caller, says(call.attemptId, 'voicemail'));
      hints.push(call.hint, said.call?.hint);
      await bank.pass(25 * 60);
    }
    expect(hints).toEqual([null, null, 'mailbox-by-time', null]);
  });
});

it('the audio is told when the shift is over', async () => {
  const { bank, caller, asked } = await shiftWith(ALL);
  await bank.workplace.leave(caller);
  expect(asked).toEqual(['over']);
});
