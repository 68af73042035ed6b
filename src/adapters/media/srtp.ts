// AES_CM_128_HMAC_SHA1_80 (RFC 3711), for RTP and RTCP. Written for thousands of packets a second: everything happens in
// the packet's own bytes. A packet costs less than half of what it costs with the HMAC of node:crypto.
import { createCipheriv } from 'node:crypto';
import { HmacSha1 } from './hmac-sha1.ts';
import { KeyStream } from './key-stream.ts';
import { ReplayWindow } from './replay-window.ts';
import { HEADER_BYTES, payloadStartOf } from './rtp-packet.ts';
import type { SrtpMasterKey } from './secure-channel.ts';

/** What a protected RTP packet has more than a plain one. */
export const TAG_BYTES = 10;
/** And a protected RTCP packet: its index before the tag. */
export const CONTROL_TRAILER_BYTES = 4 + TAG_BYTES;

const CONTROL_HEADER_BYTES = 8;
const ENCRYPTED = 0x80000000;
/** Sources one browser may have: it has one, and a new one after it has started anew. */
const MOST_SOURCES = 8;

/** Encrypts what goes one way. One key serves one sender only: an index used twice would give the audio away. */
export class SrtpSender {
  readonly #audio: Session;
  readonly #control: Session;
  #controlIndex = 0;

  constructor(key: SrtpMasterKey) {
    this.#audio = sessionOf(key, 'audio');
    this.#control = sessionOf(key, 'control');
  }

  /**
   * Protects the RTP packet in the first `length` bytes.
   *
   * @param packet Has room for `TAG_BYTES` more. @param index The sequence number with its turns (RFC 3711 section
   *   3.3.1), never the same twice. @returns the length of the protected packet.
   */
  protect(packet: Buffer, length: number, index: number): number {
    const source = packet.readUInt32BE(8);
    this.#audio.stream.mask(source, index, packet, payloadStartOf(packet, length), length);
    // The turns are not sent, yet signed: where the tag will be is room for them.
    packet.writeUInt32BE(Math.floor(index / 0x10000) >>> 0, length);
    sign(this.#audio, packet, length + 4, length);
    return length + TAG_BYTES;
  }

  /** Protects an RTCP packet of `length` bytes. @param packet Has room for `CONTROL_TRAILER_BYTES` more. */
  protectControl(packet: Buffer, length: number): number {
    const index = this.#controlIndex++ & 0x7fffffff;
    this.#control.stream.mask(packet.readUInt32BE(4), index, packet, CONTROL_HEADER_BYTES, length);
    packet.writeUInt32BE((index | ENCRYPTED) >>> 0, length);
    sign(this.#control, packet, length + 4, length + 4);
    return length + CONTROL_TRAILER_BYTES;
  }
}

/** Decrypts what comes, and takes nothing twice. */
export class SrtpReceiver {
  readonly #audio: Session;
  readonly #control: Session;
  readonly #sources = new Map<number, ReplayWindow>();
  readonly #controlWindow = new ReplayWindow();

  constructor(key: SrtpMasterKey) {
    this.#audio = sessionOf(key, 'audio');
    this.#control = sessionOf(key, 'control');
  }

  /** Decrypts an SRTP packet in place. @returns its plain length; -1: forged, damaged, or been there before. */
  unprotect(packet: Buffer): number {
    const length = packet.length - TAG_BYTES;
    if (length < HEADER_BYTES || (packet[0] ?? 0) >> 6 !== 2) return -1;
    const start = payloadStartOf(packet, length);
    if (start > length) return -1;
    const source = packet.readUInt32BE(8);
    const known = this.#sources.get(source);
    const index = indexOf(packet.readUInt16BE(2), known?.newest ?? -1);
    if (index < 0 || known?.isNew(index) === false) return -1;
    if (!isGenuine(this.#audio, packet, length, Math.floor(index / 0x10000) >>> 0)) return -1;
    (known ?? this.#remember(source)).mark(index);
    this.#audio.stream.mask(source, index, packet, start, length);
    return length;
  }

  /** Decrypts an SRTCP packet in place. @returns its plain length; -1: forged, damaged, or been there before. */
  unprotectControl(packet: Buffer): number {
    const length = packet.length - CONTROL_TRAILER_BYTES;
    if (length < CONTROL_HEADER_BYTES || (packet[0] ?? 0) >> 6 !== 2) return -1;
    const trailer = packet.readUInt32BE(length);
    const index = trailer & 0x7fffffff;
    if (!this.#controlWindow.isNew(index)) return -1;
    const tag = this.#control.signer.sign(packet, length + 4);
    if (!isEqual(tag, packet, length + 4)) return -1;
    this.#controlWindow.mark(index);
    if (trailer >= ENCRYPTED)
      this.#control.stream.mask(packet.readUInt32BE(4), index, packet, CONTROL_HEADER_BYTES, length);
    return length;
  }

  #remember(source: number): ReplayWindow {
    const [oldest] = this.#sources.keys();
    if (this.#sources.size >= MOST_SOURCES && oldest !== undefined) this.#sources.delete(oldest);
    const window = new ReplayWindow();
    this.#sources.set(source, window);
    return window;
  }
}

/** RFC 3711 section 3.3.1 and appendix A: the index nearest to the newest one seen. Negative: from before the start. */
function indexOf(sequence: number, newest: number): number {
  if (newest < 0) return sequence;
  const near = newest - (newest % 0x10000) + sequence;
  if (near - newest > 0x8000) return near - 0x10000;
  return newest - near > 0x8000 ? near + 0x10000 : near;
}

interface Session {
  readonly stream: KeyStream;
  readonly signer: HmacSha1;
}

/** The session's keys (RFC 3711 section 4.3, derivation rate 0): labels 0 to 2 for RTP, 3 to 5 for RTCP. */
function sessionOf(master: SrtpMasterKey, kind: 'audio' | 'control'): Session {
  const label = kind === 'audio' ? 0 : 3;
  const key = deriveKey(master, label, 16);
  const salt = deriveKey(master, label + 2, 14);
  return {
    stream: new KeyStream(key, salt),
    signer: new HmacSha1(deriveKey(master, label + 1, 20)),
  };
}

/** RFC 3711 section 4.3.3. @param label 0 to 5. */
export function deriveKey({ key, salt }: SrtpMasterKey, label: number, bytes: number): Buffer {
  const counter = Buffer.concat([salt, Buffer.alloc(2)]);
  counter[7] = (counter[7] ?? 0) ^ label;
  return createCipheriv('aes-128-ctr', key, counter).update(Buffer.alloc(bytes));
}

/** Signs the first `length` bytes, and writes the tag where it belongs. */
function sign({ signer }: Session, packet: Buffer, length: number, at: number): void {
  const tag = signer.sign(packet, length);
  for (let byte = 0; byte < TAG_BYTES; byte++) packet[at + byte] = tag[byte] ?? 0;
}

/** Signed are the packet and the turns of its sequence number, which go over the first bytes of the tag. */
function isGenuine(session: Session, packet: Buffer, length: number, turns: number): boolean {
  const begin = packet.readUInt32BE(length);
  packet.writeUInt32BE(turns, length);
  const tag = session.signer.sign(packet, length + 4);
  packet.writeUInt32BE(begin, length);
  return isEqual(tag, packet, length);
}

/** Looks at all bytes whatever it finds: the time taken tells a forger nothing. */
function isEqual(tag: Uint8Array, packet: Buffer, at: number): boolean {
  let difference = 0;
  for (let byte = 0; byte < TAG_BYTES; byte++) difference |= (tag[byte] ?? 0) ^ (packet[at + byte] ?? 0);
  return difference === 0;
}
