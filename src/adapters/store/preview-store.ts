import { sql } from 'kysely';
import type { EndingPreview, Hand, Preview, PreviewStore } from '../../app/preview-store.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';

const columns = sql`
  k.preview_id as "attemptId", k.contact_id as "contactId", k.person_id as "personId", k.campaign_id as "campaignId",
  k.caller_id as "callerId", k.shift_id as "shiftId", k.preview_trunk as "trunkId", k.tapped_at is not null as "isTapped"`;

export function previewStore(on: Connection): PreviewStore {
  return { ...reading(on), ...changes(on) };
}

function reading(on: Connection) {
  return {
    find: (attemptId) =>
      firstRow(
        sql<Preview>`select ${columns} from claim k where k.preview_id = ${attemptId} and k.attempt_id is null`,
        on,
      ),
    ofShift: (shiftId) =>
      firstRow(
        sql<Preview>`
          select ${columns} from claim k
          where k.shift_id = ${shiftId} and k.preview_id is not null and k.attempt_id is null`,
        on,
      ),
    inHand: (shiftId) =>
      firstRow(
        sql<Hand>`
          select contact_id as "contactId", preview_id as "previewId", attempt_id is not null as "isCall"
          from claim where shift_id = ${shiftId}`,
        on,
      ),
    ofCampaign: (campaignId) =>
      rows(
        sql<Preview>`
          select ${columns} from claim k
          where k.campaign_id = ${campaignId} and k.preview_id is not null and k.attempt_id is null order by k.claimed_at`,
        on,
      ),
    async overdue(campaignId, { shownBefore, tappedBefore }) {
      const found = await rows(
        sql<Preview & { why: EndingPreview['why'] | null }>`
          select ${columns}, case
              when k.tapped_at <= ${at(tappedBefore)} then 'not-dialled'
              -- What is decided of a contact is written also while it is in somebody's hand.
              when c.decision->>'kind' <> 'try' then 'not-to-be-called'
              when k.tapped_at is null and k.claimed_at <= ${at(shownBefore)} or m.state <> 'running' then 'lapsed'
            end as why
          from claim k join contact c on c.id = k.contact_id join campaign m on m.id = k.campaign_id
          where k.campaign_id = ${campaignId} and k.preview_id is not null and k.attempt_id is null`,
        on,
      );
      const ending = found.flatMap(({ why, ...it }) => (why === null ? [] : [{ ...it, why }]));
      return { open: found.length, ending };
    },
    async hasBegun(attemptId, shiftId) {
      const row = await firstRow(
        sql<{ id: string }>`select id from attempt where id = ${attemptId} and shift_id = ${shiftId}`,
        on,
      );
      return row !== null;
    },
    async wasObjected(attemptId) {
      const row = await firstRow(
        sql<{ id: string }>`
          select d.id from do_not_call d where d.attempt_id = ${attemptId}
            and not exists (select from attempt a where a.id = d.attempt_id) limit 1`,
        on,
      );
      return row !== null;
    },
  } satisfies Partial<PreviewStore>;
}

function changes(on: Connection) {
  return {
    async hold(it) {
      const row = await firstRow(
        sql<{ id: string }>`
          with ours as (
            select id from campaign where id = ${it.campaignId} and epoch = ${it.epoch} for share),
          reading as (
            update shift set state = 'preview', since = ${at(it.at)} from ours
            where shift.id = ${it.shiftId} and shift.state = 'ready' returning shift.id)
          update claim set preview_id = ${it.attemptId}, preview_trunk = ${it.trunkId}, tapped_at = null, claimed_at = ${at(it.at)}
          from reading
          where claim.contact_id = ${it.contactId} and claim.shift_id = reading.id and claim.attempt_id is null
          returning claim.contact_id as id`,
        on,
      );
      return row !== null;
    },
    async tap(attemptId, numberId, moment) {
      const row = await firstRow(
        sql<{ id: string }>`
          with tapped as (
            update claim set tapped_at = ${at(moment)}
            where preview_id = ${attemptId} and attempt_id is null and tapped_at is null
              and number_hash = (select number_hash from phone_number where id = ${numberId})
            returning shift_id)
          update shift set state = 'ready', since = ${at(moment)} from tapped
          where shift.id = tapped.shift_id and shift.state = 'preview' returning shift.id`,
        on,
      );
      return row !== null;
    },
    async endFor(shiftId, then, moment) {
      const isLapsed = then === 'lapsed';
      await sql`
        update shift set state = ${isLapsed ? 'pause' : 'ready'}, since = ${at(moment)}, preview_lapsed = ${isLapsed}
        where id = ${shiftId} and state in ('preview', 'ready') and left_at is null`.execute(on);
    },
    async skip({ attemptId, contactId, callerId }, { reason, at: moment, untilAt }) {
      await sql`
        insert into skip (attempt_id, contact_id, caller_id, reason, at, until_at)
        values (${attemptId}, ${contactId}, ${callerId}, ${reason}, ${at(moment)}, ${at(untilAt)})
        on conflict do nothing`.execute(on);
    },
  } satisfies Partial<PreviewStore>;
}
