import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { HmacSha1 } from './hmac-sha1.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('RFC 2202 section 3, those with a key of 64 bytes at most', () => {
  const cases: readonly (readonly [number, Buffer, Buffer, string])[] = [
    [1, Buffer.alloc(20, 0x0b), Buffer.from('Hi There'), 'b617318655057264e28bc0b6fb378c8ef146be00'],
    [
      2,
      Buffer.from('Jefe'),
      Buffer.from('what do ya want for nothing?'),
      'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79',
    ],
    [3, Buffer.alloc(20, 0xaa), Buffer.alloc(50, 0xdd), '125d7342b9ac11cd91a39af48aa17b4f63f175d3'],
    [
      4,
      Buffer.from(Array.from({ length: 25 }, (_, at) => at + 1)),
      Buffer.alloc(50, 0xcd),
      '4c9007f4026250c6bc8414f9bf50c86c2d7235da',
    ],
    [
      5,
      Buffer.alloc(20, 0x0c),
      Buffer.from('Test With Truncation'),
      '4c1a03424b55e07fe7f27be1d58bb9324a9a5a04',
    ],
  ];

  it.each(cases)('case %i', (_, key, message, digest) => {
    expect(hex(new HmacSha1(key).sign(message, message.length))).toBe(digest);
  });
});

it('it signs what node:crypto signs, one message after the other, of any length', () => {
  for (const keyBytes of [0, 1, 20, 63, 64]) {
    const key = randomBytes(keyBytes);
    const signer = new HmacSha1(key);
    for (let length = 0; length < 400; length++) {
      const message = randomBytes(length + 7);
      const expected = createHmac('sha1', key).update(message.subarray(0, length)).digest('hex');
      expect(hex(signer.sign(message, length)), `${length} bytes`).toBe(expected);
    }
  }
});

it('a key that would have to be hashed first is refused', () => {
  expect(() => new HmacSha1(Buffer.alloc(65))).toThrow(RangeError);
});
