import { sql } from 'kysely';
import type { DialState, ShiftRow, ShiftStore } from '../../app/shift-store.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';
import { nextDue, nextReserved } from './next-due.ts';

const shiftColumns = sql`id, campaign_id as "campaignId", account_id as "accountId", state, since, way,
  wants_pause as "wantsPause"`;

/** A pause that ends adds its seconds: callers' hours and their use are counted without pauses. */
function shiftState(state: ShiftRow['state'], moment: number) {
  return sql`
    pause_seconds = pause_seconds + case when state = 'pause' and ${state} <> 'pause'
      then extract(epoch from ${at(moment)}::timestamptz - since)::integer else 0 end,
    since = case when state = ${state} then since else ${at(moment)} end,
    left_at = case when ${state} = 'left' then ${at(moment)}::timestamptz else left_at end,
    preview_lapsed = false,
    state = ${state}`;
}

export function shiftStore(on: Connection): ShiftStore {
  const get = async (id: ShiftRow['id']) => {
    const row = await firstRow(sql<ShiftRow>`select ${shiftColumns} from shift where id = ${id}`, on);
    if (row === null) throw new Error(`no shift ${id}`);
    return row;
  };
  return {
    async openShift({ id, campaignId, accountId, at: joined }) {
      await sql`
        insert into shift (id, campaign_id, account_id, joined_at, state, since)
        values (${id}, ${campaignId}, ${accountId}, ${at(joined)}, 'pause', ${at(joined)})
        on conflict (account_id) where left_at is null do nothing`.execute(on);
      const row = await firstRow(
        sql<ShiftRow>`select ${shiftColumns} from shift where account_id = ${accountId} and left_at is null`,
        on,
      );
      if (row === null) throw new Error('a shift that was just opened is missing');
      return row;
    },
    async setShift(id, state, moment) {
      const row = await firstRow(
        sql<{ id: string }>`
          update shift set ${shiftState(state, moment)}
          where id = ${id} and left_at is null and state not in ('ringing', 'talking') returning id`,
        on,
      );
      return row !== null;
    },
    shift: get,
    async setWay(id, way) {
      const row = await firstRow(
        sql<{ id: string }>`
          update shift set way = ${way} where id = ${id} and left_at is null
            -- A call by the caller's own phone cannot go on in the browser, nor the other way round; one that is read has no sound.
            and (way = ${way} or state not in ('ringing', 'talking')
              or (coalesce(way, 'browser') not in ('own', 'text') and ${way} <> 'own'))
          returning id`,
        on,
      );
      return row !== null;
    },
    openShifts: (campaignId) =>
      rows(
        sql<ShiftRow>`select ${shiftColumns} from shift where campaign_id = ${campaignId} and left_at is null order by id`,
        on,
      ),
    async setWantsPause(id, isWanted) {
      await sql`update shift set wants_pause = ${isWanted} where id = ${id} and left_at is null`.execute(on);
    },
    async pauseAsWanted(accountId, moment) {
      await sql`
        update shift set ${shiftState('pause', moment)}
        where account_id = ${accountId} and left_at is null and state = 'wrap-up' and wants_pause
          and not exists (select from claim k where k.caller_id = shift.account_id)`.execute(on);
    },
    async wrapUp(accountId, moment) {
      await sql`
        update shift set ${shiftState('wrap-up', moment)}
        where account_id = ${accountId} and left_at is null and state not in ('preview', 'ringing', 'talking')`.execute(
        on,
      );
    },
    async pauseShifts(campaignId, moment) {
      await sql`
        update shift set state = 'pause', since = ${at(moment)}
        where campaign_id = ${campaignId} and left_at is null and state <> 'pause'`.execute(on);
    },
    async dialState(campaignId, trunkId) {
      const row = await firstRow(
        sql<DialState>`
          select
            (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'campaignId', campaign_id, 'accountId', account_id,
                'state', state, 'since', (extract(epoch from since) * 1000)::float8, 'way', way, 'wantsPause', wants_pause,
                'hand', (select jsonb_build_object('previewId', k.preview_id) from claim k where k.caller_id = shift.account_id
                  and k.attempt_id is null and (k.preview_id is null or k.tapped_at is not null))) order by since, id), '[]')
             from shift where campaign_id = ${campaignId} and left_at is null) as shifts,
            (select paused_until from trunk_alarm where trunk_id = ${trunkId} order by until_at desc limit 1) as "pausedUntil",
            ${nextDue(campaignId)} as "nextDueAt", ${nextReserved(campaignId)} as "reservedDueAt",
            (select jsonb_build_object('wanted', max(wanted), 'isAllowed', coalesce(bool_or(allowed_by is not null), false))
             from campaign_pacing where campaign_id = ${campaignId}) as pacing`,
        on,
      );
      if (row === null) throw new Error('a select without a table has a row');
      return row;
    },
    async setReady(id, moment) {
      const row = await firstRow(
        sql<{ id: string }>`
          update shift set ${shiftState('ready', moment)}
          where id = ${id} and left_at is null and state <> 'preview'
            and not exists (select from attempt a where a.caller_id = shift.account_id and a.needs_word)
            and not exists (
              -- The word may come before the line is down (a mailbox): then nothing more is to be done for this call.
              select from claim k join attempt a on a.id = k.attempt_id
              where k.caller_id = shift.account_id and not exists (select from outcome o where o.attempt_id = a.id))
          returning id`,
        on,
      );
      return row !== null;
    },
  };
}
