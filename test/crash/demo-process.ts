// A demo as a person starts it: a program of its own in a process group of its own, that a test can look at and kill.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { clusterNameOf, findServerProcesses } from '../../src/adapters/store/embedded/folder-processes.ts';
import type { DataFolder } from '../../src/adapters/system/data-folder.ts';
import { isAlive } from '../../src/adapters/system/process-table.ts';
import { cutTornLines } from '../journals.ts';

const BIN = join(import.meta.dirname, '../../bin/draht');
const SAMPLE = join(import.meta.dirname, '../../examples/sachsen');

/** One demo's folders, started, killed and started again with the same words. */
export interface CrashedDemo {
  readonly base: string;
  readonly data: string;
  readonly journal: string;
  readonly report: string;
  readonly seed: string;
  readonly members: string;
  /** What else stands on the command line. */
  readonly words: readonly string[];
}

export interface DemoProcess {
  readonly child: ChildProcess;
  readonly hasEnded: () => boolean;
  /** All that it has written so far. */
  readonly text: () => string;
  /** Resolves with its exit code, null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

const bases: string[] = [];
const running: DemoProcess[] = [];

export function newDemo(
  seed: string,
  members = join(SAMPLE, 'mitglieder.csv'),
  words: readonly string[] = ['--virtual'],
): CrashedDemo {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'draht-crash-')));
  bases.push(base);
  const [data, journal, report] = [join(base, 'data'), join(base, 'journal'), join(base, 'report.json')];
  return { base, data, journal, report, seed, members, words };
}

export function startDemo({ data, journal, report, seed, members, words }: CrashedDemo): DemoProcess {
  const files = ['--members', members, '--data', data, '--journal', journal, '--report', report];
  const child = spawn(BIN, ['demo', ...words, ...files, '--seed', seed], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LANG: 'de_DE.UTF-8' },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  let isOver = false;
  // `close` comes when the last output is read, too.
  const ended = once(child, 'close').then(([code]: (number | null)[]) => {
    isOver = true;
    return code ?? null;
  });
  const demo = { child, hasEnded: () => isOver, text: () => text, ended };
  running.push(demo);
  return demo;
}

export function signalGroup({ child }: DemoProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) throw new Error('the demo did not start');
  process.kill(-child.pid, signal);
}

/**
 * kill -9 to the whole process group, at once; then looks how long the folder's PostgreSQL lives on.
 *
 * @returns milliseconds until none was left; more than 2000 when one still lived then.
 */
export async function killDemo(demo: DemoProcess, { data, journal }: CrashedDemo): Promise<number> {
  signalGroup(demo, 'SIGKILL');
  const killedAt = performance.now();
  await demo.ended;
  const lived = await untilNoServer(data, killedAt + 2000);
  cutTornLines(journal);
  return lived - killedAt;
}

async function untilNoServer(data: string, until: number): Promise<number> {
  const postgres = join(data, 'postgres');
  if (!existsSync(postgres)) return performance.now();
  const name = clusterNameOf(folderOf(data));
  for (;;) {
    if (!findServerProcesses(name).some(isAlive)) return performance.now();
    if (performance.now() > until) return Number.POSITIVE_INFINITY;
    await pause(20);
  }
}

function folderOf(data: string): DataFolder {
  const [postgres, keys, run] = [join(data, 'postgres'), join(data, 'keys'), join(data, 'run')];
  return { path: data, postgres, keys, run };
}

/** The postmaster of a running demo. */
export function serverPid({ data }: CrashedDemo): number {
  return Number.parseInt(readFileSync(join(data, 'postgres/cluster/postmaster.pid'), 'utf8'), 10);
}

/** Runs the demo to its end. @throws Error with what it said when it does not end well. */
export async function finishDemo(crashed: CrashedDemo): Promise<string> {
  const demo = startDemo(crashed);
  const code = await demo.ended;
  if (code !== 0) throw new Error(`exit code ${code}:\n${demo.text()}`);
  return demo.text();
}

/** Ends what a failed test left running and takes the folders away. */
export async function removeDemos(): Promise<void> {
  for (const demo of running.splice(0)) {
    if (!demo.hasEnded()) signalGroup(demo, 'SIGKILL');
    await demo.ended;
  }
  for (const base of bases.splice(0)) {
    await untilNoServer(join(base, 'data'), performance.now() + 5000);
    rmSync(base, { recursive: true, force: true });
  }
}
