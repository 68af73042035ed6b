import { AppError } from '../../core/app-error.ts';
import { cleanCell } from '../../core/import/clean-cell.ts';
import { createCsvReader } from '../../core/import/csv-reader.ts';
import { type Delimiter, detectDelimiter, readSeparatorLine } from '../../core/import/detect-delimiter.ts';
import { type ColumnMapping, countKnownHeadings, mapColumns } from '../../core/import/map-columns.ts';
import { type SlashOrder, slashOrderOf } from '../../core/import/read-date.ts';
import type { RowProblem } from '../../core/import/row-problem.ts';
import type { ImportHead } from './import-head.ts';
import { decodeFile, type FileSurvey, surveyFile } from './survey-file.ts';

export interface OpenExport {
  readonly head: ImportHead;
  /** What concerns the file as a whole. */
  readonly problems: readonly RowProblem[];
  readonly slashOrders: ReadonlyMap<number, SlashOrder>;
  /** The records under the headings, in groups as the file's pieces hold them; empty ones are left away. */
  records(): AsyncGenerator<CsvRecord[]>;
}

export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Finds out how an export is written: encoding, delimiter, headings, columns, order of its dates.
 *
 * @throws AppError `import.error.*` as the file system, the CSV reader and the headings give cause; without `file`.
 */
export async function openExport(path: string, mapping: ColumnMapping): Promise<OpenExport> {
  const survey = await surveyFile(path);
  const layout = await findLayout(path, survey);
  const records = () => readRecords(path, survey, layout);
  const { line, cells } = await findHeadings(records(), mapping);
  const plan = mapColumns(cells, mapping, line);
  const headings = cells.map((cell) => cleanCell(cell));
  checkKey(
    plan.columns.map(({ target }) => target),
    line,
    headings,
  );
  const { columns, ignored: ignoredColumns } = plan;
  const head = {
    encoding: survey.encoding,
    delimiter: layout.delimiter,
    headingLine: line,
    headings,
    columns,
    ignoredColumns,
  };
  const rows = () => afterLine(records(), line);
  const slashOrders = survey.mayHaveSlashDates ? await surveySlashDates(rows(), head) : new Map();
  return { head, problems: [...mixedEncoding(survey), ...plan.problems], slashOrders, records: rows };
}

interface Layout {
  readonly delimiter: Delimiter;
  readonly hasSeparatorLine: boolean;
}

const sampleLength = 1 << 16;
/** Some programmes write a title above the headings. */
const headingSearch = 5;

async function findLayout(path: string, survey: FileSurvey): Promise<Layout> {
  let sample = '';
  for await (const piece of decodeFile(path, survey.encoding)) {
    sample += piece;
    if (sample.length >= sampleLength) break;
  }
  if (sample.trim() === '') throw new AppError('import.error.empty-file');
  const separator = readSeparatorLine(sample);
  return separator
    ? { delimiter: separator.delimiter, hasSeparatorLine: true }
    : { delimiter: detectDelimiter(sample.slice(0, sampleLength)), hasSeparatorLine: false };
}

async function* readRecords(path: string, survey: FileSurvey, layout: Layout): AsyncGenerator<CsvRecord[]> {
  let found: CsvRecord[] = [];
  const reader = createCsvReader(layout, (cells, line) => {
    if (line > 1 || !layout.hasSeparatorLine) found.push({ line, cells });
  });
  for await (const piece of decodeFile(path, survey.encoding)) {
    reader.push(piece);
    if (found.length > 0) yield found;
    found = [];
  }
  reader.end();
  if (found.length > 0) yield found;
}

async function* afterLine(
  groups: AsyncGenerator<CsvRecord[]>,
  headingLine: number,
): AsyncGenerator<CsvRecord[]> {
  for await (const group of groups) {
    yield group.filter(
      ({ line, cells }) => line > headingLine && cells.some((cell) => cleanCell(cell) !== ''),
    );
  }
}

async function findHeadings(groups: AsyncGenerator<CsvRecord[]>, mapping: ColumnMapping): Promise<CsvRecord> {
  let seen = 0;
  for await (const group of groups) {
    for (const record of group) {
      if (seen++ === headingSearch) break;
      if (countKnownHeadings(record.cells, mapping) >= 2) return record;
    }
    if (seen >= headingSearch) break;
  }
  // What stands there instead may be a person's data: it is not repeated in the message.
  throw new AppError('import.error.no-heading', { line: 1, searched: headingSearch });
}

function checkKey(targets: readonly string[], line: number, headings: readonly string[]): void {
  const has = (target: string) => targets.includes(target);
  if (has('member-number') || (has('given-name') && has('family-name') && has('birth-date'))) return;
  throw new AppError('import.error.no-key-column', { line, headings: headings.join(', ').slice(0, 400) });
}

const dateTargets = new Set<string>([
  ...['joined-on', 'birth-date', 'last-contact-state', 'last-contact-youth', 'last-contact-branch'],
]);

/** 03/04/2010 is read day first unless the column shows a month-first date and no day-first one. */
async function surveySlashDates(
  groups: AsyncGenerator<CsvRecord[]>,
  head: ImportHead,
): Promise<Map<number, SlashOrder>> {
  const orders = new Map<number, SlashOrder>();
  const indexes = head.columns.filter(({ target }) => dateTargets.has(target)).map(({ index }) => index);
  for await (const group of groups) {
    for (const { cells } of group) {
      for (const index of indexes) {
        const order = slashOrderOf(cleanCell(cells[index] ?? ''));
        const before = orders.get(index);
        if (order) orders.set(index, before === undefined || before === order ? order : 'mixed');
      }
    }
  }
  return orders;
}

function mixedEncoding(survey: FileSurvey): RowProblem[] {
  if (survey.mixedEncodingLine === undefined) return [];
  const what = 'mixed-encoding';
  const { mixedEncodingLine: line } = survey;
  return [{ line, code: `import.problem.${what}`, advice: `import.advice.${what}`, severity: 'note' }];
}
