import { type ListRow, mergeRows, rowKey } from '../../core/import/list-row.ts';
import type { RowProblem } from '../../core/import/row-problem.ts';
import { type ReadMembersRequest, readMembers } from './read-members.ts';

/** For tests: reads a whole file and merges its duplicates. */
export async function collectMembers(path: string, more: Partial<ReadMembersRequest> = {}) {
  const members = new Map<string, ListRow>();
  const problems: RowProblem[] = [];
  const result = await readMembers({
    path,
    options: { phones: { country: 'DE', allowedCountries: ['DE'] } },
    onBatch: async (rows, found) => {
      problems.push(...found);
      for (const { row } of rows) {
        const key = rowKey(row) ?? '';
        const earlier = members.get(key);
        members.set(key, earlier ? mergeRows(earlier, row) : row);
      }
    },
    ...more,
  });
  return { result, members, problems };
}
