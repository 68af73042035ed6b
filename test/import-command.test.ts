import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInstallation } from '../src/build/installation.ts';
import { SAMPLE } from './run-demo-under-test.ts';
import { tableChecksums } from './table-checksums.ts';

const DRAHT = join(import.meta.dirname, '../bin/draht');
const HEAD = 'Mitgliedsnummer;Vorname;Nachname;Telefon\r\n';
const ROW = '1;Kim;Beispiel;030 23125001\r\n';

let folder: string;
let data: string;
/** The server runs here, and every command joins it: a start of its own for each would take a second. */
let running: Awaited<ReturnType<typeof openInstallation>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'draht-command-'));
  data = join(folder, 'data');
  running = await openInstallation({
    dataPath: data,
    databaseUrl: undefined,
    mayJoin: false,
    onEvent: () => {},
  });
});
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true });
});

async function draht(args: readonly string[], language = 'de') {
  const env = { ...process.env, DRAHT_LANG: language, HOME: folder, DATABASE_URL: '' };
  const child = spawn(DRAHT, [...args, '--data', data], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { status, stdout, stderr };
}

const write = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('a file that cannot be imported gets one sentence, exit code 1, and leaves nothing', () => {
  it.each<[string, () => string, RegExp, RegExp]>([
    ['an empty file', () => write('empty.csv', ''), /ist leer/, /is empty/],
    ['no heading', () => write('data.csv', ROW + ROW), /Überschrift/, /heading/],
    [
      'binary',
      () => write('picture.csv', Buffer.from('89504e470d0a1a0a0000000d', 'hex')),
      /keine Textdatei/,
      /not a text file/,
    ],
    [
      '10^5 columns',
      () => write('wide.csv', `${HEAD}${ROW}${';'.repeat(100_000)}\r\n`),
      /Spalten/,
      /columns/,
    ],
    ['one cell of 100 MB', hugeCell, /Zelle/, /cell/],
    [
      'an unclosed quote',
      () => write('quote.csv', `${HEAD}${ROW}2;"Kim;Beispiel;\r\n`),
      /Anführungszeichen/,
      /quot/,
    ],
    ['a missing file', () => join(folder, 'missing.csv'), /gibt es nicht|keine Datei/, /There is no file/],
    ['a folder', () => folder, /Ordner/, /folder/],
  ])('%s', { timeout: 60_000 }, async (_, make, german, english) => {
    const path = make();
    const before = await tableChecksums(running.connection);
    const inBoth = await Promise.all([draht(['import', path], 'de'), draht(['import', path], 'en')]);
    for (const [place, pattern] of [german, english].entries()) {
      const { status, stdout, stderr = '' } = inBoth[place] ?? {};
      expect({ status, stdout }, stderr).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(pattern);
      expect(stderr.trim().split('\n')).toHaveLength(1);
      expect(stderr).not.toMatch(/ {4}at |Error:|Kim|23125001/);
    }
    expect(await tableChecksums(running.connection)).toEqual(before);
  });

  // A file without read permission: src/adapters/files/read-members.test.ts, which becomes somebody else where it is root.
});

function hugeCell(): string {
  const path = join(folder, 'huge.csv');
  const file = openSync(path, 'w');
  writeSync(file, `${HEAD}${ROW}2;Kim;"`);
  for (let piece = 0; piece < 100; piece++) writeSync(file, 'x'.repeat(1 << 20));
  closeSync(file);
  return path;
}

describe('files in other encodings are imported', () => {
  it.each<[string, Buffer]>([
    ['UTF-16', Buffer.from(`\ufeff${HEAD}1;Jörg;Beispiel;030 23125001\r\n`, 'utf16le')],
    [
      'two encodings in one file',
      Buffer.concat([Buffer.from(`${HEAD}1;Zoë;B;\r\n2;J`), Buffer.from([0xf6]), Buffer.from('rg;B;\r\n')]),
    ],
  ])('%s', async (_, content) => {
    const { status, stderr } = await draht(['import', write('other.csv', content), '--dry-run']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('the sample by command', () => {
  it('tells its counts as JSON, and --dry-run changes nothing', { timeout: 120_000 }, async () => {
    const before = await tableChecksums(running.connection);
    const sample = join(SAMPLE, 'mitglieder.csv');
    const args = ['import', sample, '--campaign', join(SAMPLE, 'kampagne.yaml'), '--json', '--dry-run'];
    const { status, stdout } = await draht(args);
    expect(status).toBe(0);
    expect(await tableChecksums(running.connection)).toEqual(before);
    const expected = JSON.parse(readFileSync(join(SAMPLE, 'erwartet.json'), 'utf8'));
    const { dataRows, distinctMembers, duplicateRows, selected, excludedBy } = expected;
    expect(JSON.parse(stdout)).toMatchObject({
      dataRows,
      distinctMembers,
      duplicateRows,
      selected,
      excludedBy,
    });
  });
});
