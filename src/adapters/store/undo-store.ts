import { sql } from 'kysely';
import type { TakenBack, Undoable, UndoStore } from '../../app/undo-store.ts';
import type { AttemptId, ContactId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';
import { storedReport } from './stored-report.ts';

export function undoStore(on: Connection): UndoStore {
  return {
    lock: (attemptId) =>
      firstRow(
        sql<Undoable>`
          select a.caller_id as "callerId", o.reported_at as "reportedAt",
            exists (select from undone_outcome u where u.attempt_id = a.id) as "wasUndone",
            not exists (
              select from attempt later join outcome lo on lo.attempt_id = later.id
              where later.caller_id = a.caller_id and lo.reported_at > o.reported_at) as "isLast"
          from (select * from attempt where id = ${attemptId} for update) a
          left join outcome o on o.attempt_id = a.id`,
        on,
      ),
    takeBack: (attemptId, moment) => takeBack(on, attemptId, moment),
    async contactsOf(personId) {
      const found = await rows(
        sql<{ id: ContactId }>`
          select c.id from contact c join campaign k on k.id = c.campaign_id and k.state <> 'closed'
          where c.person_id = ${personId} order by c.id`,
        on,
      );
      return found.map((it) => it.id);
    },
  };
}

async function takeBack(on: Connection, attemptId: AttemptId, moment: Instant): Promise<TakenBack> {
  await moveOutcome(on, attemptId, moment);
  const row = await firstRow(
    sql<TakenBack>`
      with it as (select * from attempt where id = ${attemptId}),
      promise as (delete from callback using it where callback.contact_id = it.contact_id and callback.made_in = it.id),
      wish as (delete from consent using it where consent.attempt_id = it.id),
      objection as (
        delete from do_not_call d using it, person p
        where p.id = it.person_id and d.organisation_id = p.organisation_id and d.source_hash = p.source_hash
          and d.attempt_id = it.id returning d.id),
      sign as (
        delete from number_sign using it where number_sign.attempt_id = it.id
        returning number_sign.number_id, number_sign.sign),
      mark as (
        update person_number n set state = 'in-use' from it, sign
        where n.person_id = it.person_id and n.number_id = sign.number_id and n.state = 'wrong-person'
          and (sign.sign->>'wrongPerson')::boolean
          -- Somebody else may have said so, too.
          and not exists (
            select from number_sign other join attempt oa on oa.id = other.attempt_id
            where other.number_id = sign.number_id and oa.person_id = it.person_id and other.attempt_id <> it.id
              and (other.sign->>'wrongPerson')::boolean)),
      open_again as (
        update attempt set state = 'lost', class = 'UNKNOWN', disposition = 'lost', rule = 'undone',
          settled_at = ${at(moment)}, needs_word = true
        from it where attempt.id = it.id and it.state <> 'in-flight')
      select (select coalesce(jsonb_agg(number_id), '[]') from sign) as "numberIds", exists (select from objection) as "liftedObjection",
        it.is_callback and it.state <> 'in-flight'
          and not exists (select from callback b where b.contact_id = it.contact_id and b.called_in = it.id) as "lostItsPromise"
      from it`,
    on,
  );
  if (row === null) throw new Error(`no attempt ${attemptId}`);
  return row;
}

/** Free text stays encrypted; the rest of the report as its caller sent it. */
async function moveOutcome(on: Connection, attemptId: AttemptId, moment: Instant): Promise<void> {
  await sql`
    with gone as (delete from outcome where attempt_id = ${attemptId} returning *),
    corrected as (delete from correction where attempt_id = ${attemptId}),
    told as (delete from organiser_message where attempt_id = ${attemptId})
    insert into undone_outcome (key, attempt_id, caller_id, undone_at, report, note_cipher)
    select o.key, o.attempt_id, o.caller_id, ${at(moment)}, ${storedReport} - 'note', o.note_cipher
    from gone o`.execute(on);
}
