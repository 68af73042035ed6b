import { encodeALaw } from '../core/audio/a-law.ts';
import { SAMPLE_RATE } from '../core/audio/wav.ts';

/** What a packet of sound holds: 20 ms. */
export const FRAME_SAMPLES = 160;

/** G.711: a sine of full scale (16 bits) has +3.14 dBm0. */
const FULL_SCALE_DBM0 = 3.14;
const FULL_SCALE = 32_256;
const LEVEL_DBM0 = -20;

/** A-law of a wave without leaps. @param hz How high it is at that sample. */
function wave(ms: number, hz: (at: number) => number): Uint8Array {
  const peak = FULL_SCALE * 10 ** ((LEVEL_DBM0 - FULL_SCALE_DBM0) / 20);
  let phase = 0;
  return Uint8Array.from({ length: (ms * SAMPLE_RATE) / 1000 }, (_, at) => {
    const code = encodeALaw(Math.round(Math.sin(phase) * peak));
    phase += (2 * Math.PI * hz(at)) / SAMPLE_RATE;
    return code;
  });
}

export function tone(hz: number, ms: number): Uint8Array {
  return wave(ms, () => hz);
}

export function silence(ms: number): Uint8Array {
  return new Uint8Array((ms * SAMPLE_RATE) / 1000).fill(encodeALaw(0));
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, it) => sum + it.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** ITU-T E.180: special information tone, three rising tones before an announcement of the network. */
export const SPECIAL_INFORMATION = joined(tone(950, 330), tone(1400, 330), tone(1800, 330));

/** After which a mailbox listens. */
export const BEEP = tone(1200, 400);

/** ITU-T T.30: a called fax says 2100 Hz, then flags of V.21 (300 bit/s, 1650 Hz for 1, 1850 Hz for 0). */
export function faxAnswer(): Uint8Array {
  const bitSamples = SAMPLE_RATE / 300;
  const flag = '01111110';
  const flags = wave(1000, (at) => (flag[Math.floor(at / bitSamples) % flag.length] === '1' ? 1650 : 1850));
  return joined(silence(500), tone(2100, 3000), silence(80), flags, silence(2420));
}
