import { execFileSync } from 'node:child_process';
import { chmod, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adviceCodes, problemCodes } from '../../core/import/row-problem.ts';
import { numberIssues, unusableReasons } from '../../core/numbers/phone-finding.ts';
import { collectMembers } from './collect-members.fixture.ts';
import { readMappingFile, readMembers } from './read-members.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'draht-files-'));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function write(content: string | Buffer): Promise<string> {
  const path = join(folder, `${++files}.csv`);
  await writeFile(path, content);
  return path;
}
const head = 'Mitgliedsnummer;Vorname;Nachname;Telefon\r\n';
const row = (number: number) => `${number};Kim;Beispiel;030 23125909\r\n`;
const failure = (path: string) =>
  collectMembers(path).then(
    () => 'read',
    (error: unknown) => error,
  );
const appError = (code: string, values: object) =>
  expect.objectContaining({ code: `import.error.${code}`, values: expect.objectContaining(values) });

describe('bad input gets a sentence with its place, and never a cell', () => {
  it.each<[string, string | Buffer, string, object]>([
    ['an empty file', '', 'empty-file', {}],
    ['a file of blank lines', '\r\n \r\n', 'empty-file', {}],
    ['a file without headings', row(1) + row(2), 'no-heading', { line: 1, searched: 5 }],
    ['headings that say nothing', 'a;b\r\nc;d\r\n', 'no-heading', { line: 1 }],
    [
      'no column that says who',
      'Vorname;Telefon\r\nKim;030\r\n',
      'no-key-column',
      { line: 1, headings: 'Vorname, Telefon' },
    ],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'binary', {}],
    ['an Excel file', Buffer.from('504b030414000600', 'hex'), 'spreadsheet', {}],
    [
      '10^5 columns in the headings',
      `ID;Telefon${';x'.repeat(100_000)}\r\n`,
      'too-many-columns',
      { line: 1 },
    ],
    ['10^5 columns in a row', `${head}${row(1)}${';'.repeat(100_000)}\r\n`, 'too-many-columns', { line: 3 }],
    ['an unclosed quote', `${head}${row(1)}2;"Kim;Beispiel;0\r\n${row(3)}`, 'unclosed-quote', { line: 3 }],
  ])('%s', async (_, content, code, values) => {
    const path = await write(content);
    const error = await failure(path);
    expect(error).toEqual(appError(code, { file: path, ...values }));
    expect(JSON.stringify((error as { values: object }).values)).not.toMatch(/Kim|23125909/); // an AppError, as expected above
  });

  it('a missing file, a folder', async () => {
    const missing = join(folder, 'missing.csv');
    expect(await failure(missing)).toEqual(appError('file-missing', { file: missing }));
    expect(await failure(folder)).toEqual(appError('not-a-file', { file: folder }));
  });

  it('a file without read permission', async () => {
    const path = await write(head);
    await chmod(path, 0o000);
    if (process.getuid?.() !== 0) {
      expect(await failure(path)).toEqual(appError('no-permission', { file: path }));
      return;
    }
    // Root may read everything: the same reading as somebody else, who may enter the folder but not read the file.
    await chmod(folder, 0o755);
    const module = new URL('./survey-file.ts', import.meta.url).pathname;
    const script = `import { surveyFile, fileError } from ${JSON.stringify(module)};
      process.setgid(65534); process.setuid(65534);
      await surveyFile(${JSON.stringify(path)}).catch((error) => process.stdout.write(fileError(error).code));`;
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(said).toBe('import.error.no-permission');
  });

  it('one cell of 100 MB, without taking the memory for it', async () => {
    const path = join(folder, 'huge.csv');
    const handle = await open(path, 'w');
    await handle.write(`${head}${row(1)}2;Kim;"`);
    for (let piece = 0; piece < 100; piece++) await handle.write('x'.repeat(1 << 20));
    await handle.close();
    const before = process.memoryUsage.rss();
    expect(await failure(path)).toEqual(appError('cell-too-long', { file: path, line: 3, column: 3 }));
    expect(process.memoryUsage.rss() - before).toBeLessThan(80 * 2 ** 20);
    await rm(path);
  });

  it('an unknown target in a mapping file', async () => {
    const path = join(folder, 'mapping.yaml');
    await writeFile(path, 'Nummer: number\n');
    await expect(readMappingFile(path)).rejects.toEqual(appError('mapping-target', { file: path, line: 1 }));
    const missing = join(folder, 'missing.yaml');
    await expect(readMappingFile(missing)).rejects.toEqual(appError('file-missing', { file: missing }));
  });
});

describe('reads exports as they come', () => {
  it('UTF-8 with a stray byte is Windows-1252, with a note of the line', async () => {
    const stray = Buffer.concat([
      Buffer.from(`${head}1;Zoë;B;\r\n2;J`),
      Buffer.from([0xf6]),
      Buffer.from('rg;B;\r\n'),
    ]);
    const { result, members, problems } = await collectMembers(await write(stray));
    expect(result.encoding).toBe('windows-1252');
    expect(members.get('number:2')?.givenName).toBe('Jörg');
    expect(problems).toEqual([expect.objectContaining({ code: 'import.problem.mixed-encoding', line: 3 })]);
  });

  it('Windows-1252 knows its own signs, not only those of Latin 1', async () => {
    const { members } = await collectMembers(
      await write(Buffer.from(`${head}1;\x8ea\x9ea;B;\r\n`, 'latin1')),
    );
    expect(members.get('number:1')?.givenName).toBe('Žaža');
  });

  it('UTF-16 big endian', async () => {
    const content = Buffer.from(`\ufeff${head}1;Zoë;B;\r\n`, 'utf16le').swap16();
    const { result, members } = await collectMembers(await write(content));
    expect(result.encoding).toBe('utf-16be');
    expect(members.get('number:1')?.givenName).toBe('Zoë');
  });

  it('a separator line and a title before the headings, with the lines of the file', async () => {
    const path = await write(`sep=;\r\nMitgliederliste;;;\r\n\r\n${head}1;Kim;B;0900 1234567\r\n`);
    const { result, problems } = await collectMembers(path);
    expect(result).toMatchObject({ delimiter: ';', headingLine: 4, dataRows: 1 });
    expect(problems).toEqual([
      expect.objectContaining({ line: 5, column: { heading: 'Telefon', index: 3 } }),
    ]);
  });

  it('rows of nothing but delimiters are no rows', async () => {
    const { result } = await collectMembers(await write(`${head};;;\r\n${row(1)}\r\n; ;;\r\n`));
    expect(result).toMatchObject({ dataRows: 1, readRows: 1, leftOutRows: 0 });
  });

  it('slash dates by the order that the whole column shows, wherever it shows it', async () => {
    const dated = 'ID;Eintritt;Telefon\r\n1;03/04/2010;\r\n2;12/31/2010;\r\n';
    const monthFirst = await collectMembers(await write(dated));
    expect(monthFirst.members.get('number:1')?.joinedOn).toBe('2010-03-04');
    const mixed = await collectMembers(await write(`${dated}3;31/12/2010;\r\n`));
    expect(mixed.members.get('number:1')?.joinedOn).toBeUndefined();
    expect(mixed.problems).toEqual([
      expect.objectContaining({ line: 2, code: 'import.problem.date-ambiguous' }),
    ]);
  });
});

describe('back-pressure and stopping', () => {
  const many = () => write(head + Array.from({ length: 20_000 }, (_, at) => row(at + 1)).join(''));

  it('the worker is at most one batch ahead', async () => {
    let running = 0;
    let most = 0;
    const { result, members } = await collectMembers(await many());
    expect([result.dataRows, members.size]).toEqual([20_000, 20_000]);
    await collectMembers(await many(), {
      onBatch: async (rows) => {
        most = Math.max(most, ++running);
        expect(rows.length).toBeLessThanOrEqual(500);
        await Promise.resolve();
        running--;
      },
    });
    expect(most).toBe(1);
  });

  it('a failing batch ends the reading with its error', async () => {
    const onBatch = () => Promise.reject(new Error('store is full'));
    await expect(collectMembers(await many(), { onBatch })).rejects.toThrow('store is full');
  });

  it('an abort ends the worker', async () => {
    const stop = new AbortController();
    let batches = 0;
    const reading = collectMembers(await many(), {
      signal: stop.signal,
      onBatch: async () => {
        if (++batches === 2) stop.abort(new Error('stopped'));
      },
    });
    await expect(reading).rejects.toThrow('stopped');
    expect(batches).toBeLessThan(5);
    const options = { phones: { country: 'DE', allowedCountries: ['DE'] } } as const;
    const again = readMembers({ path: 'x', options, onBatch: async () => {}, signal: stop.signal });
    await expect(again).rejects.toThrow('stopped');
  });
});

describe('texts', () => {
  it.each(['de', 'en'])('every code has a text in %s', async (locale) => {
    const texts = await readFile(new URL(`../../texts/${locale}/import.po`, import.meta.url), 'utf8');
    const files = ['core/import/csv-reader', 'core/import/map-columns', 'core/import/mapping-file'];
    const adapters = ['adapters/files/open-export', 'adapters/files/survey-file'];
    const sources = await Promise.all(
      [...files, ...adapters].map((name) => readFile(new URL(`../../${name}.ts`, import.meta.url), 'utf8')),
    );
    const codes = [
      ...unusableReasons.map((reason) => `import.unusable.${reason}`),
      ...numberIssues.map((issue) => `import.issue.${issue}`),
      ...problemCodes.map((problem) => `import.problem.${problem}`),
      ...adviceCodes.map((advice) => `import.advice.${advice}`),
      ...sources.flatMap((source) => source.match(/(?<=')import\.error\.[a-z-]+(?=')/g) ?? []),
    ];
    expect(codes.length).toBeGreaterThan(70);
    expect(codes.filter((code) => !texts.includes(`msgid "${code}"`))).toEqual([]);
  });
});
