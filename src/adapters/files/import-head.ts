import type { Delimiter } from '../../core/import/detect-delimiter.ts';
import type { ListRow } from '../../core/import/list-row.ts';
import type { Column, ColumnMapping } from '../../core/import/map-columns.ts';
import type { RowOptions } from '../../core/import/read-cell.ts';
import type { RowProblem } from '../../core/import/row-problem.ts';
import type { FileEncoding } from './survey-file.ts';

/** What the file turned out to be, known before the first row is read. */
export interface ImportHead {
  readonly encoding: FileEncoding;
  readonly delimiter: Delimiter;
  /** Physical line of the headings; lines before it (a title) are skipped. */
  readonly headingLine: number;
  readonly headings: readonly string[];
  readonly columns: readonly Column[];
  readonly ignoredColumns: readonly { readonly index: number; readonly heading: string }[];
}

export interface ImportCounts {
  /** Records under the headings that are not empty. */
  readonly dataRows: number;
  /** Of these, how many were handed on, and how many were left out with a problem. */
  readonly readRows: number;
  readonly leftOutRows: number;
}

export interface NumberedRow {
  /** Physical line where the row begins. */
  readonly line: number;
  readonly row: ListRow;
}

export interface WorkerInput {
  readonly path: string;
  readonly mapping: ColumnMapping;
  readonly options: Omit<RowOptions, 'width' | 'slashOrders'>;
}

/** From the worker; it waits for a `next` before it sends the batch after the next. */
export type WorkerMessage =
  | { readonly kind: 'head'; readonly head: ImportHead }
  | { readonly kind: 'batch'; readonly rows: NumberedRow[]; readonly problems: RowProblem[] }
  | { readonly kind: 'done'; readonly counts: ImportCounts }
  | {
      readonly kind: 'failed';
      readonly code: string;
      readonly values: Readonly<Record<string, string | number>>;
    };
