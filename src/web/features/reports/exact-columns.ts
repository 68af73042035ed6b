import type { BranchCounts } from '../../../core/report/branch-counts.ts';
import type { ClosingReport } from '../../../core/report/closing-report.ts';

export type ExactColumn = { readonly key: string; of(branch: BranchCounts): number } & (
  | { readonly kind: 'selected' | 'newsletter' | 'localContact' }
  | { readonly kind: 'group'; readonly group: 'reached' | 'neverReached' | 'outOfDate' }
  | { readonly kind: 'answer'; readonly answer: string | null }
);

/** Every figure of a branch, a column each; reached people without an answer only where there are any. */
export function exactColumns({ byBranch, answers }: ClosingReport): ExactColumn[] {
  const given = Object.keys(answers.integration);
  const silent = (branch: BranchCounts) =>
    branch.reached - Object.values(branch.integration).reduce((sum, count) => sum + count, 0);
  const hasSilent = given.length > 0 && byBranch.some((it) => silent(it) > 0);
  return [
    { key: 'selected', kind: 'selected', of: (it) => it.selected },
    ...(['reached', 'neverReached', 'outOfDate'] as const).map(
      (group): ExactColumn => ({ key: group, kind: 'group', group, of: (it) => it[group] }),
    ),
    ...given.map(
      (answer): ExactColumn => ({
        ...{ key: `answer ${answer}`, kind: 'answer', answer },
        of: (it) => it.integration[answer] ?? 0,
      }),
    ),
    ...(hasSilent ? [{ key: 'silent', kind: 'answer', answer: null, of: silent } as const] : []),
    ...(['newsletter', 'localContact'] as const).map(
      (kind): ExactColumn => ({ key: kind, kind, of: (it) => it[kind] }),
    ),
  ];
}
