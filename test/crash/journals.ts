// What callers and network wrote down outside the store, line by line: the oracle of the crash runs.
import { existsSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

export interface NetworkNote {
  readonly at: number;
  readonly attemptId: string;
  readonly to: string;
  readonly call: number;
  readonly event: 'dialled' | 'answered' | 'ended';
  readonly status: number | null;
}
/** What the application has acknowledged to a caller. */
export interface CallerNote {
  readonly at: number;
  readonly attemptId: string;
  readonly disposition: string;
  readonly callback: { readonly fromAt: number; readonly untilAt: number } | null;
}
export interface Journals {
  readonly network: readonly NetworkNote[];
  readonly callers: readonly CallerNote[];
}

export function readJournals(folder: string): Journals {
  return {
    network: readLines(join(folder, 'network.jsonl')),
    callers: readLines(join(folder, 'callers.jsonl')),
  };
}

/** After a kill: the last line may be torn, and the next run would write on behind it. Only that one is dropped. */
export function cutTornLines(folder: string): void {
  for (const name of ['network.jsonl', 'callers.jsonl']) {
    const file = join(folder, name);
    if (!existsSync(file)) continue;
    const bytes = readFileSync(file);
    truncateSync(file, bytes.lastIndexOf('\n') + 1);
  }
}

function readLines<Note>(file: string): Note[] {
  if (!existsSync(file)) return [];
  // The piece behind the last line break is empty, or a line still being written.
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  // Each line is one object as the demo wrote it.
  return lines.map((line) => JSON.parse(line) as Note);
}
