import { describe, expect, it } from 'vitest';
import { encodeALaw } from '../../core/audio/a-law.ts';
import { convertLaw, encodeMuLaw, linearOfALaw, linearOfMuLaw } from './g711.ts';

const bytes = Array.from({ length: 256 }, (_, byte) => byte);

describe('G.711', () => {
  it('known samples of ITU-T G.711, tables 1 and 2', () => {
    expect([0xd5, 0x55, 0xaa, 0x2a].map((byte) => linearOfALaw[byte])).toEqual([8, -8, 32_256, -32_256]);
    expect([0xff, 0x7f, 0x80, 0x00].map((byte) => linearOfMuLaw[byte])).toEqual([0, 0, 32_124, -32_124]);
  });

  it('a byte decoded and encoded is itself', () => {
    expect(bytes.map((it) => encodeALaw(linearOfALaw[it] ?? 0))).toEqual(bytes);
    // Mu-law has two zeros.
    expect(bytes.map((it) => encodeMuLaw(linearOfMuLaw[it] ?? 0))).toEqual(
      bytes.map((it) => (it === 0x7f ? 0xff : it)),
    );
  });

  it('any sample is as near as the law can say', () => {
    for (let sample = -32_000; sample <= 32_000; sample += 7) {
      const near = Math.max(16, Math.abs(sample) / 16);
      expect(Math.abs((linearOfALaw[encodeALaw(sample)] ?? 0) - sample)).toBeLessThanOrEqual(near);
      expect(Math.abs((linearOfMuLaw[encodeMuLaw(sample)] ?? 0) - sample)).toBeLessThanOrEqual(near);
    }
  });

  it('from one law to the other it sounds the same', () => {
    const a = Buffer.from(bytes);
    const mu = Buffer.from(bytes);
    convertLaw(mu, { start: 0, end: 256, to: 0 });
    for (const at of bytes) {
      const [before, after] = [linearOfALaw[a[at] ?? 0] ?? 0, linearOfMuLaw[mu[at] ?? 0] ?? 0];
      expect(Math.abs(after - before)).toBeLessThanOrEqual(Math.max(16, Math.abs(before) / 16));
    }
  });
});
