// Our pacer beside what other diallers do, in worlds that it was not developed on: a table, pictures, raw lines.
//   node bench/pacing/run.ts [--seeds 20] [--large-seeds 20] [--cells all|small|10/0.22/drifting,…] [--workers 2]
//                            [--only ours-3,progressive,…] [--worlds held-back|training] [--raw FILE] [--resume] [--report]
// `--large-seeds` is for teams of 50 and 200, whose sessions are long and scatter little. `--only` measures these again and keeps
// the other lines; `--resume` goes on where a run was broken off; `--report` only writes table and pictures anew.
// The held-back worlds are for the last word. Whoever develops a pacer looks at `--worlds training`.
import { fork } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { allCells, type Cell } from '../../src/simulator/pacing/scenarios.ts';
import { runners } from './contestants.ts';
import { cellKey } from './measures.ts';
import { abandonsAroundTheJump, frontiers } from './pictures.ts';
import type { Order } from './run-part.ts';
import type { SessionLine, WorldKind } from './session-line.ts';
import { writeTables } from './tables.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    'large-seeds': { type: 'string' },
    cells: { type: 'string', default: 'all' },
    workers: { type: 'string', default: '2' },
    only: { type: 'string' },
    worlds: { type: 'string', default: 'held-back' },
    raw: { type: 'string' },
    resume: { type: 'boolean', default: false },
    report: { type: 'boolean', default: false },
  },
});
const kind: WorldKind = values.worlds === 'training' ? 'training' : 'held-back';
const folder = join(import.meta.dirname, 'results');
const raw = values.raw ?? join(folder, `${kind}.jsonl`);
const name = raw.replace(/\.jsonl$/, '');
mkdirSync(folder, { recursive: true });

const lines = new Map<string, SessionLine>();
const isNew = !values.report && !values.resume && values.only === undefined;
if (existsSync(raw) && !isNew) for (const line of readLines()) keep(line);
if (!values.report) {
  // Line by line, so that a run that is broken off is not lost; then once more, each line once.
  if (isNew) writeFileSync(raw, '');
  await measureAll();
  writeFileSync(raw, asText([...lines.values()]));
}
const all = [...lines.values()];
const machine = `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, ${cpus()[0]?.model ?? ''}, Node ${process.versions.node}`;
const report = writeTables(all, { kind, machine });
writeFileSync(`${name}.md`, report);
writeFileSync(`${name}-frontier.svg`, frontiers(all));
writeFileSync(`${name}-jump.svg`, abandonsAroundTheJump(all));
process.stdout.write(report);

function keep(line: SessionLine): void {
  lines.set(lineKey(line, line.world, line.pacer), line);
}

function lineKey(cell: Cell, world: number, pacer: string): string {
  return `${cellKey(cell)}/${world}/${pacer}`;
}

function asText(of: readonly SessionLine[]): string {
  return of.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function readLines(): SessionLine[] {
  // Our own file, written below.
  return readFileSync(raw, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as SessionLine);
}

function chosenCells(): Cell[] {
  const cells = allCells();
  if (values.cells === 'all') return cells;
  if (values.cells === 'small') return cells.filter(({ teamSize }) => teamSize <= 20);
  const keys = values.cells.split(',');
  return cells.filter((cell) => keys.includes(cellKey(cell)));
}

/** The large teams first, so that both workers end at about the same time. */
async function measureAll(): Promise<void> {
  const pacers = values.only?.split(',') ?? runners.map((it) => it.name);
  const orders: Order[] = chosenCells()
    .sort((a, b) => b.teamSize - a.teamSize)
    .flatMap((cell) => Array.from({ length: seedsOf(cell) }, (_, index) => orderOf(cell, index + 1, pacers)))
    .filter((order) => order.pacers.length > 0);
  const startedAt = performance.now();
  let done = 0;
  const isAtTerminal = process.stderr.isTTY;
  await Promise.all(
    Array.from({ length: Number(values.workers) }, () =>
      workThrough(orders, (found) => {
        for (const line of found) keep(line);
        appendFileSync(raw, asText(found));
        done += 1;
        const seconds = Math.round((performance.now() - startedAt) / 1000);
        const text = `${done} sessions of ${pacers.length} pacers, ${orders.length} to go, ${seconds} s, load ${loadavg()[0]?.toFixed(1)}`;
        if (isAtTerminal) process.stderr.write(`\r${text}  `);
        else if (orders.length % 50 === 0) process.stderr.write(`${text}\n`);
      }),
    ),
  );
}

function seedsOf({ teamSize }: Cell): number {
  return Number(teamSize >= 50 ? (values['large-seeds'] ?? values.seeds) : values.seeds);
}

function orderOf(cell: Cell, world: number, pacers: readonly string[]): Order {
  const left = values.resume ? pacers.filter((pacer) => !lines.has(lineKey(cell, world, pacer))) : pacers;
  return { kind, cell, world, pacers: left };
}

/** Hands one order after the other to a process of its own until there are none. */
function workThrough(orders: Order[], found: (lines: readonly SessionLine[]) => void): Promise<void> {
  const child = fork(join(import.meta.dirname, 'run-part.ts'));
  return new Promise((resolve, reject) => {
    const next = () => {
      const order = orders.shift();
      if (order === undefined) child.disconnect();
      else child.send(order);
    };
    child.on('message', (lines) => {
      found(lines as readonly SessionLine[]); // What run-part.ts sends.
      next();
    });
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
    next();
  });
}
