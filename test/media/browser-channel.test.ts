import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { RtpPacket, SrtpSession } from 'werift';
import { openBrowserChannel } from '../../src/adapters/media/browser/open-browser-channel.ts';
import { warmUp } from '../../src/adapters/media/browser/warm-up.ts';
import type { SecureChannel, SrtpKeys } from '../../src/adapters/media/secure-channel.ts';
import { AppError } from '../../src/core/app-error.ts';
import { figuresOf, openEchoPage, openTalkingBrowser } from './echo-page.fixture.ts';

const SSRC = 4711;
const channels: SecureChannel[] = [];
const keysAfterMs: number[] = [];
let browser: Awaited<ReturnType<typeof openTalkingBrowser>>;
let there: Awaited<ReturnType<typeof openEchoPage>>;

beforeAll(async () => {
  await warmUp();
  browser = await openTalkingBrowser();
  there = await openEchoPage(browser, answerTo);
});

afterAll(async () => {
  for (const it of channels) it.close();
  await there?.close();
  await browser?.close();
});

// Twice: a browser that comes back makes a new connection.
test.each(['first', 'second'])('the %s connection is up in under 3 s, and hears its own voice', async () => {
  const { page } = there;
  const begun = performance.now();
  await page.evaluate('connect()');
  expect(performance.now() - begun).toBeLessThan(3000);
  expect(keysAfterMs.at(-1)).toBeLessThan(3000);
  await received(50);
  // On a busy machine Chromium's own threads are late now and then: one of these stretches must be without a gap.
  const gaps: number[] = [];
  while (gaps.length < 5 && !gaps.includes(0)) gaps.push(await concealedOver(100));
  expect(gaps).toContain(0);
  const after = await figuresOf(page);
  expect(after).toMatchObject({ state: 'connected', codec: 'audio/PCMA', packetsLost: 0 });
  expect(after.energy).toBeGreaterThan(0.01);
});

test('a page that closes its connection takes our end down at once', async () => {
  const channel = channels.at(-1);
  const down = vi.fn();
  if (channel !== undefined) channel.onDown = down;
  await there.page.evaluate('pc.close()');
  await expect.poll(() => down.mock.calls.length, { timeout: 3000 }).toBe(1);
});

test('our closing is told to the page at once', async () => {
  await there.page.evaluate('connect()');
  channels.at(-1)?.close();
  await expect
    .poll(() => there.page.evaluate('pc.getSenders()[0].transport.state'), { timeout: 3000 })
    .toBe('closed');
});

test('Chromium’s offers of more than audio are taken for their audio, of less refused', async () => {
  const offer = (kinds: string[]) => there.page.evaluate<string>(`offerOf(${JSON.stringify(kinds)})`);
  const answer = await answerTo(await offer(['video', 'audio', 'data']));
  expect(answer.match(/^m=\w+ 0 /gm)).toHaveLength(2);
  await expect(there.page.evaluate(`takes(['video', 'audio', 'data'])`)).resolves.toBe('stable');
  await expect(answerTo(await offer(['video']))).rejects.toThrow(AppError);
  await expect(answerTo(await offer(['data']))).rejects.toThrow('error.voice.offer');
});

/** Waits for that many packets more. */
async function received(packets: number): Promise<void> {
  const before = await figuresOf(there.page);
  await expect
    .poll(async () => (await figuresOf(there.page)).packetsReceived, { timeout: 10_000 })
    .toBeGreaterThan(before.packetsReceived + packets);
}

/** @returns samples that Chromium had to make up meanwhile. */
async function concealedOver(packets: number): Promise<number> {
  const before = await figuresOf(there.page);
  await received(packets);
  return (await figuresOf(there.page)).concealedSamples - before.concealedSamples;
}

async function answerTo(offer: string): Promise<string> {
  const begun = performance.now();
  const channel = await openBrowserChannel(offer, { host: '127.0.0.1', ssrc: SSRC, cname: 'voice' });
  channels.push(channel);
  channel.keys.then(
    (keys) => {
      keysAfterMs.push(performance.now() - begun);
      echo(channel, keys);
    },
    () => {}, // Closed by the test before.
  );
  return channel.answer;
}

/** Sends all audio back at once, as our own; by werift's SRTP, to hold the keys against somebody else's. */
function echo(channel: SecureChannel, { local, remote }: SrtpKeys): void {
  const srtp = new SrtpSession({
    keys: {
      localMasterKey: local.key,
      localMasterSalt: local.salt,
      remoteMasterKey: remote.key,
      remoteMasterSalt: remote.salt,
    },
    profile: 1, // AES_CM_128_HMAC_SHA1_80 (RFC 5764 section 4.1.2).
  });
  let sequenceNumber = 0;
  channel.onDatagram = (datagram) => {
    const isControl = (datagram[1] ?? 0) >= 192 && (datagram[1] ?? 0) < 224;
    if (isControl) return;
    const { header, payload } = RtpPacket.deSerialize(srtp.decrypt(Buffer.from(datagram)));
    header.ssrc = SSRC;
    header.sequenceNumber = sequenceNumber++;
    header.extension = false;
    header.extensions = [];
    channel.send(srtp.encrypt(payload, header));
  };
}
