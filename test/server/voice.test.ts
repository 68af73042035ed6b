import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { TestCampaign } from '../../src/adapters/store/test-people.ts';
import { recordingMedia } from '../../src/app/recording-media.fixture.ts';
import { createVoiceDesk } from '../../src/app/voice-desk.ts';
import { AppError } from '../../src/core/app-error.ts';
import type { E164, LegId, TrunkId } from '../../src/core/ids.ts';
import { SECOND } from '../../src/core/instant.ts';
import type { SpeakWay } from '../../src/core/speak-way.ts';
import type { VoiceMessage, VoiceRequest } from '../../src/protocol/voice.ts';
import { VirtualClock } from '../../src/simulator/virtual-clock.ts';
import { openServerUnderTest, type ServerUnderTest } from './server-under-test.ts';

const relay = recordingMedia();
const deskClock = new VirtualClock(0);
let server: ServerUnderTest;
let campaign: TestCampaign;
let place: string;
const open = new Set<WebSocket>();

const desk = createVoiceDesk({
  media: {
    ...relay.media,
    async openBrowserLeg(leg, offer) {
      if (offer === 'video only') throw new AppError('error.voice.offer');
      return relay.media.openBrowserLeg(leg, offer);
    },
  },
  ...{ ways: ['browser', 'own'], clock: deskClock, trunkId: 'test' as TrunkId, chance: { uuid: () => 'x' } },
  telephony: () => {
    throw new Error('nobody is rung here');
  },
  callerIdOf: async () => '+493023125000' as E164, // Of no number that matters.
  withoutSound: () => Promise.reject(new Error('nobody is called here')),
  ...{ onChanged() {}, onKeypad() {}, onError() {} },
});

beforeAll(async () => {
  server = await openServerUnderTest({ desk });
  campaign = await server.people.campaign();
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.app.server.address() as AddressInfo; // It listens on TCP.
  place = `127.0.0.1:${port}`;
});
afterAll(() => server.close());
beforeEach(() => void relay.told());
afterEach(() => {
  for (const socket of open) socket.terminate();
  open.clear();
});

const hello: VoiceRequest = { type: 'hello', protocol: 1 };

/** A page that holds the line; what it is told comes out one by one. */
async function page(cookie: string, origin = `http://${place}`) {
  const headers = { cookie, 'accept-language': 'de' };
  const socket = new WebSocket(`ws://${place}/api/voice`, { headers, origin });
  open.add(socket);
  const messages: VoiceMessage[] = [];
  const waiting: ((message: VoiceMessage) => void)[] = [];
  socket.on('message', (data) => {
    const message: VoiceMessage = JSON.parse(String(data));
    const next = waiting.shift();
    if (next === undefined) messages.push(message);
    else next(message);
  });
  const closed = new Promise<number>((done) => socket.on('close', done));
  const failed = new Promise<string>((done) => socket.on('error', (error) => done(String(error))));
  await Promise.race([new Promise((done) => socket.on('open', done)), failed]);
  return {
    socket,
    closed,
    failed,
    unread: messages,
    say: (request: VoiceRequest | string) =>
      socket.send(typeof request === 'string' ? request : JSON.stringify(request)),
    next: () => {
      const message = messages.shift();
      return message === undefined
        ? new Promise<VoiceMessage>((done) => waiting.push(done))
        : Promise.resolve(message);
    },
  };
}

async function greeted(cookie: string) {
  const it = await page(cookie);
  it.say(hello);
  expect(await it.next()).toEqual({ type: 'welcome', protocol: 1 });
  return it;
}

async function callerOnShift(way: SpeakWay = 'browser') {
  const caller = await server.visitor('caller');
  await server.people.promise(caller.id, campaign, server.wallClock.now());
  const shift = await post(`/api/campaigns/${campaign.definition.key}/shift`, caller.cookie);
  await post('/api/shift/way', caller.cookie, { way });
  const { shiftId }: { shiftId: string } = shift.json();
  return { ...caller, shiftId };
}

function post(url: string, cookie: string, payload: object = {}) {
  const headers = { cookie, host: place, origin: `http://${place}` };
  return server.app.inject({ method: 'POST', url, headers, payload });
}

const lineOf = async (cookie: string) => {
  const { shift } = (await server.app.inject({ url: '/api/shift', headers: { cookie } })).json();
  return shift.voice.line;
};

describe('a caller’s browser', () => {
  test('agrees on its audio, and is on the line as soon as it is heard', async () => {
    const { cookie, shiftId } = await callerOnShift();
    const { say, next } = await greeted(cookie);
    say({ type: 'offer', id: 7, sdp: 'offer' });
    expect(await next()).toEqual({ type: 'answer', id: 7, sdp: 'answer to offer' });
    expect(await lineOf(cookie)).toBe('connecting');
    expect((await post('/api/shift/ready', cookie)).json().code).toBe('error.voice.not-connected');
    relay.hear('heard', shiftId);
    expect(await lineOf(cookie)).toBe('up');
    expect((await post('/api/shift/ready', cookie)).statusCode).toBe(200);
  });

  test('that offers no audio is told so in a sentence, and may offer again', async () => {
    const { cookie } = await callerOnShift();
    const { say, next } = await greeted(cookie);
    say({ type: 'offer', id: 1, sdp: 'video only' });
    expect(await next()).toEqual({
      type: 'problem',
      code: 'error.voice.offer',
      message: expect.stringContaining('Dein Browser'),
    });
    say({ type: 'offer', id: 2, sdp: 'audio' });
    expect(await next()).toMatchObject({ type: 'answer', id: 2 });
  });

  test('hears every two seconds how its line does', async () => {
    const { cookie, shiftId } = await callerOnShift();
    const { say, next } = await greeted(cookie);
    say({ type: 'offer', id: 1, sdp: 'offer' });
    await next();
    relay.hear('heard', shiftId);
    relay.measure([
      {
        ...{ leg: shiftId as LegId, received: 90, sent: 100, lossHere: 0.1, lossThere: 0.2 },
        ...{ jitterMs: 3, roundTripMs: 40, lastHeardAt: 1 },
      },
    ]);
    await deskClock.run(deskClock.now() + 2 * SECOND);
    const quality = { lossHere: 0.1, lossThere: 0.2, jitterMs: 3, roundTripMs: 40 };
    await server.wallClock.run(server.wallClock.now() + 2 * SECOND);
    expect(await next()).toEqual({ type: 'quality', isHeard: true, ...quality });
    relay.hear('silent', shiftId);
    await server.wallClock.run(server.wallClock.now() + 2 * SECOND);
    expect(await next()).toEqual({ type: 'quality', isHeard: false, ...quality });
  });

  test('checks its line', async () => {
    const { cookie, shiftId } = await callerOnShift();
    const { say, next } = await greeted(cookie);
    say({ type: 'offer', id: 1, sdp: 'offer' });
    await next();
    relay.told();
    say({ type: 'check', what: 'echo' });
    say({ type: 'check', what: 'none' });
    await expect.poll(() => relay.told()).toBe(`${shiftId} echo on, ${shiftId} echo off`);
  });

  test('in a newer tab takes the line over, and gives it back when the older one asks', async () => {
    const { cookie } = await callerOnShift();
    const one = await greeted(cookie);
    const two = await greeted(cookie);
    expect(await one.next()).toEqual({ type: 'taken' });
    // A tab that was told so says nothing that counts, but to take the line back.
    one.say({ type: 'check', what: 'echo' });
    one.say({ type: 'offer', id: 3, sdp: 'mine again' });
    expect(await one.next()).toMatchObject({ type: 'answer', id: 3 });
    expect(await two.next()).toEqual({ type: 'taken' });
    expect(relay.told()).not.toContain('echo');
  });

  test('keeps the caller present while it is open', async () => {
    const { cookie, id } = await callerOnShift();
    const [one, two] = [await greeted(cookie), await greeted(cookie)];
    one.socket.close();
    await one.closed;
    expect(server.rooms.hub.isPresent(id)).toBe(true);
    two.socket.close();
    await two.closed;
    await expect.poll(() => server.rooms.hub.isPresent(id)).toBe(false);
  });

  test('that goes leaves its audio alone', async () => {
    const { cookie, shiftId } = await callerOnShift();
    const { say, next, socket, closed } = await greeted(cookie);
    say({ type: 'offer', id: 1, sdp: 'offer' });
    await next();
    relay.hear('heard', shiftId);
    relay.told();
    socket.close();
    await closed;
    expect([relay.told(), await lineOf(cookie)]).toEqual(['', 'up']);
  });
});

describe('who is not let in', () => {
  test('nobody without a session', async () => {
    expect(await (await page(`draht=${'x'.repeat(43)}`)).closed).toBe(4401);
  });

  test('a caller without a shift', async () => {
    const { cookie } = await server.visitor('caller');
    const { say, closed } = await page(cookie);
    say(hello);
    expect(await closed).toBe(4403);
  });

  test('a caller who speaks in another way', async () => {
    const { cookie } = await callerOnShift('own');
    const { say, closed } = await page(cookie);
    say(hello);
    expect(await closed).toBe(4403);
  });

  test('a page of another site', async () => {
    const { cookie } = await callerOnShift();
    expect(await (await page(cookie, 'http://evil.test')).failed).toContain('403');
  });

  test.each([
    ['says no JSON', 'hello'],
    ['says something else', '{"type":"hi"}'],
    ['begins with an offer', JSON.stringify({ type: 'offer', id: 1, sdp: 'x' })],
    ['presses keys that no telephone has', JSON.stringify({ type: 'press', digits: 'x' })],
  ])('who %s', async (_, said) => {
    const { cookie } = await callerOnShift();
    const { say, closed } = await page(cookie);
    say(said);
    expect(await closed).toBe(4400);
  });

  test('who says too much at once, or too often', async () => {
    const { cookie } = await callerOnShift();
    const long = await page(cookie);
    long.say(`"${'x'.repeat(33_000)}"`);
    expect(await long.closed).toBe(1009);
    const often = await greeted(cookie);
    for (let round = 0; round < 50; round += 1) often.say({ type: 'press', digits: '1' });
    expect(await often.closed).toBe(4429);
  });

  test('who says nothing for ten seconds', async () => {
    const { cookie } = await callerOnShift();
    const { closed } = await page(cookie);
    await server.wallClock.run(server.wallClock.now() + 10 * SECOND);
    expect(await closed).toBe(4408);
  });
});

describe('the connection ends', () => {
  test('with the sign-out', async () => {
    const { cookie } = await callerOnShift();
    const { closed } = await greeted(cookie);
    await post('/api/sign-out', cookie);
    expect(await closed).toBe(4401);
  });

  test.each([
    ['when the shift is left', '/api/shift/leave', {}],
    ['when another way is chosen', '/api/shift/way', { way: 'own' }],
  ])('%s', async (_, url, body) => {
    const { cookie } = await callerOnShift();
    const { closed } = await greeted(cookie);
    await post(url, cookie, body);
    await server.wallClock.run(server.wallClock.now() + 20 * SECOND);
    expect(await closed).toBe(4403);
  });

  test('when the browser does not answer a ping', async () => {
    const { cookie } = await callerOnShift();
    const { closed, socket } = await greeted(cookie);
    socket.pong = () => {}; // As a laptop that was closed.
    await server.wallClock.run(server.wallClock.now() + 41 * SECOND);
    expect(await closed).toBe(1006);
  });
});
