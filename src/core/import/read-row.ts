import { cleanCell } from './clean-cell.ts';
import { type ListRow, rowKey } from './list-row.ts';
import type { Column } from './map-columns.ts';
import { type RowDraft, type RowOptions, readCell } from './read-cell.ts';
import type { ProblemCode, RowProblem } from './row-problem.ts';

export interface RowReading {
  /** Undefined when the row is left out; a problem says why. */
  readonly row: ListRow | undefined;
  readonly problems: RowProblem[];
}

/**
 * Reads one record of the file.
 *
 * @param cells As the file has them; missing ones at the end count as empty.
 * @param line Physical line where the record begins, from 1.
 * A row without a person's key is left out; so is one with more filled cells than headings: its cells have
 * shifted, and a number could go to the wrong person.
 */
export function readRow(
  cells: readonly string[],
  line: number,
  columns: readonly Column[],
  options: RowOptions,
): RowReading {
  if (cells.length > options.width && cells.slice(options.width).some((cell) => cleanCell(cell) !== '')) {
    return { row: undefined, problems: [rowProblem(line, 'too-many-cells', 'row-left-out')] };
  }
  const draft: RowDraft = {};
  const problems: RowProblem[] = [];
  if (cells.length < options.width) problems.push(rowProblem(line, 'too-few-cells', 'note'));
  for (const column of columns) {
    const text = cleanCell(cells[column.index] ?? '');
    if (text !== '') readCell(draft, text, { line, column, options, problems });
  }
  if (rowKey(draft) !== undefined) return { row: draft, problems };
  return { row: undefined, problems: [...problems, rowProblem(line, 'no-key', 'row-left-out')] };
}

function rowProblem(line: number, what: ProblemCode, severity: RowProblem['severity']): RowProblem {
  return { line, code: `import.problem.${what}`, advice: `import.advice.${what}`, severity };
}
