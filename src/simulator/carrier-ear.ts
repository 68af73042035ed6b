import { decodeALaw, encodeALaw } from '../core/audio/a-law.ts';
import { SAMPLE_RATE } from '../core/audio/wav.ts';
import { PCMA, PCMU } from '../sip/sdp.ts';

/** What the called side hears: kept in memory for a second, never written down. */
export interface HeardSound {
  /** RTP packets so far. */
  readonly received: number;
  /** Over the last second of sound, in dBm0; null when nothing has come. */
  readonly levelDb: number | null;
  /** The tone that is most of what was heard last, in steps of 5 Hz; null when it is no tone. */
  readonly toneHz: number | null;
}

const HEADER_BYTES = 12;
const MOST_FRAMES = 50;
/** RMS of 16-bit samples at +3.14 dBm0 (G.711). */
const FULL_SCALE_RMS = 32_256 / Math.SQRT2;
const FULL_SCALE_DBM0 = 3.14;

/** The ear of one call: takes RTP, and works out what it was only when somebody asks. */
export class CarrierEar {
  #received = 0;
  #sounded = 0;
  #taken = 0;
  readonly #last: Uint8Array[] = [];

  /** RTP packets so far. */
  get received(): number {
    return this.#received;
  }

  /** RFC 3550 section 5.1: version 2; anything else on the port is not sound. */
  hear(packet: Uint8Array): void {
    if (packet.length < HEADER_BYTES || (packet[0] ?? 0) >> 6 !== 2) return;
    this.#received += 1;
    const frame = soundOf(packet);
    if (frame === null) return;
    this.#sounded += 1;
    this.#last.push(frame);
    if (this.#last.length > MOST_FRAMES) this.#last.shift();
  }

  /** The frames of A-law that have come since this was asked, the last second of them at most. */
  take(): readonly Uint8Array[] {
    const fresh = Math.min(this.#sounded - this.#taken, this.#last.length);
    this.#taken = this.#sounded;
    return fresh === 0 ? [] : this.#last.slice(-fresh);
  }

  heard(): HeardSound {
    const samples = this.#last.flatMap((frame) => Array.from(frame, decodeALaw));
    return {
      received: this.#received,
      levelDb: samples.length === 0 ? null : Math.round(levelOf(samples) * 10) / 10,
      toneHz: toneOf(samples.slice(-TONE_SAMPLES)),
    };
  }
}

/** In dBm0; silence has -90 or less. @param samples Of 16 bits. */
export function levelOf(samples: readonly number[]): number {
  const energy = samples.reduce((sum, it) => sum + it * it, 0) / samples.length;
  return 10 * Math.log10(Math.max(energy, 1) / FULL_SCALE_RMS ** 2) + FULL_SCALE_DBM0;
}

/** A tenth of a second: tones 10 Hz apart can be told from each other. */
const TONE_SAMPLES = SAMPLE_RATE / 10;
const STEP_HZ = 5;
/** A tone between two steps still has four fifths of its energy at the nearer one. */
const TONE_SHARE = 0.6;
const FAINTEST_TONE_DBM0 = -50;

function toneOf(samples: readonly number[]): number | null {
  if (samples.length < TONE_SAMPLES || levelOf(samples) < FAINTEST_TONE_DBM0) return null;
  let best = { hz: 0, share: 0 };
  for (let hz = 200; hz <= 3600; hz += STEP_HZ) {
    const share = toneShare(samples, hz);
    if (share > best.share) best = { hz, share };
  }
  return best.share >= TONE_SHARE ? best.hz : null;
}

/** How much of the energy is a sine of that height, 0 to 1 (Goertzel). */
export function toneShare(samples: readonly number[], hz: number): number {
  const factor = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE);
  let [before, last, energy] = [0, 0, 0];
  for (const sample of samples) {
    [before, last] = [last, sample + factor * last - before];
    energy += sample * sample;
  }
  const power = last * last + before * before - factor * last * before;
  return energy === 0 ? 0 : (2 * power) / (samples.length * energy);
}

/** The packet's sound as A-law; null when it has none that we know. RFC 3550 section 5.1. */
function soundOf(packet: Uint8Array): Uint8Array | null {
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const flags = view.getUint8(0);
  const type = view.getUint8(1) & 0x7f;
  let start = HEADER_BYTES + 4 * (flags & 0x0f);
  if ((flags & 0x10) !== 0 && start + 4 <= packet.length) start += 4 + 4 * view.getUint16(start + 2);
  const end = packet.length - ((flags & 0x20) === 0 ? 0 : (packet.at(-1) ?? 0));
  if (start >= end || (type !== PCMA && type !== PCMU)) return null;
  const sound = packet.subarray(start, end);
  return type === PCMA ? sound : sound.map((code) => encodeALaw(decodeMuLaw(code)));
}

/** ITU-T G.711, table 2a. */
function decodeMuLaw(code: number): number {
  const bits = ~code & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + 0x84) << ((bits >> 4) & 0x07)) - 0x84;
  return (bits & 0x80) === 0 ? magnitude : -magnitude;
}
