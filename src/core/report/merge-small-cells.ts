import type { BranchCounts } from './branch-counts.ts';

/** A count of people below this, other than none, could point at somebody (DOMAIN 6.3). */
export const SMALLEST_CELL = 5;

/** One of the three groups that add up to the selected people of a row. */
export type Group = 'reached' | 'neverReached' | 'outOfDate';

/** What a column counts; several groups or answers are their sum. Null stands for reached people without an answer. */
export type BranchColumn =
  | { readonly kind: 'selected' }
  | { readonly kind: 'groups'; readonly groups: readonly Group[] }
  | { readonly kind: 'answers'; readonly answers: readonly (string | null)[] }
  | { readonly kind: 'newsletter' }
  | { readonly kind: 'localContact' };

/** The branches as anybody may see them; `rows` is empty where even the whole would show too few people. */
export interface BranchTable {
  readonly columns: readonly BranchColumn[];
  /** Each branch is in exactly one row; one with several branches stands last. */
  readonly rows: readonly BranchRow[];
  readonly total: readonly number[];
}
export interface BranchRow {
  readonly branches: readonly string[];
  /** As many as columns, each 0 or `SMALLEST_CELL` and more. */
  readonly cells: readonly number[];
}

/**
 * The table of branches without a cell of 1 to 4 people, shown or computed back.
 *
 * Instead of blanking cells, which totals would give away, branches are put together into one row and answers into
 * one column. The columns of a row that add up to another one are kept complete, and what a column leaves over (who is
 * reached and does not want the newsletter) is held to the same limit. Of all such tables the one with most cells is
 * taken: more columns first where two have as many.
 */
export function mergeSmallCells(byBranch: readonly BranchCounts[]): BranchTable {
  const candidates = layouts(byBranch).map((layout) => tableOf(byBranch, layout));
  return candidates.reduce((best, it) => (size(it) > size(best) ? it : best), {
    columns: [],
    rows: [],
    total: [],
  });
}

/** Columns to show, and those that a reader could compute from them. */
interface Layout {
  readonly shown: readonly BranchColumn[];
  readonly implied: readonly ((row: BranchCounts) => number)[];
}

function size(table: BranchTable): number {
  return table.rows.length * table.columns.length;
}

/** All ways to put columns together, those with more columns first. */
function layouts(byBranch: readonly BranchCounts[]): Layout[] {
  const groupings: (readonly Group[])[][] = [
    [['reached'], ['neverReached'], ['outOfDate']],
    [['reached'], ['neverReached', 'outOfDate']],
    [],
  ];
  const found = groupings.flatMap((groups) => {
    const answers = groups.length === 0 ? [[]] : answerGroupings(byBranch);
    const extras = groups.length === 0 ? [[]] : wishChoices(byBranch);
    return answers.flatMap((them) => extras.map((wishes) => layoutOf(groups, them, wishes)));
  });
  return found.sort((a, b) => b.shown.length - a.shown.length);
}

type Wish = 'newsletter' | 'localContact';

/** A wish that nobody has needs no column. */
function wishChoices(byBranch: readonly BranchCounts[]): Wish[][] {
  const choices: Wish[][] = [['newsletter', 'localContact'], ['localContact'], ['newsletter'], []];
  return choices.filter((wishes) => wishes.every((wish) => byBranch.some((row) => row[wish] > 0)));
}

function layoutOf(
  groups: readonly (readonly Group[])[],
  answers: readonly (readonly (string | null)[])[],
  wishes: readonly Wish[],
): Layout {
  return {
    shown: [
      { kind: 'selected' },
      ...groups.map((it) => ({ kind: 'groups', groups: it }) as const),
      ...answers.map((it) => ({ kind: 'answers', answers: it }) as const),
      ...wishes.map((kind) => ({ kind }) as const),
    ],
    implied: wishes.map((wish) => (row) => row.reached - row[wish]),
  };
}

/**
 * The first answers of the guide apart, the others as one column: neighbours in a guide are near in meaning. None of
 * them where only one column would be left, for that says nothing.
 */
function answerGroupings(byBranch: readonly BranchCounts[]): (string | null)[][][] {
  const keys: (string | null)[] = [...new Set(byBranch.flatMap((row) => Object.keys(row.integration))), null];
  const given = keys.filter((key) => byBranch.some((row) => answersOf(row, key) > 0));
  const apart = given.map((_, first) => [...given.slice(0, first).map((it) => [it]), given.slice(first)]);
  return [...apart.filter((columns) => columns.length > 1), []];
}

function answersOf(row: BranchCounts, answer: string | null): number {
  if (answer !== null) return row.integration[answer] ?? 0;
  return row.reached - Object.values(row.integration).reduce((sum, it) => sum + it, 0);
}

function tableOf(byBranch: readonly BranchCounts[], layout: Layout): BranchTable {
  const merged = byBranch.filter((row) => !isSafe([row], layout));
  const kept = byBranch.filter((row) => isSafe([row], layout));
  // One row alone hides nothing, and a sum may still be small: the smallest branch that is left joins them.
  while (merged.length > 0 && kept.length > 0 && (merged.length === 1 || !isSafe(merged, layout))) {
    const smallest = kept.reduce((least, it) => (it.selected < least.selected ? it : least));
    kept.splice(kept.indexOf(smallest), 1);
    merged.push(smallest);
  }
  if (merged.length > 0 && !isSafe(merged, layout)) return { columns: [], rows: [], total: [] };
  const rows = [...kept.map((it) => [it]), ...(merged.length === 0 ? [] : [merged])].map((them) =>
    rowOf(them, layout),
  );
  return { columns: layout.shown, rows, total: rowOf(byBranch, layout).cells };
}

function isSafe(rows: readonly BranchCounts[], layout: Layout): boolean {
  const implied = layout.implied.map((count) => rows.reduce((sum, row) => sum + count(row), 0));
  return [...rowOf(rows, layout).cells, ...implied].every((cell) => cell === 0 || cell >= SMALLEST_CELL);
}

function rowOf(rows: readonly BranchCounts[], { shown }: Layout): BranchRow {
  const cells = shown.map((column) => rows.reduce((sum, row) => sum + cellOf(row, column), 0));
  return { branches: rows.map((row) => row.name).sort((a, b) => a.localeCompare(b, 'de')), cells };
}

function cellOf(row: BranchCounts, column: BranchColumn): number {
  switch (column.kind) {
    case 'selected':
      return row.selected;
    case 'groups':
      return column.groups.reduce((sum, group) => sum + row[group], 0);
    case 'answers':
      return column.answers.reduce((sum, answer) => sum + answersOf(row, answer), 0);
    case 'newsletter':
      return row.newsletter;
    case 'localContact':
      return row.localContact;
  }
}
