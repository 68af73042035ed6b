// Reading membership exports: time and peak memory for 10,000 and 100,000 rows, each in a process of its own.
// Run: node bench/import-read.ts [seed]. The rows are made from the seed; all numbers lie in the free ranges.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMembers } from '../src/adapters/files/read-members.ts';
import { generateExport } from './generate-export.ts';

interface Measured {
  rows: number;
  seconds: number;
  /** Of all threads: tells the truth also on a busy machine. */
  cpuSeconds: number;
  peakMiB: number;
}

const [mode = '20120313', path = ''] = process.argv.slice(2);
if (mode === 'measure') process.stdout.write(JSON.stringify(await measure(path)));
else await compare(Number(mode));

async function compare(seed: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'draht-bench-'));
  const results: Measured[] = [];
  try {
    for (const rows of [10_000, 100_000]) {
      const file = join(folder, `${rows}.csv`);
      await generateExport(file, rows, seed);
      results.push(
        JSON.parse(
          execFileSync(process.execPath, [import.meta.filename, 'measure', file], { encoding: 'utf8' }),
        ),
      );
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  process.stdout.write('| rows | seconds | CPU seconds | peak RSS (MiB) |\n|---|---|---|---|\n');
  for (const { rows, seconds, cpuSeconds, peakMiB } of results) {
    process.stdout.write(
      `| ${rows} | ${seconds.toFixed(2)} | ${cpuSeconds.toFixed(2)} | ${peakMiB.toFixed(0)} |\n`,
    );
  }
}

async function measure(file: string): Promise<Measured> {
  const startedAt = performance.now();
  const { dataRows } = await readMembers({
    path: file,
    options: { phones: { country: 'DE', allowedCountries: ['DE'] } },
    onBatch: async () => {},
  });
  const seconds = (performance.now() - startedAt) / 1000;
  const { userCPUTime, systemCPUTime } = process.resourceUsage();
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
  return { rows: dataRows, seconds, cpuSeconds, peakMiB: process.resourceUsage().maxRSS / 1024 };
}
