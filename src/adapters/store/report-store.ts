import { type RawBuilder, sql } from 'kysely';
import type { ReportStore } from '../../app/ports.ts';
import type { CampaignId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { CallCount, PeopleCount, ReportFacts } from '../../core/report/report-facts.ts';
import { OWN_PHONE } from '../../core/speak-way.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';
import { isConversation } from './counts-as-reached.ts';

/**
 * Counts for the closing report, in the database: what comes back is as small for a hundred thousand contacts as for
 * five hundred, and holds no person.
 *
 * @param on Not a transaction: the counts are read in one of their own, all of the same moment.
 */
export function reportStore(on: Connection): ReportStore {
  return {
    facts: (campaignId, madeAt) =>
      on
        .transaction()
        .setAccessMode('read only')
        .setIsolationLevel('repeatable read')
        .execute((frozen) => readFacts(frozen, campaignId, madeAt)),
  };
}

async function readFacts(on: Connection, id: CampaignId, now: Instant | null): Promise<ReportFacts> {
  // Every statement reads a campaign whole. Right after a large import PostgreSQL has no statistics yet, guesses that a
  // campaign has a handful of contacts, and would compare each with each: minutes instead of a second.
  await sql`set local enable_nestloop = off`.execute(on);
  await sql`set local jit = off`.execute(on);
  const found = await firstRow(whole(id), on);
  if (found === null) throw new Error(`no campaign ${id}`);
  const { lastAt, ...it } = found;
  const madeAt = now ?? lastAt;
  const shifts = await firstRow(shiftTime(id, madeAt), on);
  return {
    ...it,
    madeAt,
    people: await rows(peopleCounts(id), on),
    calls: await rows(callCounts(id), on),
    shifts: shifts ?? { callers: 0, secondsWithoutPauses: 0 },
  };
}

type Whole = Pick<
  ReportFacts,
  'campaign' | 'selected' | 'suspectedNumbers' | 'callbacks' | 'guideVersions' | 'list' | 'excludedBy'
> & { readonly lastAt: Instant };

function whole(id: CampaignId): RawBuilder<Whole> {
  // The list is the one that the selection saw: the last before the campaign was opened. It is the first one after that
  // only where the campaign is older than any list.
  return sql<Whole>`
    select k.definition as campaign, coalesce(k.selection->'excludedBy', '{}') as "excludedBy",
      (select count(*) from contact c where c.campaign_id = k.id) as selected,
      (select count(distinct pn.number_id) from contact c
         join person_number pn on pn.person_id = c.person_id and pn.state <> 'gone'
         join phone_number n on n.id = pn.number_id and n.health = 'suspected'
       where c.campaign_id = k.id) as "suspectedNumbers",
      (select jsonb_build_object(
           'kept', count(*) filter (where b.state = 'kept'),
           'broken', count(*) filter (where b.state = 'broken'),
           'open', count(*) filter (where b.state = 'open'))
       from callback b where b.campaign_id = k.id
         -- "I ring you right back" after a dropped line (call-again.ts) is one talk, and no appointment.
         and not exists (select from outcome t where t.attempt_id = b.made_in
                         and t.disposition = 'technical' and t.reported_at = b.from_at)) as callbacks,
      (select coalesce(jsonb_agg(distinct o.guide_version), '[]')
       from outcome o join attempt a on a.id = o.attempt_id where a.campaign_id = k.id) as "guideVersions",
      (select jsonb_build_object('dataRows', l.data_rows, 'distinctMembers', l.distinct_members,
                                 'duplicateRows', l.duplicate_rows)
       from list l where l.organisation_id = k.organisation_id
       order by l.imported_at <= k.opened_at desc,
                case when l.imported_at <= k.opened_at then l.imported_at end desc, l.imported_at limit 1) as list,
      greatest(k.opened_at, k.closed_at,
        (select max(greatest(a.dialled_at, a.ended_at, a.settled_at)) from attempt a where a.campaign_id = k.id),
        (select max(greatest(s.joined_at, s.since, s.left_at)) from shift s where s.campaign_id = k.id)) as "lastAt"
    from campaign k where k.id = ${id}`;
}

function peopleCounts(id: CampaignId): RawBuilder<PeopleCount> {
  return sql<PeopleCount>`
    with tried as (
      select a.contact_id, bool_or(${isConversation}) as reached, bool_or(a.disposition is not distinct from 'objection') as objected
      from attempt a left join outcome o on o.attempt_id = a.id where a.campaign_id = ${id} group by a.contact_id
    ), said as (
      -- A talk that only agreed a callback has none; a later word corrects an earlier one.
      select distinct on (a.contact_id) a.contact_id, o.answers->>'integration' as integration, o.reception,
        o.newsletter is not null as newsletter, coalesce(o.local_contact, false) as local_contact,
        array(select distinct x->>'id' from jsonb_array_elements(o.offers) x where x->>'answer' = 'yes' order by 1) as offers,
        array(select distinct x from unnest(o.channels) x order by 1) as channels
      from attempt a join outcome o on o.attempt_id = a.id
      where a.campaign_id = ${id} and ${isConversation}
        and (o.answers <> '{}' or o.reception is not null or o.newsletter is not null or o.local_contact
             or o.offers <> '[]' or o.channels <> '{}')
      order by a.contact_id, o.reported_at desc, a.dialled_at desc, a.id desc
    ), numbers as (
      select pn.person_id, bool_and(n.health = 'invalid' or pn.state = 'wrong-person') as out_of_date
      from contact c join person_number pn on pn.person_id = c.person_id and pn.state <> 'gone'
      join phone_number n on n.id = pn.number_id
      where c.campaign_id = ${id} group by pn.person_id
    ), place as (
      -- The branch of each unit: the step below the campaign's own unit on the way down. Who has moved elsewhere since
      -- stands under the own branch's name.
      select u.id, coalesce(b.name, case when starts_with(u.path, top.path) then top.name else u.name end) as branch
      from campaign k join unit top on top.id = k.unit_id
      join unit u on u.organisation_id = top.organisation_id
      left join unit b on starts_with(u.path, top.path) and b.parent_id = top.id and starts_with(u.path, b.path)
      where k.id = ${id}
    )
    select l.branch, t.contact_id is not null as "isCalled", coalesce(t.reached, false) as "isReached",
      coalesce(n.out_of_date, false) as "isOutOfDate", coalesce(t.objected, false) as "hasObjected",
      s.integration, s.reception, coalesce(s.newsletter, false) as "wantsNewsletter",
      coalesce(s.local_contact, false) as "wantsLocalContact",
      coalesce(s.offers, '{}') as offers, coalesce(s.channels, '{}') as channels, count(*) as people
    from contact c join person p on p.id = c.person_id join place l on l.id = p.unit_id
    left join tried t on t.contact_id = c.id
    left join said s on s.contact_id = c.id
    left join numbers n on n.person_id = c.person_id
    where c.campaign_id = ${id}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11`;
}

function callCounts(id: CampaignId): RawBuilder<CallCount> {
  // A word that came after the shift (finish your last call first) does not stretch the wrap-up past it.
  return sql<CallCount>`
    select a.part, count(*) as attempts, count(*) filter (where ${isConversation}) as conversations,
      count(*) filter (where a.class = 'ANSWERED_HUMAN' and a.rule = 'abandoned') as abandoned,
      coalesce(sum(extract(epoch from
        greatest(least(coalesce(a.settled_at, a.ended_at), s.left_at)
          -- Who talks on an own phone need not tell us when it began: then the dialling counts, too.
          - coalesce(a.answered_at, case when a.trunk_id = ${OWN_PHONE} then a.dialled_at end), '0'::interval)))
        filter (where ${isConversation}), 0)::float8 as "conversationSeconds"
    from attempt a left join shift s on s.id = a.shift_id left join outcome o on o.attempt_id = a.id
    where a.campaign_id = ${id} group by a.part order by a.part`;
}

function shiftTime(id: CampaignId, madeAt: Instant): RawBuilder<ReportFacts['shifts']> {
  // A shift still open runs until now; a pause that is not over counts as one.
  return sql<ReportFacts['shifts']>`
    select count(distinct account_id) as callers,
      coalesce(sum(greatest(extract(epoch from
        case when state = 'pause' then since else coalesce(left_at, ${at(madeAt)}::timestamptz) end - joined_at)
        - pause_seconds, 0)), 0)::float8 as "secondsWithoutPauses"
    from shift where campaign_id = ${id}`;
}
