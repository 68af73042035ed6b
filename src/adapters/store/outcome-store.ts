import { sql } from 'kysely';
import type { MessageRow, OutcomeStore, ShiftCallRow } from '../../app/outcome-store.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { at, atOrNull, type Connection, firstRow, rows } from './connection.ts';

export function outcomeStore(on: Connection, cipher: NumberCipher): OutcomeStore {
  return { ...calls(on), ...messages(on, cipher) };
}

function calls(on: Connection) {
  return {
    async skip({ attemptId, reason, at: moment, untilAt }) {
      await sql`
        with skipped as (
          insert into skip (attempt_id, contact_id, caller_id, reason, at, until_at)
          select id, contact_id, caller_id, ${reason}, ${at(moment)}, ${at(untilAt)} from attempt where id = ${attemptId}
          on conflict do nothing returning contact_id)
        update contact set tries = tries - 1 from skipped where contact.id = skipped.contact_id`.execute(on);
    },
    callsOfShift: (shiftId, only) =>
      rows(
        sql<ShiftCallRow>`
          select a.id as "attemptId", a.dialled_at as "dialledAt", p.given_name as "givenName", p.family_name as "familyName",
            a.state, a.disposition, a.needs_word as "needsWord", o.attempt_id is not null as "hasOutcome",
            o.reported_at as "reportedAt", a.settled_at as "settledAt", k.state = 'closed' as "isCampaignClosed",
            exists (select from attempt later
                    where later.person_id = a.person_id and later.dialled_at > a.dialled_at) as "wasCalledSince",
            exists (select from claim h where h.person_id = a.person_id) as "isInHand"
          from shift s
          join attempt a on a.shift_id = s.id and a.caller_id = s.account_id and a.dialled_at >= s.joined_at
          join person p on p.id = a.person_id join campaign k on k.id = a.campaign_id
          left join outcome o on o.attempt_id = a.id
          where s.id = ${shiftId} and (${only ?? null}::uuid is null or a.id = ${only ?? null})
          order by a.dialled_at desc, a.id limit 300`,
        on,
      ),
    async keepTimes(attemptId, { reportedAt, settledAt }) {
      await sql`
        with settled as (
          update attempt set settled_at = coalesce(${atOrNull(settledAt)}, settled_at) where id = ${attemptId})
        update outcome set reported_at = coalesce(${atOrNull(reportedAt)}, reported_at)
        where attempt_id = ${attemptId}`.execute(on);
    },
    async claimAgain({ contactId, callerId, shiftId, now, leaseUntil }) {
      const row = await firstRow(
        sql<{ id: string }>`
          with taken as (
            insert into claim (person_id, number_hash, caller_id, contact_id, campaign_id, shift_id, claimed_at, lease_until)
            select c.person_id, n.number_hash, ${callerId}, c.id, c.campaign_id, ${shiftId}, ${at(now)}, ${at(leaseUntil)}
            from contact c join phone_number n on n.id = c.number_id where c.id = ${contactId} and c.state = 'waiting'
            on conflict do nothing returning contact_id)
          update contact set state = 'claimed' from taken where contact.id = taken.contact_id returning contact.id`,
        on,
      );
      return row !== null;
    },
  } satisfies Partial<OutcomeStore>;
}

function messages(on: Connection, cipher: NumberCipher) {
  return {
    async openMessages(campaignId) {
      const found = await rows(
        sql<Omit<MessageRow, 'text'> & { textCipher: Buffer }>`
          select m.id, m.at, m.kind, m.text_cipher as "textCipher", a.name as "from",
            p.given_name as "givenName", p.family_name as "familyName"
          from organiser_message m join account a on a.id = m.caller_id left join person p on p.id = m.person_id
          where m.campaign_id = ${campaignId} and m.done_at is null order by m.at, m.id limit 200`,
        on,
      );
      return found.map(({ textCipher, ...it }) => ({ ...it, text: cipher.decrypt(textCipher) }));
    },
    async messageDone({ campaignId, id, by, at: moment }) {
      const row = await firstRow(
        sql<{ id: string }>`
          update organiser_message set done_at = ${at(moment)}, done_by = ${by}
          where id = ${id} and campaign_id = ${campaignId} and done_at is null returning id`,
        on,
      );
      return row !== null;
    },
  } satisfies Partial<OutcomeStore>;
}
