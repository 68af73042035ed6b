import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, expect, it } from 'vitest';
import { AppError } from '../../core/app-error.ts';
import { openDataFolder } from '../system/data-folder.ts';
import { openStoreServer } from './store-server.ts';

const base = mkdtempSync(join(tmpdir(), 'draht-store-'));
const dataFolder = openDataFolder(join(base, 'data'));
afterAll(() => rmSync(base, { recursive: true }));

async function failureOf(databaseUrl: string): Promise<AppError> {
  const failure = await openStoreServer({ databaseUrl, dataFolder, mayJoin: false }).catch(
    (error: unknown) => error,
  );
  if (failure instanceof AppError) return failure;
  throw new Error('it should have failed with an AppError');
}

it('DATABASE_URL takes the place of the embedded server', async () => {
  const embedded = await openStoreServer({ dataFolder, mayJoin: false });
  const { host } = embedded.poolConfig;
  const databaseUrl = `postgresql:///heisser_draht?user=draht&host=${encodeURIComponent(host ?? '')}`;
  const own = await openStoreServer({ databaseUrl, dataFolder, mayJoin: false });
  const client = new Client(own.poolConfig);
  await client.connect();
  expect((await client.query('select current_database() as name')).rows).toEqual([{ name: 'heisser_draht' }]);
  await client.end();
  await own.close();
  const refused = await failureOf(databaseUrl.replace('/heisser_draht', '/nothing_here'));
  expect([refused.code, refused.values.reason]).toEqual(['error.store.database-refused', '3D000']);
  await embedded.close();
});

it.each([
  ['nonsense secret-1', 'error.store.database-url-invalid'],
  ['mysql://draht:secret-1@localhost/draht', 'error.store.database-url-invalid'],
  ['postgresql://draht:secret-1@127.0.0.1:1/draht', 'error.store.database-unreachable'],
])('a wrong DATABASE_URL is told without its password', async (databaseUrl, code) => {
  const failure = await failureOf(databaseUrl);
  expect(failure.code).toBe(code);
  expect(JSON.stringify([failure.values, failure.message, failure.stack, failure.cause])).not.toContain(
    'secret-1',
  );
});

it('a PostgreSQL older than 15 is refused', async () => {
  const old = createServer((socket) =>
    socket.once('data', () => socket.on('data', () => socket.write(ANSWER))),
  );
  old.on('connection', (socket) => socket.once('data', () => socket.write(WELCOME)));
  await new Promise<void>((resolve) => old.listen(0, '127.0.0.1', resolve));
  const address = old.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const failure = await failureOf(`postgresql://draht@127.0.0.1:${port}/draht`);
  expect([failure.code, failure.values.version]).toEqual(['error.store.database-too-old', '14']);
  old.close();
});

// Just enough of the wire protocol (PostgreSQL manual, 54.7) to be a server of version 14.
function message(type: string, body: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}
const READY = message('Z', Buffer.from('I'));
const WELCOME = Buffer.concat([message('R', Buffer.alloc(4)), READY]);
const COLUMN = Buffer.from('\0\x01version\0');
const FIELD = Buffer.alloc(18);
FIELD.writeInt32BE(23, 6);
FIELD.writeInt16BE(4, 10);
FIELD.writeInt32BE(-1, 12);
const ROW = Buffer.concat([Buffer.from([0, 1, 0, 0, 0, 6]), Buffer.from('140012')]);
const ANSWER = Buffer.concat([
  message('T', Buffer.concat([COLUMN, FIELD])),
  message('D', ROW),
  message('C', Buffer.from('SELECT 1\0')),
  READY,
]);
