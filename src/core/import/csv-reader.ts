import { AppError } from '../app-error.ts';

export interface CsvLimits {
  /** Characters of one cell at most. */
  readonly cellLength: number;
  /** Cells of one record at most. */
  readonly columns: number;
  /** Characters of one record at most. */
  readonly recordLength: number;
}

/** Far above any honest export, far below what would fill the memory. */
export const csvLimits: CsvLimits = { cellLength: 1_000_000, columns: 2_000, recordLength: 4_000_000 };

export interface CsvReader {
  /** Reads on; calls `onRecord` for every record that ends in `text`. */
  push(text: string): void;
  /** The file is over: hands out the last record. */
  end(): void;
}

/**
 * Reads RFC 4180 text piece by piece, in memory bounded by its limits.
 *
 * @param onRecord The cells, and the physical line (from 1) on which the record began. Empty lines are no records.
 * @throws AppError `import.error.unclosed-quote`, `.cell-too-long`, `.row-too-long`, `.too-many-columns`, each with its line.
 * As Excel does: a quote inside an unquoted cell is a character, and so is what follows a closing quote.
 * Our own instead of csv-parse, which counts a line break (CRLF) inside quotes as two lines and cannot tell where
 * an unclosed quote began; both numbers are what a person needs to find the place.
 */
export function createCsvReader(
  {
    delimiter,
    limits = csvLimits,
    firstLine = 1,
  }: { delimiter: string; limits?: CsvLimits; firstLine?: number },
  onRecord: (cells: string[], line: number) => void,
): CsvReader {
  let state: 'cell-start' | 'plain' | 'quoted' | 'quote-seen' = 'cell-start';
  let cells: string[] = [];
  let cell = '';
  let length = 0;
  let line = firstLine;
  let recordLine = firstLine;
  let quoteLine = firstLine;
  let afterReturn = false;

  const endCell = () => {
    if (cells.length >= limits.columns) {
      throw new AppError('import.error.too-many-columns', { line: recordLine, limit: limits.columns });
    }
    length += cell.length;
    if (length > limits.recordLength) throw new AppError('import.error.row-too-long', { line: recordLine });
    cells.push(cell);
    cell = '';
    state = 'cell-start';
  };
  const endRecord = () => {
    const isEmptyLine = cells.length === 0 && state === 'cell-start';
    if (!isEmptyLine) {
      endCell();
      onRecord(cells, recordLine);
      cells = [];
      length = 0;
    }
  };
  const append = (text: string) => {
    cell += text;
    if (cell.length > limits.cellLength) {
      const from = state === 'quoted' ? quoteLine : line;
      throw new AppError('import.error.cell-too-long', { line: from, column: cells.length + 1 });
    }
  };

  const push = (text: string) => {
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (state === 'quoted') {
        if (code === QUOTE) {
          append(text.slice(start, at));
          state = 'quote-seen';
          start = at + 1;
        }
        if (isLineEnd(code)) countLine(code);
        else afterReturn = false;
        continue;
      }
      if (code === QUOTE && state === 'cell-start') {
        state = 'quoted';
        quoteLine = line;
        start = at + 1;
      } else if (code === QUOTE && state === 'quote-seen') {
        state = 'quoted';
        start = at; // a doubled quote is one: the second of them is kept
      } else if (code === delimiter.charCodeAt(0)) {
        append(text.slice(start, at));
        endCell();
        start = at + 1;
      } else if (isLineEnd(code)) {
        append(text.slice(start, at));
        endRecord();
        start = at + 1;
        countLine(code);
        recordLine = line;
        continue;
      } else if (state !== 'plain') state = 'plain';
      afterReturn = false;
    }
    append(text.slice(start));
  };
  /** CR, LF and CRLF each end one line, also where CR and LF come in two pieces. */
  const countLine = (code: number) => {
    if (!(code === LF && afterReturn)) line++;
    afterReturn = code === CR;
  };

  return {
    push,
    end() {
      if (state === 'quoted') throw new AppError('import.error.unclosed-quote', { line: quoteLine });
      endRecord();
    },
  };
}

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const isLineEnd = (code: number) => code === LF || code === CR;
