import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { errorCode } from '../../system/folder-error.ts';
import { sendSignal } from '../../system/process-table.ts';
import type { Cluster } from './cluster.ts';
import { commandFor } from './server-account.ts';
import { failureOf, isHeldByOrphan, logSize } from './server-failure.ts';
import { SOCKET_PORT, STORE_DATABASE, socketConfig } from './socket-folder.ts';

/**
 * Starts the server, a child of ours, and waits until it answers and our database is there.
 *
 * @throws AppError why it did not start, from its log.
 */
export async function startPostmaster(cluster: Cluster, socketFolder: string): Promise<ChildProcess> {
  for (let attempt = 1; ; attempt++) {
    const before = logSize(cluster.log);
    const child = spawnPostmaster(cluster, socketFolder);
    if (await isReady(child, socketFolder)) return child;
    // After a kill -9 of the postmaster an orphan may hold its shared memory for a moment.
    const mayRetry = attempt < MOST_ATTEMPTS && isHeldByOrphan(cluster.log, before);
    if (!mayRetry) throw failureOf(cluster.log, before, cluster.folder.path);
    await pause(RETRY_MILLISECONDS);
  }
}

const MOST_ATTEMPTS = 20;
const RETRY_MILLISECONDS = 200;

/** Stops the server as gently as it lets us: fast with a checkpoint, then at once, then by force. */
export async function stopPostmaster(child: ChildProcess): Promise<void> {
  child.ref();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const steps = [
    ['SIGINT', 30_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const;
  for (const [signal, patienceMilliseconds] of steps) {
    if (hasEnded(child) || child.pid === undefined) return;
    // Not child.kill: in a user namespace or under another user the answer EPERM must not throw.
    sendSignal(child.pid, signal);
    // A timer that outlives the server would keep the whole program waiting for it.
    const patience = new AbortController();
    const isTooSlow = pause(patienceMilliseconds, undefined, { signal: patience.signal }).catch(() => {});
    await Promise.race([ended, isTooSlow]);
    patience.abort();
  }
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function spawnPostmaster(cluster: Cluster, socketFolder: string): ChildProcess {
  keepLogShort(cluster.log);
  removeStalePidFile(cluster.path);
  const { file, args, options } = commandFor(cluster.account, cluster.binaries.postgres, [
    '-D',
    cluster.path,
    ...serverSettings(cluster, socketFolder).flatMap((setting) => ['-c', setting]),
  ]);
  const log = openSync(cluster.log, 'a', 0o600);
  try {
    // A session of its own: Ctrl-C in the terminal is for us, and we stop the server when the work is safe.
    const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', log, log] });
    // A program that cannot be started has no pid; isReady then reports the failure.
    child.on('error', () => {});
    return child;
  } finally {
    closeSync(log);
  }
}

function serverSettings({ name, isThrowAway }: Cluster, socketFolder: string): string[] {
  return [
    `cluster_name=${name}`,
    'listen_addresses=',
    `port=${SOCKET_PORT}`,
    `unix_socket_directories="${socketFolder.replaceAll('"', '""')}"`,
    'unix_socket_permissions=0700',
    'timezone=UTC',
    'log_timezone=UTC',
    ...(isThrowAway ? WITHOUT_THE_DISK : ['fsync=on']),
    'jit=off',
    // No personal data in a log: an ERROR quotes values, and a statement or detail holds whole rows.
    'log_min_messages=log',
    'log_min_error_statement=panic',
    'log_error_verbosity=terse',
    'log_parameter_max_length=0',
    'log_parameter_max_length_on_error=0',
  ];
}

/** For data that goes with the program: as fast as PostgreSQL can, and lost when the machine stops. */
const WITHOUT_THE_DISK = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum_naptime=5s',
];

const MOST_LOG_BYTES = 1024 * 1024;

function keepLogShort(log: string): void {
  if (logSize(log) > MOST_LOG_BYTES) renameSync(log, `${log}.1`);
}

// After a reboot or in a new container the old server's pid may belong to any other process, and PostgreSQL would
// then refuse to start. We hold the folder's lock and have seen that no process of this folder lives.
function removeStalePidFile(clusterPath: string): void {
  const file = join(clusterPath, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
  const isAnother = existsSync(`/proc/${Math.abs(pid)}`);
  if (isAnother) rmSync(file, { force: true });
}

async function isReady(child: ChildProcess, socketFolder: string): Promise<boolean> {
  while (!hasEnded(child) && child.pid !== undefined) {
    try {
      await makeDatabase(socketFolder);
      return true;
    } catch (error) {
      // Between the kill of a starting server and its exit the connection may break in any way.
      if (!hasEnded(child) && !isNotYet(error)) await stopAndThrow(child, error);
      await pause(10);
    }
  }
  return false;
}

async function stopAndThrow(child: ChildProcess, error: unknown): Promise<void> {
  await pause(100);
  if (hasEnded(child)) return;
  await stopPostmaster(child);
  throw error;
}

/** The server is not there yet, or still recovering (57P03 cannot_connect_now). */
export function isNotYet(error: unknown): boolean {
  return ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', '57P03'].includes(errorCode(error) ?? '');
}

async function makeDatabase(socketFolder: string): Promise<void> {
  const client = new Client(socketConfig(socketFolder, 'postgres'));
  // A connection lost after the query is no news: isReady looks at the server itself.
  client.on('error', () => {});
  try {
    await client.connect();
    const found = await client.query('select 1 from pg_database where datname = $1', [STORE_DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${STORE_DATABASE}`);
  } finally {
    await client.end().catch(() => {});
  }
}
