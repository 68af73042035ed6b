import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { decodeALaw, encodeALaw } from './a-law.ts';

test.each([
  [0, 213],
  [-1, 85],
  [16, 212],
  [511, 202],
  [512, 245],
  [-12_345, 61],
  [32_767, 170],
  [-32_768, 42],
])('the sample %d is written as %d', (sample, code) => {
  expect(encodeALaw(sample)).toBe(code);
});

test("all 65,536 samples are written as Python's audioop.lin2alaw writes them", () => {
  const codes = Uint8Array.from({ length: 65_536 }, (_, index) => encodeALaw(index - 32_768));
  expect(createHash('sha256').update(codes).digest('hex')).toBe(
    '38488f6fd710f4686360edc4d38639f96c491595ef93f8eb8d62d5e07ca6ce7b',
  );
});

test("all 256 codes are read as Python's audioop.alaw2lin reads them", () => {
  const samples = Int16Array.from({ length: 256 }, (_, code) => decodeALaw(code));
  expect(createHash('sha256').update(new Uint8Array(samples.buffer)).digest('hex')).toBe(
    'e04788d110e58ff8c70c93b8480190d973e3b67876b6119abbaec766cc75c174',
  );
});

test('what was read is written as it was', () => {
  for (let code = 0; code < 256; code += 1) expect(encodeALaw(decodeALaw(code))).toBe(code);
});
