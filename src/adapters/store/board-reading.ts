import { sql } from 'kysely';
import type { BoardReading, WaitingCount } from '../../app/view-store.ts';
import { at, type Connection, rows } from './connection.ts';
import { isConversation } from './counts-as-reached.ts';

/** Contacts of the campaign whose person was spoken to. */
const reachedContacts = (campaignId: string) => sql`
  select distinct a.contact_id from attempt a left join outcome o on o.attempt_id = a.id
  where a.campaign_id = ${campaignId} and ${isConversation}`;

export function boardReading(on: Connection): BoardReading {
  return {
    waitingPeople: (campaignId, now) =>
      rows(
        sql<WaitingCount>`
          with reached as materialized (${reachedContacts(campaignId)})
          select coalesce(c.decision->'reasons', jsonb_build_array(c.decision->>'reason')) as reasons, c.state = 'claimed' or c.due_at <= ${at(now)} as "isDueNow",
            c.lane = 0 as "isPromise", count(*) as people, min(c.due_at) as "nextAt"
          from contact c left join reached r on r.contact_id = c.id
          where c.campaign_id = ${campaignId} and c.state in ('waiting', 'claimed')
            and (c.lane = 0 or r.contact_id is null)
          group by 1, 2, 3`,
        on,
      ),
  };
}
