import { convertLaw, SILENCE_ALAW } from './g711.ts';
import { FRAME_MS, FRAME_SAMPLES, PCMA, type RtpHeader, SAMPLE_RATE } from './rtp-packet.ts';

/** A turn of the ring, a good two seconds. */
const RING = 16_384;
const DELAY = SAMPLE_RATE;
/** A sender whose time has leapt is put in its place again. */
const MOST_APART = SAMPLE_RATE / 2;

/** Gives back what it hears a second later, out of a ring in memory that forgets as it plays. A-law inside. */
export class Echo {
  readonly #ring = Buffer.alloc(RING, SILENCE_ALAW);
  readonly #startedAt: number;
  #source = -1;
  #timestamp = 0;
  /** Where the newest packet was put, in samples since the start. */
  #at = 0;

  constructor(now: number) {
    this.#startedAt = now;
  }

  take(header: RtpHeader, bytes: Buffer, now: number): void {
    const { payloadStart: start, payloadEnd: end, payloadType } = header;
    if (end - start > RING / 4) return;
    if (payloadType !== PCMA) convertLaw(bytes, { start, end, to: PCMA });
    const slot = this.#slot(now);
    const at = this.#at + ((header.timestamp - this.#timestamp) | 0);
    const isAnew = header.source !== this.#source || Math.abs(at - slot) > MOST_APART;
    this.#at = isAnew ? slot : at;
    this.#source = header.source;
    this.#timestamp = header.timestamp;
    for (let from = start; from < end; from++)
      this.#ring[(this.#at + from - start + RING) % RING] = bytes[from] ?? SILENCE_ALAW;
  }

  /** Writes the frame that is due, in A-law. */
  fill(to: Buffer, at: number, now: number): void {
    const from = this.#slot(now) - DELAY + RING;
    for (let sample = 0; sample < FRAME_SAMPLES; sample++) {
      const place = (from + sample) % RING;
      to[at + sample] = this.#ring[place] ?? SILENCE_ALAW;
      this.#ring[place] = SILENCE_ALAW;
    }
  }

  #slot(now: number): number {
    return Math.floor((now - this.#startedAt) / FRAME_MS) * FRAME_SAMPLES;
  }
}
