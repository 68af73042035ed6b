import { type RawBuilder, sql } from 'kysely';
import type { AccountId, CampaignId } from '../../core/ids.ts';
import { HOUR, type Instant } from '../../core/instant.ts';
import { at } from './connection.ts';

/**
 * When something is to be dialled in a campaign: the earliest waiting contact, or one that is in its caller's hand
 * already and to be rung (`claimAgain`, the tap of a preview); null when there is none.
 */
export function nextDue(campaignId: CampaignId): RawBuilder<number | null> {
  return sql<number | null>`
    least((select min(due_at) from contact where campaign_id = ${campaignId} and state = 'waiting'),
      (select min(claimed_at) from claim where campaign_id = ${campaignId} and attempt_id is null and ${isToBeRung}))`;
}

/** The same of those for whom a caller must wait: promises, what is in a caller's hand, and `callerFirstUntil` of the queue. */
export function nextReserved(campaignId: CampaignId): RawBuilder<number | null> {
  return sql<number | null>`
    least((select min(due_at) from contact where campaign_id = ${campaignId} and state = 'waiting' and lane = 0),
      (select min(due_at) from contact
       where campaign_id = ${campaignId} and state = 'waiting' and caller_first_until is not null),
      (select min(claimed_at) from claim
       where campaign_id = ${campaignId} and attempt_id is null and caller_id is not null and ${isToBeRung}))`;
}

/** Of a claim: nobody reads who it is first, or has read it. */
const isToBeRung = sql`(preview_id is null or tapped_at is not null)`;

/** When there is somebody for this caller: whom they skipped for a while comes back after it, others do not count. */
export function nextDueFor(
  campaignId: CampaignId,
  callerId: AccountId,
  now: Instant,
): RawBuilder<number | null> {
  const skipped = sql`
    select z.contact_id, z.until_at from skip z where z.caller_id = ${callerId} and z.until_at > ${at(now)}`;
  return sql<number | null>`
    least(
      (select c.due_at from contact c
       where c.campaign_id = ${campaignId} and c.state = 'waiting' and c.id not in (select contact_id from (${skipped}) s)
       order by c.due_at limit 1),
      (select min(greatest(c.due_at, s.until_at)) from (${skipped}) s join contact c on c.id = s.contact_id
       where c.campaign_id = ${campaignId} and c.state = 'waiting' and s.until_at < ${at(now + HOUR)}))`;
}
