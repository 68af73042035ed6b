import type { ImportReport } from '../app/import-members.ts';
import type { RowProblem } from '../core/import/row-problem.ts';
import type { Texts } from '../texts/texts.ts';

/** What an import did, whom a campaign could call then and why not the others, for a terminal. */
export function importText(report: ImportReport, texts: Texts): string {
  const { selection, read } = report;
  const lines = [
    texts.say('import.result.read', {
      rows: report.dataRows,
      encoding: read.encoding,
      delimiter: sayDelimiter(read.delimiter, texts),
    }),
    texts.say('import.result.members', {
      members: report.distinctMembers,
      duplicates: report.duplicateRows,
      numbers: report.numbers,
    }),
    report.isSame
      ? texts.say('import.result.same')
      : texts.say('import.result.changes', {
          added: report.added,
          changed: report.changed,
          unchanged: report.unchanged,
        }),
  ];
  if (report.missing > 0) lines.push(texts.say('import.result.missing', { missing: report.missing }));
  if (read.ignoredColumns.length > 0)
    lines.push(texts.say('import.result.ignored', { columns: read.ignoredColumns.join(', ') }));
  lines.push(
    '',
    texts.say('import.result.selected', {
      selected: selection.selected.length,
      members: report.distinctMembers,
    }),
  );
  for (const [reason, count] of byCount(selection.excludedBy))
    lines.push(row(count, texts.sayAny(`selection.reason.${reason}`)));
  lines.push(...problemLines(report, texts));
  return lines.join('\n');
}

function problemLines(report: ImportReport, texts: Texts): string[] {
  const counts = byCount(report.problems);
  if (counts.length === 0) return [];
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return [
    '',
    texts.say('import.result.problems', { problems: total }),
    ...counts.map(([code, count]) => row(count, texts.sayAny(code))),
  ];
}

/** Line, column, what and why of one problem. */
export function problemText(problem: RowProblem, texts: Texts): string {
  const { line, column } = problem;
  const place =
    column === undefined
      ? texts.say('import.result.line', { line })
      : texts.say('import.result.place', { line, column: column.heading });
  return `${place}: ${texts.sayAny(problem.code)} ${texts.sayAny(problem.advice)}`;
}

/** The machine-readable form: counts and places, no cell's content. */
export function importJson(report: ImportReport): object {
  const { read, selection, firstProblems: _first, ...counts } = report;
  return {
    ...counts,
    encoding: read.encoding,
    delimiter: read.delimiter,
    columns: read.columns,
    ignoredColumns: read.ignoredColumns,
    selected: selection.selected.length,
    excludedBy: selection.excludedBy,
    excludedAlone: selection.alone,
    steps: selection.steps,
    firstProblems: report.firstProblems,
  };
}

function sayDelimiter(delimiter: string, texts: Texts): string {
  return delimiter === '\t' ? texts.say('import.result.tab') : delimiter;
}

function byCount(counts: Readonly<Record<string, number | undefined>>): [string, number][] {
  return Object.entries(counts)
    .map(([key, count]): [string, number] => [key, count ?? 0])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function row(count: number, text: string): string {
  return `${String(count).padStart(7)}  ${text}`;
}
