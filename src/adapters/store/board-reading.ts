import { sql } from 'kysely';
import type {
  BoardFacts,
  BoardMoments,
  BoardReading,
  CallerFigures,
  PeopleCount,
  PersonFacts,
} from '../../app/view-store.ts';
import type { CampaignId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import { OWN_PHONE } from '../../core/speak-way.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';
import { isConversation } from './counts-as-reached.ts';

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);
/** Of the promises that come next, so many are shown. */
const NEXT_PROMISES = 8;

export function boardReading(on: Connection): BoardReading {
  return {
    people: (campaignId, now) =>
      rows(
        sql<PeopleCount>`
          ${placed(campaignId, now)}
          select place, reasons, count(*) as people, min(due_at) as "nextAt", max(due_at) as "lastAt"
          from placed group by 1, 2`,
        on,
      ),
    peopleOf: (campaignId, now, kinds, most) =>
      rows(
        sql<PersonFacts>`
          ${placed(campaignId, now)}
          select c.id as "contactId", p.given_name as "givenName", p.family_name as "familyName",
            case when u.id <> k.unit_id then u.name end as branch, c.tries, c.due_at as "nextAt",
            -- What moved a try that is due by now holds nobody back any more.
            case when c.place = 'now' then jsonb_build_array(c.reasons->0) else c.reasons end as reasons
          from placed c join person p on p.id = c.person_id join unit u on u.id = p.unit_id
          join campaign k on k.id = ${campaignId}
          where (c.place, c.reasons) in (
            select kind->>'place', kind->'reasons' from jsonb_array_elements(${JSON.stringify(kinds)}::jsonb) as kinds (kind))
          order by c.due_at nulls last, c.rank, c.id limit ${most}`,
        on,
      ),
    callerFigures: (campaignId, { now, dayFrom }) =>
      rows(
        sql<CallerFigures>`
          select g.id as "accountId", g.name, count(*) as calls, count(*) filter (where ${isConversation}) as conversations,
            coalesce(extract(epoch from sum(a.ended_at - a.answered_at) filter (where ${isConversation})), 0)::float8
              as "talkSeconds"
          from attempt a join account g on g.id = a.caller_id left join outcome o on o.attempt_id = a.id
          where a.campaign_id = ${campaignId} and a.dialled_at between ${at(dayFrom)} and ${at(now)}
          group by g.id`,
        on,
      ),
    board: (campaignId, moments) => readBoard(on, campaignId, moments),
  };
}

/**
 * Every contact with its `Place`. Whose numbers are all out of date is told as in the closing report; it is asked only of
 * those who are neither to be called nor spoken to.
 */
function placed(campaignId: CampaignId, now: Instant) {
  return sql`
    with reached as materialized (
      select distinct a.contact_id from attempt a left join outcome o on o.attempt_id = a.id
      where a.campaign_id = ${campaignId} and ${isConversation}
    ), placed as (
      select c.id, c.person_id, c.tries, c.rank, c.due_at,
        coalesce(c.decision->'reasons', jsonb_build_array(c.decision->>'reason')) as reasons,
        case
          when c.state in ('waiting', 'claimed') and (c.lane = 0 or r.contact_id is null) then
            case when c.state = 'claimed' or c.due_at <= ${at(now)} then 'now'
                 when c.lane = 0 then 'promised' else 'later' end
          when r.contact_id is not null then 'reached'
          when (select bool_and(n.health = 'invalid' or pn.state = 'wrong-person')
                from person_number pn join phone_number n on n.id = pn.number_id
                where pn.person_id = c.person_id and pn.state <> 'gone') then 'outOfDate'
          else 'closed' end as place
      from contact c left join reached r on r.contact_id = c.id
      where c.campaign_id = ${campaignId}
    )`;
}

/** The trunk of the campaign's last call that went by one. */
export const lastTrunk = (campaignId: CampaignId) => sql`
  select a.trunk_id from attempt a where a.campaign_id = ${campaignId} and a.trunk_id <> ${OWN_PHONE}
  order by a.dialled_at desc limit 1`;

/** Of a callback `b` and its contact `c`: its time is over, and it is kept for somebody who is not on shift. */
export const isLeftPromise = (now: Instant) => sql`
  (b.called_in is null and b.until_at < ${at(now)} and c.state = 'waiting' and c.promised_to = b.promised_to
   and not exists (select from shift s where s.account_id = c.promised_to and s.left_at is null))`;

async function readBoard(
  on: Connection,
  id: CampaignId,
  { now, dayFrom, timezone }: BoardMoments,
): Promise<BoardFacts> {
  const row = await firstRow(
    sql<BoardFacts>`
      with today as materialized (
        select a.contact_id, a.dialled_at, ${isConversation} as is_conversation
        from attempt a left join outcome o on o.attempt_id = a.id
        where a.campaign_id = ${id} and a.dialled_at between ${at(dayFrom)} and ${at(now)}
      ), owed as materialized (
        select b.from_at, b.until_at, c.id as contact_id, c.person_id, g.name as given_by, ${isLeftPromise(now)} as is_left
        from callback b join contact c on c.id = b.contact_id join account g on g.id = b.promised_to
        where b.campaign_id = ${id} and b.called_in is null and c.state in ('waiting', 'claimed')
      ), next as (
        select * from owed order by from_at, contact_id limit ${NEXT_PROMISES}
      ), sick as (
        -- From the few numbers that are ill, not from everybody.
        select distinct n.id, n.health from phone_number n
        join person_number pn on pn.number_id = n.id and pn.state <> 'gone'
        join contact c on c.person_id = pn.person_id and c.campaign_id = ${id}
        where n.health in ('invalid', 'suspected')
      )
      select
        (select coalesce(jsonb_agg(jsonb_build_object('shiftId', s.id, 'name', g.name, 'state', s.state,
            'since', ${ms('s.since')}, 'way', s.way, 'asksForHelp', s.asks_for_help,
            'isFirstShift', not exists (
              select from shift before where before.account_id = s.account_id and before.joined_at < s.joined_at))), '[]')
         from shift s join account g on g.id = s.account_id
         where s.campaign_id = ${id} and s.left_at is null) as callers,
        (select jsonb_build_object('outOfDate', count(*) filter (where health = 'invalid'),
            'suspected', count(*) filter (where health = 'suspected')) from sick) as numbers,
        (select jsonb_build_object('open', count(*), 'overdue', count(*) filter (where until_at < ${at(now)}),
            'left', count(*) filter (where is_left),
            'leftBy', coalesce(jsonb_agg(distinct given_by) filter (where is_left), '[]'),
            'next', (select coalesce(jsonb_agg(jsonb_build_object('contactId', x.contact_id, 'givenName', p.given_name,
                'familyName', p.family_name, 'fromAt', ${ms('x.from_at')}, 'untilAt', ${ms('x.until_at')},
                'promisedTo', x.given_by) order by x.from_at, x.contact_id), '[]')
              from next x join person p on p.id = x.person_id)) from owed) as promises,
        (select coalesce(jsonb_agg(to_jsonb(h) order by hour), '[]') from (
           select extract(hour from dialled_at at time zone ${timezone})::integer as hour, count(*) as calls,
             count(*) filter (where is_conversation) as conversations from today group by 1) h) as hours,
        (select count(distinct contact_id) from today) as "peopleToday",
        (select jsonb_build_object('kind', kind, 'pausedUntil', ${ms('paused_until')}) from trunk_alarm
         where trunk_id = (${lastTrunk(id)}) order by until_at desc limit 1) as alarm`,
    on,
  );
  if (row === null) throw new Error(`no campaign ${id}`);
  return row;
}
