// What the tests of the embedded server share: programs that they start and kill, and what lives of a folder.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { socketConfig } from './socket-folder.ts';

/** Who runs the program in a test: root with a folder that others can reach or cannot, or an ordinary user. */
export type Runner = 'root' | 'root-hidden' | 'ordinary-user';

const NOBODY = 65534;
const AS_NOBODY = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'];
const script = fileURLToPath(new URL('app-under-test.ts', import.meta.url));
const isRoot = process.getuid?.() === 0;

/** The runners that this machine offers: an ordinary user cannot become root. */
export function runnersHere(): Runner[] {
  if (!isRoot) return ['ordinary-user'];
  // In a checkout under a closed /root nobody else can run the program at all.
  const readScript = `require('node:fs').readFileSync(${JSON.stringify(script)})`;
  const [command = '', ...args] = [...AS_NOBODY, process.execPath, '-e', readScript];
  const isReachable = spawnSync(command, args, { cwd: '/' }).status === 0;
  return isReachable ? ['root', 'root-hidden', 'ordinary-user'] : ['root-hidden'];
}

/** A place for a data folder that does not exist yet; removed by `cleanUp`. */
export function newFolder(runner: Runner, name = 'data'): string {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'draht-test-')));
  bases.push(base);
  if (isRoot && runner === 'ordinary-user') chownSync(base, NOBODY, NOBODY);
  const isOpen = runner === 'root';
  const parent = join(base, 'parent');
  mkdirSync(parent, { mode: 0o700 });
  if (isOpen) for (const path of [base, parent]) spawnSync('chmod', ['711', path]);
  if (isRoot && runner === 'ordinary-user') chownSync(parent, NOBODY, NOBODY);
  return join(parent, name);
}

export interface App {
  readonly process: ChildProcess;
  /** The next thing it says of this kind; `failed` always counts. */
  next(kind: string): Promise<Said>;
  close(): Promise<void>;
  /** kill -9 to it alone, or to its whole process group. */
  kill(whom: 'alone' | 'group'): Promise<void>;
}

export interface Said {
  readonly kind: string;
  readonly owner?: boolean;
  readonly host?: string;
  readonly code?: string;
}

const bases: string[] = [];
const apps: ChildProcess[] = [];

export function startApp(runner: Runner, folder: string, mode: 'own' | 'join' = 'own'): App {
  const words = [process.execPath, script, folder, mode];
  const [command = '', ...args] = isRoot && runner === 'ordinary-user' ? [...AS_NOBODY, ...words] : words;
  const child = spawn(command, args, { cwd: '/', detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  apps.push(child);
  const said: Said[] = [];
  const lines = createInterface({ input: child.stdout });
  // Our own program's lines, see app-under-test.ts.
  lines.on('line', (line) => said.push(JSON.parse(line) as Said));
  const ended = once(child, 'exit');
  return {
    process: child,
    next: (kind) => eventually(() => take(said, kind), 20_000),
    close: async () => {
      child.stdin.write('close\n');
      await ended;
    },
    kill: async (whom) => {
      if (child.pid !== undefined) process.kill(whom === 'group' ? -child.pid : child.pid, 'SIGKILL');
      await ended;
    },
  };
}

function take(said: Said[], kind: string): Said | undefined {
  const index = said.findIndex((line) => line.kind === kind || line.kind === 'failed');
  return index < 0 ? undefined : said.splice(0, index + 1).at(-1);
}

/** Waits until a condition holds and returns what it found. */
export async function eventually<T>(find: () => T | undefined, withinMilliseconds: number): Promise<T> {
  const until = performance.now() + withinMilliseconds;
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error(`not within ${withinMilliseconds} ms: ${find}`);
    await pause(25);
  }
}

/** Command lines of living processes that name the folder, the programs under test left out. */
export function serverProcessesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(commandLine)
    .filter((line) => line.includes(folder) && !line.includes(script));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    // It ended while we looked.
    return '';
  }
}

export function postmasterPid(folder: string): number {
  return Number.parseInt(readFileSync(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8'), 10);
}

/** One question to the server of that socket, on a connection of its own. */
export async function ask(host: string | undefined, sql: string): Promise<unknown[][]> {
  const client = new Client(socketConfig(host ?? '', 'heisser_draht'));
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

/** Ends every program of the test. */
export async function endApps(): Promise<void> {
  for (const app of apps.splice(0)) {
    if (app.exitCode !== null || app.signalCode !== null || app.pid === undefined) continue;
    process.kill(app.pid, 'SIGKILL');
    await once(app, 'exit');
  }
}

/** Ends every program and removes every folder; fails when a server of one still lives 5 seconds later. */
export async function cleanUp(): Promise<void> {
  await endApps();
  for (const base of bases.splice(0)) {
    await eventually(() => (serverProcessesOf(base).length === 0 ? true : undefined), 5000);
    rmSync(base, { recursive: true, force: true });
  }
}
