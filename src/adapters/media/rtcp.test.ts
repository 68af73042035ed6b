import fc from 'fast-check';
import { expect, it } from 'vitest';
import { middleOfNtp, type ReportBlock, readReport, writeReport } from './rtcp.ts';

const block: ReportBlock = {
  source: 0xcafebabe,
  lostShare: 0.25,
  lost: -3,
  highest: 0x0001_0203,
  jitter: 77,
  lastReport: 0x8899aabb,
  sinceLastReport: 65_536,
};
const at = Date.UTC(2026, 10, 22, 12, 0, 0, 500);
const sent = { at, timestamp: 160, packets: 9, octets: 1440 };

it('a report is read as it was written', () => {
  const bytes = Buffer.alloc(200, 0xee);
  const length = writeReport(bytes, { source: 5, cname: 'a', sent, block, isLast: true });
  expect(length % 4).toBe(0);
  expect(readReport(bytes.subarray(0, length))).toEqual({
    senderTime: middleOfNtp(at),
    blocks: [block],
    goodbyes: [5],
  });
});

it('the bytes are those of RFC 3550', () => {
  const bytes = Buffer.alloc(200, 0xee);
  const length = writeReport(bytes, { source: 0x01020304, cname: 'voice', sent, block: null, isLast: false });
  const seconds = (Math.floor(at / 1000) + 2_208_988_800).toString(16);
  const expected = [
    `80c80006 01020304 ${seconds} 80000000 000000a0 00000009 000005a0`,
    // One chunk: CNAME (1), five letters, filled up with zeros, one at least.
    '81ca0003 01020304 0105 766f696365 00',
  ].join(' ');
  expect(bytes.subarray(0, length).toString('hex')).toBe(expected.replaceAll(' ', ''));
});

it.each(['', 'a', 'ab', 'abc', 'abcd', 'abcdefghi'])(
  'the name %j ends with a zero at a whole word',
  (cname) => {
    const bytes = Buffer.alloc(200, 0xee);
    const length = writeReport(bytes, { source: 1, cname, sent: null, block: null, isLast: false });
    const description = bytes.subarray(8, length);
    expect(description.length % 4).toBe(0);
    expect(description.readUInt16BE(2)).toBe(description.length / 4 - 1);
    expect(description.at(-1)).toBe(0);
    expect(description.subarray(10, 10 + cname.length).toString()).toBe(cname);
  },
);

it('what is cut off or no report is no report', () => {
  const bytes = Buffer.alloc(200);
  const length = writeReport(bytes, { source: 5, cname: 'a', sent, block, isLast: true });
  for (let cut = 1; cut < length; cut++) {
    const read = readReport(bytes.subarray(0, cut));
    // A compound packet may end between two of its parts.
    if (read !== null) expect([52, 52 + 12]).toContain(cut);
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), (any) => {
      readReport(Buffer.from(any));
    }),
    { numRuns: 2000 },
  );
});
