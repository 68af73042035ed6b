// ITU-T G.711. Both laws hold a byte a sample; from one to the other it is a table of 256 bytes (table 3 and 4 say
// the same): where two telephones share no law, that is all the transcoding there is.
import { decodeALaw, encodeALaw } from '../../core/audio/a-law.ts';
import { PCMU } from './rtp-packet.ts';

/** Linear samples of 16 bits by their A-law byte, and by their mu-law byte. */
export const linearOfALaw = Int16Array.from({ length: 256 }, (_, byte) => decodeALaw(byte));
export const linearOfMuLaw = Int16Array.from({ length: 256 }, (_, byte) => decodeMuLaw(byte));
const muOfA = Uint8Array.from(linearOfALaw, encodeMuLaw);
const aOfMu = Uint8Array.from(linearOfMuLaw, encodeALaw);

export const SILENCE_ALAW = 0xd5;
export const SILENCE_MULAW = 0xff;

/** Linear samples by their byte, for a payload type. */
export function linearOf(payloadType: number): Int16Array {
  return payloadType === PCMU ? linearOfMuLaw : linearOfALaw;
}

/** Turns the bytes in place into the other law. @param to PCMA or PCMU. */
export function convertLaw(
  bytes: Buffer,
  { start, end, to }: { start: number; end: number; to: number },
): void {
  const table = to === PCMU ? muOfA : aOfMu;
  for (let at = start; at < end; at++) bytes[at] = table[bytes[at] ?? 0] ?? 0;
}

/** @param sample Linear, 16 bits. */
export function encodeMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x7f : 0xff;
  const magnitude = Math.min(Math.abs(sample), 32_635) + 132;
  const segment = 31 - Math.clz32(magnitude) - 7;
  return sign ^ ((segment << 4) | ((magnitude >> (segment + 3)) & 0x0f));
}

function decodeMuLaw(byte: number): number {
  const bits = ~byte & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + 132) << ((bits >> 4) & 7)) - 132;
  return bits & 0x80 ? -magnitude : magnitude;
}
