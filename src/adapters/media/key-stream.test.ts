import { createCipheriv, randomBytes, randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { KeyStream } from './key-stream.ts';

const key = randomBytes(16);
const salt = randomBytes(14);

/** RFC 3711 section 4.1.1, with the counter mode of node:crypto. */
function masked(source: number, index: number, bytes: Buffer): Buffer {
  const counter = Buffer.alloc(16);
  counter.writeUInt32BE(source, 4);
  counter.writeUIntBE(index, 8, 6);
  for (const [at, byte] of salt.entries()) counter[at] = (counter[at] ?? 0) ^ byte;
  return createCipheriv('aes-128-ctr', key, counter).update(bytes);
}

it.each([
  ['packets that follow each other', (at: number) => at + 5],
  ['over the turn of the sequence number', (at: number) => 0xfff0 + at],
  ['over the turn of its turns', (at: number) => 2 ** 32 - 20 + at],
  ['up to the last index', (at: number) => 2 ** 48 - 50 + at],
  ['every second one backwards', (at: number) => 1000 + at - 2 * (at % 2)],
  ['anywhere', () => randomInt(2 ** 48 - 1)],
])('%s are masked as node:crypto masks them', (_, indexOf) => {
  const stream = new KeyStream(key, salt);
  for (let at = 0; at < 50; at++) {
    const [source, index] = [at % 7 === 0 ? 0xfedcba98 : 0x12345678, indexOf(at)];
    const plain = randomBytes(randomInt(300));
    const room = Buffer.concat([randomBytes(12), plain, randomBytes(10)]);
    const expected = Buffer.concat([
      room.subarray(0, 12),
      masked(source, index, plain),
      room.subarray(12 + plain.length),
    ]);
    stream.mask(source, index, room, 12, 12 + plain.length);
    expect(room, `index ${index}, ${plain.length} bytes`).toEqual(expected);
  }
});
