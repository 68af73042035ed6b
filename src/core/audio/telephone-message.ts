import { encodeALaw } from './a-law.ts';
import { readPcm } from './read-pcm.ts';
import { resample } from './resample.ts';
import { SAMPLE_RATE } from './wav.ts';

/** Shorter is no sentence; a longer one nobody listens to, and it keeps a line. */
export const MESSAGE_SECONDS = { least: 2, most: 20 } as const;

/** Whose loudest tenth of a second is below this (-46 dB of what 16 bits hold) is not heard on a telephone. */
const FAINT = 0.005;

export type MessageRefusal = 'no-wav' | 'no-pcm' | 'length' | 'silent';

/** A spoken message as a telephone plays it, from the WAV file of a recorder. @returns A-law, 8000 bytes a second. */
export function telephoneMessage(
  wav: Uint8Array,
): { readonly sound: Uint8Array } | { readonly refused: MessageRefusal } {
  const plain = readPcm(wav);
  if ('refused' in plain) return plain;
  const { samples, samplesPerSecond } = plain;
  const seconds = samples.length / samplesPerSecond;
  if (seconds < MESSAGE_SECONDS.least || seconds > MESSAGE_SECONDS.most) return { refused: 'length' };
  const heard = resample(samples, { from: samplesPerSecond, to: SAMPLE_RATE });
  if (loudest(heard) < FAINT) return { refused: 'silent' };
  return { sound: Uint8Array.from(heard, (sample) => encodeALaw(linear(sample))) };
}

function linear(sample: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)));
}

/** Root mean square of the loudest tenth of a second. */
function loudest(samples: Float32Array): number {
  const span = SAMPLE_RATE / 10;
  let most = 0;
  for (let from = 0; from < samples.length; from += span) {
    const part = samples.subarray(from, from + span);
    most = Math.max(most, part.reduce((sum, it) => sum + it * it, 0) / span);
  }
  return Math.sqrt(most);
}
