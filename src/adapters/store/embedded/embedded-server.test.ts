import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { findProcesses, sendSignal } from '../../system/process-table.ts';
import {
  ask,
  cleanUp,
  endApps,
  eventually,
  newFolder,
  postmasterPid,
  runnersHere,
  serverProcessesOf,
  startApp,
} from './start-app-under-test.ts';

afterEach(endApps);
afterAll(cleanUp);

const runners = runnersHere();
const [anyone = 'ordinary-user'] = runners;
const noServerOf = (folder: string) => () => (serverProcessesOf(folder).length === 0 ? true : undefined);

describe.each(runners)('run by %s', (runner) => {
  // One folder for all: the first start is what takes long.
  let folder = '';

  it('the first start makes the database, the second finds what was written', async () => {
    folder = newFolder(runner);
    const first = startApp(runner, folder);
    const { host } = await first.next('ready');
    await ask(host, 'create table note as select 7 as number');
    await first.close();
    expect(serverProcessesOf(folder)).toEqual([]);

    const second = startApp(runner, folder);
    const ready = await second.next('ready');
    expect(await ask(ready.host, 'select number from note')).toEqual([[7]]);
    const closedParts = ['keys', 'run', 'postgres/cluster', 'postgres/socket'];
    expect(closedParts.map((part) => statSync(join(folder, part)).mode & 0o777)).toEqual(
      Array(4).fill(0o700),
    );
    await second.close();
  });

  it('the server has its own account: another user, or root behind a user namespace', () => {
    const { uid } = statSync(join(folder, 'postgres/cluster'));
    if (runner === 'root') expect(uid).not.toBe(0);
    else expect(uid).toBe(statSync(folder).uid);
  });

  it.each(['alone', 'group'] as const)(
    'kill -9 of the app (%s) stops the server and loses nothing',
    async (whom) => {
      const killed = startApp(runner, folder);
      const { host } = await killed.next('ready');
      await ask(host, `create table note_${whom} as select 8 as number`);
      await killed.kill(whom);
      await eventually(noServerOf(folder), 2000);

      const next = startApp(runner, folder);
      expect(await ask((await next.next('ready')).host, `select number from note_${whom}`)).toEqual([[8]]);
      await next.close();
    },
  );

  it('kill -9 of the server is told, and it comes back by itself', async () => {
    const app = startApp(runner, folder);
    const { host } = await app.next('ready');
    process.kill(postmasterPid(folder), 'SIGKILL');
    expect((await app.next('server-died')).kind).toBe('server-died');
    expect((await app.next('server-restarted')).kind).toBe('server-restarted');
    expect(await ask(host, 'select number from note')).toEqual([[7]]);
    await app.close();
    expect(serverProcessesOf(folder)).toEqual([]);
  });

  if (runner !== 'ordinary-user' || !runners.includes('root')) return;
  it('root leaves the folder of an ordinary user alone', async () => {
    expect((await startApp('root', folder).next('ready')).code).toBe('error.store.folder-of-other-user');
    const app = startApp(runner, folder);
    expect((await app.next('ready')).owner).toBe(true);
    await app.close();
  });
});

describe('one owner', () => {
  it('is found among four programs that start on an empty folder at once', async () => {
    const folder = newFolder(anyone);
    const programs = [1, 2, 3, 4].map(() => startApp(anyone, folder, 'join'));
    const ready = await Promise.all(programs.map((program) => program.next('ready')));
    expect(ready.filter(({ owner }) => owner)).toHaveLength(1);
    for (const { host } of ready) expect(await ask(host, 'select 1')).toEqual([[1]]);
    await Promise.all(programs.map((program) => program.close()));
  });

  it('refuses a second owner and lets a short command join', async () => {
    const folder = await sharedFolder();
    const owner = startApp(anyone, folder);
    const { host } = await owner.next('ready');
    expect((await startApp(anyone, folder).next('ready')).code).toBe('error.store.folder-in-use');
    const command = startApp(anyone, folder, 'join');
    expect(await command.next('ready')).toMatchObject({ owner: false, host });
    await command.close();
    expect(await ask(host, 'select 1')).toEqual([[1]]);
    await owner.close();
  });
});

describe('kills at bad moments', () => {
  it('kill -9 in the middle of the first start leaves nothing that blocks the next', async () => {
    const folder = newFolder(anyone);
    const killed = startApp(anyone, folder);
    const draft = join(folder, 'postgres/cluster.new/base');
    await eventually(() => (existsSync(draft) ? true : undefined), 10_000);
    await killed.kill('group');
    await eventually(noServerOf(folder), 2000);
    const next = startApp(anyone, folder);
    expect((await next.next('ready')).owner).toBe(true);
    expect(readdirSync(join(folder, 'postgres')).filter((name) => name.startsWith('cluster'))).toEqual([
      'cluster',
    ]);
    await next.close();
  });

  it('a killed guard is replaced', async () => {
    const folder = await sharedFolder();
    const app = startApp(anyone, folder);
    await app.next('ready');
    const [first = 0] = guardsOf(folder);
    sendSignal(first, 'SIGKILL');
    await eventually(() => guardsOf(folder).find((pid) => pid !== first), 2000);
    await app.close();
  });

  it('a server that lost app and guard at once is ended by the next start at the latest', async () => {
    const folder = await sharedFolder();
    const app = startApp(anyone, folder);
    const { host } = await app.next('ready');
    await ask(host, 'create table kept as select 7 as number');
    for (const guard of guardsOf(folder)) sendSignal(guard, 'SIGKILL');
    await app.kill('group');
    const next = startApp(anyone, folder);
    expect(await ask((await next.next('ready')).host, 'select number from kept')).toEqual([[7]]);
    await next.close();
  });
});

describe('folders', () => {
  it('a path too long for a socket gets its socket in the temporary folder, and commands find it', async () => {
    const folder = newFolder(anyone, 'x'.repeat(120));
    const app = startApp(anyone, folder);
    const { host = '' } = await app.next('ready');
    expect(host.length).toBeLessThan(94);
    const command = startApp(anyone, folder, 'join');
    expect(await command.next('ready')).toMatchObject({ owner: false, host });
    await command.close();
    await app.close();
    expect(existsSync(host)).toBe(false);
  });

  it('the files of another PostgreSQL version are refused', async () => {
    const folder = await sharedFolder();
    const file = join(folder, 'postgres/cluster/PG_VERSION');
    const version = readFileSync(file, 'utf8');
    writeFileSync(file, '17\n');
    expect((await startApp(anyone, folder).next('ready')).code).toBe('error.store.other-version');
    writeFileSync(file, version);
  });

  it.each(['', 'postgres'])(
    'a folder with other things in it (%s) is refused and left alone',
    async (part) => {
      const folder = newFolder('root');
      mkdirSync(join(folder, part), { recursive: true });
      writeFileSync(join(folder, part, 'photo.jpg'), '');
      expect((await startApp('root', folder).next('ready')).code).toBe('error.store.foreign-folder');
      expect(readdirSync(join(folder, part))).toEqual(['photo.jpg']);
    },
  );

  if (!runners.includes('root') || !runners.includes('ordinary-user')) return;
  it('a folder that we may not write to is named', async () => {
    const folder = newFolder('root-hidden');
    expect((await startApp('ordinary-user', folder).next('ready')).code).toBe(
      'error.store.folder-not-writable',
    );
  });

  it('a full disk is told, at the first start and later, and does no harm once there is room', async (context) => {
    const disk = newFolder('root');
    mkdirSync(disk);
    // Only root can make a small disk, and not in every container.
    const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', disk]).status === 0;
    if (!isMounted) context.skip('no right to mount a small disk');
    try {
      await fillAndEmpty(disk);
    } finally {
      await endApps();
      spawnSync('umount', ['--lazy', disk]);
    }
  });
});

async function fillAndEmpty(disk: string): Promise<void> {
  const folder = join(disk, 'data');
  expect((await startApp('root', folder).next('ready')).code).toBe('error.store.disk-full');
  spawnSync('mount', ['-o', 'remount,size=90m', disk]);
  const first = startApp('root', folder);
  await ask((await first.next('ready')).host, 'create table note as select 7 as number');
  await first.close();
  spawnSync('dd', ['if=/dev/zero', `of=${disk}/fill`, 'bs=64k']);
  expect((await startApp('root', folder).next('ready')).code).toBe('error.store.disk-full');
  rmSync(join(disk, 'fill'));
  const later = startApp('root', folder);
  expect(await ask((await later.next('ready')).host, 'select number from note')).toEqual([[7]]);
  await later.close();
}

describe('the log', () => {
  it('holds no value of a query that failed', async () => {
    const folder = await sharedFolder();
    const app = startApp(anyone, folder);
    const { host } = await app.next('ready');
    await ask(host, `create table person (name text primary key, age integer check (age > 0))`);
    await ask(host, `insert into person values ('Erika Muster', 40)`);
    const failing = [
      `insert into person values ('Erika Muster', 40)`,
      `insert into person values ('Erika Muster 2', -1)`,
      `select 'Erika Muster'::integer`,
    ];
    for (const sql of failing) await expect(ask(host, sql)).rejects.toThrow();
    await app.close();
    const log = readFileSync(join(folder, 'postgres/server.log'), 'utf8');
    expect(log).toContain('database system is shut down');
    expect(log).not.toContain('Erika');
  });
});

let shared: string | undefined;

/** A folder whose first start is over. */
async function sharedFolder(): Promise<string> {
  if (shared !== undefined) return shared;
  shared = newFolder(anyone);
  const app = startApp(anyone, shared);
  await app.next('ready');
  await app.close();
  return shared;
}

function guardsOf(folder: string): number[] {
  // The guard knows the folder by the cluster's name, which stands in the server's command line.
  const name = serverProcessesOf(folder)
    .join(' ')
    .match(/cluster_name=(\S+)/)?.[1];
  const isGuard = (args: readonly string[]) => args[1]?.endsWith('/guard.sh') === true && args[2] === name;
  return findProcesses(isGuard).map(({ pid }) => pid);
}
