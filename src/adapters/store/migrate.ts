import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { ClientBase } from 'pg';
import { Pool } from 'pg';
import { AppError } from '../../core/app-error.ts';
import { errorCode } from '../system/folder-error.ts';

/**
 * Brings a database to the newest schema: runs each `0001_name.sql` that it has not seen, in order, each in one
 * transaction together with its note in `schema_migration`.
 *
 * Two processes may call it at once; the second waits and finds nothing left to do.
 *
 * @param folder Of plain SQL files, as a URL that ends in a slash. They must not begin or end transactions.
 * @returns the names of the files that ran now.
 * @throws AppError `error.store.database-newer`, `error.store.migration-changed`, `error.store.migration-failed`
 *   (this file was rolled back; those before it stay).
 */
export async function migrate(database: Pool | ClientBase, folder: URL): Promise<{ applied: string[] }> {
  if (!(database instanceof Pool)) return migrateAlone(database, folder);
  const client = await database.connect();
  try {
    return await migrateAlone(client, folder);
  } finally {
    client.release();
  }
}

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
  readonly sql: string;
}

// Any number will do that no other use of advisory locks in this program has: "HDmi" in ASCII.
const LOCK = 0x4844_6d69;

async function migrateAlone(client: ClientBase, folder: URL): Promise<{ applied: string[] }> {
  const migrations = readMigrations(folder);
  // A lock of the session, not of a transaction: it spans all files.
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await client.query(SCHEMA_MIGRATION);
    const pending = pendingOf(migrations, await readApplied(client));
    for (const migration of pending) await apply(client, migration);
    return { applied: pending.map((migration) => migration.name) };
  } finally {
    // On a broken connection the server has let go of the lock itself, and the first error is the one to tell.
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {});
  }
}

const SCHEMA_MIGRATION = `
  create table if not exists public.schema_migration (
    number integer primary key,
    name text not null,
    sha256 text not null,
    applied_at timestamptz not null default now()
  )`;

function readMigrations(folder: URL): Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  return names.sort().map((name, index) => {
    const number = Number.parseInt(name, 10);
    if (!/^\d{4}_/.test(name) || number !== index + 1) {
      throw new Error(`migrations are numbered 0001, 0002 and so on without a gap: ${name}`);
    }
    const sql = readFileSync(new URL(name, folder), 'utf8');
    return { number, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

interface Applied {
  readonly number: number;
  readonly sha256: string;
}

async function readApplied(client: ClientBase): Promise<Applied[]> {
  const found = await client.query<Applied>(
    'select number, sha256 from public.schema_migration order by number',
  );
  return found.rows;
}

function pendingOf(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const found = applied.at(-1)?.number ?? 0;
  if (found > migrations.length) {
    throw new AppError('error.store.database-newer', { found, known: migrations.length });
  }
  const checksums = new Map(applied.map((step) => [step.number, step.sha256]));
  for (const { number, name, sha256 } of migrations) {
    const then = checksums.get(number);
    if (then !== undefined && then !== sha256)
      throw new AppError('error.store.migration-changed', { file: name });
  }
  return migrations.filter((migration) => !checksums.has(migration.number));
}

async function apply(client: ClientBase, migration: Migration): Promise<void> {
  const { number, name, sha256 } = migration;
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into public.schema_migration (number, name, sha256) values ($1, $2, $3)', [
      number,
      name,
      sha256,
    ]);
    await client.query('commit');
  } catch (cause) {
    // On a broken connection the server has rolled back itself.
    await client.query('rollback').catch(() => {});
    // The code alone: PostgreSQL's message may quote a row.
    const reason = errorCode(cause) ?? 'unknown';
    throw new AppError('error.store.migration-failed', { file: name, reason }, { cause });
  }
}
