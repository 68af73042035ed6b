import { Client, type PoolConfig } from 'pg';
import { AppError } from '../../core/app-error.ts';
import type { DataFolder } from '../system/data-folder.ts';
import { errorCode } from '../system/folder-error.ts';
import { joinOrOpenEmbeddedServer, openEmbeddedServer } from './embedded/embedded-server.ts';
import type { ServerEvent } from './embedded/server-event.ts';

/** The PostgreSQL of this installation, embedded or the person's own: hand `poolConfig` to `new pg.Pool`. */
export interface StoreServer {
  readonly poolConfig: PoolConfig;
  /** Whether this process runs the server; false when it joined one, or with `DATABASE_URL`. */
  readonly owner: boolean;
  close(): Promise<void>;
}

export interface StoreServerOptions {
  /** `DATABASE_URL`: another PostgreSQL (15 or newer) instead of the embedded one. Holds a password: never print it. */
  readonly databaseUrl?: string | undefined;
  readonly dataFolder: DataFolder;
  /** Short commands join the server that another program runs on the folder; long-running ones must own it. */
  readonly mayJoin: boolean;
  /** Of the embedded server: nothing in the folder outlives the program. */
  readonly isThrowAway?: boolean;
  readonly onEvent?: (event: ServerEvent) => void;
}

/**
 * Opens the store's server.
 *
 * @throws AppError of the embedded server, or `error.store.database-url-invalid`, `…database-unreachable`,
 *   `…database-refused`, `…database-too-old`.
 */
export async function openStoreServer(options: StoreServerOptions): Promise<StoreServer> {
  if (options.databaseUrl !== undefined) return openByUrl(options.databaseUrl);
  return options.mayJoin ? joinOrOpenEmbeddedServer(options) : openEmbeddedServer(options);
}

const OLDEST_VERSION = 150_000;

async function openByUrl(databaseUrl: string): Promise<StoreServer> {
  const place = placeOf(databaseUrl);
  const poolConfig = { connectionString: databaseUrl, connectionTimeoutMillis: 10_000 };
  const version = await versionOf(poolConfig, place);
  if (version < OLDEST_VERSION) {
    throw new AppError('error.store.database-too-old', {
      place,
      version: String(Math.trunc(version / 10_000)),
    });
  }
  return { poolConfig, owner: false, close: async () => {} };
}

// Host and port alone: the address holds a password, and so does the error of a failed parse (no `cause`).
function placeOf(databaseUrl: string): string {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : undefined;
  if (url?.protocol !== 'postgres:' && url?.protocol !== 'postgresql:') {
    throw new AppError('error.store.database-url-invalid');
  }
  return url.host || url.searchParams.get('host') || 'localhost';
}

async function versionOf(poolConfig: PoolConfig, place: string): Promise<number> {
  const client = new Client(poolConfig);
  // A connection lost while we ask makes the question fail as well.
  client.on('error', () => {});
  try {
    await client.connect();
    const found = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::integer as version`,
    );
    return found.rows[0]?.version ?? 0;
  } catch (error) {
    throw connectionError(error, place);
  } finally {
    await client.end().catch(() => {});
  }
}

// SQLSTATE class 28: name or password; 3D: no such database; 42501: no right to connect. Not the message: it may quote.
function connectionError(error: unknown, place: string): AppError {
  const reason = errorCode(error) ?? 'timeout';
  const isRefusal = /^(28|3D|42)/.test(reason);
  return new AppError(isRefusal ? 'error.store.database-refused' : 'error.store.database-unreachable', {
    place,
    reason,
  });
}
