import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../../core/app-error.ts';
import type { DataFolder } from '../../system/data-folder.ts';
import { findProcesses, isAlive, type ProcessIdentity, sendSignal } from '../../system/process-table.ts';

/**
 * The name by which the processes of one data folder are known: PostgreSQL's `cluster_name`, which stands in the
 * command line of the postmaster and of initdb and in the title of every other process of the server.
 *
 * Device and inode belong to it, so that `/data` on the host and `/data` in a container are two.
 */
export function clusterNameOf(folder: DataFolder): string {
  const { dev, ino } = statSync(folder.postgres);
  const hash = createHash('sha256').update(`${dev}:${ino}:${folder.postgres}`).digest('hex');
  return `draht-${hash.slice(0, 16)}`;
}

/** The living server processes of a folder: postmaster, initdb, and their children. */
export function findServerProcesses(clusterName: string): ProcessIdentity[] {
  return findProcesses(
    (args) =>
      args.includes(`cluster_name=${clusterName}`) ||
      args[0]?.startsWith(`postgres: ${clusterName}: `) === true,
  );
}

/**
 * Ends what an earlier program left behind: its guard first, which would otherwise stop our new server, then its
 * server. `keepGuard` when it is our own. Only the holder of the folder's lock may call it.
 *
 * @throws AppError `error.store.leftover-server` when a process does not end within 5 seconds.
 */
export async function endLeftovers(
  folder: DataFolder,
  clusterName: string,
  options: { keepGuard: boolean } = { keepGuard: false },
): Promise<void> {
  const isGuard = (args: readonly string[]) =>
    args[1]?.endsWith('/guard.sh') === true && args[2] === clusterName;
  if (!options.keepGuard) for (const guard of findProcesses(isGuard)) sendSignal(guard.pid, 'SIGKILL');
  // A server that a crash left behind recovers from its log anyway; SIGQUIT is its own way to stop at once.
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    const left = findServerProcesses(clusterName);
    for (const { pid } of left) sendSignal(pid, signal);
    if (await haveEnded(clusterName, signal === 'SIGQUIT' ? 1000 : 4000)) return;
  }
  const pid = findServerProcesses(clusterName)[0]?.pid ?? 0;
  throw new AppError('error.store.leftover-server', { folder: folder.path, pid });
}

async function haveEnded(clusterName: string, withinMilliseconds: number): Promise<boolean> {
  const until = performance.now() + withinMilliseconds;
  while (findServerProcesses(clusterName).some(isAlive)) {
    if (performance.now() > until) return false;
    await pause(20);
  }
  return true;
}
