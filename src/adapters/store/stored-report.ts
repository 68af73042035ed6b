import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { OutcomeReport } from '../../app/ports.ts';
import type { Instant } from '../../core/instant.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { at, type Connection } from './connection.ts';

/** A report as the store holds it: the same shape, but each free text is base64 of what is encrypted. */
export type StoredReport = OutcomeReport & { readonly note: string | null };

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);

/** One outcome `o` as `StoredReport`; of the rows of other tables it reads those that the statement began with. */
export const storedReport = sql`
  jsonb_build_object('key', o.key, 'attemptId', o.attempt_id,
    'disposition', o.disposition, 'talkedWithMember', o.talked_with_member, 'answers', o.answers,
    'reception', o.reception, 'channels', o.channels, 'offers', o.offers, 'newsletter', o.newsletter,
    'localContact', o.local_contact, 'note', encode(o.note_cipher, 'base64'),
    'wrongNumbers', o.wrong_numbers, 'notBefore', o.not_before, 'isHard', o.is_hard,
    'callback', (select jsonb_build_object('fromAt', ${ms('b.from_at')}, 'untilAt', ${ms('b.until_at')})
                 from callback b join attempt ba on ba.id = b.made_in
                 where b.contact_id = ba.contact_id and b.made_in = o.attempt_id),
    'corrections', (select coalesce(jsonb_agg(jsonb_build_object('field', x.field,
                      'value', encode(x.value_cipher, 'base64'), 'readBack', x.read_back) order by x.position), '[]')
                    from correction x where x.attempt_id = o.attempt_id),
    'message', (select jsonb_build_object('kind', m.kind, 'text', encode(m.text_cipher, 'base64'))
                from organiser_message m where m.attempt_id = o.attempt_id))`;

/** The report as its caller wrote it. */
export function plainReport(report: StoredReport, cipher: NumberCipher): OutcomeReport {
  const plain = (base64: string) => cipher.decrypt(Buffer.from(base64, 'base64'));
  return {
    ...report,
    note: report.note === null ? null : plain(report.note),
    corrections: report.corrections.map((it) => ({ ...it, value: plain(it.value) })),
    message: report.message && { ...report.message, text: plain(report.message.text) },
  };
}

/** Keeps what goes to others with a new outcome: corrections to the administration, a message to the organisers. */
export async function putSaid(
  on: Connection,
  cipher: NumberCipher,
  { attemptId, corrections, message }: OutcomeReport,
  moment: Instant,
): Promise<void> {
  for (const [position, { field, value, readBack }] of corrections.entries())
    await sql`
      insert into correction (attempt_id, position, campaign_id, person_id, field, value_cipher, read_back, at)
      select id, ${position}, campaign_id, person_id, ${field}, ${cipher.encrypt(value)}, ${readBack}, ${at(moment)}
      from attempt where id = ${attemptId}`.execute(on);
  if (message !== null)
    await sql`
      insert into organiser_message (id, campaign_id, caller_id, person_id, attempt_id, kind, text_cipher, at)
      select ${randomUUID()}, campaign_id, caller_id, person_id, id, ${message.kind}, ${cipher.encrypt(message.text)}, ${at(moment)}
      from attempt where id = ${attemptId}`.execute(on);
}
