import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCsvReader } from '../../core/import/csv-reader.ts';
import type { ListRow } from '../../core/import/list-row.ts';
import { collectMembers } from './collect-members.fixture.ts';

const sample = new URL('../../../examples/sachsen/', import.meta.url);
const file = fileURLToPath(new URL('mitglieder.csv', sample));

interface Expected {
  dataRows: number;
  distinctMembers: number;
  duplicateRows: number;
  excludedBy: Record<string, number>;
  members: { memberNumber: string; numbers: string[] }[];
}
let expected: Expected;
let folder: string;
beforeAll(async () => {
  expected = JSON.parse(await readFile(new URL('erwartet.json', sample), 'utf8'));
  folder = await mkdtemp(join(tmpdir(), 'draht-sample-'));
});
afterAll(() => rm(folder, { recursive: true }));

const findings = (row: ListRow) => Object.values(row.phones ?? {}).flat();
const numbers = (row: ListRow) =>
  new Set(findings(row).flatMap((finding) => (finding.kind === 'number' ? [finding.e164] : [])));

/** Why somebody is not selected, as the selection of the sample asks; undefined for those it selects. */
function excludedBy(row: ListRow): string | undefined {
  if (row.joinedOn === undefined || row.joinedOn < '2007-01-01') return 'joined-earlier';
  if (row.statusKind !== 'active') return 'not-active';
  if (row.lastContacts?.state) return 'contacted-state';
  if (row.lastContacts?.youth) return 'contacted-youth';
  if (row.lastContacts?.branch) return 'contacted-branch';
  if (row.doNotCall) return 'do-not-call';
  if (numbers(row).size > 0) return undefined;
  return findings(row).length > 0 ? 'unusable-number' : 'no-number';
}

function checkMembers(members: Map<string, ListRow>) {
  const rows = [...members.values()];
  const read = new Map(rows.map((row) => [row.memberNumber, numbers(row)]));
  for (const member of expected.members) {
    expect([...(read.get(member.memberNumber) ?? [])].sort(), member.memberNumber).toEqual(
      [...member.numbers].sort(),
    );
  }
  const selected = rows.filter((row) => excludedBy(row) === undefined).map((row) => row.memberNumber);
  expect(selected.sort()).toEqual(expected.members.map(({ memberNumber }) => memberNumber).sort());
  expect(Object.groupBy(rows, (row) => excludedBy(row) ?? 'selected')).toMatchObject(
    Object.fromEntries(
      Object.entries(expected.excludedBy).map(([reason, count]) => [reason, { length: count }]),
    ),
  );
}

describe('the sample', () => {
  it('gives the rows, members and numbers of erwartet.json', async () => {
    const { result, members, problems } = await collectMembers(file);
    expect(result).toMatchObject({ encoding: 'windows-1252', delimiter: ';', leftOutRows: 0 });
    expect(result.dataRows).toBe(expected.dataRows);
    expect(members.size).toBe(expected.distinctMembers);
    expect(result.dataRows - members.size).toBe(expected.duplicateRows);
    checkMembers(members);
    expect(problems.every(({ code }) => code.startsWith('import.unusable.'))).toBe(true);
  });

  const german = (date: string) => date;
  const iso = (date: string) => date.replace(/^(\d+)\.(\d+)\.(\d+)$/, '$3-$2-$1');
  const slashed = (date: string) => date.replace(/^(\d+)\.(\d+)\.(\d+)$/, '$2/$1/$3');
  const civiHeadings = [
    ...[
      'External Identifier',
      'Prefix',
      'First Name',
      'Last Name',
      'Birth Date',
      'Street Address',
      'Postal Code',
    ],
    ...['City', 'Groups', 'Member Since', 'Membership Status', 'Phone', 'phone_2', 'Email', 'Kontakt LV'],
    ...['Kontakt Jugend', 'Kontakt KV', 'Newsletter', 'Do Not Phone', 'Note'],
  ];
  const germanHeadings = [
    ...[
      'MNr',
      'Anrede',
      'Rufname',
      'Familienname',
      'Geb.-Datum',
      'Anschrift',
      'Postleitzahl',
      'Wohnort',
      'Gliederung',
    ],
    ...[
      'Mitglied seit',
      'Mitgliedsstatus',
      'Tel.',
      'Handy',
      'Mail',
      'Zuletzt kontaktiert durch Landesverband',
    ],
    ...[
      'Kontakt Jugendverband',
      'Zuletzt kontaktiert durch KV',
      'E-Mail-Verteiler',
      'Telefonsperre',
      'Notiz',
    ],
  ];

  it.each([
    ['UTF-8, comma, CiviCRM headings, ISO dates', ',', civiHeadings, iso, 'utf-8', '\n', 'utf-8'],
    ['UTF-16 with tabs', '\t', germanHeadings, german, 'utf-16le', '\r\n', 'utf-16le'],
    ['Windows-1252, bars, month-first dates', '|', germanHeadings, slashed, 'latin1', '\r\n', 'windows-1252'],
    ['UTF-8 with BOM, semicolons', ';', germanHeadings, german, 'utf-8-bom', '\r\n', 'utf-8'],
  ] as const)(
    'gives the same as %s, columns and rows shuffled',
    async (_, delimiter, headings, date, encoding, end, read) => {
      const records = shuffle(await sampleRecords());
      const order = shuffle(headings.map((_, index) => index));
      const line = (cells: readonly string[]) =>
        order.map((index) => `"${date(cells[index] ?? '').replaceAll('"', '""')}"`).join(delimiter);
      const text = [headings, ...records].map(line).join(end) + end;
      const path = join(folder, `${encoding}.csv`);
      await writeFile(path, encode(text, encoding));
      const { result, members } = await collectMembers(path);
      expect(result).toMatchObject({ encoding: read, delimiter, dataRows: expected.dataRows });
      expect(members.size).toBe(expected.distinctMembers);
      checkMembers(members);
      expect([...members.values()].some(({ city }) => city === 'Görlitz')).toBe(true);
    },
  );
});

/** The rows under the headings; the duplicates among them differ in nothing that is checked, so any order will do. */
async function sampleRecords(): Promise<string[][]> {
  const records: string[][] = [];
  const reader = createCsvReader({ delimiter: ';' }, (cells) => {
    records.push(cells);
  });
  reader.push(new TextDecoder('windows-1252').decode(await readFile(file)));
  reader.end();
  return records.slice(1);
}

/** Always the same order, told by a small generator (Park and Miller). */
function shuffle<Item>(items: readonly Item[]): Item[] {
  let state = 20120313;
  const next = () => {
    state = (state * 48271) % 2147483647;
    return state;
  };
  return items
    .map((item) => ({ item, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function encode(text: string, encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'latin1'): Buffer {
  if (encoding === 'utf-8-bom') return Buffer.from(`\ufeff${text}`, 'utf8');
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  return Buffer.from(text, encoding);
}
