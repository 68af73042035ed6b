// Eight hours of a phone bank in minutes: twenty callers' lines that stay up, and one short call after the other on each. Whether
// the relay's memory and sockets grow with the calls.
//   node --expose-gc bench/voice/soak.ts [--calls 6400] [--callers 20] [--raw FILE]
import { createSocket } from 'node:dgram';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createRelay } from '../../src/adapters/media/relay.ts';
import { SrtpSender, TAG_BYTES } from '../../src/adapters/media/srtp.ts';
import type { LegId } from '../../src/core/ids.ts';
import { openBrowserEnd } from './browser-end.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '6400' },
    callers: { type: 'string', default: '20' },
    raw: { type: 'string' },
  },
});
const [calls, callers] = [Number(values.calls), Number(values.callers)];
/** A call: so many packets each way. */
const PACKETS = 5;

const silence = new Uint8Array(160).fill(0xd5);
const relay = await createRelay({
  host: '127.0.0.1',
  sounds: { moment: silence, hello: silence, sorry: silence },
  onError: (error) => {
    throw error;
  },
});
const telephone = createSocket('udp4');
await new Promise<void>((resolve) => telephone.bind(0, '127.0.0.1', resolve));
let received = 0;
telephone.on('message', () => received++);
const lines = await Promise.all(Array.from({ length: callers }, (_, index) => openLine(index)));

process.stdout.write(
  '| calls | sockets of the process | RSS MiB | packets at the telephone |\n|---|---|---|---|\n',
);
// The first tenth is a warm-up: code is compiled, pools fill.
for (let done = 0; done <= calls; done += callers) {
  if (done % (Math.floor(calls / 10 / callers) * callers) === 0) await report(done);
  await Promise.all(lines.map((line, index) => oneCall(line, `contact-${done + index}` as LegId)));
}
await relay.close();
for (const line of lines) line.close();
telephone.close();

async function report(done: number): Promise<void> {
  // Closed sockets are gone a moment later.
  await pause(500);
  globalThis.gc?.();
  const rss = Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
  const sockets = readdirSync('/proc/self/fd').length;
  process.stdout.write(`| ${done} | ${sockets} | ${rss.toFixed(0)} | ${received} |\n`);
  if (values.raw !== undefined)
    appendFileSync(values.raw, `${JSON.stringify({ done, sockets, rss, received })}\n`);
}

type Line = Awaited<ReturnType<typeof openLine>>;

async function openLine(index: number) {
  const caller = `caller-${index}` as LegId; // A name of the benchmark's own.
  const end = await openBrowserEnd();
  const keys = await end.connect(await relay.openBrowserLeg(caller, end.offer));
  const sender = new SrtpSender(keys.local);
  const packet = Buffer.alloc(172 + TAG_BYTES);
  let sequence = 0;
  return {
    caller,
    speak() {
      sequence++;
      packet.fill(0xd5, 12, 172);
      packet.writeUInt32BE(0x80080000 + (sequence & 0xffff), 0);
      packet.writeUInt32BE((sequence * 160) >>> 0, 4);
      packet.writeUInt32BE(index + 1, 8);
      end.send(Buffer.from(packet.subarray(0, sender.protect(packet, 172, sequence))));
    },
    close: () => end.close(),
  };
}

async function oneCall({ caller, speak }: Line, contact: LegId): Promise<void> {
  const address = await relay.openPhoneLeg(contact);
  const here = { host: '127.0.0.1', port: telephone.address().port };
  relay.describe(contact, { address: here, payloadTypes: [8], telephoneEvent: 101 });
  relay.bridge({ caller, contact, way: 'talk' });
  const packet = Buffer.alloc(172, 0xd5);
  for (let count = 0; count < PACKETS; count++) {
    packet.writeUInt32BE(0x80080000 + count, 0);
    packet.writeUInt32BE(count * 160, 4);
    telephone.send(Buffer.from(packet), address.port, address.host);
    speak();
    await pause(20);
  }
  relay.close(contact);
}
