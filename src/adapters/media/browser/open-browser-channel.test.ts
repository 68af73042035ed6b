import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { afterEach, expect, test, vi } from 'vitest';
import type { SecureChannel } from '../secure-channel.ts';
import { BrowserEnd } from './browser-end.fixture.ts';
import { chromiumOffer } from './offers.fixture.ts';
import { type BrowserPlace, openBrowserChannel } from './open-browser-channel.ts';

const place: BrowserPlace = { host: '127.0.0.1', ssrc: 4711, cname: 'voice' };
const rtp = (text: string) => Buffer.concat([Buffer.from([128, 8]), Buffer.from(text)]);
const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some((it) => it.address === '::1'));
const open: { close(): void }[] = [];

afterEach(async () => {
  vi.useRealTimers();
  for (const it of open.splice(0)) it.close();
  await expect.poll(sockets, { timeout: 5000 }).toBe(0);
});

test('keys are the same on both sides, and datagrams go both ways', async () => {
  const { browser, channel } = await connected();
  const theirs = browser.server.extractSessionKeys(16, 14);
  const keys = await channel.keys;
  expect(keys.local).toEqual({ key: theirs.remoteKey, salt: theirs.remoteSalt });
  expect(keys.remote).toEqual({ key: theirs.localKey, salt: theirs.localSalt });
  channel.send(rtp('to the browser'));
  expect(await browser.hear()).toEqual(rtp('to the browser'));
  browser.send(Buffer.from([64, 1])); // Neither STUN, DTLS nor RTP (RFC 7983).
  browser.send(rtp('from the browser'));
  expect(await nextOf(channel)).toEqual(rtp('from the browser'));
});

test('the bytes are taken at once: who sends may write over them', async () => {
  const { browser, channel } = await connected();
  const bytes = rtp('first');
  channel.send(bytes);
  bytes.fill(255);
  expect(await browser.hear()).toEqual(rtp('first'));
});

test('SSRC and CNAME of the place are announced, and the host as seen from outside', async () => {
  const channel = await openBrowserChannel(chromiumOffer, { ...place, publicHost: '192.0.2.7' });
  open.push(channel);
  expect(channel.answer).toContain('\r\na=ssrc:4711 cname:voice\r\n');
  expect(channel.answer).toMatch(/a=candidate:1 1 udp 2130706431 192\.0\.2\.7 \d+ typ host/);
  expect(channel.answer).not.toContain('127.0.0.1 ');
  expect([channel.payloadTypes, channel.telephoneEvent]).toEqual([[8, 0], 126]);
});

test('an offer that is none is refused, and opens nothing', async () => {
  await expect(openBrowserChannel('v=0', place)).rejects.toMatchObject({ code: 'error.voice.offer' });
  expect(sockets()).toBe(0);
});

test('browsers share a port of the range, those that come at the same time, too', async () => {
  const ports = { from: 47_310, to: 47_312 };
  const all = await Promise.all(
    Array.from({ length: 3 }, () => openBrowserChannel(chromiumOffer, { ...place, ports })),
  );
  open.push(...all);
  const told = new Set(all.map((it) => portOf(it)));
  expect([told.size, sockets()]).toEqual([1, 1]);
  expect([...told][0]).toSatisfy((port: number) => port >= ports.from && port <= ports.to);
});

test('the fifty-first browser gets a port of its own, and the first one is used again', async () => {
  const come = async (count: number) => {
    const came = await Promise.all(
      Array.from({ length: count }, () => openBrowserChannel(chromiumOffer, place)),
    );
    open.push(...came);
    return came;
  };
  const [first] = await come(50);
  const [more] = await come(1);
  expect([sockets(), more && first && portOf(more) === portOf(first)]).toEqual([2, false]);
  first?.close();
  const [next] = await come(1);
  expect([sockets(), next && first && portOf(next) === portOf(first)]).toEqual([2, true]);
});

test('taken ports are passed over until none is left', async () => {
  const ports = { from: 47_310, to: 47_312 };
  for (const port of [47_310, 47_311, 47_312]) open.push(await takePort(port));
  await expect(openBrowserChannel(chromiumOffer, { ...place, ports })).rejects.toThrow(RangeError);
  open.pop()?.close();
  await expect.poll(sockets, { timeout: 5000 }).toBe(2);
  const channel = await openBrowserChannel(chromiumOffer, { ...place, ports });
  open.push(channel);
  expect(portOf(channel)).toBe(47_312);
});

test('each browser is told from the others at the same port', async () => {
  const all = await Promise.all([connected(), connected(), connected()]);
  expect(sockets()).toBe(4);
  for (const [index, { browser, channel }] of all.entries()) {
    const heard = nextOf(channel);
    browser.send(rtp(`from ${index}`));
    channel.send(rtp(`to ${index}`));
    expect([await heard, await browser.hear()]).toEqual([rtp(`from ${index}`), rtp(`to ${index}`)]);
  }
});

test('an address that the machine has not is left out', async () => {
  const channel = await openBrowserChannel(chromiumOffer, {
    ...place,
    otherHosts: ['192.0.2.77', '2001:db8::9'],
  });
  open.push(channel);
  expect(channel.answer.match(/a=candidate/g)).toHaveLength(1);
  await expect(openBrowserChannel(chromiumOffer, { ...place, host: '192.0.2.77' })).rejects.toThrow(
    'EADDRNOTAVAIL',
  );
});

test.skipIf(!hasIpv6)('a browser may come by IPv6', async () => {
  const browser = await BrowserEnd.open('::1');
  const channel = await openBrowserChannel(browser.offer, { ...place, otherHosts: ['::1'] });
  open.push(browser, channel);
  browser.follow(channel.answer, 1);
  await browser.ask();
  await channel.keys;
  channel.send(rtp('by IPv6'));
  expect(await browser.hear()).toEqual(rtp('by IPv6'));
});

test('who does not know the password gets no answer, and is never sent to', async () => {
  const { browser, channel } = await connected();
  const stranger = await BrowserEnd.open();
  open.push(stranger);
  stranger.follow(channel.answer);
  const heard: Buffer[] = [];
  channel.onDatagram = (it) => heard.push(it);
  const asked = stranger.ask({ password: 'guessed' });
  stranger.send(rtp('from a stranger'));
  browser.send(rtp('from the browser'));
  await vi.waitUntil(() => heard.length > 0);
  channel.send(rtp('to the browser'));
  await browser.hear();
  expect({ heard, told: stranger.told, stranger: stranger.heard }).toEqual({
    heard: [rtp('from the browser')],
    told: [],
    stranger: [],
  });
  await stranger.ask();
  await asked;
});

test('a browser that chooses another way is followed, one that only looks is not', async () => {
  const { browser, channel } = await connected();
  const moved = await BrowserEnd.open();
  open.push(moved);
  moved.follow(channel.answer);
  await moved.ask({ isNominated: false });
  channel.send(rtp('still the first'));
  expect(await browser.hear()).toEqual(rtp('still the first'));
  await moved.ask();
  channel.send(rtp('now the second'));
  expect(await moved.hear()).toEqual(rtp('now the second'));
});

test('the browser’s goodbye takes the channel down, once', async () => {
  const { browser, channel } = await connected();
  let downs = 0;
  const isDown = new Promise<void>((resolve) => {
    channel.onDown = () => {
      downs++;
      resolve();
    };
  });
  browser.send(goodbyeOf(browser));
  await isDown;
  channel.close();
  channel.send(rtp('into the void'));
  expect(downs).toBe(1);
});

test('after five seconds without a sign of life it is down; consent alone keeps it up', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { browser, channel } = await connected();
  let downs = 0;
  channel.onDown = () => downs++;
  vi.advanceTimersByTime(5000);
  await browser.ask();
  vi.advanceTimersByTime(5000);
  expect(downs).toBe(0);
  vi.advanceTimersByTime(1000);
  expect(downs).toBe(1);
});

test('audio without consent is not enough: it is down after fifteen seconds (RFC 7675)', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { browser, channel } = await connected();
  let downs = 0;
  channel.onDown = () => downs++;
  for (let second = 0; second < 15; second++) {
    vi.advanceTimersByTime(1000);
    browser.send(rtp('still talking'));
    await nextOf(channel);
  }
  expect(downs).toBe(0);
  vi.advanceTimersByTime(1000);
  expect(downs).toBe(1);
});

test('an offer that nobody follows up is given up, and the keys with it', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const channel = await openBrowserChannel(chromiumOffer, place);
  vi.advanceTimersByTime(16_000);
  await expect(channel.keys).rejects.toThrow('no sign of life');
});

test('closing before there are keys rejects them; nothing else is told', async () => {
  const channel = await openBrowserChannel(chromiumOffer, place);
  let downs = 0;
  channel.onDown = () => downs++;
  channel.close();
  channel.close();
  await expect(channel.keys).rejects.toThrow('closed');
  expect(downs).toBe(0);
});

test('fifty channels leave no socket and no timer behind', async () => {
  for (let round = 0; round < 5; round++) {
    const all = await Promise.all(Array.from({ length: 10 }, () => connected()));
    expect(sockets()).toBe(11);
    for (const { browser, channel } of all) {
      channel.close();
      browser.close();
    }
    await expect.poll(sockets, { timeout: 5000 }).toBe(0);
  }
  await Promise.all(Array.from({ length: 5 }, givenUp));
  open.length = 0;
  // werift's timers for sending a flight again run out by themselves within a second. The test's own limit is one, too.
  await expect.poll(timers, { timeout: 5000 }).toBeLessThanOrEqual(2);
});

async function connected(): Promise<{ browser: BrowserEnd; channel: SecureChannel }> {
  const browser = await BrowserEnd.open();
  const channel = await openBrowserChannel(browser.offer, place);
  open.push(browser, channel);
  browser.follow(channel.answer);
  await browser.ask();
  await channel.keys;
  return { browser, channel };
}

/** A connection that either side leaves in the middle of the handshake. */
async function givenUp(): Promise<void> {
  const browser = await BrowserEnd.open();
  const channel = await openBrowserChannel(browser.offer, place);
  browser.follow(channel.answer);
  await browser.ask();
  channel.close();
  browser.close();
}

function nextOf(channel: SecureChannel): Promise<Buffer> {
  return new Promise((resolve) => {
    channel.onDatagram = (it) => resolve(Buffer.from(it));
  });
}

function portOf({ answer }: SecureChannel): number {
  return Number(/^a=candidate:\d+ 1 udp \d+ \S+ (\d+) typ host/m.exec(answer)?.[1]);
}

async function takePort(port: number): Promise<{ close(): void }> {
  const socket = createSocket('udp4').bind(port, place.host);
  await once(socket, 'listening');
  return { close: () => void socket.close() };
}

function goodbyeOf({ server }: BrowserEnd): Buffer {
  const head = Buffer.from('15fefd00010000000000090000', 'hex');
  const header = { type: 21, version: 0xfefd, epoch: 1, sequenceNumber: 9 };
  const body = server.cipher.cipher.encrypt(2, Buffer.from([1, 0]), header);
  head.writeUInt16BE(body.length, 11);
  return Buffer.concat([head, body]);
}

function sockets(): number {
  return process.getActiveResourcesInfo().filter((it) => it === 'UDPWrap').length;
}

function timers(): number {
  return process.getActiveResourcesInfo().filter((it) => it === 'Timeout').length;
}
