import { expect, test } from 'vitest';
import { reportSample } from '../../samples/report.sample.ts';
import { exactColumns } from './exact-columns.ts';
import { shareOf } from './report-bars.tsx';

test('the exact columns add up to the report', () => {
  const columns = exactColumns(reportSample);
  const sums = Object.fromEntries(
    columns.map((it) => [it.key, reportSample.byBranch.reduce((sum, branch) => sum + it.of(branch), 0)]),
  );
  expect(sums).toEqual({
    ...{ selected: 504, reached: 343, neverReached: 111, outOfDate: 50 },
    ...{ 'answer integrated': 101, 'answer wants-information': 101, 'answer not-connected': 126 },
    ...{ 'answer no-interest': 15, newsletter: 23, localContact: 74 },
  });
});

test('people who were reached and gave no answer have a column, where there are any', () => {
  const [first, ...others] = reportSample.byBranch;
  if (first === undefined) throw new Error('the sample has branches');
  const { integrated: _, ...fewer } = first.integration;
  const report = { ...reportSample, byBranch: [{ ...first, integration: fewer }, ...others] };
  const column = exactColumns(report).find((it) => it.key === 'silent');
  expect(column?.of(report.byBranch[0] ?? first)).toBe(first.integration['integrated']);
  expect(exactColumns(reportSample).some((it) => it.key === 'silent')).toBe(false);
});

test.each([
  [126, 126, 80],
  [15, 126, 9.5],
  [0, 126, 0],
])('%i against %i takes %f %% of the track', (length, longest, share) => {
  expect(shareOf(length, longest)).toBe(share);
});
