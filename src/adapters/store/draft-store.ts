import { sql } from 'kysely';
import type { DraftStore, KeptDraft, NewDraft } from '../../app/draft-store.ts';
import type { AccountId, AttemptId, CampaignId } from '../../core/ids.ts';
import { DAY } from '../../core/instant.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';

export function draftStore(connection: Connection, cipher: NumberCipher): DraftStore {
  return {
    ownerOf: (attemptId) =>
      firstRow(
        sql<{ callerId: AccountId; campaignId: CampaignId }>`
          select caller_id as "callerId", campaign_id as "campaignId" from attempt where id = ${attemptId}`,
        connection,
      ),
    keep: (draft) => connection.transaction().execute((on) => keep(on, cipher, draft)),
    async removeOld(now) {
      const removed = await rows(
        sql`
          delete from draft d using attempt a join shift s on s.id = a.shift_id
          where a.id = d.attempt_id
            and (s.left_at <= ${at(now - DAY)} or d.at <= ${at(now - LONGEST)}
              -- The line settled it alone, and its caller went on long ago.
              or (a.state <> 'in-flight' and not a.needs_word and d.at <= ${at(now - DAY)}))
          returning 1`,
        connection,
      );
      return removed.length;
    },
  };
}

/** A shift that nobody ever ended keeps nothing for ever. */
const LONGEST = 3 * DAY;

async function keep(on: Connection, cipher: NumberCipher, draft: NewDraft): Promise<KeptDraft | null> {
  const { attemptId, callerId, seq, body, at: moment } = draft;
  // By itself, before the rest: whoever reports this attempt holds it until the outcome is there (call-store.ts, `attempt`).
  await sql`select from attempt where id = ${attemptId} for update`.execute(on);
  const row = await firstRow(
    sql<StoredDraft>`
      with kept as (
        insert into draft (attempt_id, caller_id, seq, body_cipher, at)
        select ${attemptId}::uuid, ${callerId}::uuid, ${seq}::bigint,
          ${cipher.encrypt(JSON.stringify(body), attemptId)}::bytea, ${at(moment)}::timestamptz
        where not exists (select from outcome o where o.attempt_id = ${attemptId})
        on conflict (attempt_id) do update
          set seq = excluded.seq, body_cipher = excluded.body_cipher, at = excluded.at
          where draft.seq < excluded.seq
        returning seq, encode(body_cipher, 'base64') as body)
      select * from kept
      union all
      -- What was there before, and is newer or the same.
      select seq, encode(body_cipher, 'base64') from draft
      where attempt_id = ${attemptId} and not exists (select from kept)`,
    on,
  );
  return row && plainDraft(row, attemptId, cipher);
}

/** As the database has it: the body encrypted, in base64. */
export interface StoredDraft {
  readonly seq: number;
  readonly body: string;
}

export function plainDraft(
  { seq, body }: StoredDraft,
  attemptId: AttemptId,
  cipher: NumberCipher,
): KeptDraft {
  // Only what `keep` wrote as a JSON object stands there.
  return {
    seq,
    body: JSON.parse(cipher.decrypt(Buffer.from(body, 'base64'), attemptId)) as KeptDraft['body'],
  };
}

/** Of attempt `a`, for a statement that reads more. */
export const storedDraft = sql`
  (select jsonb_build_object('seq', d.seq, 'body', encode(d.body_cipher, 'base64')) from draft d where d.attempt_id = a.id)`;
