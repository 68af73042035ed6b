import type { CampaignId } from '../core/ids.ts';
import type { PracticeFacts } from '../core/report/report-facts.ts';
import type { ReportStore } from './ports.ts';
import type { PracticeDoors } from './practice-store.ts';

type Practices = Pick<PracticeDoors, 'practised' | 'openRound' | 'closedRounds'>;

/**
 * The counts of a campaign, with what was practised beside them: from a store of its own, so that no count of calls can
 * ever have a practice in it.
 */
export function reportsWithPractice(reports: ReportStore, practices: Practices): ReportStore {
  return {
    async facts(campaignId, madeAt) {
      const facts = await reports.facts(campaignId, madeAt);
      const practice = await practiceFacts(practices, campaignId);
      return practice === null ? facts : { ...facts, practice };
    },
  };
}

/** Null where nobody practised: then the report says nothing of it. */
async function practiceFacts(practices: Practices, campaignId: CampaignId): Promise<PracticeFacts | null> {
  const counts = await practices.practised(campaignId);
  const open = await practices.openRound(campaignId);
  const rounds = [...(open === null ? [] : [open]), ...(await practices.closedRounds(campaignId))];
  const findings = rounds
    .toReversed()
    .flatMap(({ guideVersion, findings: found }) =>
      found.map(({ text, change, step }) => ({ guideVersion, text, change, step })),
    );
  if (counts.partner + counts.alone === 0 && findings.length === 0) return null;
  return { ...counts, findings };
}
