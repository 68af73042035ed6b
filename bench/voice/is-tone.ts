import { SILENCE_ALAW } from '../../src/adapters/media/g711.ts';

/** 1000 Hz in A-law repeats itself after eight samples, but for a zero's sign; the ring tone of 425 Hz does not. */
export function isTone(samples: Buffer): boolean {
  const same = samples.filter((it, at) => it === samples[at - 8]).length;
  return same > 100 && samples.some((it) => it !== SILENCE_ALAW && it !== (SILENCE_ALAW & 0x7f));
}
