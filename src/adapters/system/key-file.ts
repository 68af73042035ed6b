import { hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../core/app-error.ts';
import type { DataFolder } from './data-folder.ts';
import { asFolderError, errorCode } from './folder-error.ts';
import { writeFileSafely } from './write-file-safely.ts';

/** The keys for phone numbers, 32 bytes each, derived from the one key file by HKDF-SHA-256 (RFC 5869). */
export interface KeyRing {
  readonly encryption: Buffer;
  readonly lookup: Buffer;
}

/**
 * Reads the key file `phone-numbers.key` of an installation, or makes it where that is allowed.
 *
 * The key lives outside the database on purpose: a copy of the database alone tells no phone number. Whoever may
 * call with `mayCreate: true` has looked that the database holds no data yet; a new key cannot read old numbers.
 *
 * @throws AppError `error.store.key-missing`, `error.store.key-damaged`, or an error of the folder.
 */
export function openKeyRing(dataFolder: DataFolder, options: { mayCreate: boolean }): KeyRing {
  const { keys } = dataFolder;
  const file = join(keys, 'phone-numbers.key');
  const text = readKey(file, keys) ?? (options.mayCreate ? makeKey(file, keys) : undefined);
  if (text === undefined) throw new AppError('error.store.key-missing', { file });
  return deriveKeys(parseKey(text, file));
}

function readKey(file: string, folder: string): string | undefined {
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw asFolderError(error, folder);
  }
}

function makeKey(file: string, folder: string): string | undefined {
  try {
    writeFileSafely(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { overwrite: false });
  } catch (error) {
    // Two first starts at once: the key that was there first is the key.
    if (errorCode(error) !== 'EEXIST') throw asFolderError(error, folder);
  }
  return readKey(file, folder);
}

const KEY_BYTES = 32;

function parseKey(text: string, file: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  // Buffer.from skips what is not base64: only a text that comes out again unchanged is a key.
  const isWhole = key.length === KEY_BYTES && key.toString('base64') === text.trim();
  if (!isWhole) throw new AppError('error.store.key-damaged', { file });
  return key;
}

function deriveKeys(key: Buffer): KeyRing {
  const derive = (purpose: string) =>
    Buffer.from(
      hkdfSync('sha256', key, Buffer.alloc(0), `heisser-draht/phone-number/${purpose}/1`, KEY_BYTES),
    );
  return { encryption: derive('encryption'), lookup: derive('lookup') };
}
