// The whole import of a membership export into the database: time and peak memory for 10,000 and 100,000 rows, each in
// a process and a database of its own. Run: node bench/import.ts [runs] [seed].
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { membersReader } from '../src/adapters/files/members-reader.ts';
import { importMembers, WELCOME_SELECTION } from '../src/app/import-members.ts';
import { openInstallation } from '../src/build/installation.ts';
import { generateExport } from './generate-export.ts';

interface Measured {
  readonly rows: number;
  readonly seconds: number;
  /** Of all our threads, without PostgreSQL: tells the truth also on a busy machine. */
  readonly cpuSeconds: number;
  /** Of our process with the worker, without PostgreSQL. */
  readonly peakMiB: number;
}

const [mode = '3', path = '', data = ''] = process.argv.slice(2);
if (mode === 'measure') process.stdout.write(JSON.stringify(await measure(path, data)));
else await compare(Number(mode), Number(path) || 20120313);

async function compare(runs: number, seed: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'draht-bench-'));
  process.stdout.write('| rows | seconds | CPU seconds | peak RSS (MiB) |\n|---|---|---|---|\n');
  try {
    for (const rows of [10_000, 100_000]) {
      const file = join(folder, `${rows}.csv`);
      await generateExport(file, rows, seed);
      const all: Measured[] = [];
      for (let run = 1; run <= runs; run += 1) {
        const store = join(folder, `store-${rows}-${run}`);
        const said = execFileSync(
          process.execPath,
          [...process.execArgv, import.meta.filename, 'measure', file, store],
          {
            encoding: 'utf8',
          },
        );
        all.push(JSON.parse(said));
        await rm(store, { recursive: true });
      }
      const of = (field: keyof Measured) => median(all.map((it) => it[field]));
      process.stdout.write(
        `| ${rows} | ${of('seconds').toFixed(2)} | ${of('cpuSeconds').toFixed(2)} | ${of('peakMiB').toFixed(0)} |\n`,
      );
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(file: string, dataPath: string): Promise<Measured> {
  const installation = await openInstallation({
    dataPath,
    databaseUrl: undefined,
    mayJoin: false,
    onEvent: () => {},
  });
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  const { dataRows } = await importMembers(
    { reader: membersReader(), store: installation.imports },
    {
      actor: { accountId: null, role: 'owner', unitPath: '/' },
      unitName: null,
      defaultUnitName: 'Landesverband',
      path: file,
      mappingPath: null,
      isDryRun: false,
      isComplete: true,
      selection: WELCOME_SELECTION,
      today: '2012-03-13',
      timezone: 'Europe/Berlin',
      now: Date.UTC(2012, 2, 13),
    },
  );
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  await installation.close();
  return { rows: dataRows, seconds, cpuSeconds: (user + system) / 1e6, peakMiB };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
