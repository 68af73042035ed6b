import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openDataFolder } from '../system/data-folder.ts';
import { openEmbeddedServer } from './embedded/embedded-server.ts';
import type { EmbeddedServer } from './embedded/server-event.ts';
import { migrate } from './migrate.ts';

const base = mkdtempSync(join(tmpdir(), 'draht-migrate-'));
const files = join(base, 'migrations');
const folder = pathToFileURL(`${files}/`);
let server: EmbeddedServer;
let pool: Pool;

beforeAll(async () => {
  server = await openEmbeddedServer({ dataFolder: openDataFolder(join(base, 'data')) });
  pool = new Pool(server.poolConfig);
  // `pool.end()` does not wait for the connections to close; the server's end may still meet one of them.
  pool.on('error', () => {});
});

afterAll(async () => {
  await pool.end();
  await server.close();
  rmSync(base, { recursive: true });
});

beforeEach(async () => {
  rmSync(files, { recursive: true, force: true });
  mkdirSync(files);
  await pool.query('drop schema public cascade; create schema public');
});

function write(name: string, sql: string): void {
  writeFileSync(join(files, name), sql);
}

const one = () =>
  write('0001_people.sql', 'create table person (id integer primary key, name text not null);');
const two = () =>
  write(
    '0002_age.sql',
    'alter table person add age integer; update person set age = 40; create index on person (age);',
  );

it('an empty database gets every step, in order, once', async () => {
  one();
  two();
  expect(await migrate(pool, folder)).toEqual({ applied: ['0001_people.sql', '0002_age.sql'] });
  expect(await migrate(pool, folder)).toEqual({ applied: [] });
  const notes = await pool.query(
    'select number, name, length(sha256) as hash from schema_migration order by number',
  );
  expect(notes.rows).toEqual([
    { number: 1, name: '0001_people.sql', hash: 64 },
    { number: 2, name: '0002_age.sql', hash: 64 },
  ]);
});

it('a running older database keeps its rows, and those who are connected see the new step', async () => {
  one();
  await migrate(pool, folder);
  await pool.query(
    `insert into person select number, 'row ' || number from generate_series(1, 1000) as number`,
  );
  const connected = await pool.connect();
  await connected.query('select count(*) from person');
  two();
  expect(await migrate(pool, folder)).toEqual({ applied: ['0002_age.sql'] });
  const found = await connected.query(
    'select count(*)::integer as people, sum(age)::integer as age from person',
  );
  expect(found.rows).toEqual([{ people: 1000, age: 40_000 }]);
  connected.release();
});

it('of two processes that migrate at once one does the work and the other waits', async () => {
  one();
  two();
  const both = await Promise.all([migrate(pool, folder), migrate(pool, folder)]);
  expect(both.map(({ applied }) => applied.length).sort()).toEqual([0, 2]);
});

it('a step that fails leaves nothing of itself, and those before it stay', async () => {
  one();
  write('0002_broken.sql', 'create table half (id integer); select 1 / 0;');
  await expect(migrate(pool, folder)).rejects.toMatchObject({
    code: 'error.store.migration-failed',
    values: { file: '0002_broken.sql', reason: '22012' },
  });
  const tables = await pool.query(
    `select to_regclass('person') is null as person, to_regclass('half') is null as half`,
  );
  expect(tables.rows).toEqual([{ person: false, half: true }]);
  two();
  rmSync(join(files, '0002_broken.sql'));
  expect(await migrate(pool, folder)).toEqual({ applied: ['0002_age.sql'] });
});

it('a database of a newer program is refused', async () => {
  one();
  two();
  await migrate(pool, folder);
  rmSync(join(files, '0002_age.sql'));
  await expect(migrate(pool, folder)).rejects.toMatchObject({
    code: 'error.store.database-newer',
    values: { found: 2, known: 1 },
  });
});

it('a step that was changed after it had run is refused', async () => {
  one();
  await migrate(pool, folder);
  write('0001_people.sql', 'create table person (id bigint primary key);');
  await expect(migrate(pool, folder)).rejects.toMatchObject({ code: 'error.store.migration-changed' });
});
