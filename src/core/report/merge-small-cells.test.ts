import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BranchCounts } from './branch-counts.ts';
import { type BranchColumn, type BranchTable, mergeSmallCells } from './merge-small-cells.ts';

function branch(
  name: string,
  it: {
    answers?: Record<string, number>;
    unanswered?: number;
    outOfDate?: number;
    neverReached?: number;
    newsletter?: number;
    localContact?: number;
  },
): BranchCounts {
  const {
    answers = {},
    unanswered = 0,
    outOfDate = 0,
    neverReached = 0,
    newsletter = 0,
    localContact = 0,
  } = it;
  const reached = unanswered + Object.values(answers).reduce((sum, count) => sum + count, 0);
  const selected = reached + outOfDate + neverReached;
  return {
    name,
    selected,
    called: selected,
    reached,
    outOfDate,
    neverReached,
    integration: answers,
    newsletter,
    localContact,
  };
}

const count = fc.oneof({ weight: 2, arbitrary: fc.nat(4) }, { weight: 3, arbitrary: fc.nat(40) });
const branches = fc
  .array(
    fc.record({
      answers: fc.record({
        integrated: count,
        'wants-information': count,
        'not-connected': count,
        'no-interest': fc.nat(6),
      }),
      ...{
        unanswered: fc.nat(3),
        outOfDate: count,
        neverReached: count,
        newsletter: fc.nat(3),
        localContact: count,
      },
    }),
    { maxLength: 12 },
  )
  .map((them) =>
    them.map((it, index) => {
      const most = Object.values(it.answers).reduce((sum, answer) => sum + answer, it.unanswered);
      const wishes = {
        newsletter: Math.min(it.newsletter, most),
        localContact: Math.min(it.localContact, most),
      };
      return branch(`Branch ${index}`, { ...it, ...wishes });
    }),
  );

function forAll(holds: (table: BranchTable, byBranch: readonly BranchCounts[]) => void) {
  fc.assert(
    fc.property(branches, (byBranch) => holds(mergeSmallCells(byBranch), byBranch)),
    { numRuns: 500 },
  );
}

describe('whatever the branches', () => {
  test('no shown cell, and no difference between cells of a row, counts 1 to 4 people where it counts people', () => {
    forAll(({ columns, rows, total }) => {
      for (const { cells } of [...rows, { cells: total }])
        for (const cell of [...cells, ...leftOver(columns, cells)]) {
          expect(cell === 0 || cell >= 5).toBe(true);
        }
    });
  });

  test('each branch is in exactly one row, and the rows add up to the whole', () => {
    forAll(({ columns, rows, total }, byBranch) => {
      if (columns.length === 0) return;
      expect(rows.flatMap((row) => row.branches).sort()).toEqual(byBranch.map((it) => it.name).sort());
      expect(columns.map((_, index) => rows.reduce((sum, row) => sum + (row.cells[index] ?? 0), 0))).toEqual(
        total,
      );
      expect(total[0]).toBe(byBranch.reduce((sum, it) => sum + it.selected, 0));
    });
  });

  test('nothing is given away by a total: groups and answers are shown whole or not at all', () => {
    forAll(({ columns, total }) => {
      const sum = (kind: BranchColumn['kind']) =>
        columns.reduce((all, it, index) => (it.kind === kind ? all + (total[index] ?? 0) : all), 0);
      const has = (kind: BranchColumn['kind']) => columns.some((it) => it.kind === kind);
      if (has('groups')) expect(sum('groups')).toBe(total[0]);
      if (has('answers')) expect(sum('answers')).toBe(reachedOf(columns, total));
    });
  });

  test('a table is missing only where fewer than 5 people were selected in all', () => {
    forAll(({ rows }, byBranch) => {
      const selected = byBranch.reduce((sum, it) => sum + it.selected, 0);
      if (selected >= 5) expect(rows.length).toBeGreaterThan(0);
    });
  });
});

function reachedOf(columns: readonly BranchColumn[], cells: readonly number[]): number {
  return cells[columns.findIndex((it) => it.kind === 'groups' && it.groups.includes('reached'))] ?? 0;
}

/** What a reader can compute: who is reached and did not wish it. */
function leftOver(columns: readonly BranchColumn[], cells: readonly number[]): number[] {
  return columns.flatMap((it, index) =>
    it.kind === 'newsletter' || it.kind === 'localContact'
      ? [reachedOf(columns, cells) - (cells[index] ?? 0)]
      : [],
  );
}

test('branches without small cells stand as they are', () => {
  const north = branch('Nord', {
    answers: { integrated: 10, 'no-interest': 5 },
    outOfDate: 6,
    neverReached: 7,
    localContact: 5,
  });
  const south = branch('Süd', {
    answers: { integrated: 8, 'no-interest': 0 },
    outOfDate: 5,
    neverReached: 5,
  });
  const table = mergeSmallCells([north, south]);
  expect(table.rows).toEqual([
    { branches: ['Nord'], cells: [28, 15, 7, 6, 10, 5, 5] },
    { branches: ['Süd'], cells: [18, 8, 5, 5, 8, 0, 0] },
  ]);
});

test('a branch with a small cell never stands alone in the merged row: the smallest other one joins it', () => {
  const big = (name: string, more: number) =>
    branch(name, { answers: { integrated: 20 + more }, outOfDate: 9, neverReached: 9 });
  const small = branch('Görlitz', { answers: { integrated: 20 }, outOfDate: 3, neverReached: 9 });
  const table = mergeSmallCells([
    big('Dresden', 9),
    big('Vogtland', 8),
    big('Zwickau', 7),
    big('Bautzen', 1),
    big('Aue', 2),
    small,
  ]);
  expect(table.rows.map((row) => row.branches)).toEqual([
    ['Dresden'],
    ['Vogtland'],
    ['Zwickau'],
    ['Aue'],
    ['Bautzen', 'Görlitz'],
  ]);
  expect(table.columns).toContainEqual({ kind: 'groups', groups: ['outOfDate'] });
});

test('where merging branches would cost too much, columns are put together', () => {
  const one = (name: string) =>
    branch(name, {
      answers: { integrated: 9, 'not-connected': 8, 'no-interest': 1 },
      outOfDate: 2,
      neverReached: 9,
    });
  const table = mergeSmallCells(['A', 'B', 'C', 'D', 'E'].map(one));
  expect(table.rows).toHaveLength(5);
  expect(table.columns).toEqual([
    { kind: 'selected' },
    { kind: 'groups', groups: ['reached'] },
    { kind: 'groups', groups: ['neverReached', 'outOfDate'] },
    { kind: 'answers', answers: ['integrated'] },
    { kind: 'answers', answers: ['not-connected', 'no-interest'] },
  ]);
});

test('fewer than five people in all are not shown at all', () => {
  expect(mergeSmallCells([branch('A', { neverReached: 4 })]).rows).toEqual([]);
  expect(mergeSmallCells([]).rows).toEqual([]);
});
