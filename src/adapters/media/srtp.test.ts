import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KeyStream } from './key-stream.ts';
import { RtpHeader } from './rtp-packet.ts';
import { CONTROL_TRAILER_BYTES, deriveKey, SrtpReceiver, SrtpSender, TAG_BYTES } from './srtp.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const master = { key: randomBytes(16), salt: randomBytes(14) };

function packet(sequence: number, payload = randomBytes(160), source = 0xcafebabe): Buffer {
  const bytes = Buffer.alloc(12 + payload.length);
  const header = new RtpHeader();
  Object.assign(header, {
    payloadType: 8,
    sequence: sequence & 0xffff,
    timestamp: (sequence * 160) >>> 0,
    source,
  });
  header.write(bytes, 0);
  payload.copy(bytes, 12);
  return bytes;
}

function protect(sender: SrtpSender, plain: Buffer, index: number): Buffer {
  const room = Buffer.concat([plain, Buffer.alloc(TAG_BYTES)]);
  return room.subarray(0, sender.protect(room, plain.length, index));
}

describe('RFC 3711 appendix B', () => {
  it('B.2: the key stream of AES in counter mode', () => {
    const stream = new KeyStream(
      hex('2B7E151628AED2A6ABF7158809CF4F3C'),
      hex('F0F1F2F3F4F5F6F7F8F9FAFBFCFD'),
    );
    const bytes = Buffer.alloc(48);
    stream.mask(0, 0, bytes, 0, 48);
    expect(bytes).toEqual(
      hex(
        'E03EAD0935C95E80E166B16DD92B4EB4 D23513162B02D0F72A43A2FE4A5F97AB 41E95B3BB0A2E8DD477901E4FCA894C0',
      ),
    );
    const long = Buffer.alloc(0xff02 * 16);
    stream.mask(0, 0, long, 0, long.length);
    expect(long.subarray(0xfeff * 16)).toEqual(
      hex(
        'EC8CDF7398607CB0F2D21675EA9EA1E4 362B7C3C6773516318A077D7FC5073AE 6A2CC3787889374FBEB4C81B17BA6C44',
      ),
    );
  });

  it('B.3: the keys of a session', () => {
    const key = { key: hex('E1F97A0D3E018BE0D64FA32C06DE4139'), salt: hex('0EC675AD498AFEEBB6960B3AABE6') };
    expect(deriveKey(key, 0, 16)).toEqual(hex('C61E7A93744F39EE10734AFE3FF7A087'));
    expect(deriveKey(key, 2, 14)).toEqual(hex('30CBBC08863D8C85D49DB34A9AE1'));
    expect(deriveKey(key, 1, 94)).toEqual(
      hex(
        'CEBE321F6FF7716B6FD4AB49AF256A15 6D38BAA48F0A0ACF3C34E2359E6CDBCE E049646C43D9327AD175578EF7227098' +
          '6371C10C9A369AC2F94A8C5FBCDDDC25 6D6E919A48B610EF17C2041E47403576 6B68642C59BBFC2F34DB60DBDFB2',
      ),
    );
  });
});

describe('what one side protects the other reads', () => {
  it('over the turn of the sequence number, with packets lost and swapped', () => {
    const sender = new SrtpSender(master);
    const receiver = new SrtpReceiver(master);
    for (const index of [65_530, 65_532, 65_531, 65_535, 65_537, 65_536, 65_540, 98_000]) {
      const plain = packet(index);
      const protectedPacket = protect(sender, plain, index);
      expect(protectedPacket.subarray(12, 40)).not.toEqual(plain.subarray(12, 40));
      const length = receiver.unprotect(protectedPacket);
      expect(protectedPacket.subarray(0, length)).toEqual(plain);
    }
  });

  it.each([0, 1, 20, 160, 176, 177, 240, 1200])('a payload of %i bytes', (bytes) => {
    const plain = packet(7, randomBytes(bytes));
    const sent = protect(new SrtpSender(master), plain, 7);
    expect(sent.subarray(0, new SrtpReceiver(master).unprotect(sent))).toEqual(plain);
  });

  it('nothing is taken twice, nor when it is too old to say', () => {
    const sender = new SrtpSender(master);
    const receiver = new SrtpReceiver(master);
    const first = protect(sender, packet(1), 1);
    const again = Buffer.from(first);
    expect(receiver.unprotect(first)).toBe(172);
    expect(receiver.unprotect(Buffer.from(again))).toBe(-1);
    for (let index = 3; index < 400; index++) receiver.unprotect(protect(sender, packet(index), index));
    expect(receiver.unprotect(again)).toBe(-1);
    expect(receiver.unprotect(protect(sender, packet(2), 2))).toBe(-1);
  });

  it('a changed bit anywhere, another key, and half a packet are refused', () => {
    const sent = protect(new SrtpSender(master), packet(5), 5);
    const receiver = new SrtpReceiver(master);
    for (let at = 0; at < sent.length; at++) {
      const forged = Buffer.from(sent);
      forged[at] = (forged[at] ?? 0) ^ 0x04;
      expect(receiver.unprotect(forged), `byte ${at}`).toBe(-1);
      expect(receiver.unprotect(Buffer.from(sent.subarray(0, at))), `${at} bytes`).toBe(-1);
    }
    const other = new SrtpReceiver({ ...master, key: randomBytes(16) });
    expect(other.unprotect(Buffer.from(sent))).toBe(-1);
    expect(receiver.unprotect(sent)).toBe(172);
  });

  it('sources have windows of their own', () => {
    const sender = new SrtpSender(master);
    const receiver = new SrtpReceiver(master);
    for (let source = 1; source < 30; source++)
      expect(receiver.unprotect(protect(sender, packet(9, randomBytes(160), source), 9))).toBe(172);
  });

  it('control packets, once each', () => {
    const sender = new SrtpSender(master);
    const receiver = new SrtpReceiver(master);
    for (let round = 0; round < 20; round++) {
      const plain = Buffer.concat([hex('80c90001 cafebabe'), randomBytes(24)]);
      const room = Buffer.concat([plain, Buffer.alloc(CONTROL_TRAILER_BYTES)]);
      const sent = room.subarray(0, sender.protectControl(room, plain.length));
      const again = Buffer.from(sent);
      expect(sent.subarray(8, 32)).not.toEqual(plain.subarray(8));
      expect(sent.subarray(0, receiver.unprotectControl(sent))).toEqual(plain);
      expect(receiver.unprotectControl(again)).toBe(-1);
    }
  });
});
