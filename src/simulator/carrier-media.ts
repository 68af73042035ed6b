import type { Address } from '../sip/address.ts';
import type { SipClock, SipTimer } from '../sip/clock.ts';
import { PCMA } from '../sip/sdp.ts';
import type { Transport } from '../sip/transport.ts';
import { openUdpTransport } from '../sip/udp-transport.ts';
import { CarrierEar, type HeardSound } from './carrier-ear.ts';
import { type FrameSource, silent } from './frame-source.ts';
import { FRAME_SAMPLES } from './tones.ts';

/** One side of the sound of a call. */
export interface Sound {
  /** Where the carrier hears. */
  readonly local: Address;
  /** Begins to send. Nothing is sent where the other side hears nothing. */
  play(what: FrameSource, to: Address | null): void;
  /** RTP packets so far. */
  counts(): { readonly sent: number; readonly received: number };
  /** What comes in, also after the end. */
  heard(): HeardSound;
  close(): void;
}

const FRAME_MS = 20;
const HEADER_BYTES = 12;
/** After the process stood still, the other side gets no burst longer than this. */
const MOST_FRAMES_AT_ONCE = 5;

/** Sends 50 A-law packets a second on every call that has sound, by one timer for all of them, on the wall clock. */
export class CarrierMedia {
  readonly #clock: SipClock;
  readonly #host: string;
  readonly #playing = new Set<RtpSound>();
  #timer: SipTimer | null = null;

  constructor(clock: SipClock, host: string) {
    this.#clock = clock;
    this.#host = host;
  }

  async open(): Promise<Sound> {
    const ear = new CarrierEar();
    const socket = await openUdpTransport({
      host: this.#host,
      port: 0,
      onMessage: (bytes) => ear.hear(bytes),
      // Nobody listens there: the SIP side finds out by itself.
      onError: () => {},
    });
    const sound = new RtpSound(socket, ear);
    return {
      local: socket.local,
      play: (what, to) => {
        if (to === null) return;
        sound.start(what, to, this.#clock.now());
        this.#playing.add(sound);
        this.#tick();
      },
      counts: () => ({ sent: sound.sent, received: ear.received }),
      heard: () => ear.heard(),
      close: () => {
        this.#playing.delete(sound);
        void socket.close();
      },
    };
  }

  #tick(): void {
    if (this.#timer !== null) return;
    this.#timer = this.#clock.after(FRAME_MS, () => {
      this.#timer = null;
      const now = this.#clock.now();
      for (const sound of this.#playing) sound.sendUntil(now);
      if (this.#playing.size > 0) this.#tick();
    });
  }
}

/** Timestamps are tied to the wall: a late timer shifts no sound. */
class RtpSound {
  sent = 0;
  readonly #socket: Transport;
  readonly #ear: CarrierEar;
  readonly #packet = new Uint8Array(HEADER_BYTES + FRAME_SAMPLES);
  #frames: FrameSource = silent;
  #to: Address | null = null;
  #startedAt = 0;
  #slot = -1;

  constructor(socket: Transport, ear: CarrierEar) {
    this.#socket = socket;
    this.#ear = ear;
  }

  start(frames: FrameSource, to: Address, now: number): void {
    this.#packet.set([0x80, PCMA]);
    // One source a port: its number tells the streams of this process apart.
    new DataView(this.#packet.buffer).setUint32(8, this.#socket.local.port);
    this.#frames = frames;
    if (this.#to === null) this.#startedAt = now;
    this.#to = to;
    this.sendUntil(now);
  }

  sendUntil(now: number): void {
    const slot = Math.floor((now - this.#startedAt) / FRAME_MS);
    if (this.#to === null) return;
    const view = new DataView(this.#packet.buffer);
    for (let at = Math.max(this.#slot + 1, slot - MOST_FRAMES_AT_ONCE + 1); at <= slot; at += 1) {
      this.sent += 1;
      view.setUint16(2, this.sent & 0xffff);
      view.setUint32(4, (at * FRAME_SAMPLES) >>> 0);
      this.#packet.set(this.#frames(this.#ear), HEADER_BYTES);
      // A copy: the socket may still hold the last one.
      this.#socket.send(this.#packet.slice(), this.#to);
    }
    this.#slot = slot;
  }
}
