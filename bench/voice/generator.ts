// Both sides of many calls, in a process of its own so that its work is not counted: 50 packets a second each way, each
// with the moment it was sent in its payload.
import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import type { SrtpKeys } from '../../src/adapters/media/secure-channel.ts';
import { SrtpReceiver, SrtpSender, TAG_BYTES } from '../../src/adapters/media/srtp.ts';
import { type BrowserEnd, openBrowserEnd } from './browser-end.ts';

export type GeneratorOrder =
  /** `secure`: how keys are agreed on. Answered by `opened`. */
  | { readonly kind: 'open'; readonly pairs: number; readonly secure: 'dtls' | 'sdes' }
  /** Where each pair sends to; with `dtls` the answers, with `sdes` the ports and keys. Answered by `connected`. */
  | { readonly kind: 'connect'; readonly targets: readonly Target[] }
  | { readonly kind: 'run'; readonly seconds: number }
  | { readonly kind: 'close' };
export interface Target {
  readonly plainPort: number;
  readonly answer?: string;
  readonly securePort?: number;
  readonly key?: string;
}
export type GeneratorWord =
  | { readonly kind: 'opened'; readonly ends: readonly OpenedEnd[] }
  | { readonly kind: 'connected' }
  | { readonly kind: 'ran'; readonly toSecure: Direction; readonly toPlain: Direction };
export interface OpenedEnd {
  readonly plainPort: number;
  readonly offer?: string;
  readonly securePort?: number;
  readonly key?: string;
}
export interface Direction {
  readonly sent: number;
  readonly received: number;
  /** Milliseconds from send to receive. */
  readonly p50: number;
  readonly p99: number;
}

const HOST = '127.0.0.1';
const PCMA = 8;
const HEADER = 12;
const PAYLOAD = 160;
const FRAME_MS = 20;
/** Packets leave in this many groups a frame, as those of independent callers do. */
const PHASES = 10;

interface Pair {
  readonly plain: Socket;
  readonly secure: Socket | null;
  readonly browser: BrowserEnd | null;
  readonly ownKey: Buffer;
  plainPort: number;
  securePort: number;
  sender: SrtpSender | null;
  receiver: SrtpReceiver | null;
  readonly packet: Buffer;
  sequence: number;
}

const pairs: Pair[] = [];
const seen = { toSecure: [] as number[], toPlain: [] as number[] };
const sent = { toSecure: 0, toPlain: 0 };

process.on('message', (order: GeneratorOrder) => void obey(order));

async function obey(order: GeneratorOrder): Promise<void> {
  if (order.kind === 'open') tell({ kind: 'opened', ends: await open(order.pairs, order.secure) });
  if (order.kind === 'connect') {
    await connect(order.targets);
    tell({ kind: 'connected' });
  }
  if (order.kind === 'run') {
    await run(order.seconds);
    const toSecure = { sent: sent.toSecure, ...figures(seen.toSecure) };
    tell({ kind: 'ran', toSecure, toPlain: { sent: sent.toPlain, ...figures(seen.toPlain) } });
  }
  if (order.kind === 'close') process.exit(0);
}

function tell(word: GeneratorWord): void {
  process.send?.(word);
}

async function open(count: number, secure: 'dtls' | 'sdes'): Promise<OpenedEnd[]> {
  const ends: OpenedEnd[] = [];
  for (let index = 0; index < count; index++) {
    const plain = await openSocket();
    const browser = secure === 'dtls' ? await openBrowserEnd() : null;
    const socket = secure === 'sdes' ? await openSocket() : null;
    const ownKey = randomBytes(30);
    const pair: Pair = {
      ...{
        plain,
        browser,
        secure: socket,
        ownKey,
        plainPort: 0,
        securePort: 0,
        sender: null,
        receiver: null,
      },
      packet: Buffer.alloc(HEADER + PAYLOAD + TAG_BYTES),
      sequence: 7 * index,
    };
    plain.on('message', (packet) => note(seen.toPlain, packet, packet.length));
    const take = (packet: Buffer) => {
      // Control packets are none of the count.
      if ((packet[1] ?? 0) >= 192 && (packet[1] ?? 0) < 224) return;
      const length = pair.receiver?.unprotect(packet) ?? -1;
      if (length > 0) note(seen.toSecure, packet, length);
    };
    socket?.on('message', take);
    if (browser !== null) browser.onDatagram = take;
    pairs.push(pair);
    const plainPort = plain.address().port;
    if (browser !== null) ends.push({ plainPort, offer: browser.offer });
    else ends.push({ plainPort, securePort: socket?.address().port ?? 0, key: ownKey.toString('base64') });
  }
  return ends;
}

async function connect(targets: readonly Target[]): Promise<void> {
  for (const [index, target] of targets.entries()) {
    const pair = pairs[index];
    if (pair === undefined) continue;
    pair.plainPort = target.plainPort;
    pair.securePort = target.securePort ?? 0;
    const keys = pair.browser ? await pair.browser.connect(target.answer ?? '') : keysOf(pair.ownKey, target);
    pair.sender = new SrtpSender(keys.local);
    pair.receiver = new SrtpReceiver(keys.remote);
  }
}

function keysOf(own: Buffer, { key = '' }: Target): SrtpKeys {
  const theirs = Buffer.from(key, 'base64');
  const split = (it: Buffer) => ({ key: it.subarray(0, 16), salt: it.subarray(16, 30) });
  return { local: split(own), remote: split(theirs) };
}

/** Sends for so long; what comes within half a second after it counts, too. The first second is a warm-up. */
async function run(seconds: number): Promise<void> {
  forget();
  const startedAt = performance.now();
  let turn = 0;
  let isWarm = false;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const elapsed = performance.now() - startedAt;
      if (!isWarm && elapsed > 1000) {
        isWarm = true;
        forget();
      }
      if (elapsed > 1000 + seconds * 1000) {
        clearInterval(timer);
        resolve();
        return;
      }
      for (; turn < Math.floor((elapsed / FRAME_MS) * PHASES); turn++) sendPhase(turn % PHASES);
    }, 1);
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
}

function forget(): void {
  seen.toSecure.length = 0;
  seen.toPlain.length = 0;
  sent.toSecure = 0;
  sent.toPlain = 0;
}

function sendPhase(phase: number): void {
  for (let index = phase; index < pairs.length; index += PHASES) {
    const pair = pairs[index];
    if (pair === undefined || pair.sender === null) continue;
    const { packet, sender } = pair;
    pair.sequence++;
    write(packet, pair.sequence, index);
    sent.toSecure++;
    // A copy: the socket may still hold it when the other side's is written.
    pair.plain.send(Buffer.from(packet.subarray(0, HEADER + PAYLOAD)), pair.plainPort, HOST);
    const length = sender.protect(packet, HEADER + PAYLOAD, pair.sequence);
    sent.toPlain++;
    const secured = Buffer.from(packet.subarray(0, length));
    if (pair.browser) pair.browser.send(secured);
    else pair.secure?.send(secured, pair.securePort, HOST);
  }
}

function write(packet: Buffer, sequence: number, index: number): void {
  packet[0] = 0x80;
  packet[1] = PCMA;
  packet.writeUInt16BE(sequence & 0xffff, 2);
  packet.writeUInt32BE((sequence * PAYLOAD) >>> 0, 4);
  packet.writeUInt32BE(index + 1, 8);
  packet.fill(0xd5, HEADER);
  packet.writeDoubleBE(performance.now(), HEADER);
  // So that the relay's own silence is not taken for one of ours.
  packet.writeUInt32BE(0xb3bcb3bc, HEADER + 8);
}

function note(into: number[], packet: Buffer, length: number): void {
  if (length < HEADER + PAYLOAD || packet.readUInt32BE(HEADER + 8) !== 0xb3bcb3bc) return;
  into.push(performance.now() - packet.readDoubleBE(HEADER));
}

function figures(times: number[]) {
  const sorted = Float64Array.from(times).sort();
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { received: sorted.length, p50: at(0.5), p99: at(0.99) };
}

function openSocket(): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1024 * 1024 });
  return new Promise((resolve) => socket.bind(0, HOST, () => resolve(socket)));
}
