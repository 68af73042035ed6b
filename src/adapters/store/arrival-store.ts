import { sql } from 'kysely';
import type { ArrivalStore, PledgeDoors, TakenPlace } from '../../app/arrival-store.ts';
import type { Instant } from '../../core/instant.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';
import { unitStore } from './unit-store.ts';

/** Pledges and places in planned shifts on an open connection. */
export function arrivalStore(on: Connection): ArrivalStore {
  return {
    ...pledgeDoors(on),
    inTransaction: (work) =>
      on
        .transaction()
        .execute((transaction) => work({ ...pledgeDoors(transaction), units: unitStore(transaction) })),
    async hasCalled(accountId) {
      return (await firstRow(sql`select 1 from attempt where caller_id = ${accountId} limit 1`, on)) !== null;
    },
    places: (campaignId) =>
      rows(
        sql<TakenPlace>`
          select shift, account_id as "accountId", taken_at as "at" from planned_place
          where campaign_id = ${campaignId}`,
        on,
      ),
    async takePlace({ campaignId, shift, accountId, at: moment, places }) {
      for (;;) {
        const found = await firstRow(
          sql<{ free: number | null; mine: number | null }>`
            select (
              select min(number) from generate_series(1, ${places}::integer) number
              where not exists (
                select from planned_place p
                where p.campaign_id = ${campaignId} and p.shift = ${shift} and p.place = number)
            ) as free,
            (select p.place from planned_place p
             where p.campaign_id = ${campaignId} and p.shift = ${shift} and p.account_id = ${accountId}) as mine`,
          on,
        );
        if (found !== null && found.mine !== null) return true;
        if (found === null || found.free === null) return false;
        // Somebody may have come first: then there is another free place, or none.
        await sql`
          insert into planned_place (campaign_id, shift, place, account_id, taken_at)
          values (${campaignId}, ${shift}, ${found.free}, ${accountId}, ${at(moment)})
          on conflict do nothing`.execute(on);
      }
    },
    async leavePlace({ campaignId, shift, accountId }) {
      await sql`
        delete from planned_place
        where campaign_id = ${campaignId} and shift = ${shift} and account_id = ${accountId}`.execute(on);
    },
  };
}

export function pledgeDoors(on: Connection): PledgeDoors {
  return {
    async insertPledge({ id, accountId, campaignId, wording, at: moment }) {
      await sql`
        insert into pledge (id, account_id, campaign_id, version, wording, given_at)
        values (${id}, ${accountId}, ${campaignId}, ${wording.version}, ${wording.text}, ${at(moment)})`.execute(
        on,
      );
    },
    pledges: (accountId) =>
      rows(
        sql<{ version: number; text: string | null; at: Instant }>`
          select version, wording as "text", given_at as "at" from pledge
          where account_id = ${accountId} order by given_at desc`,
        on,
      ),
  };
}
