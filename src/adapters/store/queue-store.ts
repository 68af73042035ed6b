import { sql } from 'kysely';
import type { Claim, ClaimRequest, QueueCount, QueueStore } from '../../app/queue-store.ts';
import { statesOfPostcode } from '../../core/calendar/state-of-postcode.ts';
import type { CampaignId, ContactId, E164 } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import { dialPolicy } from '../../core/numbers/dial-policy.ts';
import type { ContactFacts, NumberFacts, PromiseFacts, TryFacts } from '../../core/queue/contact-facts.ts';
import { LANE_LAST, LANE_NEW } from '../../core/queue/lane.ts';
import type { NextTry } from '../../core/queue/next-try.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';
import { nextDue, nextDueFor } from './next-due.ts';
import { notBeforeOf } from './not-before.ts';

/** What the dial policy allows here; one setting for the installation until organisations have their own. */
const ALLOWED_COUNTRIES = ['DE'];

export function queueStore(on: Connection, cipher: NumberCipher): QueueStore {
  return {
    async addContacts(campaignId, contacts) {
      const list = contacts.map((it) => ({
        id: it.id,
        person_id: it.personId,
        rank: it.rank,
        ...columnsOf(it.decision),
      }));
      await sql`
        insert into contact (id, campaign_id, person_id, rank, state, lane, due_at, last_part, number_id, promised_to,
          caller_first_until, decision)
        select id, ${campaignId}, person_id, rank, state, lane, due_at, last_part, number_id, promised_to, caller_first_until, decision
        from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
          as t(id uuid, person_id uuid, rank float8, state text, lane smallint, due_at timestamptz, last_part text,
               number_id uuid, promised_to uuid, caller_first_until timestamptz, decision jsonb)`.execute(on);
    },
    claim: (request) => claim(on, request),
    freeExpired: (campaignId, now) => freeExpired(on, campaignId, now),
    facts: (contactId) => facts(on, cipher, contactId),
    decide: (contactId, decision) => decide(on, contactId, decision, false),
    release: (contactId, decision) => decide(on, contactId, decision, true),
    async upcoming(campaignId, now, { most, count }) {
      const row = await firstRow(
        sql<Awaited<ReturnType<QueueStore['upcoming']>>>`
          with due as (
            select c.lane, c.due_at, c.rank, c.tries, n.type from contact c join phone_number n on n.id = c.number_id
            where c.campaign_id = ${campaignId} and c.state = 'waiting' and c.lane > 0 and c.due_at <= ${at(now)}
              and (c.caller_first_until is null or c.caller_first_until <= ${at(now)})
            order by c.lane, c.last_part, c.due_at, c.rank limit ${count})
          select (select count(*) from due)::int as count,
            (select coalesce(jsonb_agg(jsonb_build_object('type', type, 'tries', tries)), '[]')
             from (select * from due order by lane, due_at, rank limit ${most}) first) as next`,
        on,
      );
      return row ?? { next: [], count: 0 };
    },
    async nextDueAt(campaignId) {
      const row = await firstRow(sql<{ dueAt: number | null }>`select ${nextDue(campaignId)} as "dueAt"`, on);
      return row?.dueAt ?? null;
    },
    async nextDueFor(campaignId, callerId, now) {
      const row = await firstRow(
        sql<{ dueAt: number | null }>`select ${nextDueFor(campaignId, callerId, now)} as "dueAt"`,
        on,
      );
      return row?.dueAt ?? null;
    },
    countByReason: (campaignId) =>
      rows(
        sql<QueueCount>`
          select state, coalesce(decision->>'reason', decision->'reasons'->>0) as reason,
                 count(*) as contacts, min(due_at) as "nextDueAt"
          from contact where campaign_id = ${campaignId} group by 1, 2 order by 3 desc, 2`,
        on,
      ),
    async byMember(campaignId, memberNumber) {
      const row = await firstRow(
        sql<{ id: ContactId }>`
          select c.id from contact c join person p on p.id = c.person_id
          where c.campaign_id = ${campaignId} and p.member_number = ${memberNumber}`,
        on,
      );
      return row?.id ?? null;
    },
    async contactsOfNumber(numberId) {
      const found = await rows(
        sql<{ id: ContactId }>`
          select c.id from contact c
          join campaign k on k.id = c.campaign_id and k.state <> 'closed'
          join person_number pn on pn.person_id = c.person_id
          where pn.number_id = ${numberId} and c.state in ('waiting', 'claimed', 'resting') order by c.id`,
        on,
      );
      return found.map((it) => it.id);
    },
    async contactsOfPerson(personId) {
      const found = await rows(
        sql<{ id: ContactId }>`
          select c.id from contact c join campaign k on k.id = c.campaign_id and k.state <> 'closed'
          where c.person_id = ${personId} and c.state in ('waiting', 'claimed', 'resting') order by c.id`,
        on,
      );
      return found.map((it) => it.id);
    },
  };
}

/** One statement; what it does is told at `claim_contact` in the schema (migrations/0008_pacing.sql). */
function claim(on: Connection, request: ClaimRequest): Promise<Claim | null> {
  const { campaignId, hand, kind, now, leaseUntil, part } = request;
  return firstRow(
    sql<Claim>`
      select contact_id as "contactId", person_id as "personId", number_id as "numberId", attempt_id as "attemptId"
      from claim_contact(${campaignId}, ${hand?.callerId ?? null}, ${hand?.shiftId ?? null}, ${at(now)}, ${at(leaseUntil)},
        ${at(now - request.sameCallerGrace)}, ${part}, ${LANE_LAST}::smallint, ${kind})`,
    on,
  );
}

/** A claim that ran out before its call was placed is free again; one with a call is settled by recovery. */
async function freeExpired(on: Connection, campaignId: CampaignId, now: Instant): Promise<void> {
  await sql`
    with gone as (
      delete from claim where campaign_id = ${campaignId} and attempt_id is null and lease_until <= ${at(now)}
      returning contact_id
    ) update contact set state = 'waiting' from gone where contact.id = gone.contact_id and contact.state = 'claimed'`.execute(
    on,
  );
}

interface FactsRow {
  campaignId: ContactFacts['campaignId'];
  postcode: string | null;
  doNotCall: boolean;
  restricted: boolean;
  leftSource: boolean;
  numbers: (Omit<NumberFacts, 'isAllowed'> & { cipher: string; isLineBlocked: boolean })[];
  tries: TryFacts[];
  promise: PromiseFacts | null;
  undoneAt: Instant | null;
  skips: ContactFacts['skips'];
  notBefore: number | null;
}

/** A caller skipped the call of attempt `a` before anybody answered. */
const wasSkipped = sql`
  (a.answered_at is null and a.state = 'settled' and exists (select from skip k where k.attempt_id = a.id))`;

async function facts(on: Connection, cipher: NumberCipher, contactId: ContactId): Promise<ContactFacts> {
  const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);
  const row = await firstRow(
    sql<FactsRow>`
      select c.campaign_id as "campaignId", p.postcode, p.restricted, p.left_source_at is not null as "leftSource",
        p.do_not_call or exists (
          select from do_not_call d where d.organisation_id = p.organisation_id and d.scope = 'person' and d.source_hash = p.source_hash
        ) as "doNotCall",
        (select coalesce(jsonb_agg(jsonb_build_object(
            'id', n.id, 'type', n.type, 'position', pn.position, 'health', n.health, 'recheckAfter', ${ms('n.recheck_after')},
            'isExhausted', n.is_exhausted, 'isWrongPerson', pn.state = 'wrong-person', 'cipher', encode(n.number_cipher, 'base64'),
            'isLineBlocked', exists (select from do_not_call d where d.organisation_id = p.organisation_id and d.scope = 'line' and d.number_hash = n.number_hash),
            'lastTriedAt', (select ${ms('max(a.dialled_at)')} from attempt a where a.number_id = n.id and not ${wasSkipped}),
            'mailboxes', (select count(*) from attempt a where a.number_id = n.id and a.campaign_id = c.campaign_id
                          and a.class = 'ANSWERED_MACHINE')) order by pn.position), '[]')
         from person_number pn join phone_number n on n.id = pn.number_id
         where pn.person_id = p.id and pn.state <> 'gone') as numbers,
        (select coalesce(jsonb_agg(jsonb_build_object(
            'attemptId', a.id, 'campaignId', a.campaign_id, 'numberId', a.number_id, 'at', ${ms('a.dialled_at')}, 'day', a.day,
            'isCallback', a.is_callback, 'rangAhead', a.ringing_at is not null and a.caller_id is null, 'class', a.class, 'disposition', a.disposition) order by a.dialled_at, a.id), '[]')
         from attempt a where a.person_id = p.id and not ${wasSkipped}) as tries,
        (select coalesce(jsonb_agg(jsonb_build_object('day', a.day)), '[]')
         from attempt a where a.person_id = p.id and a.ringing_at is not null and ${wasSkipped}) as skips,
        ${notBeforeOf('c.id')} as "notBefore",
        (select jsonb_build_object('callbackId', b.id, 'numberId', b.number_id, 'promisedTo', b.promised_to,
            'fromAt', ${ms('b.from_at')}, 'untilAt', ${ms('b.until_at')})
         from callback b where b.contact_id = c.id and b.called_in is null order by b.from_at limit 1) as promise,
        (select ${ms('max(u.undone_at)')} from attempt w join undone_outcome u on u.attempt_id = w.id
         where w.person_id = p.id and w.needs_word) as "undoneAt"
      from (select * from contact where id = ${contactId} for update) c join person p on p.id = c.person_id`,
    on,
  );
  if (row === null) throw new Error(`no contact ${contactId}`);
  return {
    campaignId: row.campaignId,
    person: {
      states: row.postcode === null ? [] : statesOfPostcode(row.postcode),
      doNotCall: row.doNotCall,
      restricted: row.restricted,
      leftSource: row.leftSource,
    },
    numbers: row.numbers.map(({ cipher: encrypted, isLineBlocked, ...number }) => ({
      ...number,
      isAllowed: !isLineBlocked && isAllowed(cipher.decrypt(Buffer.from(encrypted, 'base64'))),
    })),
    tries: row.tries,
    promise: row.promise,
    undoneAt: row.undoneAt,
    skips: row.skips,
    notBefore: row.notBefore,
  };
}

/** The queue's own guard, whatever the import let in (DOMAIN 2.3: three layers, each by itself). */
function isAllowed(number: string): boolean {
  // Only what the cipher returned of a stored number comes here.
  return dialPolicy(number as E164, { allowedCountries: ALLOWED_COUNTRIES }).allowed;
}

async function decide(
  on: Connection,
  contactId: ContactId,
  decision: NextTry,
  isReleased: boolean,
): Promise<void> {
  const it = columnsOf(decision);
  // A contact in somebody's hand stays claimed until it is given back; the decision is written all the same.
  const state = isReleased
    ? sql`${it.state}`
    : sql`case when state = 'claimed' then 'claimed' else ${it.state} end`;
  const release = isReleased
    ? sql`delete from claim using contact c where c.id = ${contactId} and claim.person_id = c.person_id and claim.contact_id = c.id`
    : sql`select 1`;
  await sql`
    with released as (${release})
    update contact set state = ${state}, lane = ${it.lane}, due_at = ${it.due_at}::timestamptz, last_part = ${it.last_part},
      number_id = coalesce(${it.number_id}::uuid, number_id), promised_to = ${it.promised_to}::uuid,
      caller_first_until = ${it.caller_first_until}::timestamptz, decision = ${JSON.stringify(decision)}
    where id = ${contactId}`.execute(on);
}

function columnsOf(decision: NextTry) {
  if (decision.kind === 'try') {
    return {
      state: 'waiting',
      lane: decision.lane,
      due_at: new Date(decision.at).toISOString(),
      last_part: decision.lastPart ?? '',
      number_id: decision.numberId,
      promised_to: decision.promisedTo,
      caller_first_until:
        decision.callerFirstUntil === undefined ? null : new Date(decision.callerFirstUntil).toISOString(),
      decision,
    };
  }
  const state =
    decision.kind === 'rest' ? 'resting' : decision.reason === 'finished' ? 'finished' : 'stopped';
  const none = { due_at: null, number_id: null, promised_to: null, caller_first_until: null };
  return { state, lane: LANE_NEW, last_part: '', ...none, decision };
}
