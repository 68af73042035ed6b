// Callers beside the measured one, in a process of its own: each says 50 packets a second of a quiet room to whoever is on
// its line, spread evenly over the time, and counts what it hears when asked.
import { setTimeout as pause } from 'node:timers/promises';
import { SrtpReceiver, SrtpSender, TAG_BYTES } from '../../src/adapters/media/srtp.ts';
import { type BrowserEnd, openBrowserEnd } from './browser-end.ts';
import { isTone } from './is-tone.ts';

export type OtherOrder =
  /** Answered by `offers`. */
  | { readonly kind: 'open'; readonly callers: number }
  /** The next one; a browser does it at once, too. Answered by `connected`. */
  | { readonly kind: 'connect'; readonly answer: string }
  /** From now on all speak. Answered by `speaking`. */
  | { readonly kind: 'speak' }
  /** Listens for a second. Answered by `heard`: how many packets of a tone came to each. */
  | { readonly kind: 'count' };
export type OtherWord =
  | { readonly kind: 'offers'; readonly offers: readonly string[] }
  | { readonly kind: 'connected' }
  | { readonly kind: 'speaking' }
  | { readonly kind: 'heard'; readonly packets: readonly number[] };

const FRAME_MS = 20;
const BYTES = 172;
const ends: BrowserEnd[] = [];
const speakers: (() => void)[] = [];
let heard: number[] = [];
/** To decrypt all the time would be work for nothing. */
let isListening = false;

// Nobody asks any more.
process.on('disconnect', () => process.exit(0));
process.on('message', (order: OtherOrder) => void obey(order));

async function obey(order: OtherOrder): Promise<void> {
  switch (order.kind) {
    case 'open':
      for (let index = 0; index < order.callers; index++) ends.push(await openBrowserEnd());
      return tell({ kind: 'offers', offers: ends.map((it) => it.offer) });
    case 'connect':
      speakers.push(await speakerOf(speakers.length, order.answer));
      return tell({ kind: 'connected' });
    case 'speak':
      speak();
      return tell({ kind: 'speaking' });
    case 'count':
      heard = ends.map(() => 0);
      isListening = true;
      await pause(1000);
      isListening = false;
      return tell({ kind: 'heard', packets: [...heard] });
  }
}

function tell(word: OtherWord): void {
  process.send?.(word);
}

async function speakerOf(index: number, answer: string): Promise<() => void> {
  const end = ends[index];
  if (end === undefined) throw new Error('more answers than offers');
  const keys = await end.connect(answer);
  const [sender, receiver] = [new SrtpSender(keys.local), new SrtpReceiver(keys.remote)];
  end.onDatagram = (packet) => {
    if (!isListening || packet.length !== BYTES + TAG_BYTES || receiver.unprotect(packet) !== BYTES) return;
    if (isTone(packet.subarray(12, BYTES))) heard[index] = (heard[index] ?? 0) + 1;
  };
  const packet = Buffer.alloc(BYTES + TAG_BYTES);
  let sequence = 0;
  return () => {
    sequence++;
    packet.fill(0xd5, 12, BYTES);
    packet[0] = 0x80;
    packet[1] = 8;
    packet.writeUInt16BE(sequence & 0xffff, 2);
    packet.writeUInt32BE((sequence * 160) >>> 0, 4);
    packet.writeUInt32BE(index + 1, 8);
    end.send(Buffer.from(packet.subarray(0, sender.protect(packet, BYTES, sequence))));
  };
}

function speak(): void {
  const startedAt = performance.now();
  let turn = 0;
  setInterval(() => {
    const due = Math.floor(((performance.now() - startedAt) / FRAME_MS) * speakers.length);
    for (; turn < due; turn++) speakers[turn % speakers.length]?.();
  }, 1);
}
