import { describe, expect, test } from 'vitest';
import type { Actor } from '../core/access/may-do.ts';
import type { CampaignId, UnitId } from '../core/ids.ts';
import { campaignUnderTest } from '../core/queue/campaign-under-test.ts';
import { makeClosingReport } from './closing-report.ts';
import type { CampaignRow, CampaignStore, ReportStore } from './ports.ts';

const campaign = campaignUnderTest({ key: 'one' });
const unitId = 'land' as UnitId; // Ids of a small fake store.
const row: CampaignRow = {
  ...{ id: 'c' as CampaignId, unitId, organisationId: unitId, unitPath: '/party/land/' },
  ...{ campaign, selection: {}, state: 'closed' },
};
let reads = 0;
const reports: ReportStore = {
  facts: async (_id, madeAt) => {
    reads += 1;
    return {
      ...{
        campaign,
        madeAt: madeAt ?? 5000,
        selected: 0,
        people: [],
        suspectedNumbers: 0,
        calls: [],
        guideVersions: [],
      },
      ...{ callbacks: { kept: 0, broken: 0, open: 0 }, shifts: { callers: 0, secondsWithoutPauses: 0 } },
      ...{ list: null, excludedBy: {} },
    };
  },
};
// Only `byKey` is asked.
const campaigns = { byKey: async (key: string) => (key === 'one' ? row : null) } as CampaignStore;
const doors = { campaigns, reports };
const actor = (role: Actor['role'], unitPath: string): Actor => ({ accountId: null, role, unitPath });

describe('who may read a report', () => {
  test.each([
    ['organiser', '/party/land/', true],
    ['owner', '/party/', true],
    ['organiser', '/party/other/', 'error.access.unit'],
    ['organiser', '/party/land/nord/', 'error.access.unit'],
    ['caller', '/party/land/', 'error.access.role'],
    ['steward', '/party/land/', 'error.access.role'],
  ] as const)('%s of %s: %s', async (role, unitPath, allowed) => {
    reads = 0;
    const made = makeClosingReport(doors, { actor: actor(role, unitPath), key: 'one', now: 1000 });
    if (allowed === true)
      expect((await made).report).toMatchObject({ campaign: 'one', madeAt: '1970-01-01T00:00:01Z' });
    else await expect(made).rejects.toMatchObject({ code: allowed });
    expect(reads).toBe(allowed === true ? 1 : 0);
  });
});

test('without a moment the store says until when the report goes', async () => {
  const { report } = await makeClosingReport(doors, { actor: actor('owner', '/party/'), key: 'one' });
  expect(report.madeAt).toBe('1970-01-01T00:00:05Z');
});

test('a campaign that does not exist is told by its key', async () => {
  const made = makeClosingReport(doors, { actor: actor('owner', '/'), key: 'two' });
  await expect(made).rejects.toMatchObject({ code: 'report.error.no-campaign', values: { key: 'two' } });
});
