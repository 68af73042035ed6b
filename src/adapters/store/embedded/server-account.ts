import { type SpawnOptions, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import type { DataFolder } from '../../system/data-folder.ts';
import { writeFileSafely } from '../../system/write-file-safely.ts';
import type { Binaries } from './binaries.ts';

/**
 * Under which account the server runs. PostgreSQL refuses root, so root has two ways: another user, or a user
 * namespace in which we are called 65534 while the files still belong to root. The two leave different owners on
 * the folder; the one that made it is noted there and never changed.
 */
export type ServerAccount = z.infer<typeof accountFile>;

const accountFile = z.object({
  way: z.enum(['plain', 'other-user', 'user-namespace']),
  uid: z.number(),
  gid: z.number(),
});

/**
 * The account that made the folder, or for a new folder the first one that works; then the folder is its own.
 *
 * @throws AppError `error.store.foreign-folder`, `error.store.folder-of-other-user`, `error.store.no-way-as-root`.
 */
export function openServerAccount(folder: DataFolder, binaries: Binaries): ServerAccount {
  const file = join(folder.postgres, 'account.json');
  if (existsSync(file)) return knownAccount(folder, file);
  if (readdirSync(folder.postgres).some((name) => !name.endsWith('.tmp'))) {
    throw new AppError('error.store.foreign-folder', { folder: folder.postgres });
  }
  const account = chooseAccount(folder, binaries);
  writeFileSafely(file, JSON.stringify(account), { overwrite: true });
  return account;
}

/** How to run a program under the account, ended by the kernel too when we die. */
export function commandFor(
  account: ServerAccount,
  program: string,
  args: readonly string[],
): { file: string; args: string[]; options: SpawnOptions } {
  // PR_SET_PDEATHSIG is a second net beside the guard. It must be set last: a change of user clears it (prctl(2)).
  const words = [...(knowsDeathSignal() ? ['setpriv', '--pdeathsig', 'INT', '--'] : []), program, ...args];
  const inside = account.way === 'user-namespace' ? [...NAMESPACE, ...words] : words;
  const [file = program, ...rest] = inside;
  const user = account.way === 'other-user' ? { uid: account.uid, gid: account.gid } : {};
  return { file, args: rest, options: { ...user, cwd: '/', env: ENVIRONMENT } };
}

const NAMESPACE = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'];

// Nothing of the person's own environment: PGDATA, PGPORT or LC_ALL must not change the server.
const ENVIRONMENT = {
  PATH: '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin:/run/current-system/sw/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

function knowsDeathSignal(): boolean {
  return spawnSync('setpriv', ['--pdeathsig', 'INT', '--', 'true'], { env: ENVIRONMENT }).status === 0;
}

function knownAccount(folder: DataFolder, file: string): ServerAccount {
  const account = accountFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const expected = account.way === 'plain' ? account.uid : 0;
  if (process.getuid?.() !== expected) {
    throw new AppError('error.store.folder-of-other-user', { folder: folder.path, uid: expected });
  }
  return account;
}

function chooseAccount(folder: DataFolder, binaries: Binaries): ServerAccount {
  const [uid, gid] = [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
  if (uid !== 0) return { way: 'plain', uid, gid };
  const other: ServerAccount = { way: 'other-user', ...otherUser() };
  if (canRun(other, binaries) && canReach(other, folder)) return other;
  setPassable(folder, false);
  const namespace: ServerAccount = { way: 'user-namespace', uid: 0, gid: 0 };
  if (canRun(namespace, binaries)) return namespace;
  throw new AppError('error.store.no-way-as-root', { folder: folder.path });
}

function canRun(account: ServerAccount, binaries: Binaries): boolean {
  const { file, args, options } = commandFor(account, binaries.postgres, ['--version']);
  return spawnSync(file, args, options).status === 0;
}

// The server's account may pass through our folders to its own; the other parts stay closed (0700). What is ours in
// them stays ours, so that nobody under that account can put a link in the place of a file that root writes.
function canReach(account: ServerAccount, folder: DataFolder): boolean {
  setPassable(folder, true);
  const { file, args, options } = commandFor(account, 'test', ['-x', folder.postgres]);
  return spawnSync(file, args, options).status === 0;
}

function setPassable(folder: DataFolder, isPassable: boolean): void {
  for (const path of [folder.path, folder.postgres]) chmodSync(path, isPassable ? 0o711 : 0o700);
}

function otherUser(): { uid: number; gid: number } {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  const entry = (name: string) => lines.find((line) => line.startsWith(`${name}:`))?.split(':');
  const fields = entry('postgres') ?? entry('nobody') ?? [];
  return { uid: Number(fields[2] ?? 65534), gid: Number(fields[3] ?? 65534) };
}

/** Makes a folder of the server (0700) that belongs to its account. */
export function makeServerFolder(path: string, account: ServerAccount): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (statSync(path).uid !== account.uid) chownSync(path, account.uid, account.gid);
}
