/** G.711 in both laws (RFC 3551 section 6). */
export const PCMU = 0;
export const PCMA = 8;

/** RTP header without sources and extension (RFC 3550 section 5.1). */
export const HEADER_BYTES = 12;

/** Samples a second, and in a frame of 20 ms. */
export const SAMPLE_RATE = 8000;
export const FRAME_SAMPLES = 160;
export const FRAME_MS = 20;

/**
 * Whether a datagram is a control packet (RFC 3550 section 6) though it came where audio comes: RFC 5761 section 4
 * tells them apart by the second byte.
 */
export function isControl(bytes: Uint8Array): boolean {
  const type = bytes[1] ?? 0;
  return type >= 192 && type <= 223;
}

/**
 * The header of one RTP packet (RFC 3550 section 5.1), read from and written to the packet's own bytes: one object
 * serves all packets of a leg, so that forwarding makes no garbage.
 */
export class RtpHeader {
  hasMarker = false;
  payloadType = 0;
  /** 16 bits. */
  sequence = 0;
  /** 32 bits without sign. */
  timestamp = 0;
  /** 32 bits without sign. */
  source = 0;
  /** Where the payload begins, after contributing sources and extension. */
  payloadStart = HEADER_BYTES;
  /** Where it ends, before padding. */
  payloadEnd = HEADER_BYTES;

  /** @returns whether these are the bytes of an RTP packet, whole. Knows nothing of what it read if not. */
  read(bytes: Buffer, length: number): boolean {
    if (length < HEADER_BYTES) return false;
    const first = bytes[0] ?? 0;
    if (first >> 6 !== 2) return false;
    const second = bytes[1] ?? 0;
    this.hasMarker = second > 127;
    this.payloadType = second & 0x7f;
    this.sequence = bytes.readUInt16BE(2);
    this.timestamp = bytes.readUInt32BE(4);
    this.source = bytes.readUInt32BE(8);
    this.payloadStart = payloadStartOf(bytes, length);
    this.payloadEnd = first & 0x20 ? length - (bytes[length - 1] ?? 0) : length;
    return this.payloadStart <= this.payloadEnd;
  }

  /** Writes twelve bytes: no contributing sources, no extension, no padding. */
  write(bytes: Buffer, at: number): void {
    bytes[at] = 0x80;
    bytes[at + 1] = this.payloadType | (this.hasMarker ? 0x80 : 0);
    bytes.writeUInt16BE(this.sequence, at + 2);
    bytes.writeUInt32BE(this.timestamp, at + 4);
    bytes.writeUInt32BE(this.source, at + 8);
  }
}

/** Where the payload of an RTP packet begins; past `length` when the packet ends before. */
export function payloadStartOf(bytes: Buffer, length: number): number {
  const first = bytes[0] ?? 0;
  const start = HEADER_BYTES + (first & 0x0f) * 4;
  if ((first & 0x10) === 0) return start;
  if (start + 4 > length) return length + 1;
  return start + 4 + bytes.readUInt16BE(start + 2) * 4;
}
