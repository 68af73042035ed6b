// Callers beside the measured one, in a process of its own: each says 50 packets a second of a quiet room to whoever is on
// its line, spread evenly over the time, and counts what it hears when asked.
import { setTimeout as pause } from 'node:timers/promises';
import { SrtpReceiver, SrtpSender, TAG_BYTES } from '../../src/adapters/media/srtp.ts';
import { type BrowserEnd, openBrowserEnd } from './browser-end.ts';
import { isTone } from './is-tone.ts';

export type OtherOrder =
  /** Answered by `offers`. */
  | { readonly kind: 'open'; readonly callers: number }
  /** Answered by `connected`; from then on they speak. */
  | { readonly kind: 'connect'; readonly answers: readonly string[] }
  /** Listens for a second. Answered by `heard`: how many packets of a tone came to each. */
  | { readonly kind: 'count' };
export type OtherWord =
  | { readonly kind: 'offers'; readonly offers: readonly string[] }
  | { readonly kind: 'connected' }
  | { readonly kind: 'heard'; readonly packets: readonly number[] };

const FRAME_MS = 20;
const BYTES = 172;
const ends: BrowserEnd[] = [];
let heard: number[] = [];
/** To decrypt all the time would be work for nothing. */
let isListening = false;

process.on('message', (order: OtherOrder) => void obey(order));

async function obey(order: OtherOrder): Promise<void> {
  switch (order.kind) {
    case 'open':
      for (let index = 0; index < order.callers; index++) ends.push(await openBrowserEnd());
      return tell({ kind: 'offers', offers: ends.map((it) => it.offer) });
    case 'connect':
      speak(await Promise.all(ends.map(async (end, index) => speakerOf(end, order.answers[index] ?? ''))));
      return tell({ kind: 'connected' });
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

async function speakerOf(end: BrowserEnd, answer: string): Promise<() => void> {
  const index = ends.indexOf(end);
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

function speak(speakers: readonly (() => void)[]): void {
  const startedAt = performance.now();
  let turn = 0;
  setInterval(() => {
    const due = Math.floor(((performance.now() - startedAt) / FRAME_MS) * speakers.length);
    for (; turn < due; turn++) speakers[turn % speakers.length]?.();
  }, 1);
}
