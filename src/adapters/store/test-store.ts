import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../../app/ports.ts';
import { openDataFolder } from '../system/data-folder.ts';
import { openKeyRing } from '../system/key-file.ts';
import { createNumberCipher, type NumberCipher } from '../system/number-cipher.ts';
import { type Connection, openConnection } from './connection.ts';
import { openEmbeddedServer } from './embedded/embedded-server.ts';
import { migrate } from './migrate.ts';
import { openStore } from './open-store.ts';

/** A real PostgreSQL in a folder of its own, for tests and benchmarks. */
export interface TestStore {
  readonly store: Store;
  readonly connection: Connection;
  readonly cipher: NumberCipher;
  /** Stops the server and removes the folder. */
  close(): Promise<void>;
}

/**
 * Starts a server in a new temporary folder and brings it to the newest schema; about a second.
 *
 * @param options `connections`: at most so many at once (10); PostgreSQL itself allows 100.
 */
export async function openTestStore({ connections = 10 } = {}): Promise<TestStore> {
  const path = mkdtempSync(join(tmpdir(), 'draht-store-'));
  const dataFolder = openDataFolder(path);
  const server = await openEmbeddedServer({ dataFolder });
  const { connection, pool } = openConnection({ ...server.poolConfig, max: connections });
  await migrate(pool, new URL('./migrations/', import.meta.url));
  const cipher = createNumberCipher(openKeyRing(dataFolder, { mayCreate: true }));
  return {
    store: openStore(connection, cipher),
    connection,
    cipher,
    async close() {
      await connection.destroy();
      await server.close();
      rmSync(path, { recursive: true, force: true });
    },
  };
}
