import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseAudio } from '../../sip/sdp.ts';
import { openUdpTransport } from '../../sip/udp-transport.ts';
import { rtpSink } from './call-media.ts';
import { createSipTelephony, dialGuard, type SipTelephony } from './sip-telephony.ts';
import {
  dialRequest,
  listening,
  openTrunkUnderTest,
  sdpAt,
  standingClock,
} from './trunk-under-test.fixture.ts';

let trunk: Awaited<ReturnType<typeof openTrunkUnderTest>>;
let clock: ReturnType<typeof standingClock>;
let telephony: SipTelephony;
let errors: unknown[];

const open = (changes: Partial<Parameters<typeof createSipTelephony>[0]> = {}) =>
  createSipTelephony({
    trunk: { host: '127.0.0.1', port: trunk.port, transport: 'udp' },
    clock,
    onError: (error) => errors.push(error),
    ...changes,
  });

beforeEach(async () => {
  trunk = await openTrunkUnderTest();
  clock = standingClock();
  errors = [];
  telephony = await open();
});
afterEach(async () => {
  await trunk.close();
  await telephony.close();
});

describe('a call by a SIP trunk', () => {
  test('has the attempt’s id as its Call-ID, and the times of the campaign’s clock', async () => {
    const ear = listening();
    telephony.dial(dialRequest, ear.listener);
    const invite = await trunk.next('INVITE');
    expect(invite.request.envelope.callId).toBe(dialRequest.attemptId);
    await clock.advance(2000);
    trunk.answer(invite, 180);
    await ear.until('ringing');
    await clock.advance(3000);
    trunk.answer(invite, 200, sdpAt(40_000), [{ name: 'server', value: 'carrier' }]);
    await ear.until('answered');
    await clock.advance(60_000);
    telephony.close();
    const { evidence } = await ear.until('ended');
    expect(evidence).toMatchObject({
      trunkId: 'test',
      dialledForm: 'e164',
      sipStatus: 200,
      reasonPhrase: 'OK',
      server: 'carrier',
      releasedBy: 'us',
      cancelledByUs: false,
      ms: { trying: 2000, ringing: 2000, progress: null, answered: 5000, ended: 65_000 },
    });
    expect(ear.events.map(({ kind }) => kind)).toEqual(['ringing', 'answered', 'ended']);
  });

  test('rings as long as the campaign’s clock says, counted from the first 180', async () => {
    const ear = listening();
    telephony.dial(dialRequest, ear.listener);
    const invite = await trunk.next('INVITE');
    trunk.answer(invite, 183, sdpAt(40_000));
    await ear.until('early-media');
    await clock.advance(20_000);
    trunk.answer(invite, 180);
    await ear.until('ringing');
    await clock.advance(29_999);
    expect(trunk.requests.map(({ request }) => request.method)).toEqual(['INVITE']);
    await clock.advance(1);
    await trunk.next('CANCEL');
    trunk.answer(invite, 487);
    expect((await ear.until('ended')).evidence).toMatchObject({
      sipStatus: 487,
      cancelledByUs: true,
      ms: { progress: 0, ringing: 20_000, answered: null, ended: 50_000 },
    });
  });

  test('without ringing is waited for 35 seconds, announcements included', async () => {
    const ear = listening();
    telephony.dial(dialRequest, ear.listener);
    const invite = await trunk.next('INVITE');
    trunk.answer(invite, 100);
    trunk.answer(invite, 183, sdpAt(40_000));
    await ear.until('early-media');
    await clock.advance(34_999);
    expect(trunk.requests).toHaveLength(1);
    await clock.advance(1);
    await trunk.next('CANCEL');
    trunk.answer(invite, 487);
    expect((await ear.until('ended')).evidence.cancelledByUs).toBe(true);
  });

  test('that is forwarded, with all reasons and whom to ask, is told as it was', async () => {
    const ear = listening();
    telephony.dial(dialRequest, ear.listener);
    const invite = await trunk.next('INVITE');
    trunk.answer(invite, 181);
    trunk.answer(invite, 608, '', [
      { name: 'reason', value: 'SIP;cause=608, Q.850;cause=21;text="rejected"' },
      { name: 'reason', value: 'X.int;cause=0x8' },
      { name: 'call-info', value: '<https://carrier.example/complain>;purpose=jwscard' },
      { name: 'warning', value: '399 carrier "no"' },
      { name: 'retry-after', value: '120;duration=60' },
    ]);
    expect((await ear.until('ended')).evidence).toMatchObject({
      forwarded: true,
      sipStatus: 608,
      reasons: [
        { protocol: 'SIP', cause: 608 },
        { protocol: 'Q.850', cause: 21, text: 'rejected' },
        { protocol: 'X.int', cause: null },
      ],
      callInfo: '<https://carrier.example/complain>;purpose=jwscard',
      warning: '399 carrier "no"',
      retryAfterSeconds: 120,
      releasedBy: 'them',
    });
  });

  test('tells one thing after the other, however long the listener takes', async () => {
    const told: string[] = [];
    const gate = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    telephony.dial(dialRequest, async ({ kind }) => {
      told.push(`${kind} begins`);
      if (kind === 'ringing') await gate.promise;
      told.push(`${kind} is done`);
      if (kind === 'ended') ended.resolve();
    });
    const invite = await trunk.next('INVITE');
    trunk.answer(invite, 180);
    trunk.answer(invite, 486);
    // By the time this exchange is over the 486 has long come in.
    const ping = telephony.ping();
    trunk.answer(await trunk.next('OPTIONS'), 200);
    await ping;
    expect(told).toEqual(['ringing begins']);
    gate.resolve();
    await ended.promise;
    expect(told).toEqual(['ringing begins', 'ringing is done', 'ended begins', 'ended is done']);
  });

  test('goes on when its listener throws, and says so', async () => {
    const kinds: string[] = [];
    const bug = new Error('a bug');
    const ended = Promise.withResolvers<void>();
    telephony.dial(dialRequest, async ({ kind }) => {
      kinds.push(kind);
      if (kind === 'ended') ended.resolve();
      else throw bug;
    });
    const invite = await trunk.next('INVITE');
    trunk.answer(invite, 180);
    trunk.answer(invite, 603);
    await ended.promise;
    expect([kinds, errors]).toEqual([['ringing', 'ended'], [bug]]);
  });

  test.each(['+491805123456', '+49110', '+4311234567', '*21#', '+490302312500', 'nonsense'])(
    'to %s is refused by the policy before anything is sent',
    async (to) => {
      const ear = listening();
      // As a broken caller would hand it in.
      telephony.dial({ ...dialRequest, to: to as typeof dialRequest.to }, ear.listener);
      const { evidence } = await ear.until('ended');
      expect(evidence).toMatchObject({
        policyRefused: expect.any(String),
        sipStatus: null,
        ms: { trying: null },
      });
      // What was sent before this would have come before it.
      const ping = telephony.ping();
      trunk.answer(await trunk.next('OPTIONS'), 200);
      await ping;
      expect(trunk.requests.map(({ request }) => request.method)).toEqual(['OPTIONS']);
    },
  );

  test.each<[string, readonly (readonly [number, string?])[], 'answered' | 'ended', string]>([
    ['plays an announcement and ends', [[183, sdpAt(40_000)], [404]], 'ended', 'connect 40000, close true'],
    [
      'rings, plays and answers',
      [[180], [183, sdpAt(40_000)], [200, sdpAt(40_002)]],
      'answered',
      'alerting, connect 40000, connect 40002, answered',
    ],
  ])('that %s tells its audio so, which was opened first', async (_, answers, last, expected) => {
    const log: string[] = [];
    await telephony.close();
    telephony = await open({
      mediaFor: async (request) => ({
        address: { host: '127.0.0.1', port: 41_234 },
        connect: ({ address }) => void log.push(`connect ${address.port}`),
        alerting: () => void log.push('alerting'),
        answered: () => void log.push('answered'),
        close: () => void log.push(`close ${request === dialRequest}`),
      }),
    });
    const ear = listening();
    telephony.dial(dialRequest, ear.listener);
    const invite = await trunk.next('INVITE');
    expect(parseAudio(invite.request.body)?.address.port).toBe(41_234);
    for (const [status, body] of answers) trunk.answer(invite, status, body);
    await ear.until(last);
    expect(log.join(', ')).toBe(expected);
  });

  test('whose audio cannot be opened ends at once', async () => {
    await telephony.close();
    const full = new Error('no port left');
    telephony = await open({ mediaFor: () => Promise.reject(full) });
    const ear = listening();
    telephony.dial(dialRequest, ear.listener);
    expect((await ear.until('ended')).evidence.transportError).toBe(true);
    expect([errors, trunk.requests]).toEqual([[full], []]);
  });

  test('that is hung up before it was placed is not placed', async () => {
    const ear = listening();
    telephony.dial(dialRequest, ear.listener).hangUp();
    expect((await ear.until('ended')).evidence).toMatchObject({ cancelledByUs: true, sipStatus: null });
    expect(trunk.requests).toEqual([]);
  });
});

test('the audio of a call has a socket that counts its packets', async () => {
  const media = await rtpSink('127.0.0.1')();
  const carrier = await openUdpTransport({
    host: '127.0.0.1',
    port: 0,
    onMessage: () => {},
    onError: () => {},
  });
  for (let packet = 0; packet < 3; packet++) carrier.send(new Uint8Array(172), media.address);
  await expect.poll(() => media.packets).toBe(3);
  media.close();
  await carrier.close();
});

test('a trunk whose name nobody knows is said so', async () => {
  await expect(open({ trunk: { host: 'trunk.invalid', port: 5060, transport: 'udp' } })).rejects.toThrow(
    expect.objectContaining({ code: 'error.cli.trunk-host', values: { host: 'trunk.invalid' } }),
  );
});

test('the guard of the trunk is the policy of the queue', () => {
  expect(dialGuard(['DE'])('+493023125001')).toBe(true);
  expect(dialGuard(['DE'])('+43512507000')).toBe('foreign');
  expect(dialGuard(['DE', 'AT'])('+43512507000')).toBe(true);
});
