import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { TestCampaign } from '../../src/adapters/store/test-people.ts';
import type { AttemptId } from '../../src/core/ids.ts';
import { SECOND } from '../../src/core/instant.ts';
import type { Hello, ServerMessage } from '../../src/protocol/live.ts';
import { openServerUnderTest, type ServerUnderTest } from './server-under-test.ts';

let server: ServerUnderTest;
let campaign: TestCampaign;
let place: string;
const open = new Set<WebSocket>();

beforeAll(async () => {
  server = await openServerUnderTest();
  campaign = await server.people.campaign();
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.app.server.address() as AddressInfo; // It listens on TCP.
  place = `127.0.0.1:${port}`;
});
afterAll(() => server.close());
afterEach(() => {
  for (const socket of open) socket.terminate();
  open.clear();
});

type Heard = Extract<Extract<ServerMessage, { type: 'event' }>['event'], { kind: 'heard' }>;
const MACHINE: Heard['heard'] = { kind: 'machine' };
const PERSON_HEARD: Heard['heard'] = {
  ...{
    kind: 'person',
    integration: '',
    reception: 'neutral',
    wantsNewsletter: false,
    wantsLocalContact: false,
  },
  ...{ accepts: [], channels: [], asksToCallBack: null },
};
const shiftTopic: Hello['topic'] = { kind: 'shift' };

/** A page that listens; what it is told comes out one by one. */
async function page(cookie: string, said: Partial<Hello> | string | null, origin = `http://${place}`) {
  const socket = new WebSocket(`ws://${place}/api/live`, { headers: { cookie }, origin });
  open.add(socket);
  const messages: ServerMessage[] = [];
  const waiting: ((message: ServerMessage) => void)[] = [];
  socket.on('message', (data) => {
    const message: ServerMessage = JSON.parse(String(data));
    const next = waiting.shift();
    if (next === undefined) messages.push(message);
    else next(message);
  });
  const closed = new Promise<number>((done) => socket.on('close', done));
  const failed = new Promise<string>((done) => socket.on('error', (error) => done(String(error))));
  await Promise.race([new Promise((done) => socket.on('open', done)), failed]);
  const whole = { type: 'hello', protocol: 1, topic: shiftTopic, after: null };
  if (said !== null && socket.readyState === WebSocket.OPEN)
    socket.send(typeof said === 'string' ? said : JSON.stringify({ ...whole, ...said }));
  return {
    socket,
    closed,
    failed,
    next: () => {
      const message = messages.shift();
      return message === undefined
        ? new Promise<ServerMessage>((done) => waiting.push(done))
        : Promise.resolve(message);
    },
    unread: messages,
  };
}

async function welcomed(cookie: string, said: Partial<Hello> = {}) {
  const it = await page(cookie, said);
  const welcome = await it.next();
  if (welcome.type !== 'welcome') throw new Error('a welcome comes first');
  return { ...it, welcome };
}

/** Each hello makes the state come once more, to all who listen. */
async function untilReady(page: { next: () => Promise<ServerMessage> }): Promise<ServerMessage> {
  for (;;) {
    const message = await page.next();
    if (message.type === 'event' && message.event.kind === 'shift' && message.event.view?.state === 'ready')
      return message;
  }
}

async function callerOnShift() {
  const caller = await server.visitor('caller');
  await server.people.promise(caller.id, campaign, server.wallClock.now());
  await post(`/api/campaigns/${campaign.definition.key}/shift`, caller.cookie);
  return caller;
}

function post(url: string, cookie: string) {
  const headers = { cookie, host: place, origin: `http://${place}` };
  return server.app.inject({ method: 'POST', url, headers, payload: {} });
}

describe('a page', () => {
  test('is greeted, then told the whole state, then each change with its number', async () => {
    const { cookie } = await callerOnShift();
    const { welcome, next } = await welcomed(cookie);
    expect(welcome).toMatchObject({
      protocol: 1,
      seq: 0,
      isComplete: false,
      now: server.clock.now(),
      speed: 1,
    });
    expect(await next()).toMatchObject({
      type: 'event',
      seq: 1,
      event: { kind: 'shift', view: { state: 'pause' } },
    });
    await post('/api/shift/ready', cookie);
    expect(await next()).toMatchObject({ seq: 2, event: { kind: 'shift', view: { state: 'ready' } } });
    await post('/api/shift/leave', cookie);
    expect(await next()).toMatchObject({ seq: 3, event: { kind: 'shift', view: null } });
  });

  test('that was away gets what it missed, in order', async () => {
    const { cookie, id } = await callerOnShift();
    const first = await welcomed(cookie);
    await first.next();
    const after = { stream: first.welcome.stream, seq: 1 };
    first.socket.close();
    await first.closed;
    const attempts = ['a', 'b'].map((it) => it as AttemptId); // Whatever: nobody looks them up.
    // Said while nobody listens: what is published is kept, in contrast to hints to read.
    for (const attemptId of attempts) server.rooms.hub.heard(id, attemptId, MACHINE);
    const again = await welcomed(cookie, { after });
    expect(again.welcome).toMatchObject({ stream: after.stream, seq: 3, isComplete: true });
    expect(await again.next()).toMatchObject({ seq: 2, event: { kind: 'heard', attemptId: 'a' } });
    expect(await again.next()).toMatchObject({ seq: 3, event: { kind: 'heard', attemptId: 'b' } });
    expect(again.unread).toEqual([]);
  });

  test.each([
    [
      'the state changed while nobody listened',
      async (id: string) => server.rooms.hub.shiftChanged(id as never),
    ],
    [
      'more was missed than is kept',
      async (id: string) => {
        for (let round = 0; round < 300; round += 1)
          server.rooms.hub.heard(id as never, 'a' as AttemptId, MACHINE);
      },
    ],
  ])('gets the state where %s', async (_, happens) => {
    const { cookie, id } = await callerOnShift();
    const first = await welcomed(cookie);
    await first.next();
    first.socket.close();
    await first.closed;
    await happens(id);
    const again = await welcomed(cookie, { after: { stream: first.welcome.stream, seq: 1 } });
    expect(again.welcome.isComplete).toBe(false);
    expect(await again.next()).toMatchObject({ seq: again.welcome.seq + 1, event: { kind: 'shift' } });
  });

  test('gets the state of a server that was started anew', async () => {
    const { cookie } = await callerOnShift();
    const { welcome, next } = await welcomed(cookie, { after: { stream: 'of an earlier one', seq: 7 } });
    expect(welcome.isComplete).toBe(false);
    expect(await next()).toMatchObject({ event: { kind: 'shift', view: { state: 'pause' } } });
  });

  test('in a second tab hears the same, and only of its own shift', async () => {
    const [{ cookie }, other] = [await callerOnShift(), await callerOnShift()];
    const [one, two] = [await welcomed(cookie), await welcomed(cookie)];
    const stranger = await welcomed(other.cookie);
    await stranger.next();
    await post('/api/shift/ready', cookie);
    const [first, second] = [await untilReady(one), await untilReady(two)];
    expect(first).toEqual(second);
    expect(stranger.unread).toEqual([]);
  });

  test('is told when the campaign’s clock changes', async () => {
    const { cookie } = await callerOnShift();
    const { next } = await welcomed(cookie);
    await next();
    server.rooms.hub.clockChanged();
    expect(await next()).toMatchObject({
      seq: 2,
      event: { kind: 'clock', now: server.clock.now(), speed: 1 },
    });
  });

  test('without a shift is told so, and of the shift when it begins', async () => {
    const { id, cookie } = await server.visitor('caller');
    await server.people.promise(id, campaign, server.wallClock.now());
    const { next } = await welcomed(cookie);
    expect(await next()).toMatchObject({ event: { kind: 'shift', view: null } });
    await post(`/api/campaigns/${campaign.definition.key}/shift`, cookie);
    expect(await next()).toMatchObject({ event: { kind: 'shift', view: { state: 'pause' } } });
  });
});

describe('the board', () => {
  const topic = () => ({ kind: 'board', campaign: campaign.definition.key }) as const;

  test('is read once for many changes, half a second apart by the wall', async () => {
    const { cookie } = await server.visitor('organiser');
    const { next, unread } = await welcomed(cookie, { topic: topic() });
    expect(await next()).toMatchObject({ seq: 1, event: { kind: 'board' } });
    for (let round = 0; round < 20; round += 1) server.rooms.hub.boardChanged(campaign.id);
    await server.wallClock.run(server.wallClock.now() + 499);
    expect(unread).toEqual([]);
    await server.wallClock.run(server.wallClock.now() + 1);
    expect(await next()).toMatchObject({ seq: 2, event: { kind: 'board' } });
    await server.wallClock.run(server.wallClock.now() + SECOND);
    expect(unread).toEqual([]);
  });

  test.each(['caller', 'steward'] as const)('is shown to a %s as the access table says', async (role) => {
    const { cookie } = await server.visitor(role);
    const it = await page(cookie, { topic: topic() });
    if (role === 'caller') expect(await it.closed).toBe(4403);
    else expect(await it.next()).toMatchObject({ type: 'welcome' });
  });

  test.each(['another branch', 'nothing'])('of %s is not shown', async (whose) => {
    const elsewhere = await server.store.units.ensure('Anderswo', null);
    const { cookie } = await server.visitor('organiser', elsewhere.id);
    const campaignKey = whose === 'nothing' ? 'no-such' : campaign.definition.key;
    const it = await page(cookie, { topic: { kind: 'board', campaign: campaignKey } });
    expect(await it.closed).toBe(4403);
    expect(it.unread).toEqual([]);
  });
});

describe('who is not let in', () => {
  test.each([
    ['nobody', ''],
    ['a forged session', `draht=${'x'.repeat(43)}`],
  ])('%s', async (_, cookie) => {
    const it = await page(cookie, {});
    expect(await it.closed).toBe(4401);
    expect(it.unread).toEqual([]);
  });

  test.each(['http://evil.test', 'null'])('a page of %s', async (origin) => {
    const { cookie } = await callerOnShift();
    const { failed } = await page(cookie, {}, origin);
    expect(await failed).toContain('403');
  });

  test.each([
    ['says no JSON', 'hello'],
    ['says something else', '{"type":"hi"}'],
    ['names no topic', JSON.stringify({ type: 'hello', protocol: 1, after: null })],
  ])('who %s', async (_, said) => {
    const { cookie } = await callerOnShift();
    expect(await (await page(cookie, said)).closed).toBe(4400);
  });

  test('who says too much', async () => {
    const { cookie } = await callerOnShift();
    expect(await (await page(cookie, `"${'x'.repeat(17_000)}"`)).closed).toBe(1009);
  });

  test('who says nothing for ten seconds', async () => {
    const { cookie } = await callerOnShift();
    const it = await page(cookie, null);
    await server.wallClock.run(server.wallClock.now() + 10 * SECOND);
    expect(await it.closed).toBe(4408);
  });
});

describe('the connection ends', () => {
  test('with the sign-out, in all tabs of the session and in no other', async () => {
    const { cookie, id } = await callerOnShift();
    const [one, two] = [await welcomed(cookie), await welcomed(cookie)];
    const other = await welcomed(await server.sessionOf(id));
    await post('/api/sign-out', cookie);
    expect(await Promise.all([one.closed, two.closed])).toEqual([4401, 4401]);
    expect(other.socket.readyState).toBe(WebSocket.OPEN);
  });

  test('with the session', async () => {
    const { id } = await callerOnShift();
    const lastSeconds = await server.sessionOf(id, 10 / 3600);
    const { closed } = await welcomed(lastSeconds);
    await server.wallClock.run(server.wallClock.now() + 20 * SECOND);
    expect(await closed).toBe(4401);
  });

  test('when the browser leaves too much unread, and nobody else hears of it', async () => {
    const { cookie, id } = await callerOnShift();
    const sleeping = await welcomed(cookie);
    const awake = await welcomed(await server.sessionOf(id));
    sleeping.socket.pause();
    const before = server.app.websocketServer.clients.size;
    const long = { ...PERSON_HEARD, integration: 'x'.repeat(500_000) };
    for (let round = 0; round < 40; round += 1) {
      server.rooms.hub.heard(id, `${round}` as AttemptId, long);
      // One after the other, as a shift's events come: who reads has read it by then.
      for (let read = ''; read !== `${round}`; ) {
        const message = await awake.next();
        if (message.type === 'event' && message.event.kind === 'heard') read = message.event.attemptId;
      }
    }
    await expect.poll(() => server.app.websocketServer.clients.size).toBe(before - 1);
    sleeping.socket.resume();
    expect(await sleeping.closed).toBe(1006);
    expect(awake.socket.readyState).toBe(WebSocket.OPEN);
  });

  test('when the browser does not answer a ping', async () => {
    const { cookie } = await callerOnShift();
    const { closed, socket } = await welcomed(cookie);
    socket.pong = () => {}; // As a laptop that was closed.
    await server.wallClock.run(server.wallClock.now() + 41 * SECOND);
    expect(await closed).toBe(1006);
  });
});
