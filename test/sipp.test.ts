import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createSipTelephony, type SipTrunk } from '../src/adapters/telephony/sip-telephony.ts';
import type { Clock, LegEvent } from '../src/app/ports.ts';
import { type CallRequest, callJson } from '../src/cli/call.ts';
import type { AttemptId, E164, ShiftId, TrunkId } from '../src/core/ids.ts';
import type { CallEvidence } from '../src/core/outcome/call-evidence.ts';
import { PacedClock } from '../src/simulator/paced-clock.ts';
import { runSipp } from './peers/run-sipp.ts';

// Calls against SIPp, a peer that others wrote. Its exit code says that our side sent what the scenario wants.

const SPEED = 20;
const ACCOUNT = { user: 'draht', password: 'geheim' };
const both = ['udp', 'tcp'] as const;

/** The campaign's clock, twenty times as fast as the wall: twenty seconds of ringing take one. */
function fastClock(): Clock {
  return new PacedClock({
    now: 0,
    speed: SPEED,
    wall: () => performance.now(),
    setTimer(task, ms) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    onError: (error) => {
      throw error;
    },
  });
}

interface Outcome {
  readonly events: readonly string[];
  readonly evidence: CallEvidence;
  readonly result: { class: string; sipStatus: number | null; q850: number | null };
  readonly sipp: { exitCode: number; errors: string };
}

async function callThrough(options: {
  readonly scenario: string;
  readonly transport?: 'udp' | 'tcp';
  readonly keys?: Record<string, string>;
  readonly account?: Pick<SipTrunk, 'user' | 'password'>;
  /** Wall milliseconds after an event at which we hang up. */
  readonly hangUp?: { readonly on: LegEvent['kind'] | 'dialled'; readonly afterMs: number };
  readonly to?: string;
}): Promise<Outcome> {
  const { scenario, transport = 'udp', keys, account = {}, hangUp } = options;
  const peer = await runSipp({ scenario, transport, ...(keys ? { keys } : {}) });
  const trunk: SipTrunk = { host: '127.0.0.1', port: peer.port, transport, ...account };
  const request: CallRequest = {
    trunk,
    to: options.to ?? '+493023125001',
    from: '+493023125000',
    ringSeconds: 20,
    isJson: true,
  };
  const telephony = await createSipTelephony({
    trunk,
    clock: fastClock(),
    onError: (error) => {
      throw error;
    },
  });
  const events: string[] = [];
  const ended = Promise.withResolvers<CallEvidence>();
  const isOn = (kind: string) => hangUp?.on === kind && void pause(hangUp.afterMs).then(() => leg.hangUp());
  const leg = telephony.dial(
    {
      // Texts of the test, checked by nobody.
      attemptId: crypto.randomUUID() as AttemptId,
      shiftId: crypto.randomUUID() as ShiftId,
      side: 'contact',
      analyseSound: false,
      trunkId: 'sipp' as TrunkId,
      to: request.to as E164,
      from: request.from as E164,
      ringSeconds: request.ringSeconds,
    },
    async (event) => {
      events.push(event.kind);
      isOn(event.kind);
      if (event.kind === 'ended') ended.resolve(event.evidence);
    },
  );
  isOn('dialled');
  const evidence = await ended.promise;
  await telephony.close();
  return { events, evidence, result: JSON.parse(callJson(evidence, request)), sipp: await peer.ended };
}

const went = { exitCode: 0, errors: '' };

describe.concurrent('a call to SIPp', () => {
  test.each(both)('that is answered and hung up by us, over %s', async (transport) => {
    const call = await callThrough({
      scenario: 'answer',
      transport,
      hangUp: { on: 'answered', afterMs: 50 },
    });
    expect(call).toMatchObject({
      events: ['ringing', 'answered', 'ended'],
      result: { class: 'ANSWERED_HUMAN', sipStatus: 200, q850: null },
      evidence: { releasedBy: 'us', cancelledByUs: false, ms: { progress: null } },
      sipp: went,
    });
    const { trying, ringing, answered, ended } = call.evidence.ms;
    const times = [trying, ringing, answered, ended].map(Number);
    expect(times.toSorted((a, b) => a - b)).toEqual(times);
    // We talk for fifty milliseconds, a second of the campaign.
    expect(Number(ended) - Number(answered)).toBeGreaterThanOrEqual(950);
  });

  test.each(both)('that is answered and hung up by them, over %s', async (transport) => {
    expect(await callThrough({ scenario: 'answer-and-hang-up', transport })).toMatchObject({
      events: ['ringing', 'answered', 'ended'],
      result: { class: 'ANSWERED_HUMAN', sipStatus: 200, q850: 16 },
      evidence: { releasedBy: 'them', reasons: [{ protocol: 'Q.850', cause: 16, text: 'Terminated' }] },
      sipp: went,
    });
  });

  test.each([
    ['final', '404', 'Not Found', 'Reason: Q.850;cause=1', 'NOT_IN_SERVICE', 1, 'udp'],
    ['final', '404', 'Not Found', 'Reason: Q.850;cause=1', 'NOT_IN_SERVICE', 1, 'tcp'],
    ['final', '486', 'Busy Here', 'Reason: Q.850;cause=17', 'BUSY', 17, 'udp'],
    [
      'ring-and-final',
      '480',
      'Temporarily Unavailable',
      'Reason: SIP;cause=480, Q.850;cause=19',
      'NO_ANSWER',
      19,
      'udp',
    ],
    ['final', '480', 'Temporarily Unavailable', 'X-Nothing: 1', 'ABSENT', null, 'udp'],
    ['final', '503', 'Service Unavailable', 'Retry-After: 30 (maintenance)', 'TRUNK_FAULT', null, 'udp'],
    ['final', '503', 'Service Unavailable', 'Retry-After: 30', 'TRUNK_FAULT', null, 'tcp'],
    ['ring-and-final', '603', 'Decline', 'Warning: 399 sipp "no, thanks"', 'REJECTED', null, 'udp'],
    ['final', '302', 'Moved Temporarily', 'X-Nothing: 1', 'FORWARDED', null, 'udp'],
  ] as const)(
    'by %s, %s %s with “%s” is %s',
    async (scenario, status, phrase, extra, name, q850, transport) => {
      const call = await callThrough({ scenario, transport, keys: { status, phrase, extra } });
      expect(call).toMatchObject({
        events: scenario === 'final' ? ['ended'] : ['ringing', 'ended'],
        result: { class: name, sipStatus: Number(status), q850 },
        evidence: { reasonPhrase: phrase, server: 'SIPp', releasedBy: 'them' },
        sipp: went,
      });
      expect(call.evidence.retryAfterSeconds).toBe(extra.startsWith('Retry') ? 30 : null);
      expect(call.evidence.warning).toBe(extra.startsWith('Warning') ? '399 sipp "no, thanks"' : null);
    },
  );

  test.each(both)(
    'that nobody answers is cancelled when the ring limit of the campaign clock is over, over %s',
    async (transport) => {
      const call = await callThrough({ scenario: 'no-answer', transport });
      expect(call).toMatchObject({
        events: ['ringing', 'ended'],
        result: { class: 'NO_ANSWER', sipStatus: 487, q850: null },
        evidence: { cancelledByUs: true, releasedBy: 'us' },
        sipp: went,
      });
      const { ringing, ended } = call.evidence.ms;
      expect(Number(ended) - Number(ringing)).toBeGreaterThanOrEqual(20_000);
    },
  );

  test('whose 200 crosses our CANCEL is acknowledged and ended, and counts as answered by nobody', async () => {
    expect(
      await callThrough({ scenario: 'answer-crosses-cancel', hangUp: { on: 'ringing', afterMs: 20 } }),
    ).toMatchObject({
      events: ['ringing', 'ended'],
      result: { class: 'CANCELLED', sipStatus: null },
      evidence: { cancelledByUs: true, releasedBy: 'us', ms: { answered: null } },
      sipp: went,
    });
  });

  test('that is hung up before anything came back is cancelled with the first provisional response', async () => {
    expect(await callThrough({ scenario: 'silent', hangUp: { on: 'dialled', afterMs: 0 } })).toMatchObject({
      events: ['ended'],
      result: { class: 'CANCELLED' },
      sipp: went,
    });
  });

  test('that only ever hears 100 ends by itself', async () => {
    const call = await callThrough({ scenario: 'silent' });
    expect(call).toMatchObject({ events: ['ended'], result: { class: 'CANCELLED' }, sipp: went });
    expect(Number(call.evidence.ms.ended)).toBeGreaterThanOrEqual(35_000);
  });

  test.each(both)('that asks by 401 gets an answer that SIPp finds right, over %s', async (transport) => {
    const hangUp = { on: 'answered', afterMs: 0 } as const;
    expect(
      await callThrough({ scenario: 'challenge-401', transport, account: ACCOUNT, hangUp }),
    ).toMatchObject({
      events: ['ringing', 'answered', 'ended'],
      result: { class: 'ANSWERED_HUMAN', sipStatus: 200 },
      sipp: went,
    });
  });

  test('that asks by 401 and gets a wrong password is a fault of the trunk', async () => {
    const account = { user: 'draht', password: 'falsch' };
    expect(await callThrough({ scenario: 'challenge-401', account })).toMatchObject({
      result: { class: 'TRUNK_FAULT', sipStatus: 403 },
      sipp: went,
    });
  });

  test('that asks by 401 once more is not asked for ever', async () => {
    expect(await callThrough({ scenario: 'challenge-again', account: ACCOUNT })).toMatchObject({
      result: { class: 'TRUNK_FAULT', sipStatus: 401 },
      sipp: went,
    });
  });

  test('that asks by 407 with SHA-256 above MD5 gets SHA-256, in the ACK too', async () => {
    const hangUp = { on: 'answered', afterMs: 0 } as const;
    expect(await callThrough({ scenario: 'challenge-407', account: ACCOUNT, hangUp })).toMatchObject({
      events: ['ringing', 'answered', 'ended'],
      sipp: went,
    });
  });

  test('with early media tells of it, and ringing has not begun', async () => {
    expect(
      await callThrough({ scenario: 'early-media', hangUp: { on: 'answered', afterMs: 0 } }),
    ).toMatchObject({
      events: ['early-media', 'answered', 'ended'],
      evidence: { ms: { ringing: null, progress: expect.any(Number) } },
      sipp: went,
    });
  });

  test('to a dead number with an announcement is not in service', async () => {
    expect(await callThrough({ scenario: 'announcement' })).toMatchObject({
      events: ['early-media', 'ended'],
      result: { class: 'NOT_IN_SERVICE', sipStatus: 404, q850: 1 },
      sipp: went,
    });
  });

  test('whose 183 must be acknowledged sends PRACK with its RAck', async () => {
    expect(
      await callThrough({ scenario: 'reliable-progress', hangUp: { on: 'answered', afterMs: 0 } }),
    ).toMatchObject({ events: ['early-media', 'answered', 'ended'], sipp: went });
  });

  test('answers OPTIONS in the middle of it', async () => {
    expect(
      await callThrough({ scenario: 'options-in-call', hangUp: { on: 'answered', afterMs: 200 } }),
    ).toMatchObject({ events: ['ringing', 'answered', 'ended'], sipp: went });
  });
});
