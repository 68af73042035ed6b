import { type RawBuilder, sql } from 'kysely';
import type { CampaignId } from '../../core/ids.ts';

/**
 * When something is to be dialled in a campaign: the earliest waiting contact, or one that is in its caller's hand
 * already and not rung yet (`claimAgain`); null when there is none.
 */
export function nextDue(campaignId: CampaignId): RawBuilder<number | null> {
  return sql<number | null>`
    least((select min(due_at) from contact where campaign_id = ${campaignId} and state = 'waiting'),
      (select min(claimed_at) from claim where campaign_id = ${campaignId} and attempt_id is null))`;
}
