import { describe, expect, test } from 'vitest';
import type { LegEvent } from '../app/ports.ts';
import type { AttemptId, E164, TrunkId } from '../core/ids.ts';
import { SECOND } from '../core/instant.ts';
import { classify } from '../core/outcome/classify.ts';
import { Network } from './network.ts';
import { type NumberBehaviour, readNetworkFile } from './network-file.ts';
import { VirtualClock } from './virtual-clock.ts';

// Brands mean "read before"; these are written by hand, the number from a range that rings nobody.
const NUMBER = '+493023125001' as E164;
const attempt = (id: string) => id as AttemptId;

const person: NumberBehaviour = {
  ...{ behaviour: 'person', attempt: 1, before: 'no-answer', ringSeconds: 10, talkSeconds: 60 },
  answers: {
    integration: 'integrated',
    reception: 'pleased',
    wantsNewsletter: true,
    wantsLocalContact: false,
    accepts: ['x'],
    channels: [],
  },
};

function networkOf(behaviour: NumberBehaviour | null) {
  const clock = new VirtualClock(0);
  const calls = new Map<string, number>();
  let hasAsked = false;
  const memory = {
    countCall: async (number: E164) => {
      calls.set(number, (calls.get(number) ?? 0) + 1);
      return calls.get(number) ?? 1;
    },
    askOnce: async () => {
      const isFirst = !hasAsked;
      hasAsked = true;
      return isFirst;
    },
  };
  const file = new Map(behaviour === null ? [] : [[NUMBER, behaviour] as const]);
  const network = new Network({ file, memory, clock });
  async function call(id: string, options: { hangUpAfter?: number; onAnswer?: () => void } = {}) {
    const seen: { at: number; event: LegEvent }[] = [];
    const startedAt = clock.now();
    const leg = network.dial(
      // A trunk of the simulator's own.
      { attemptId: attempt(id), trunkId: 'sim' as TrunkId, to: NUMBER, from: NUMBER, ringSeconds: 35 },
      async (event) => {
        seen.push({ at: (clock.now() - startedAt) / SECOND, event });
        if (event.kind === 'answered') options.onAnswer?.();
      },
    );
    if (options.hangUpAfter !== undefined)
      clock.at(startedAt + options.hangUpAfter * SECOND, async () => leg.hangUp());
    await clock.run(clock.now() + 3600 * SECOND);
    const last = seen.at(-1)?.event;
    if (last?.kind !== 'ended') throw new Error('the call did not end');
    const evidence = last.evidence;
    const found = classify(evidence, {
      minRingSeconds: 20,
      numberType: 'mobile',
      ownParserSaysComplete: true,
    });
    return { kinds: seen.map((it) => it.event.kind), endedAt: seen.at(-1)?.at, evidence, class: found.class };
  }
  return { call, network };
}

describe('a person', () => {
  test('answers after ringing, talks and hangs up', async () => {
    const { call, network } = networkOf(person);
    let voice: unknown;
    const { kinds, endedAt, evidence } = await call('a', {
      onAnswer: () => (voice = network.hear(attempt('a'))),
    });
    expect(kinds).toEqual(['ringing', 'answered', 'ended']);
    expect(endedAt).toBe(1 + 10 + 60);
    expect(evidence).toMatchObject({ sipStatus: 200, releasedBy: 'them', cancelledByUs: false });
    expect(voice).toMatchObject({
      kind: 'person',
      asksToCallBack: null,
      answers: { integration: 'integrated' },
    });
    expect(network.hear(attempt('a'))).toBeNull();
  });

  test.each([
    ['no-answer', 'NO_ANSWER'],
    ['busy', 'BUSY'],
    ['voicemail', 'ANSWERED_HUMAN'],
  ] as const)('before its attempt the number behaves as %s', async (before, expected) => {
    const { call } = networkOf({ ...person, attempt: 2, before });
    expect((await call('a', { hangUpAfter: 40 })).class).toBe(expected);
    expect((await call('b')).endedAt).toBe(71);
  });

  test('asks once to be called back, and the next time gives the answers', async () => {
    const { call, network } = networkOf({ ...person, asksToCallBack: 'weekend' });
    const heard: unknown[] = [];
    const first = await call('a', { onAnswer: () => heard.push(network.hear(attempt('a'))) });
    expect(first.endedAt).toBe(1 + 10 + 25);
    await call('b', { onAnswer: () => heard.push(network.hear(attempt('b'))) });
    expect(heard).toMatchObject([{ asksToCallBack: 'weekend' }, { asksToCallBack: null }]);
  });
});

describe('other numbers', () => {
  test('one that is not listed rings until it is cancelled', async () => {
    const { call } = networkOf(null);
    const { kinds, endedAt, evidence, class: found } = await call('a');
    expect([kinds, endedAt, evidence.sipStatus, evidence.cancelledByUs, found]).toEqual([
      ['ringing', 'ended'],
      36,
      487,
      true,
      'NO_ANSWER',
    ]);
  });

  test('busy the first time, then nobody', async () => {
    const { call } = networkOf({ behaviour: 'busy-then-no-answer' });
    expect([(await call('a')).class, (await call('b')).class, (await call('c')).class]).toEqual([
      'BUSY',
      'NO_ANSWER',
      'NO_ANSWER',
    ]);
  });

  test('a mailbox answers after 18 seconds and stays until it is hung up', async () => {
    const { call, network } = networkOf({ behaviour: 'voicemail' });
    let voice: unknown;
    const { endedAt, evidence } = await call('a', {
      hangUpAfter: 100,
      onAnswer: () => (voice = network.hear(attempt('a'))),
    });
    expect([endedAt, evidence.releasedBy, voice]).toEqual([100, 'us', { kind: 'machine' }]);
  });

  test.each([
    [{ sip: 404, q850: 1 }, 'NOT_IN_SERVICE'],
    [{ sip: 410, q850: 22 }, 'NOT_IN_SERVICE'],
    [{ sip: 604 }, 'NOT_IN_SERVICE'],
    [{ sip: 484, q850: 28 }, 'BAD_NUMBER'],
  ])('one that is out of date ends with %j after two seconds', async (final, expected) => {
    const { call } = networkOf({ behaviour: 'not-in-service', earlyMedia: false, ...final });
    expect(await call('a')).toMatchObject({ kinds: ['ended'], endedAt: 2, class: expected });
  });

  test('an announcement plays for twenty seconds before the final response', async () => {
    const { call } = networkOf({ behaviour: 'not-in-service', sip: 404, q850: 1, earlyMedia: true });
    expect(await call('a')).toMatchObject({
      kinds: ['early-media', 'ended'],
      endedAt: 22,
      class: 'NOT_IN_SERVICE',
    });
  });

  test('a call that we cancel while it rings ends once, with 487', async () => {
    const { call } = networkOf(person);
    const { kinds, evidence } = await call('a', { hangUpAfter: 5 });
    expect([kinds, evidence.sipStatus, evidence.cancelledByUs]).toEqual([['ringing', 'ended'], 487, true]);
  });
});

describe('the file of a network', () => {
  test('what is wrong is named by entry and field, never by number', () => {
    expect(() => readNetworkFile('{')).toThrow(expect.objectContaining({ code: 'error.network.not-json' }));
    const broken = JSON.stringify({
      [NUMBER]: { behaviour: 'voicemail' },
      '+493023125002': { ...person, attempt: 0 },
    });
    expect(() => readNetworkFile(broken)).toThrow(
      expect.objectContaining({ code: 'error.network.entry', values: { entry: 2, field: 'attempt' } }),
    );
    expect(() => readNetworkFile('[]')).toThrow(expect.objectContaining({ code: 'error.network.entry' }));
    expect(() => readNetworkFile('{"110":{"behaviour":"voicemail"}}')).toThrow();
  });
});
