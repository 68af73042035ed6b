// ITU-T G.711: the eight bits a sample that every telephone network of Europe speaks.

/** A-law of one linear sample of 16 bits (table 1a, even bits inverted). */
export function encodeALaw(sample: number): number {
  const inverted = sample >= 0 ? 0xd5 : 0x55;
  const magnitude = (sample >= 0 ? sample : -sample - 1) >> 3;
  const segment = Math.max(0, 31 - Math.clz32(magnitude) - 4);
  const step = (magnitude >> Math.max(1, segment)) & 0x0f;
  return ((segment << 4) | step) ^ inverted;
}

/** The linear sample of 16 bits in the middle of the step that the code stands for. @param code 0 to 255. */
export function decodeALaw(code: number): number {
  const bits = code ^ 0x55;
  const segment = (bits >> 4) & 0x07;
  const step = (bits & 0x0f) << 4;
  const magnitude = segment === 0 ? step + 8 : (step + 0x108) << (segment - 1);
  return (bits & 0x80) === 0 ? -magnitude : magnitude;
}
