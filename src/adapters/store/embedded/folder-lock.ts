import { randomBytes } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCode } from '../../system/folder-error.ts';
import { identityOf, isAlive, type ProcessIdentity } from '../../system/process-table.ts';
import { writeFileSafely } from '../../system/write-file-safely.ts';

export type FolderLock =
  | { readonly kind: 'taken'; release(): void }
  | { readonly kind: 'held'; readonly pid: number };

/**
 * Takes the one lock of a data folder, at once or not at all; a holder that died has lost it.
 *
 * Node offers no flock(2), so the lock is the file `store.lock.N` with the highest N, holding pid and start time of
 * its holder. A lock is never removed or overwritten by a rival, which is where lock files usually break: who finds
 * N dead creates N+1 by link(2), which only one can, then looks whether somebody is already further. Releasing
 * leaves an empty N behind, so that N never falls.
 */
export function takeFolderLock(runFolder: string): FolderLock {
  for (;;) {
    const highest = highestNumber(runFolder);
    const holder = readHolder(lockPath(runFolder, highest));
    if (holder !== undefined && isAlive(holder)) return { kind: 'held', pid: holder.pid };
    const mine = highest + 1;
    if (!create(runFolder, mine)) continue;
    if (highestNumber(runFolder) > mine) {
      rmSync(lockPath(runFolder, mine), { force: true });
      continue;
    }
    removeOlder(runFolder, mine);
    return { kind: 'taken', release: () => release(runFolder, mine) };
  }
}

const NAME = 'store.lock.';

function lockPath(runFolder: string, number: number): string {
  return join(runFolder, `${NAME}${number}`);
}

function lockNumbers(runFolder: string): number[] {
  return readdirSync(runFolder)
    .filter((name) => name.startsWith(NAME) && /^\d+$/.test(name.slice(NAME.length)))
    .map((name) => Number(name.slice(NAME.length)));
}

function highestNumber(runFolder: string): number {
  return Math.max(0, ...lockNumbers(runFolder));
}

const holderFile = z.object({ pid: z.number(), startTicks: z.string(), bootId: z.string() });

function readHolder(path: string): ProcessIdentity | undefined {
  try {
    return holderFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // Released (empty), replaced by a higher one, or cut off by a power failure: nobody holds it.
    return undefined;
  }
}

function create(runFolder: string, number: number): boolean {
  const draft = join(runFolder, `draft-${process.pid}-${randomBytes(4).toString('hex')}`);
  writeFileSafely(draft, JSON.stringify(identityOf(process.pid)), { overwrite: true });
  try {
    linkSync(draft, lockPath(runFolder, number));
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function removeOlder(runFolder: string, mine: number): void {
  for (const number of lockNumbers(runFolder)) {
    if (number < mine) rmSync(lockPath(runFolder, number), { force: true });
  }
}

function release(runFolder: string, number: number): void {
  writeFileSafely(lockPath(runFolder, number), '', { overwrite: true });
}
