import { sql } from 'kysely';
import type { CallFacts, ShiftFacts, ShiftReading } from '../../app/view-store.ts';
import type { AccountId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import { OWN_PHONE } from '../../core/speak-way.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { cardReading } from './card-reading.ts';
import { at, type Connection, firstRow } from './connection.ts';
import { isConversation } from './counts-as-reached.ts';
import { plainDraft, type StoredDraft, storedDraft } from './draft-store.ts';
import { plainReport, type StoredReport, storedReport } from './stored-report.ts';

export function shiftReading(on: Connection, cipher: NumberCipher): ShiftReading {
  return {
    ...cardReading(on, cipher),
    async accountName(accountId) {
      const row = await firstRow(sql<{ name: string }>`select name from account where id = ${accountId}`, on);
      return row?.name ?? null;
    },
    openShift: (accountId, now) => openShift(on, cipher, accountId, now),
    async callOf(attemptId) {
      const row = await firstRow(
        sql<{ call: CallRow }>`
          select ${callColumns} as call from attempt a left join outcome o on o.attempt_id = a.id where a.id = ${attemptId}`,
        on,
      );
      return row && plainCall(row.call, cipher);
    },
    async callerOf(attemptId) {
      const row = await firstRow(
        sql<{ callerId: AccountId }>`
          select caller_id as "callerId" from attempt where id = ${attemptId}
          union all
          select caller_id from claim where preview_id = ${attemptId} and attempt_id is null`,
        on,
      );
      return row?.callerId ?? null;
    },
    async setHelp(shiftId, isWanted) {
      await sql`update shift set asks_for_help = ${isWanted} where id = ${shiftId} and left_at is null`.execute(
        on,
      );
    },
  };
}

type CallRow = Omit<CallFacts, 'report' | 'draft'> & {
  readonly report: StoredReport | null;
  readonly draft: StoredDraft | null;
};

/**
 * One statement, for a browser reads it at every step of a call. The call of a shift: the one in the caller's hand, else
 * one whose word is owed, else the shift's last one.
 */
async function openShift(
  on: Connection,
  cipher: NumberCipher,
  accountId: AccountId,
  now: Instant,
): Promise<ShiftFacts | null> {
  const row = await firstRow(
    sql<Omit<ShiftFacts, 'call'> & { call: CallRow | null }>`
      select s.id, s.campaign_id as "campaignId", s.account_id as "accountId", s.state, s.since, s.way,
        s.wants_pause as "wantsPause", s.preview_lapsed as "hasLapsed", s.asks_for_help as "asksForHelp", k.state as "campaignState", k.version as "campaignVersion",
        c.name as "callerName",
        (select p.wanted from campaign_pacing p where p.campaign_id = s.campaign_id) as "wantedPacing",
        (select jsonb_build_object('calls', count(*), 'conversations', count(*) filter (where ${isConversation}))
         from attempt a left join outcome o on o.attempt_id = a.id
         where a.caller_id = s.account_id and a.campaign_id = s.campaign_id
           and a.dialled_at > ${at(now - DAY_AND_A_BIT)}
           and a.day = (${at(now)}::timestamptz at time zone (k.definition->>'timezone'))::date) as today,
        coalesce((select ${previewColumns} from claim h join contact c on c.id = h.contact_id
                  where h.caller_id = s.account_id and h.preview_id is not null and h.attempt_id is null),
        (select ${callColumns}
         from attempt a left join outcome o on o.attempt_id = a.id
         where a.id = coalesce(
           (select h.attempt_id from claim h where h.caller_id = s.account_id),
           (select w.id from attempt w where w.caller_id = s.account_id and w.needs_word order by w.dialled_at limit 1),
           (select l.id from attempt l where l.caller_id = s.account_id and l.shift_id = s.id and l.dialled_at >= s.joined_at
            order by l.settled_at desc nulls last, l.dialled_at desc limit 1)))) as call
      from shift s join campaign k on k.id = s.campaign_id join account c on c.id = s.account_id
      where s.account_id = ${accountId} and s.left_at is null`,
    on,
  );
  if (row === null) return null;
  return { ...row, call: row.call && plainCall(row.call, cipher) };
}

function plainCall({ report, draft, ...call }: CallRow, cipher: NumberCipher): CallFacts {
  return {
    ...call,
    report: report && plainReport(report, cipher),
    draft: draft && plainDraft(draft, call.attemptId, cipher),
  };
}

/** A calendar day has 25 hours at most, and a call begins before it is counted. */
const DAY_AND_A_BIT = 26 * 3_600_000;

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);

const callColumns = sql`
  jsonb_build_object('attemptId', a.id, 'trunkId', a.trunk_id, 'preview', null, 'state', a.state, 'isCallback', a.is_callback, 'needsWord', a.needs_word,
    'isSkipped', exists (select from skip k where k.attempt_id = a.id),
    'dialledAt', ${ms('a.dialled_at')}, 'ringingAt', ${ms('a.ringing_at')}, 'earlyMediaAt', ${ms('a.early_media_at')},
    'answeredAt', ${ms('a.answered_at')}, 'endedAt', ${ms('a.ended_at')}, 'disposition', a.disposition,
    'numberType', (select n.type from phone_number n where n.id = a.number_id),
    'earlierMailboxRingSeconds', (
      select coalesce(jsonb_agg(extract(epoch from m.answered_at - m.ringing_at)::float8), '[]') from attempt m
      where m.number_id = a.number_id and m.dialled_at < a.dialled_at and m.class = 'ANSWERED_MACHINE'
        and m.trunk_id <> ${OWN_PHONE} and m.ringing_at is not null and m.answered_at is not null),
    'reportedAt', ${ms('o.reported_at')}, 'draft', ${storedDraft},
    'report', case when o.key is not null then ${storedReport}
      -- What was taken back stays on the page, to be corrected.
      when a.needs_word then (
        select u.report || jsonb_build_object('note', encode(u.note_cipher, 'base64'))
        from undone_outcome u where u.attempt_id = a.id order by u.undone_at desc limit 1) end)`;

/** Somebody who is shown to the caller before any call (app/preview.ts), in the shape of one. */
const previewColumns = sql`
  jsonb_build_object('attemptId', h.preview_id, 'trunkId', h.preview_trunk,
    'preview', case when h.tapped_at is null then 'read' else 'tapped' end, 'state', 'in-flight',
    'isCallback', coalesce((c.decision->>'isCallback')::boolean, false), 'needsWord', false, 'isSkipped', false,
    'dialledAt', ${ms('h.claimed_at')}, 'ringingAt', null, 'earlyMediaAt', null, 'answeredAt', null, 'endedAt', null,
    'disposition', null, 'numberType', (select n.type from phone_number n where n.id = c.number_id),
    'earlierMailboxRingSeconds', '[]'::jsonb, 'reportedAt', null, 'draft', null, 'report', null)`;
