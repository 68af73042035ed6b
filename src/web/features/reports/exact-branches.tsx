import type { ClosingReport } from '../../../core/report/closing-report.ts';
import { sayAnswer } from '../../../core/report/report-words.ts';
import { useTexts } from '../../app-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { exactColumns } from './exact-columns.ts';
import { FigureTable } from './figure-table.tsx';

/** The branches without anything put together: for organisers' eyes, never printed. */
export function ExactBranches({ report }: { readonly report: ClosingReport }) {
  const texts = useTexts();
  if (report.byBranch.length < 2) return null;
  const columns = exactColumns(report).map((it) => ({
    ...it,
    label:
      it.kind === 'answer'
        ? sayAnswer(it.answer, report, texts)
        : it.kind === 'group'
          ? texts.say(`report.group.${it.group}`)
          : texts.say(`report.branch.${it.kind}`),
  }));
  const cells = (branches: ClosingReport['byBranch']) =>
    columns.map((it) => branches.reduce((sum, branch) => sum + it.of(branch), 0));
  const title = texts.say('report-page.exact');
  return (
    <details className="more exact">
      <summary>
        <Icon name="chevron-right" />
        {title}
      </summary>
      <div>
        <p className="soft">{texts.say('report-page.exact-hint')}</p>
        <FigureTable
          caption={title}
          first={texts.say('report.branch.name')}
          columns={columns}
          rows={report.byBranch.map((it) => ({ name: it.name, cells: cells([it]) }))}
          total={{ name: texts.say('report.branch.total'), cells: cells(report.byBranch) }}
        />
      </div>
    </details>
  );
}
