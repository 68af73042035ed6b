import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { AppError } from '../../core/app-error.ts';
import type { KeyRing } from './key-file.ts';

/** Encrypts phone numbers for the database and makes the keyed hash by which equal numbers are found. */
export interface NumberCipher {
  /**
   * One version byte (1), a nonce of 12 bytes, the ciphertext, a tag of 16 bytes (AES-256-GCM).
   *
   * @param boundTo What the bytes belong to (the id of their row): they cannot be read as another row's.
   */
  encrypt(text: string, boundTo?: string): Buffer;
  /** @throws AppError `error.store.number-unreadable` when bytes, key or `boundTo` are not those of `encrypt`. */
  decrypt(bytes: Uint8Array, boundTo?: string): string;
  /** HMAC-SHA-256, 32 bytes: equal for equal numbers, useless without the key. */
  lookupHash(text: string): Buffer;
}

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

export function createNumberCipher(keyRing: KeyRing): NumberCipher {
  // Key objects once: made of the bytes for each call they cost three times as much as the encryption.
  const encryption = createSecretKey(keyRing.encryption);
  const lookup = createSecretKey(keyRing.lookup);
  return {
    encrypt: (text, boundTo = '') => encrypt(encryption, text, boundTo),
    decrypt: (bytes, boundTo = '') => decrypt(encryption, Buffer.from(bytes), boundTo),
    lookupHash: (text) => createHmac('sha256', lookup).update(text, 'utf8').digest(),
  };
}

function encrypt(key: KeyObject, text: string, boundTo: string): Buffer {
  const header = Buffer.from([VERSION]);
  // NIST SP 800-38D section 8.3: random nonces of 96 bits are safe up to 2^32 encryptions under one key.
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData(header, boundTo));
  return Buffer.concat([header, nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: KeyObject, bytes: Buffer, boundTo: string): string {
  const header = bytes.subarray(0, 1);
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  const body = bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES);
  if (bytes.length < 1 + NONCE_BYTES + TAG_BYTES || header[0] !== VERSION) throw unreadable();
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associatedData(header, boundTo));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const text = decipher.update(body);
  try {
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch (cause) {
    throw unreadable(cause);
  }
}

function associatedData(header: Buffer, boundTo: string): Buffer {
  return Buffer.concat([header, Buffer.from(boundTo, 'utf8')]);
}

function unreadable(cause?: unknown): AppError {
  return new AppError('error.store.number-unreadable', {}, { cause });
}
