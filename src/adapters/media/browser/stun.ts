import { createHmac, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { MediaAddress } from '../../../app/media.ts';

/** A browser's question whether we are there (RFC 8445 section 7.2.2), proved to come from who knows our password. */
export interface BindingRequest {
  readonly transactionId: Buffer;
  /** The browser has chosen the way that this came by. */
  readonly isNominated: boolean;
}

const HEADER = 20;
const COOKIE = 0x2112a442;
const BINDING_REQUEST = 0x0001;
const BINDING_SUCCESS = 0x0101;
const USERNAME = 0x0006;
const MESSAGE_INTEGRITY = 0x0008;
const XOR_MAPPED_ADDRESS = 0x0020;
const USE_CANDIDATE = 0x0025;
const FINGERPRINT = 0x8028;

/**
 * @param ours `username` is `our ufrag:its ufrag` (RFC 8445 section 7.2.2), `password` is ours.
 * @returns null for anything else than a binding request that is whole and proved (RFC 8489 section 14.5).
 */
export function readBindingRequest(
  datagram: Buffer,
  ours: { readonly username: string; readonly password: string },
): BindingRequest | null {
  const attributes = attributesOf(datagram);
  const integrity = attributes?.get(MESSAGE_INTEGRITY);
  if (attributes === null || integrity === undefined || integrity.value.length !== HEADER) return null;
  if (attributes.get(USERNAME)?.value.toString() !== ours.username) return null;
  const covered = Buffer.from(datagram.subarray(0, integrity.start));
  if (!timingSafeEqual(integrityOf(covered, ours.password), integrity.value)) return null;
  return {
    transactionId: Buffer.from(datagram.subarray(8, HEADER)),
    // What stands after the proof is not proved (RFC 8489 section 14.5).
    isNominated: (attributes.get(USE_CANDIDATE)?.start ?? Infinity) < integrity.start,
  };
}

/** @returns the first half of the username, which is ours (RFC 8445 section 7.2.2); null for no binding request. */
export function readAskedUfrag(datagram: Buffer): string | null {
  return attributesOf(datagram)?.get(USERNAME)?.value.toString().split(':')[0] ?? null;
}

interface Attribute {
  readonly start: number;
  readonly value: Buffer;
}

function attributesOf(datagram: Buffer): Map<number, Attribute> | null {
  if (datagram.length < HEADER || datagram.readUInt16BE(0) !== BINDING_REQUEST) return null;
  if (datagram.readUInt32BE(4) !== COOKIE || datagram.readUInt16BE(2) !== datagram.length - HEADER)
    return null;
  const found = new Map<number, Attribute>();
  let start = HEADER;
  while (start + 4 <= datagram.length) {
    const length = datagram.readUInt16BE(start + 2);
    const end = start + 4 + length;
    if (end > datagram.length) return null;
    const type = datagram.readUInt16BE(start);
    if (!found.has(type)) found.set(type, { start, value: datagram.subarray(start + 4, end) });
    start = start + 4 + Math.ceil(length / 4) * 4;
  }
  return found;
}

/** The answer, which says where we saw the request come from. */
export function formatBindingSuccess(transactionId: Buffer, from: MediaAddress, password: string): Buffer {
  const head = Buffer.alloc(HEADER);
  head.writeUInt16BE(BINDING_SUCCESS, 0);
  head.writeUInt32BE(COOKIE, 4);
  transactionId.copy(head, 8);
  const mapped = attribute(XOR_MAPPED_ADDRESS, xorAddress(from, head.subarray(4)));
  const covered = Buffer.concat([head, mapped]);
  const proved = Buffer.concat([covered, attribute(MESSAGE_INTEGRITY, integrityOf(covered, password))]);
  return Buffer.concat([proved, attribute(FINGERPRINT, fingerprintOf(proved))]);
}

/** Writes the length into `covered`, as it is when the proof is there and nothing after it (RFC 8489 section 14.5). */
function integrityOf(covered: Buffer, password: string): Buffer {
  covered.writeUInt16BE(covered.length - HEADER + 24, 2);
  return createHmac('sha1', password).update(covered).digest();
}

function fingerprintOf(message: Buffer): Buffer {
  message.writeUInt16BE(message.length - HEADER + 8, 2);
  const value = Buffer.alloc(4);
  // RFC 8489 section 14.7.
  value.writeUInt32BE((crc32(message) ^ 0x5354554e) >>> 0);
  return value;
}

/** @param mask Magic cookie and transaction id (RFC 8489 section 14.2). */
function xorAddress({ host, port }: MediaAddress, mask: Buffer): Buffer {
  const bytes = host.includes(':') ? ipv6Bytes(host) : Buffer.from(host.split('.').map(Number));
  const value = Buffer.alloc(4 + bytes.length);
  value[1] = bytes.length === 16 ? 2 : 1;
  value.writeUInt16BE(port ^ (COOKIE >>> 16), 2);
  for (const [index, byte] of bytes.entries()) value[4 + index] = byte ^ (mask[index] ?? 0);
  return value;
}

function ipv6Bytes(host: string): Buffer {
  const [front = '', back] = (host.split('%')[0] ?? '').split('::');
  const groups = (text: string | undefined) => (text === undefined || text === '' ? [] : text.split(':'));
  const [before, after] = [groups(front), groups(back)];
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  const all = [...before, ...zeros, ...after].map((it) => Number.parseInt(it, 16));
  return Buffer.from(all.flatMap((it) => [it >> 8, it & 255]));
}

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value]);
}
