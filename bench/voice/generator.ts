// Both sides of many calls, in a process of its own so that its work is not counted: 50 packets a second each way, spread
// evenly over the time. It does as little as it can while it is measured: all packets are made and encrypted before, what
// comes back is counted, and only a probe (few pairs) decrypts it and looks at the clock.
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:dgram';
import { setTimeout as pause } from 'node:timers/promises';
import type { SrtpKeys } from '../../src/adapters/media/secure-channel.ts';
import { SrtpReceiver, SrtpSender, TAG_BYTES } from '../../src/adapters/media/srtp.ts';
import { openBrowserEnd } from './browser-end.ts';
import { HOST, openSocket } from './open-socket.ts';

export type GeneratorOrder =
  /** `isProbe`: measures delays. `secure`: how keys are agreed on; `none`: nothing is encrypted. Answered by `opened`. */
  | { readonly kind: 'open'; readonly pairs: number; readonly secure: Secure; readonly isProbe: boolean }
  /** Where each pair sends to; with `dtls` the answers, else the ports and keys. Answered by `connected`. */
  | { readonly kind: 'connect'; readonly targets: readonly Target[] }
  /** Makes the packets of the next run. Answered by `prepared`. */
  | { readonly kind: 'prepare'; readonly seconds: number }
  /** Answered by `sent` when the last packet has left. */
  | { readonly kind: 'run' }
  /** Answered by `counted` half a second later. */
  | { readonly kind: 'count' };
export type Secure = 'dtls' | 'sdes' | 'none';
export interface Target {
  readonly plainPort: number;
  readonly answer?: string;
  readonly securePort?: number;
  readonly key?: string;
}
export type GeneratorWord =
  | { readonly kind: 'opened'; readonly ends: readonly OpenedEnd[] }
  | { readonly kind: 'connected' }
  | { readonly kind: 'prepared' }
  | { readonly kind: 'sent' }
  | ({ readonly kind: 'counted' } & Counted);
export interface OpenedEnd {
  readonly plainPort: number;
  readonly offer?: string;
  readonly securePort?: number;
  readonly key?: string;
}
export interface Counted {
  readonly toSecure: Direction;
  readonly toPlain: Direction;
  /** By how many milliseconds packets left later than planned, once for each turn of the generator. */
  readonly late: readonly number[];
}
export interface Direction {
  readonly sent: number;
  readonly received: number;
  /** Milliseconds from send to receive; of a probe only. */
  readonly delays: readonly number[];
}

const PCMA = 8;
const HEADER = 12;
/** One byte less than a frame of the relay's own, so that its silence is told from our packets without decrypting them. */
const PAYLOAD = 159;
const PLAIN_BYTES = HEADER + PAYLOAD;
const SECURE_BYTES = PLAIN_BYTES + TAG_BYTES;
const FRAME_MS = 20;
/**
 * So many telephones share a socket, as calls of one carrier may: each socket that has something costs two system calls
 * more. Browsers have one each, for our relay knows them by where they send from.
 */
const SHARE = 10;

/** One direction of a pair. */
interface Way {
  /** The packets of this run one behind the other, each of `size` bytes. */
  packets: Buffer;
  readonly size: number;
  sentAt: Float64Array;
  readonly send: (packet: Buffer) => void;
  readonly seen: { received: number; delays: number[] };
}
interface Pair {
  readonly source: number;
  readonly toSecure: Way;
  readonly toPlain: Way;
  readonly connect: (target: Target) => Promise<SrtpKeys>;
  plainPort: number;
  sender: SrtpSender | null;
  receiver: SrtpReceiver | null;
}

const nobodyWakes = new Int32Array(new SharedArrayBuffer(4));
const pairs: Pair[] = [];
let mode: { secure: Secure; isProbe: boolean } = { secure: 'none', isProbe: false };
const seen = {
  toSecure: { received: 0, delays: [] as number[] },
  toPlain: { received: 0, delays: [] as number[] },
};
let late: number[] = [];
/** Packets of each way: so many in this run, so many before it. */
let [count, before] = [0, 0];

// Nobody asks any more.
process.on('disconnect', () => process.exit(0));
process.on('message', (order: GeneratorOrder) => void obey(order));

async function obey(order: GeneratorOrder): Promise<void> {
  switch (order.kind) {
    case 'open':
      mode = order;
      return tell({ kind: 'opened', ends: await open(order.pairs) });
    case 'connect':
      for (const [index, pair] of pairs.entries()) await connect(pair, order.targets[index]);
      return tell({ kind: 'connected' });
    case 'prepare':
      prepare(order.seconds);
      // What came meanwhile is taken first.
      await pause(300);
      return tell({ kind: 'prepared' });
    case 'run':
      await run();
      return tell({ kind: 'sent' });
    case 'count': {
      await pause(500);
      const sent = count * pairs.length;
      const { toSecure, toPlain } = seen;
      tell({ kind: 'counted', toSecure: { sent, ...toSecure }, toPlain: { sent, ...toPlain }, late });
    }
  }
}

function tell(word: GeneratorWord): void {
  process.send?.(word);
}

async function open(howMany: number): Promise<OpenedEnd[]> {
  const ends: OpenedEnd[] = [];
  const share = mode.isProbe ? 1 : SHARE;
  while (pairs.length < howMany) {
    const group = await openGroup();
    for (let index = 0; index < share && pairs.length < howMany; index++) ends.push(await openPair(group));
  }
  return ends;
}

interface Group {
  readonly plain: Socket;
  /** The newest pair of it; a probe's only one. */
  pair: Pair | null;
}

async function openGroup(): Promise<Group> {
  const group: Group = { plain: await openSocket(), pair: null };
  group.plain.on('message', (packet) => note(packet, group.pair?.toPlain, null));
  return group;
}

async function openPair(group: Group): Promise<OpenedEnd> {
  const ownKey = randomBytes(30);
  let securePort = 0;
  const end = mode.secure === 'dtls' ? await openBrowserEnd() : null;
  const socket = end === null ? await openSocket() : null;
  const pair: Pair = {
    ...{ source: pairs.length + 1, plainPort: 0, sender: null, receiver: null },
    toSecure: newWay(seen.toSecure, PLAIN_BYTES, (it) => group.plain.send(it, pair.plainPort, HOST)),
    toPlain: newWay(
      ...([seen.toPlain, SECURE_BYTES] as const),
      end?.send ?? ((it) => socket?.send(it, securePort, HOST)),
    ),
    async connect(target) {
      pair.plainPort = target.plainPort;
      securePort = target.securePort ?? 0;
      return end?.connect(target.answer ?? '') ?? keysOf(ownKey, target);
    },
  };
  if (end !== null) end.onDatagram = (packet) => note(packet, pair.toSecure, pair);
  socket?.on('message', (packet) => note(packet, pair.toSecure, pair));
  group.pair = pair;
  pairs.push(pair);
  const plainPort = group.plain.address().port;
  if (end !== null) return { plainPort, offer: end.offer };
  return { plainPort, securePort: socket?.address().port ?? 0, key: ownKey.toString('base64') };
}

function newWay(counts: Way['seen'], size: number, send: Way['send']): Way {
  return { packets: Buffer.alloc(0), size, sentAt: new Float64Array(0), send, seen: counts };
}

async function connect(pair: Pair, target: Target | undefined): Promise<void> {
  if (target === undefined) throw new Error('a pair without a target');
  const keys = await pair.connect(target);
  if (mode.secure === 'none') return;
  pair.sender = new SrtpSender(keys.local);
  pair.receiver = new SrtpReceiver(keys.remote);
}

function keysOf(own: Buffer, { key = '' }: Target): SrtpKeys {
  const theirs = Buffer.from(key, 'base64');
  const split = (it: Buffer) => ({ key: it.subarray(0, 16), salt: it.subarray(16, 30) });
  return { local: split(own), remote: split(theirs) };
}

function prepare(seconds: number): void {
  before += count;
  count = (seconds * 1000) / FRAME_MS;
  late = [];
  for (const it of [seen.toSecure, seen.toPlain]) {
    it.received = 0;
    it.delays = [];
  }
  for (const pair of pairs) for (const way of [pair.toSecure, pair.toPlain]) prepareWay(pair, way);
}

function prepareWay(pair: Pair, way: Way): void {
  way.packets = Buffer.alloc(count * way.size, 0xd5);
  way.sentAt = new Float64Array(count);
  for (let number = 0; number < count; number++) {
    const packet = way.packets.subarray(number * way.size, (number + 1) * way.size);
    const sequence = 7 * pair.source + before + number;
    packet[0] = 0x80;
    packet[1] = PCMA;
    packet.writeUInt16BE(sequence & 0xffff, 2);
    packet.writeUInt32BE((sequence * 160) >>> 0, 4);
    packet.writeUInt32BE(pair.source, 8);
    packet.writeUInt32BE(number, HEADER);
    if (way === pair.toPlain) pair.sender?.protect(packet, PLAIN_BYTES, sequence);
  }
}

/** Each way's packets leave 20 ms apart, and those of all ways one after the other in between. */
function run(): Promise<void> {
  const ways = pairs.flatMap((it) => [it.toSecure, it.toPlain]);
  const total = count * ways.length;
  const startedAt = performance.now();
  let turn = 0;
  const sendDue = () => {
    const elapsed = performance.now() - startedAt;
    const due = Math.min(total, Math.floor((elapsed / FRAME_MS) * ways.length));
    if (turn < due) late.push(elapsed - ((turn + 1) * FRAME_MS) / ways.length);
    for (; turn < due; turn++) {
      const way = ways[turn % ways.length];
      if (way !== undefined) sendOne(way, Math.floor(turn / ways.length));
    }
    return turn === total;
  };
  return new Promise((resolve) => {
    const turn = () => {
      if (sendDue()) {
        resolve();
      } else if (mode.isProbe) {
        setTimeout(turn, 1);
      } else {
        // What comes meanwhile is taken together, which costs less: the machine is for who is measured.
        Atomics.wait(nobodyWakes, 0, 0, 1);
        setImmediate(turn);
      }
    };
    turn();
  });
}

function sendOne({ packets, size, sentAt, send }: Way, number: number): void {
  if (mode.isProbe) sentAt[number] = performance.now();
  send(packets.subarray(number * size, (number + 1) * size));
}

/** @param secured Whose keys it came with; null: plain. */
function note(packet: Buffer, way: Way | undefined, secured: Pair | null): void {
  if (way === undefined || (packet.length !== PLAIN_BYTES && packet.length !== SECURE_BYTES)) return;
  way.seen.received++;
  if (!mode.isProbe) return;
  const now = performance.now();
  if (secured?.receiver && secured.receiver.unprotect(packet) !== PLAIN_BYTES)
    throw new Error('a packet that was not meant for us');
  way.seen.delays.push(now - (way.sentAt[packet.readUInt32BE(HEADER)] ?? Number.NaN));
}
