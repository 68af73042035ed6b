import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Connection, openConnection } from '../adapters/store/connection.ts';
import type { ServerEvent } from '../adapters/store/embedded/server-event.ts';
import { importStore } from '../adapters/store/import-store.ts';
import { migrate } from '../adapters/store/migrate.ts';
import { openStore } from '../adapters/store/open-store.ts';
import { practiceStore } from '../adapters/store/practice-store.ts';
import { reportStore } from '../adapters/store/report-store.ts';
import { openStoreServer } from '../adapters/store/store-server.ts';
import { type DataFolder, openDataFolder } from '../adapters/system/data-folder.ts';
import { openKeyRing } from '../adapters/system/key-file.ts';
import { type Log, openLog } from '../adapters/system/log.ts';
import { createNumberCipher, type NumberCipher } from '../adapters/system/number-cipher.ts';
import type { ImportStore } from '../app/import-store.ts';
import type { ReportStore, Store } from '../app/ports.ts';
import { reportsWithPractice } from '../app/report-with-practice.ts';

/** One opened installation: its folder, its PostgreSQL, its keys, and the store upon them. */
export interface Installation {
  readonly folder: DataFolder;
  readonly log: Log;
  readonly connection: Connection;
  readonly cipher: NumberCipher;
  readonly store: Store;
  readonly imports: ImportStore;
  readonly reports: ReportStore;
  /** Takes everything away and makes the tables anew. Only a demo asks for it. */
  startAnew(): Promise<void>;
  /** After a lost connection: waits for the server. @returns false when it does not answer within half a minute. */
  answersAgain(): Promise<boolean>;
  close(): Promise<void>;
}

const migrations = new URL('../adapters/store/migrations/', import.meta.url);

/** Opens or makes an installation. @throws AppError `error.store.…` with what to do. */
export async function openInstallation(options: {
  readonly dataPath: string;
  readonly databaseUrl: string | undefined;
  /** A short command joins the server that another program runs on the folder. */
  readonly mayJoin: boolean;
  /** The folder goes with the program: nothing in it waits for the disk. */
  readonly isThrowAway?: boolean;
  readonly onEvent: (event: ServerEvent) => void;
}): Promise<Installation> {
  const folder = openDataFolder(options.dataPath);
  const log = openLog(folder.run);
  const onEvent = (event: ServerEvent) => {
    log.info(event.kind);
    options.onEvent(event);
  };
  const server = await openStoreServer({ ...options, dataFolder: folder, onEvent });
  const { connection, pool } = openConnection(server.poolConfig);
  const close = async () => {
    await connection.destroy();
    await server.close();
    await log.close();
  };
  try {
    const cipher = createNumberCipher(openKeyRing(folder, { mayCreate: !(await hasNumbers(connection)) }));
    await migrate(pool, migrations);
    return {
      folder,
      log,
      connection,
      cipher,
      store: openStore(connection, cipher),
      imports: importStore(connection, cipher),
      reports: reportsWithPractice(reportStore(connection), practiceStore(connection, cipher)),
      startAnew: async () => void (await migrate(pool, migrations)),
      answersAgain: () => answersAgain(connection),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A new key could not read the numbers that are there; so none is made once there are some. */
async function hasNumbers(connection: Connection): Promise<boolean> {
  const table = await sql<{
    found: boolean;
  }>`select to_regclass('public.phone_number') is not null as found`.execute(connection);
  if (table.rows[0]?.found !== true) return false;
  const number = await sql`select 1 from phone_number limit 1`.execute(connection);
  return number.rows.length > 0;
}

async function answersAgain(connection: Connection): Promise<boolean> {
  for (let tries = 0; tries < 150; tries += 1) {
    // Before the first question, too: of a killed server single connections still answer for a moment.
    await pause(200);
    try {
      await sql`select 1`.execute(connection);
      return true;
    } catch {
      // Not yet.
    }
  }
  return false;
}
