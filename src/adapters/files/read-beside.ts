import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Reads files that stand beside another one; null where there is none, or none that can be read. */
export function readBeside(path: string): (name: string) => Promise<Uint8Array | null> {
  return (name) => readFile(join(dirname(path), name)).catch(() => null);
}
