// Reading membership exports: time and peak memory for 10,000 and 100,000 rows, each in a process of its own.
// Run: node bench/import-read.ts [seed]. The rows are made from the seed; all numbers lie in the free ranges.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMembers } from '../src/adapters/files/read-members.ts';

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
      await generate(file, rows, seed);
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

async function generate(file: string, rows: number, seed: number): Promise<void> {
  const random = generator(seed);
  const out = createWriteStream(file, 'latin1');
  out.write(
    'Mitgliedsnummer;Anrede;Vorname;Nachname;Geburtsdatum;Straße;PLZ;Ort;Kreisverband;Eintrittsdatum;Status;Telefon privat;Telefon mobil;E-Mail;Letzter Kontakt Landesverband;Newsletter;Sperrvermerk;Bemerkung\r\n',
  );
  for (let row = 0; row < rows; row++) {
    const pick = <Item>(items: readonly [Item, ...Item[]]): Item =>
      items[random() % items.length] ?? items[0];
    const three = () => String(100 + (random() % 900));
    const day = (from: number, years: number) =>
      `${String(1 + (random() % 28)).padStart(2, '0')}.${String(1 + (random() % 12)).padStart(2, '0')}.${from + (random() % years)}`;
    const phone = () =>
      pick([
        `030/23125${three()}`,
        `+49 (0) 40 66969${three()}`,
        `089-99998${three()} (abends)`,
        `004969 90009${three()}`,
        `Tel. 0221 4710${three()}`,
        `0171 3920${three()}`,
        `030 23125${three()} / 0171-3920${three()}`,
        'k.A.',
        '0900 1234567',
        '',
      ]);
    const line = [
      100_000 + row,
      pick(['Frau', 'Herr', '']),
      pick(['Kim', 'Jördis', 'Alex']),
      pick(['Beispiel', 'Müßig', 'Muster']),
      day(1940, 60),
      'Musterstraße 1',
      `0${1067 + (random() % 8000)}`,
      pick(['Görlitz', 'Leipzig']),
      pick(['Görlitz', 'Leipzig', 'Nordsachsen']),
      day(1990, 22),
      pick(['aktiv', 'aktiv', 'aktiv', 'ruhend', 'ausgetreten']),
      phone(),
      pick(['', '', phone()]),
      `m${row}@example.org`,
      pick(['', '', day(2008, 4)]),
      pick(['ja', 'nein']),
      pick(['', '', '', 'X']),
      pick(['', '', '"Zeile eins\r\nZeile ""zwei""; mehr"']),
    ].join(';');
    if (!out.write(`${line}\r\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

/** Whole numbers from a seed (xorshift32). */
function generator(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
