/** A-law of one linear sample of 16 bits (ITU-T G.711, table 1a, even bits inverted). */
export function encodeALaw(sample: number): number {
  const inverted = sample >= 0 ? 0xd5 : 0x55;
  const magnitude = (sample >= 0 ? sample : -sample - 1) >> 3;
  const segment = Math.max(0, 31 - Math.clz32(magnitude) - 4);
  const step = (magnitude >> Math.max(1, segment)) & 0x0f;
  return ((segment << 4) | step) ^ inverted;
}
