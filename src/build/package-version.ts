import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What package.json says, `0.1.0`. */
export async function packageVersion(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '../../package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version; // Ours, with this key.
}
