import type { Socket } from 'node:dgram';
import type { LegAudio, MediaAddress } from '../../app/media.ts';
import { encodeALaw } from '../../core/audio/a-law.ts';
import { bindPorts } from './bind-ports.ts';
import { HEADER_BYTES, PCMA, RtpHeader } from './rtp-packet.ts';

/** What came to one end: header and payload, as plain values. */
export interface Heard {
  readonly payloadType: number;
  readonly hasMarker: boolean;
  readonly sequence: number;
  readonly timestamp: number;
  readonly source: number;
  readonly payload: Buffer;
  /** The port it came from. */
  readonly from: number;
}

/** A frame of 20 ms, A-law, that tells itself apart: a steady tone of `hertz`. */
export function toneFrame(hertz: number, index = 0, samples = 160): Buffer {
  return Buffer.from(
    Uint8Array.from({ length: samples }, (_, at) =>
      encodeALaw(Math.round(Math.sin(((index * samples + at) * 2 * Math.PI * hertz) / 8000) * 6000)),
    ),
  );
}

export function rtp(
  fields: {
    sequence: number;
    timestamp?: number;
    payloadType?: number;
    source?: number;
    hasMarker?: boolean;
  },
  payload: Uint8Array,
): Buffer {
  const header = new RtpHeader();
  const timestamp = fields.timestamp ?? fields.sequence * 160;
  Object.assign(header, { source: 77, payloadType: PCMA, ...fields, timestamp: timestamp >>> 0 });
  header.sequence = fields.sequence & 0xffff;
  const bytes = Buffer.alloc(HEADER_BYTES + payload.length);
  header.write(bytes, 0);
  bytes.set(payload, HEADER_BYTES);
  return bytes;
}

export function readHeard(bytes: Buffer, from = 0): Heard | null {
  const header = new RtpHeader();
  if (!header.read(bytes, bytes.length)) return null;
  const { payloadType, hasMarker, sequence, timestamp, source, payloadStart, payloadEnd } = header;
  const payload = Buffer.from(bytes.subarray(payloadStart, payloadEnd));
  return { payloadType, hasMarker, sequence, timestamp, source, payload, from };
}

/** A list that one can wait on. */
export class Waiting<T> {
  readonly all: T[] = [];
  #waiters: (() => void)[] = [];

  push(it: T): void {
    this.all.push(it);
    for (const waiter of this.#waiters.splice(0)) waiter();
  }

  /** Resolves with the first that fits, of those that have come and those that come. */
  async find(fits: (it: T) => boolean): Promise<T> {
    for (let at = 0; ; at++) {
      while (at >= this.all.length) await new Promise<void>((resolve) => this.#waiters.push(resolve));
      // `at` lies within the list.
      const it = this.all[at] as T;
      if (fits(it)) return it;
    }
  }

  async count(least: number): Promise<readonly T[]> {
    while (this.all.length < least) await new Promise<void>((resolve) => this.#waiters.push(resolve));
    return this.all;
  }
}

/** A telephone on loopback: two ports, what came to them, and what it is told to send. */
export class Telephone {
  readonly audio: Socket;
  readonly control: Socket;
  readonly heard = new Waiting<Heard>();
  readonly reports = new Waiting<Buffer>();
  #sequence = 0;

  constructor(audio: Socket, control: Socket) {
    this.audio = audio;
    this.control = control;
    audio.on('message', (bytes, from) => {
      const heard = readHeard(bytes, from.port);
      if (heard !== null) this.heard.push(heard);
    });
    control.on('message', (bytes) => this.reports.push(bytes));
  }

  /** What it says of itself. */
  describes(more: Partial<LegAudio> = {}): LegAudio {
    const address = { host: '127.0.0.1', port: this.audio.address().port };
    return { address, payloadTypes: [8, 0], telephoneEvent: 101, ...more };
  }

  /** Sends the next frame of a tone, or these bytes. */
  say(to: MediaAddress, payload: Uint8Array = toneFrame(433, this.#sequence)): void {
    const source = this.audio.address().port;
    this.sendRaw(to, rtp({ sequence: this.#sequence++, source }, payload));
  }

  /** The network loses the next frames. */
  lose(frames: number): void {
    this.#sequence += frames;
  }

  sendRaw(to: MediaAddress, bytes: Uint8Array): void {
    this.audio.send(bytes, to.port, to.host);
  }

  close(): void {
    this.audio.close();
    this.control.close();
  }
}

export async function openTelephone(host = '127.0.0.1'): Promise<Telephone> {
  const { audio, control } = await bindPorts(host);
  return new Telephone(audio, control);
}
