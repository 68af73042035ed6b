import { closeSync, existsSync, fstatSync, openSync, readSync, statfsSync, statSync } from 'node:fs';
import { AppError } from '../../../core/app-error.ts';

/** The size of the server's log now (bytes): what comes after it belongs to the next start. */
export function logSize(log: string): number {
  return existsSync(log) ? statSync(log).size : 0;
}

/** Why the server did not start, from what it wrote into its log since `from` (bytes). */
export function failureOf(log: string, from: number, folder: string): AppError {
  const text = readFrom(log, from);
  const isFull = /No space left on device|Disk quota exceeded/.test(text) || isDiskFull(log);
  if (isFull) return new AppError('error.store.disk-full', { folder });
  if (/Permission denied|Read-only file system/.test(text)) {
    return new AppError('error.store.folder-not-writable', { folder });
  }
  return new AppError('error.store.start-failed', { log });
}

/** True when an orphan of the last server still holds its memory: it ends by itself, then the start works. */
export function isHeldByOrphan(log: string, from: number): boolean {
  return /pre-existing shared memory block|lock file .* already exists/.test(readFrom(log, from));
}

// The log lies on the same disk: when that is full, the reason may not have found room in it.
function isDiskFull(log: string): boolean {
  const { bavail, bsize } = statfsSync(log);
  return bavail * bsize < 1024 * 1024;
}

const MOST_BYTES = 64 * 1024;

function readFrom(log: string, from: number): string {
  const file = openSync(log, 'r');
  try {
    const buffer = Buffer.alloc(Math.max(0, Math.min(MOST_BYTES, fstatSync(file).size - from)));
    readSync(file, buffer, 0, buffer.length, from);
    return buffer.toString('utf8');
  } finally {
    closeSync(file);
  }
}
