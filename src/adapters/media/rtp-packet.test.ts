import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isControl, RtpHeader } from './rtp-packet.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const payloadOf = (bytes: Buffer) => {
  const header = new RtpHeader();
  return header.read(bytes, bytes.length) ? bytes.subarray(header.payloadStart, header.payloadEnd) : null;
};

it('a header is read as it was written', () => {
  fc.assert(
    fc.property(
      fc.record({
        hasMarker: fc.boolean(),
        payloadType: fc.nat(127),
        sequence: fc.nat(0xffff),
        timestamp: fc.nat(0xffffffff),
        source: fc.nat(0xffffffff),
      }),
      fc.uint8Array({ maxLength: 400 }),
      (fields, payload) => {
        const bytes = Buffer.concat([Buffer.alloc(12), payload]);
        Object.assign(new RtpHeader(), fields).write(bytes, 0);
        const read = new RtpHeader();
        expect(read.read(bytes, bytes.length)).toBe(true);
        expect(read).toMatchObject({ ...fields, payloadStart: 12, payloadEnd: bytes.length });
      },
    ),
  );
});

describe('the payload', () => {
  it.each([
    ['alone', '80080001 00000002 00000003 aabb', 'aabb'],
    ['after two contributing sources', '82080001 00000002 00000003 11111111 22222222 aabb', 'aabb'],
    ['after an extension of one word', '90080001 00000002 00000003 bede0001 10ff0000 aabb', 'aabb'],
    ['after both', '91080001 00000002 00000003 11111111 bede0001 10ff0000 aabb', 'aabb'],
    ['before padding', 'a0080001 00000002 00000003 aabb 0002', 'aabb'],
    ['that is not there', '80080001 00000002 00000003', ''],
    ['behind sources that are cut off', '83080001 00000002 00000003 11111111', null],
    ['behind an extension that is cut off', '90080001 00000002 00000003 bede', null],
    ['behind an extension longer than the packet', '90080001 00000002 00000003 bede0009 00000000', null],
    ['with more padding than there is', 'a0080001 00000002 00000003 aabb ff', null],
    ['of another version', '40080001 00000002 00000003 aabb', null],
    ['of half a header', '80080001 0000', null],
  ])('%s', (_, bytes, payload) => {
    expect(payloadOf(hex(bytes))?.toString('hex') ?? null).toBe(payload);
  });
});

it('no bytes whatever make it read beyond the packet', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const header = new RtpHeader();
      if (!header.read(Buffer.from(bytes), bytes.length)) return;
      expect(header.payloadStart).toBeGreaterThanOrEqual(12);
      expect(header.payloadEnd).toBeLessThanOrEqual(bytes.length);
    }),
    { numRuns: 2000 },
  );
});

it('control packets are told by their second byte', () => {
  expect([200, 201, 202, 203, 205].map((type) => isControl(Buffer.from([0x80, type])))).not.toContain(false);
  expect(
    [0, 8, 101, 128 + 8, 128 + 101, 128].map((type) => isControl(Buffer.from([0x80, type]))),
  ).not.toContain(true);
});
