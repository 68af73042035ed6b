import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../app-error.ts';
import { createCsvReader } from './csv-reader.ts';

function read(pieces: string[]) {
  const records: [number, string[]][] = [];
  const reader = createCsvReader({ delimiter: ';' }, (cells, line) => {
    records.push([line, cells]);
  });
  for (const piece of pieces) reader.push(piece);
  reader.end();
  return records;
}

describe('the CSV reader', () => {
  it.each([
    [
      'plain cells',
      'a;b\nc;d\n',
      [
        [1, ['a', 'b']],
        [2, ['c', 'd']],
      ],
    ],
    ['a last line without its end', 'a;b', [[1, ['a', 'b']]]],
    ['empty cells', ';a;\n', [[1, ['', 'a', '']]]],
    [
      'empty lines are skipped but counted',
      'a\r\n\r\n\r\nb\r\n',
      [
        [1, ['a']],
        [4, ['b']],
      ],
    ],
    ['quotes, delimiters and doubled quotes', '"a;""b""";c\n', [[1, ['a;"b"', 'c']]]],
    [
      'a line break in quotes: physical lines',
      '"a\r\nb";c\r\nd;e\r\n',
      [
        [1, ['a\r\nb', 'c']],
        [3, ['d', 'e']],
      ],
    ],
    [
      'all three line ends',
      'a\rb\nc\r\nd',
      [
        [1, ['a']],
        [2, ['b']],
        [3, ['c']],
        [4, ['d']],
      ],
    ],
    ['a quote inside a cell is a character', 'a"b;c\n', [[1, ['a"b', 'c']]]],
    ['text after a closing quote stays', '"a"b;c\n', [[1, ['ab', 'c']]]],
    ['an empty quoted cell', '"";\n', [[1, ['', '']]]],
  ] as const)('reads %s', (_, text, expected) => {
    expect(read([text])).toEqual(expected);
    expect(read([...text])).toEqual(expected); // the same in pieces of one character
  });

  it('tells where an unclosed quote began', () => {
    expect(() => read(['a;b\nc;"d\ne;f\n'])).toThrow(
      expect.objectContaining({ code: 'import.error.unclosed-quote', values: { line: 2 } }),
    );
  });

  it('stops at a cell that is too long, in bounded memory, with the line where it began', () => {
    const reader = createCsvReader({ delimiter: ';' }, () => {});
    reader.push('a;b\nc;"');
    const piece = 'x\n'.repeat(50_000);
    let pushed = 0;
    const pushAll = () => {
      for (; pushed < 1000; pushed++) reader.push(piece);
    };
    expect(pushAll).toThrow(
      expect.objectContaining({ code: 'import.error.cell-too-long', values: { line: 2, column: 2 } }),
    );
    expect(pushed).toBeLessThan(15);
  });

  it('stops at a row that is too long in all', () => {
    const row = `"${'x'.repeat(900_000)}";`;
    expect(() => read(['a\n', ...Array(6).fill(row)])).toThrow(
      expect.objectContaining({ code: 'import.error.row-too-long', values: { line: 2 } }),
    );
  });

  it('stops at too many columns', () => {
    expect(() => read([`a\n${';'.repeat(100_000)}`])).toThrow(AppError);
  });

  it('gives back whatever cells were written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ';', '"', '\r\n', '\n', ' ', 'ü') });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 7 }), (cells, size) => {
        const text = cells
          .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(';'))
          .join('\r\n');
        expect(read(text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []).map(([, row]) => row)).toEqual(
          cells,
        );
      }),
    );
  });
});
