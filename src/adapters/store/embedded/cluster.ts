import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../core/app-error.ts';
import type { DataFolder } from '../../system/data-folder.ts';
import { syncFolder } from '../../system/write-file-safely.ts';
import type { Binaries } from './binaries.ts';
import { commandFor, makeServerFolder, type ServerAccount } from './server-account.ts';
import { failureOf, logSize } from './server-failure.ts';

/** The role that the program signs in as; it owns everything in the embedded server. */
export const SERVER_USER = 'draht';

export interface Cluster {
  readonly folder: DataFolder;
  readonly binaries: Binaries;
  readonly account: ServerAccount;
  readonly name: string;
  /** PGDATA. */
  readonly path: string;
  readonly log: string;
  /** Nothing in it outlives the program (EmbeddedServerOptions). */
  readonly isThrowAway: boolean;
}

/**
 * Makes the database files at the first start and checks their version at every other.
 *
 * initdb works beside the final place and a rename ends it, so a kill in its middle leaves only a draft, removed
 * here. Only the holder of the folder's lock may call it.
 *
 * @throws AppError `error.store.other-version`, `error.store.foreign-folder`, or why initdb failed.
 */
export async function prepareCluster(cluster: Cluster): Promise<void> {
  removeDrafts(cluster);
  if (existsSync(cluster.path)) checkVersion(cluster);
  else await makeCluster(cluster);
}

const DRAFT = 'cluster.new';

function removeDrafts({ folder }: Cluster): void {
  const drafts = readdirSync(folder.postgres).filter((name) => name.startsWith(DRAFT));
  for (const name of drafts) rmSync(join(folder.postgres, name), { recursive: true, force: true });
}

function checkVersion({ path, binaries, folder }: Cluster): void {
  const file = join(path, 'PG_VERSION');
  if (!existsSync(file)) throw new AppError('error.store.foreign-folder', { folder: path });
  const made = readFileSync(file, 'utf8').trim();
  if (made !== String(binaries.majorVersion)) {
    throw new AppError('error.store.other-version', {
      folder: folder.path,
      made,
      here: binaries.majorVersion,
    });
  }
}

async function makeCluster(cluster: Cluster): Promise<void> {
  const draft = join(cluster.folder.postgres, DRAFT);
  try {
    makeServerFolder(draft, cluster.account);
    await runInitdb(cluster, draft);
    renameSync(draft, cluster.path);
    syncFolder(cluster.folder.postgres);
  } catch (error) {
    removeDrafts(cluster);
    throw error;
  }
}

async function runInitdb(cluster: Cluster, draft: string): Promise<void> {
  const { file, args, options } = commandFor(
    cluster.account,
    cluster.binaries.initdb,
    initdbOptions(cluster, draft),
  );
  const before = logSize(cluster.log);
  const log = openSync(cluster.log, 'a', 0o600);
  try {
    const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', log, log] });
    const [exitCode] = await once(child, 'exit');
    if (exitCode !== 0) throw failureOf(cluster.log, before, cluster.folder.path);
  } finally {
    closeSync(log);
  }
}

// The built-in C.UTF-8 sorts alike on every machine and does not change with the C library's next version.
function initdbOptions({ name, isThrowAway }: Cluster, draft: string): string[] {
  return [
    ...['-D', draft, '-c', `cluster_name=${name}`],
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    // No password: the socket alone, whose folder is closed to all others.
    ...[
      '--auth-local=trust',
      '--auth-host=reject',
      `--username=${SERVER_USER}`,
      '--text-search-config=simple',
    ],
    ...(isThrowAway ? ['--no-sync'] : []),
  ];
}
