import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { createTexts } from '../texts/texts.ts';
import { csvCell, reportCsv } from './report-csv.ts';
import { reportUnderTest } from './report-under-test.ts';

const de = createTexts('de');
const csv = reportCsv(reportUnderTest(), de);
const rows: string[][] = parse(csv, {
  delimiter: ';',
  bom: true,
  relax_column_count: true,
  skip_empty_lines: true,
});

test('begins with a byte order mark and ends its lines as spreadsheets expect', () => {
  expect(csv.startsWith('\uFEFF')).toBe(true);
  expect(
    csv
      .split('\n')
      .slice(0, -1)
      .every((line) => line.endsWith('\r')),
  ).toBe(true);
});

describe('a text that a spreadsheet would run is defused', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+49', "'+49"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', `"'\rx"`],
    ['a=1', 'a=1'],
    ['a;b', '"a;b"'],
    ['say "x"', '"say ""x"""'],
    ['=x;"y"', `"'=x;""y"""`],
    [-2, '-2'],
    [1024.256, '1024,256'],
    [null, ''],
  ])('%j is written as %j', (cell, written) => {
    expect(csvCell(cell, { locale: 'de' })).toBe(written);
  });
});

test('each row has a section, an item, a value and what the value is of', () => {
  expect(rows[0]).toEqual(['Abschnitt', 'Angabe', 'Wert', 'Bezug']);
  expect(rows).toContainEqual(['Wen wir erreicht haben', 'erreicht', '120', 'von 200 Ausgewählten']);
  expect(rows).toContainEqual(['Was daraus wird', `'=Fest; "Party"`, '12', 'von 120 Erreichten']);
  expect(rows).toContainEqual(['Aufwand', 'Stunden ohne Pausen', '1024,25', '']);
});

test('the table of branches shows no count of 1 to 4 people', () => {
  const table = rows.slice(rows.findIndex((row) => row[0] === 'Gliederung') + 1);
  expect(table.length).toBeGreaterThan(1);
  const counts = table.flatMap((row) => row.slice(1).map(Number));
  expect(counts.every((it) => it === 0 || it >= 5)).toBe(true);
});

test('reception by answer, whose groups are small, is left to the exact report', () => {
  expect(rows.some((row) => row[1]?.includes('kein Interesse') && row[0] === 'Wie der Anruf ankam')).toBe(
    false,
  );
});
