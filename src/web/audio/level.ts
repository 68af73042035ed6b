/** As on the design's meter. */
export const BARS = 12;

/** The loudness of one look at the microphone, 0 to 1 (root of the mean square); samples are -1 to 1. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const it of samples) sum += it * it;
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}

/** Ears hear in decibels: from a whisper (-54) to loud speech (-12). */
export function barsOf(loud: number): number {
  if (loud <= 0) return 0;
  const decibels = 20 * Math.log10(loud);
  return Math.round(Math.min(1, Math.max(0, (decibels + 54) / 42)) * BARS);
}

/** Speech shows that many bars; a quiet room does not. */
const SPEECH_BARS = 4;
const SILENT_AFTER_MS = 5_000;

/** What is known of a microphone by listening to it. Once heard it stays heard: nobody has to speak on. */
export interface Hearing {
  readonly is: 'waiting' | 'heard' | 'silent';
  readonly since: number;
}

export function hearingStep(before: Hearing, bars: number, now: number): Hearing {
  if (bars >= SPEECH_BARS) return { is: 'heard', since: now };
  if (before.is === 'waiting' && now - before.since >= SILENT_AFTER_MS) return { is: 'silent', since: now };
  return before;
}
