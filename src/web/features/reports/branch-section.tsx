import type { ClosingReport } from '../../../core/report/closing-report.ts';
import { type BranchColumn, mergeSmallCells, SMALLEST_CELL } from '../../../core/report/merge-small-cells.ts';
import { branchNotes } from '../../../core/report/report-sentences.ts';
import { sayColumn, sayNames } from '../../../core/report/report-words.ts';
import { useTexts } from '../../app-context.ts';
import { FigureTable } from './figure-table.tsx';

/** The branches as anybody may see them: rows and columns stand together where fewer than five people would show. */
export function BranchSection({ report }: { readonly report: ClosingReport }) {
  const texts = useTexts();
  const { say, locale } = texts;
  if (report.byBranch.length < 2) return null;
  const table = mergeSmallCells(report.byBranch);
  const title = say('report.branch.title');
  return (
    <section className="newpage" aria-labelledby="report-branches">
      <h2 id="report-branches">{title}</h2>
      {table.rows.length === 0 ? (
        <p>{say('report.branch.too-few', { limit: SMALLEST_CELL })}</p>
      ) : (
        <>
          <FigureTable
            caption={title}
            first={say('report.branch.name')}
            columns={table.columns.map((it) => ({ key: keyOf(it), label: sayColumn(it, report, texts) }))}
            rows={table.rows.map((it) => ({ name: sayNames(it.branches, locale), cells: it.cells }))}
            total={{ name: say('report.branch.total'), cells: table.total }}
          />
          <p className="base">{branchNotes(table, texts).join(' ')}</p>
        </>
      )}
    </section>
  );
}

function keyOf(column: BranchColumn): string {
  if (column.kind === 'groups') return `groups ${column.groups.join(' ')}`;
  return column.kind === 'answers' ? `answers ${column.answers.join(' ')}` : column.kind;
}
