import { sql } from 'kysely';
import type { ReadinessDoors } from '../../app/practice-store.ts';
import type { AccountId } from '../../core/ids.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';

/** Who may make real calls: by a practice that was passed, or by an organiser's word. No score is read here. */
export function practiceReadiness(on: Connection): ReadinessDoors {
  return {
    async isReady(accountId, campaignId) {
      const found = await firstRow(
        sql`
          select 1 from practice.seat
          where account_id = ${accountId} and campaign_id = ${campaignId} and is_ready
          union all
          select 1 from practice.waiver where account_id = ${accountId} and campaign_id = ${campaignId}
          limit 1`,
        on,
      );
      return found !== null;
    },
    team: (campaignId) =>
      rows(
        sql<{ accountId: AccountId; name: string; isReady: boolean; isWaived: boolean }>`
          with team as (
            select account_id from invitation where campaign_id = ${campaignId}
            union select account_id from shift where campaign_id = ${campaignId}
            union select account_id from practice.seat where campaign_id = ${campaignId}
          ), state as (
            select a.id, a.name,
              exists (select from practice.waiver w where w.campaign_id = ${campaignId} and w.account_id = a.id) as waived,
              exists (select from practice.seat s
                      where s.campaign_id = ${campaignId} and s.account_id = a.id and s.is_ready) as passed
            from team t join account a on a.id = t.account_id
          )
          select id as "accountId", name, waived or passed as "isReady", waived as "isWaived"
          from state order by name, id`,
        on,
      ),
    async waive(accountId, campaignId, moment) {
      await sql`
        insert into practice.waiver (campaign_id, account_id, given_at)
        values (${campaignId}, ${accountId}, ${at(moment)}) on conflict do nothing`.execute(on);
    },
    async unwaive(accountId, campaignId) {
      await sql`
        delete from practice.waiver where campaign_id = ${campaignId} and account_id = ${accountId}`.execute(
        on,
      );
    },
  };
}
