import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { AttemptRow, CallStore, Progress } from '../../app/call-store.ts';
import type { OutcomeReport } from '../../app/ports.ts';
import type { AttemptId, E164 } from '../../core/ids.ts';
import { WORD_LEASE } from '../../core/queue/next-try.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { at, atOrNull, type Connection, firstRow, rows } from './connection.ts';
import { isConversation } from './counts-as-reached.ts';
import { plainReport, putSaid, type StoredReport, storedReport } from './stored-report.ts';

const attemptColumns = sql`
  a.id, a.campaign_id as "campaignId", a.contact_id as "contactId", a.person_id as "personId", a.number_id as "numberId",
  n.type as "numberType", n.health as "numberState", n.recheck_after as "recheckAfter",
  exists (select from outcome o where o.attempt_id = a.id) as "hasOutcome",
  exists (select from skip k where k.attempt_id = a.id) as "isSkipped", a.caller_id as "callerId", a.shift_id as "shiftId", a.trunk_id as "trunkId", a.state,
  a.is_callback as "isCallback", a.is_recheck as "isRecheck", a.needs_word as "needsWord", a.day,
  a.dialled_at as "dialledAt", a.answered_at as "answeredAt", a.ended_at as "endedAt", a.evidence`;

export function callStore(on: Connection, cipher: NumberCipher): CallStore {
  return {
    ...attempts(on, cipher),
    ...outcomes(on, cipher),
    ...promises(on),
    ...words(on),
  };
}

function attempts(on: Connection, cipher: NumberCipher) {
  return {
    async begin(it) {
      const row = await firstRow(
        sql<{ numberCipher: Buffer }>`
          with ours as (
            -- The claim before it did not ask for the disk (claim_contact); before a call goes out everything is on it.
            select id, set_config('synchronous_commit', 'on', true) as sync
            from campaign where id = ${it.campaignId} and epoch = ${it.epoch} for share),
          busy as (
            -- Who paused or went while the dialler chose gets no call: nobody would be there to speak.
            update shift set state = 'ringing', since = ${at(it.at)} from ours
            where shift.id = ${it.shiftId} and shift.state = 'ready' returning shift.id
          ), hand as (
            -- A call that goes out ahead is nobody's yet.
            select id from busy union all select null from ours where ${it.shiftId}::uuid is null
          ), bound as (
            update claim set attempt_id = ${it.id} from hand
            where claim.contact_id = ${it.contactId} and claim.shift_id is not distinct from hand.id and attempt_id is null
            returning claim.contact_id
          ), tried as (update contact set tries = tries + 1 from bound where contact.id = bound.contact_id)
          insert into attempt (id, campaign_id, contact_id, person_id, number_id, caller_id, shift_id, trunk_id, epoch, state,
            is_callback, is_recheck, part, day, why, dialled_at)
          select ${it.id}, ${it.campaignId}, ${it.contactId}, ${it.personId}, ${it.numberId}, ${it.callerId}, ${it.shiftId},
            ${it.trunkId}, ${it.epoch}, 'in-flight', ${it.isCallback}, ${it.isRecheck}, ${it.part}, ${it.day},
            ${JSON.stringify(it.why)}, ${at(it.at)}
          from bound
          returning (select number_cipher from phone_number n where n.id = attempt.number_id) as "numberCipher"`,
        on,
      );
      // Only what readPhoneCell returned as E.164 was ever encrypted into this column.
      return row === null ? null : (cipher.decrypt(row.numberCipher) as E164);
    },
    async give(id, { shiftId, at: moment }) {
      const row = await firstRow(
        sql<{ id: string }>`
          with free as (
            select id, account_id from shift where id = ${shiftId} and state = 'ready' and left_at is null for update
          ), given as (
            update attempt a set caller_id = free.account_id, shift_id = free.id from free
            where a.id = ${id} and a.caller_id is null and a.state = 'in-flight' and a.answered_at is not null
              and a.ended_at is null and a.abandoned_at is null
              -- Who rings somebody right back has that one in hand already.
              and not exists (select from claim k where k.caller_id = free.account_id)
              and not exists (select from skip z where z.caller_id = free.account_id and z.contact_id = a.contact_id
                              and z.until_at > ${at(moment)})
            returning a.id, a.caller_id, a.shift_id
          ), held as (
            update claim set caller_id = given.caller_id, shift_id = given.shift_id from given
            where claim.attempt_id = given.id)
          update shift set state = 'talking', since = ${at(moment)} from given where shift.id = given.shift_id
          returning shift.id`,
        on,
      );
      return row !== null;
    },
    async abandon(id, moment, personShare) {
      const row = await firstRow(
        sql<{ id: string }>`
          update attempt set abandoned_at = ${at(moment)}, person_share = ${personShare}
          where id = ${id} and caller_id is null and answered_at is not null and abandoned_at is null returning id`,
        on,
      );
      return row !== null;
    },
    async markRinging(id, moment) {
      await sql`update attempt set ringing_at = ${at(moment)} where id = ${id} and ringing_at is null`.execute(
        on,
      );
    },
    async markEarlyMedia(id, moment) {
      await sql`update attempt set early_media_at = ${at(moment)} where id = ${id} and early_media_at is null`.execute(
        on,
      );
    },
    async markAnswered(id, moment) {
      await sql`
        with answered as (
          update attempt set answered_at = ${at(moment)}
          where id = ${id} and state = 'in-flight' and answered_at is null and ended_at is null returning shift_id)
        update shift set state = 'talking', since = ${at(moment)} from answered where shift.id = answered.shift_id`.execute(
        on,
      );
    },
    async markEnded(id, moment, evidence) {
      await sql`
        with ended as (
          update attempt set ended_at = ${at(moment)}, evidence = ${JSON.stringify(evidence)} where id = ${id} and state = 'in-flight' returning shift_id),
        -- However long they talked: writing down what was said has its own time.
        held as (
          update claim set lease_until = greatest(lease_until, ${at(moment + WORD_LEASE)}) from ended
          where claim.attempt_id = ${id})
        update shift set state = 'wrap-up', since = ${at(moment)} from ended where shift.id = ended.shift_id`.execute(
        on,
      );
    },
    async attempt(id) {
      // By itself, before the rest is read: one statement would wait for the row and then read the outcome as it was before.
      await sql`select from attempt where id = ${id} for update`.execute(on);
      const row = await firstRow(
        sql<AttemptRow>`select ${attemptColumns} from attempt a join phone_number n on n.id = a.number_id where a.id = ${id}`,
        on,
      );
      if (row === null) throw new Error(`no attempt ${id}`);
      return row;
    },
    async settle(it) {
      await sql`
        with settled as (
          update attempt set state = ${it.state}, class = ${it.class}, disposition = ${it.disposition}, rule = ${it.rule},
          evidence = coalesce(${it.evidence === null ? null : JSON.stringify(it.evidence)}::jsonb, evidence),
          ringing_at = coalesce(${atOrNull(it.ringingAt)}, ringing_at), ended_at = coalesce(ended_at, ${at(it.endedAt)}),
          settled_at = ${at(it.settledAt)}, needs_word = ${it.needsWord},
          abandoned_at = case when ${it.disposition} = 'abandoned' then coalesce(abandoned_at, ${at(it.endedAt)}) else abandoned_at end
        where id = ${it.attemptId} returning shift_id)
        update shift set state = 'wrap-up', since = ${at(it.endedAt)}
        from settled where shift.id = settled.shift_id and ${it.endsCall} and shift.state in ('ringing', 'talking')`.execute(
        on,
      );
    },
    orphans: (campaignId, epoch, now) =>
      rows(
        sql<AttemptRow>`
          select ${attemptColumns} from attempt a join phone_number n on n.id = a.number_id
          where a.campaign_id = ${campaignId} and a.state = 'in-flight'
            and (a.epoch < ${epoch} or (a.ended_at is not null and not exists (
              select from claim k where k.attempt_id = a.id and k.lease_until > ${at(now)})))
          order by a.dialled_at, a.id`,
        on,
      ),
  } satisfies Partial<CallStore>;
}

function outcomes(on: Connection, cipher: NumberCipher) {
  return {
    async insertOutcome(report: OutcomeReport, callerId, guideVersion, moment) {
      const note = report.note === null || report.note === '' ? null : cipher.encrypt(report.note);
      const row = await firstRow(
        sql<{ key: string }>`
          insert into outcome (attempt_id, key, caller_id, disposition, talked_with_member, reported_at, guide_version, answers, reception,
            channels, offers, newsletter, local_contact, note_cipher, wrong_numbers, not_before, is_hard)
          select ${report.attemptId}, ${report.key}, ${callerId}, ${report.disposition}, ${report.talkedWithMember}::boolean,
            ${at(moment)}::timestamptz, ${guideVersion}::integer, ${JSON.stringify(report.answers)}::jsonb, ${report.reception},
            ${[...report.channels]}::text[], ${JSON.stringify(report.offers)}::jsonb,
            ${report.newsletter}, ${report.localContact}::boolean, ${note}::bytea, ${[...report.wrongNumbers]}::uuid[],
            ${report.notBefore}::smallint, ${report.isHard}::boolean
          -- What was taken back does not come back by a page that sends it once more.
          where not exists (select from undone_outcome u where u.key = ${report.key})
          on conflict do nothing returning key`,
        on,
      );
      if (row !== null) await putSaid(on, cipher, report, moment);
      return row !== null;
    },
    async outcomeOf(id) {
      const row = await firstRow(
        sql<{
          report: StoredReport;
        }>`select ${storedReport} as report from outcome o where o.attempt_id = ${id}`,
        on,
      );
      return row && plainReport(row.report, cipher);
    },
    async insertConsent(it) {
      await sql`
        insert into consent (id, person_id, attempt_id, kind, wording_version, wording_text, at, state)
        values (${randomUUID()}, ${it.personId}, ${it.attemptId}, ${it.kind}, ${it.wordingVersion}, ${it.wordingText}, ${at(it.at)}, 'pending')
        on conflict (attempt_id, kind) do nothing`.execute(on);
    },
    async insertDoNotCall(it) {
      await sql`
        insert into do_not_call (id, organisation_id, source_hash, scope, at, attempt_id)
        select ${randomUUID()}, p.organisation_id, p.source_hash, 'person', ${at(it.at)}, ${it.attemptId}
        from person p where p.id = ${it.personId}`.execute(on);
    },
  } satisfies Partial<CallStore>;
}

function promises(on: Connection) {
  return {
    async insertCallback(it) {
      await sql`
        insert into callback (id, campaign_id, contact_id, person_id, number_id, made_in, promised_to, from_at, until_at, state)
        values (${it.id}, ${it.campaignId}, ${it.contactId}, ${it.personId}, ${it.numberId}, ${it.madeIn}, ${it.promisedTo},
                ${at(it.fromAt)}, ${at(it.untilAt)}, 'open')`.execute(on);
    },
    async answerCallback(contactId, attemptId, moment, tolerance) {
      await sql`
        update callback set called_in = ${attemptId},
          state = case when state = 'open' and from_at <= ${at(moment + tolerance)} and until_at >= ${at(moment - tolerance)}
                       then 'kept' else 'broken' end
        where id = (select id from callback where contact_id = ${contactId} and called_in is null order by from_at limit 1)`.execute(
        on,
      );
    },
    async reopenCallback(attemptId, now, tolerance) {
      await sql`
        update callback set called_in = null,
          state = case when until_at >= ${at(now - tolerance)} then 'open' else 'broken' end
        where called_in = ${attemptId}`.execute(on);
    },
    async breakCallbacks(campaignId, now, tolerance) {
      const broken = await rows(
        sql<{ id: string }>`
          update callback set state = 'broken'
          where campaign_id = ${campaignId} and state = 'open' and called_in is null and until_at < ${at(now - tolerance)}
          returning id`,
        on,
      );
      return broken.length;
    },
  } satisfies Partial<CallStore>;
}

function words(on: Connection) {
  return {
    async wordOwed(callerId) {
      const row = await firstRow(
        sql<{
          id: AttemptId;
        }>`select id from attempt where caller_id = ${callerId} and needs_word order by dialled_at limit 1`,
        on,
      );
      return row?.id ?? null;
    },
    async clearWordOwed(attemptId) {
      await sql`update attempt set needs_word = false where id = ${attemptId}`.execute(on);
    },
    async progress(campaignId) {
      const row = await firstRow(
        sql<Progress>`
          select count(*) as contacts,
            count(*) filter (where exists (
              select from attempt a left join outcome o on o.attempt_id = a.id
              where a.contact_id = c.id and ${isConversation}))::int as reached,
            count(*) filter (where c.state = 'resting' and not exists (
              select from person_number pn join phone_number n on n.id = pn.number_id
              where pn.person_id = c.person_id and pn.state = 'in-use' and n.health <> 'invalid'))::int as "outOfDate",
            count(*) filter (where c.state in ('waiting', 'claimed')) as "stillToCall",
            (select count(*) from shift s where s.campaign_id = ${campaignId} and s.left_at is null and s.state = 'talking') as talking,
            (select count(*) from attempt a where a.campaign_id = ${campaignId}) as attempts
          from contact c where c.campaign_id = ${campaignId}`,
        on,
      );
      return row ?? { contacts: 0, reached: 0, outOfDate: 0, stillToCall: 0, talking: 0, attempts: 0 };
    },
  } satisfies Partial<CallStore>;
}
