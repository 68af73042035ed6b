import { encodeALaw } from '../../core/audio/a-law.ts';
import { SILENCE_ALAW } from './g711.ts';
import { FRAME_SAMPLES, SAMPLE_RATE } from './rtp-packet.ts';

/** A-law, and after how many samples it begins again; null: it is heard once. */
export interface Sound {
  readonly bytes: Uint8Array;
  readonly period: number | null;
}

const RING_HERTZ = 425;
const RING_LEVEL = 3000;
/** "Moment bitte" every five seconds or so. */
const MOMENT_PERIOD = 5 * SAMPLE_RATE;
const MOMENT_PAUSE = 2 * SAMPLE_RATE;

/** The ring tone of German networks (ITU-T E.180): 425 Hz, one second in five. */
export function ringTone(): Sound {
  const bytes = Uint8Array.from({ length: SAMPLE_RATE }, (_, at) =>
    encodeALaw(Math.round(Math.sin((at * 2 * Math.PI * RING_HERTZ) / SAMPLE_RATE) * RING_LEVEL)),
  );
  return { bytes, period: 5 * SAMPLE_RATE };
}

export function momentSound(bytes: Uint8Array): Sound {
  return { bytes, period: Math.max(MOMENT_PERIOD, bytes.length + MOMENT_PAUSE) };
}

/** A sound on its way to one listener. */
export class SoundPlayer {
  readonly #sound: Sound;
  #at = 0;

  constructor(sound: Sound) {
    this.#sound = sound;
  }

  /** Writes the next 20 ms, in A-law. */
  fill(to: Buffer, at: number): void {
    const { bytes, period } = this.#sound;
    for (let sample = 0; sample < FRAME_SAMPLES; sample++) {
      to[at + sample] = bytes[this.#at] ?? SILENCE_ALAW;
      this.#at += 1;
      if (this.#at === period) this.#at = 0;
    }
  }
}
