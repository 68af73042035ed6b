import { sql } from 'kysely';
import type { OfferKey, OfferReading, OfferStore } from '../../app/offer-store.ts';
import type { ShiftRow } from '../../app/shift-store.ts';
import { type Connection, firstRow, rows } from './connection.ts';

export function offerReading(on: Connection): OfferReading {
  return {
    async placesTaken(offers) {
      const found = await rows(
        sql<{ id: string; people: number }>`
          select f.id, count(distinct a.person_id)::integer as people
          from jsonb_to_recordset(${JSON.stringify(offers)}::jsonb) as f(id text, date text)
          join outcome o on o.offers @> jsonb_build_array(jsonb_build_object('id', f.id, 'answer', 'yes'))
          join attempt a on a.id = o.attempt_id join campaign k on k.id = a.campaign_id
          where ${isSame('k', 'f')} group by f.id`,
        on,
      );
      return new Map(found.map((it) => [it.id, it.people]));
    },
    signUps: (attemptId) =>
      rows(
        sql<{ offer: string; at: number }>`
          select f.id as offer, min((extract(epoch from e.dialled_at) * 1000)::float8) as at
          from (select id, person_id, campaign_id from attempt where id = ${attemptId}
                union all
                select preview_id, person_id, campaign_id from claim
                where preview_id = ${attemptId} and attempt_id is null) a
            join campaign here on here.id = a.campaign_id,
            jsonb_to_recordset(here.definition->'offers') as f(id text, date text), attempt e
            join outcome o on o.attempt_id = e.id join campaign k on k.id = e.campaign_id
          where e.person_id = a.person_id and e.id <> a.id
            and o.offers @> jsonb_build_array(jsonb_build_object('id', f.id, 'answer', 'yes')) and ${isSame('k', 'f')}
          group by f.id`,
        on,
      ),
  };
}

export function offerStore(on: Connection): OfferStore {
  return {
    async holdPlaces(offer, except) {
      // Until the end of the transaction; the count below sees what was written by whoever held it before.
      await sql`select pg_advisory_xact_lock(hashtextextended(${lockName(offer)}, 0))`.execute(on);
      const row = await firstRow(
        sql<{ people: number }>`
          select count(distinct a.person_id)::integer as people
          from (select ${offer.id}::text as id, ${offer.date}::text as date) f
          join outcome o on o.offers @> jsonb_build_array(jsonb_build_object('id', f.id, 'answer', 'yes'))
          join attempt a on a.id = o.attempt_id join campaign k on k.id = a.campaign_id
          where a.person_id <> (select person_id from attempt where id = ${except}) and ${isSame('k', 'f')}`,
        on,
      );
      return row?.people ?? 0;
    },
    openShifts: (campaignId) =>
      rows(
        sql<Pick<ShiftRow, 'id' | 'accountId'>>`
          select id, account_id as "accountId" from shift where campaign_id = ${campaignId} and left_at is null`,
        on,
      ),
  };
}

function lockName({ id, date }: OfferKey): string {
  return `offer ${id} ${date ?? ''}`;
}

/** A campaign has this offer on this very day: next year's meeting of the same id is another one. */
function isSame(campaign: string, offer: string) {
  const [k, f] = [sql.raw(campaign), sql.raw(offer)];
  return sql`exists (
    select from jsonb_array_elements(${k}.definition->'offers') its
    where its->>'id' = ${f}.id and its->>'date' is not distinct from ${f}.date)`;
}
