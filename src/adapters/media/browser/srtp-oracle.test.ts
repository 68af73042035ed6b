import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { SrtcpSession, SrtpSession, RtpHeader as WeriftHeader } from 'werift';
import { CONTROL_TRAILER_BYTES, SrtpReceiver, SrtpSender, TAG_BYTES } from '../srtp.ts';
import { rtp } from '../telephone.fixture.ts';

const master = { key: randomBytes(16), salt: randomBytes(14) };
const packet = (sequence: number) => rtp({ sequence }, randomBytes(160));

function protect(sender: SrtpSender, plain: Buffer, index: number): Buffer {
  const room = Buffer.concat([plain, Buffer.alloc(TAG_BYTES)]);
  return room.subarray(0, sender.protect(room, plain.length, index));
}

describe("against werift's SRTP", () => {
  const other = { key: randomBytes(16), salt: randomBytes(14) };
  const keys = {
    localMasterKey: other.key,
    localMasterSalt: other.salt,
    remoteMasterKey: master.key,
    remoteMasterSalt: master.salt,
  };
  const profile = 1; // SRTP_AES128_CM_HMAC_SHA1_80

  it('it reads our audio, and we read its', () => {
    const werift = new SrtpSession({ keys, profile });
    const sender = new SrtpSender(master);
    const receiver = new SrtpReceiver(other);
    for (let index = 65_500; index < 65_600; index++) {
      const plain = packet(index);
      expect(werift.decrypt(protect(sender, plain, index))).toEqual(plain);
      const theirs = werift.encrypt(plain.subarray(12), WeriftHeader.deSerialize(plain));
      expect(theirs.subarray(0, receiver.unprotect(theirs))).toEqual(plain);
    }
  });

  it('it reads our control packets, and we read its', () => {
    const werift = new SrtcpSession({ keys, profile });
    const plain = Buffer.concat([Buffer.from('80c90006cafebabe', 'hex'), randomBytes(24)]);
    const room = Buffer.concat([plain, Buffer.alloc(CONTROL_TRAILER_BYTES)]);
    new SrtpSender(master).protectControl(room, plain.length);
    expect(werift.decrypt(room)).toEqual(plain);
    const theirs = werift.encrypt(plain);
    expect(theirs.subarray(0, new SrtpReceiver(other).unprotectControl(theirs))).toEqual(plain);
  });
});
