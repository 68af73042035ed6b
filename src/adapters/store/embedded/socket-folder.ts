import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { DataFolder } from '../../system/data-folder.ts';
import { writeFileSafely } from '../../system/write-file-safely.ts';
import { SERVER_USER } from './cluster.ts';
import { makeServerFolder, type ServerAccount } from './server-account.ts';
import type { SocketPoolConfig } from './server-event.ts';

export const SOCKET_PORT = 5432;
/** The program's own database in the embedded server. */
export const STORE_DATABASE = 'heisser_draht';

/** Makes an empty folder for the server's socket and notes it for those who join. Only for the lock's holder. */
export function makeSocketFolder(folder: DataFolder, account: ServerAccount): string {
  removeSocketFolder(folder);
  const inside = join(folder.postgres, 'socket');
  const path = fits(inside) ? inside : mkdtempSync(join(shortTemporaryFolder(), 'draht-'));
  makeServerFolder(path, account);
  writeFileSafely(noteOf(folder), JSON.stringify({ socketFolder: path }), { overwrite: true });
  return path;
}

/** Removes the socket folder of the last start, wherever it was. */
export function removeSocketFolder(folder: DataFolder): void {
  const path = noted(folder);
  rmSync(noteOf(folder), { force: true });
  if (path === undefined || !existsSync(path)) return;
  for (const name of readdirSync(path)) {
    if (name.startsWith('.s.PGSQL.')) unlinkSync(join(path, name));
  }
  // Only ever an empty folder: the note could be damaged, and the temporary folder is everyone's.
  if (readdirSync(path).length === 0) rmSync(path, { recursive: true });
}

/** How to reach the server that runs on the folder now, or undefined when none has said so. */
export function socketOf(folder: DataFolder): SocketPoolConfig | undefined {
  const host = noted(folder);
  return host === undefined ? undefined : socketConfig(host, STORE_DATABASE);
}

export function socketConfig(host: string, database: string): SocketPoolConfig {
  return { host, port: SOCKET_PORT, user: SERVER_USER, database, ssl: false };
}

// The socket path may be 107 bytes at most (sun_path): a long data folder gets its socket in the temporary folder.
const SOCKET_PATH_BYTES = 107;

function fits(socketFolder: string): boolean {
  return Buffer.byteLength(join(socketFolder, `.s.PGSQL.${SOCKET_PORT}`)) <= SOCKET_PATH_BYTES;
}

function shortTemporaryFolder(): string {
  return fits(join(tmpdir(), 'draht-XXXXXX')) ? tmpdir() : '/tmp';
}

const noteFile = z.object({ socketFolder: z.string() });

function noteOf(folder: DataFolder): string {
  return join(folder.run, 'socket.json');
}

function noted(folder: DataFolder): string | undefined {
  try {
    return noteFile.parse(JSON.parse(readFileSync(noteOf(folder), 'utf8'))).socketFolder;
  } catch {
    // No server has started here yet, or a power cut took the note: as good as none.
    return undefined;
  }
}
