import { describe, expect, it } from 'vitest';
import { type ListRow, mergeRows, rowKey } from './list-row.ts';
import { mapColumns } from './map-columns.ts';
import { readRow } from './read-row.ts';

const options = { phones: { country: 'DE', allowedCountries: ['DE'] } } as const;

function read(cells: Record<string, string>) {
  const headings = ['Mitgliedsnummer', ...Object.keys(cells)];
  const { columns } = mapColumns(headings);
  return readRow(['47', ...Object.values(cells)], 9, columns, { ...options, width: headings.length });
}

describe('reads a row', () => {
  it.each<[string, Record<string, string>, ListRow]>([
    ['only what the cells say', { Vorname: '', Ort: 'k.A.', PLZ: '-' }, {}],
    ['NFD umlauts and double spaces', { Ort: 'Mu\u0308nchen\u00a0 Ost' }, { city: 'München Ost' }],
    ['Null as a family name', { Nachname: 'Null' }, { familyName: 'Null' }],
    ['a database null as no name', { Nachname: 'NULL' }, {}],
    ['a postcode whose zero Excel ate', { PLZ: '1067' }, { postcode: '01067' }],
    ['Excel wrappers', { PLZ: '="01067"', Ort: "'Dresden" }, { postcode: '01067', city: 'Dresden' }],
    ['the status as given and its kind', { Status: 'Aktiv' }, { status: 'Aktiv', statusKind: 'active' }],
    [
      'branches from the widest to the nearest',
      { Ortsverband: 'Mitte', Landesverband: 'Sachsen', Kreisverband: 'Leipzig' },
      { branch: ['Sachsen', 'Leipzig', 'Mitte'] },
    ],
    [
      'any text as a contact',
      { 'Kontakt KV': 'telefonisch', 'Letzter Kontakt Landesverband': '01.02.2010' },
      { lastContacts: { branch: 'telefonisch', state: '2010-02-01' } },
    ],
    [
      'no contact in an empty word or placeholder',
      { 'Kontakt LV': 'k.A.', 'Kontakt Jugend': '31.12.9999' },
      {},
    ],
    ['newsletter answers', { Newsletter: 'nein' }, { newsletter: false }],
    ['an opt-out as its opposite', { 'Is Opt Out': '1' }, { newsletter: false }],
    ['a year of birth', { Jahrgang: '1970' }, { birthYear: 1970 }],
  ])('%s', (_, cells, expected) => {
    const { row, problems } = read(cells);
    expect(row).toEqual({ memberNumber: '47', ...expected });
    expect(problems).toEqual([]);
  });

  it.each(['', 'nein', 'Nein', 'NEIN', '0', '-', 'no', 'false', 'FALSCH', ' '])(
    '%j does not block calls',
    (cell) => {
      expect(read({ Sperrvermerk: cell }).row?.doNotCall).toBeUndefined();
    },
  );

  it.each(['ja', 'X', '1', 'keine Anrufe', 'k.A.', 'unbekannt', 'seit 2010', 'jein'])(
    '%j blocks calls',
    (cell) => {
      expect(read({ Sperrvermerk: cell }).row?.doNotCall).toBe(true);
    },
  );

  it('keeps phones by column, duplicates of a heading apart', () => {
    const { columns } = mapColumns(['ID', 'Telefon', 'Telefon']);
    const { row } = readRow(['1', '030 23125909', '0171 3920055'], 2, columns, { ...options, width: 3 });
    expect(Object.keys(row?.phones ?? {})).toEqual(['Telefon', 'Telefon (2)']);
  });
});

describe('row problems', () => {
  const column = (heading: string) => ({ heading, index: 1 });
  it.each([
    [{ Telefon: '0900 1234567' }, 'import.unusable.premium', 'import.advice.never-called', 'cell-ignored'],
    [{ Telefon: '1234567' }, 'import.unusable.no-area-code', 'import.advice.correct-number', 'cell-ignored'],
    [{ Telefon: '4930 23125909' }, 'import.issue.assumed-country-code', 'import.advice.check-number', 'note'],
    [
      { Eintritt: '31.02.2010' },
      'import.problem.date-unreadable',
      'import.advice.date-unreadable',
      'cell-ignored',
    ],
    [{ Newsletter: 'mal so' }, 'import.problem.not-yes-or-no', 'import.advice.not-yes-or-no', 'cell-ignored'],
  ])('%j', (cells, code, advice, severity) => {
    const { problems } = read(cells);
    const [heading, cell] = Object.entries(cells)[0] ?? ['', ''];
    expect(problems).toEqual([{ line: 9, column: column(heading), code, advice, severity }]);
    expect(JSON.stringify(problems)).not.toContain(cell);
  });

  const { columns } = mapColumns(['Mitgliedsnummer', 'Name', 'Vorname', 'Geburtsdatum']);
  const readCells = (...cells: string[]) => readRow(cells, 5, columns, { ...options, width: 4 });

  it('a row without number and without name and birth date is left out', () => {
    const { row, problems } = readCells('', 'Beispiel', '', '01.02.1970');
    expect(row).toBeUndefined();
    expect(problems).toEqual([
      expect.objectContaining({ code: 'import.problem.no-key', severity: 'row-left-out' }),
    ]);
  });

  it('names and birth date serve where the number is missing', () => {
    expect(rowKey(readCells('', 'Beispiel', 'Kim', '01.02.1970').row ?? {})).toBe(
      rowKey(readCells('k.A.', 'beispiel', 'KIM', '1970-02-01').row ?? {}),
    );
  });

  it('a trailing delimiter is harmless, a shifted row is left out, a short one is noted', () => {
    expect(readCells('1', 'Beispiel', 'Kim', '', '', ' ').problems).toEqual([]);
    expect(readCells('1', 'Beispiel', 'Kim', '', 'mehr').row).toBeUndefined();
    expect(readCells('1', 'Beispiel')).toEqual({
      row: { memberNumber: '1', familyName: 'Beispiel' },
      problems: [expect.objectContaining({ code: 'import.problem.too-few-cells', severity: 'note' })],
    });
  });
});

describe('merges duplicate rows', () => {
  const phone = (raw: string) => [{ kind: 'unusable', raw, reason: 'not-a-number' }] as const;
  it("the later row's non-empty cells win, cell by cell", () => {
    const earlier: ListRow = {
      memberNumber: '1',
      city: 'A',
      phones: { T: phone('1'), M: phone('2') },
      lastContacts: { state: 'x' },
    };
    const later: ListRow = {
      memberNumber: '1',
      city: 'B',
      phones: { T: phone('3') },
      lastContacts: { branch: 'y' },
    };
    expect(mergeRows(earlier, later)).toEqual({
      memberNumber: '1',
      city: 'B',
      phones: { T: phone('3'), M: phone('2') },
      lastContacts: { state: 'x', branch: 'y' },
    });
  });

  it('a block in any row holds, whichever comes last', () => {
    expect(mergeRows({ doNotCall: true }, {}).doNotCall).toBe(true);
    expect(mergeRows({}, { doNotCall: true }).doNotCall).toBe(true);
  });
});
