import { sql } from 'kysely';
import type { CardFacts, ShiftReading } from '../../app/view-store.ts';
import type { AttemptId, E164, NumberId } from '../../core/ids.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { type Connection, firstRow } from './connection.ts';
import { notBeforeOf } from './not-before.ts';

/** What is encrypted comes as base64. */
type CardRow = Omit<CardFacts, 'numbers'> & {
  readonly numbers: readonly { id: NumberId; number: string; label: string | null; isDialled: boolean }[];
};

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);

/** The card of the person whom an attempt rings; who may see it, the use case has asked before. */
export function cardReading(on: Connection, cipher: NumberCipher): Pick<ShiftReading, 'card'> {
  const plain = (base64: string) => cipher.decrypt(Buffer.from(base64, 'base64'));
  const noteOf = <It extends { note: string | null }>(it: It): It =>
    it.note === null ? it : { ...it, note: plain(it.note) };
  return {
    async card(attemptId) {
      const row = await firstRow(
        sql<CardRow>`
          select p.given_name as "givenName", p.family_name as "familyName", p.birth_date as "birthDate",
            p.joined_on as "joinedOn", p.email, p.language, p.last_contacts as "lastContacts", a.why, a.day,
            (select array_agg(above.name order by length(above.path) desc)
             from unit above where starts_with(u.path, above.path)) as branches,
            k.unit_id = p.unit_id as "isOwnUnit",
            (select jsonb_build_object('fromAt', ${ms('b.from_at')}, 'untilAt', ${ms('b.until_at')},
               'givenBy', (select name from account g where g.id = b.promised_to),
               'note', (select encode(o.note_cipher, 'base64') from outcome o where o.attempt_id = b.made_in))
             from callback b
             where b.contact_id = a.contact_id and (b.called_in = a.id or a.is_preview and b.called_in is null)
             order by b.from_at limit 1) as promise,
            (select coalesce(jsonb_agg(jsonb_build_object('at', ${ms('e.dialled_at')}, 'disposition', e.disposition,
               'note', (select encode(o.note_cipher, 'base64') from outcome o where o.attempt_id = e.id))
               order by e.dialled_at desc), '[]')
             from (select * from attempt it where it.contact_id = a.contact_id and it.dialled_at < a.dialled_at
                     and it.disposition is not null order by it.dialled_at desc limit 5) e) as earlier,
            (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'number', encode(n.number_cipher, 'base64'),
               'label', pn.label, 'isDialled', n.id = a.number_id) order by pn.position), '[]')
             from person_number pn join phone_number n on n.id = pn.number_id
             where pn.person_id = p.id and (n.id = a.number_id
               or (pn.state = 'in-use' and n.health not in ('invalid', 'replaced')))) as numbers,
            ${notBeforeOf('a.contact_id')} as "notBefore"
          from (${shown(attemptId)}) a join person p on p.id = a.person_id join unit u on u.id = p.unit_id
          join campaign k on k.id = a.campaign_id`,
        on,
      );
      if (row === null) throw new Error(`no attempt ${attemptId}`);
      return {
        ...row,
        promise: row.promise && noteOf(row.promise),
        earlier: row.earlier.map(noteOf),
        // Only what readPhoneCell returned as E.164 was ever encrypted into this column.
        numbers: row.numbers.map((it) => ({ ...it, number: plain(it.number) as E164 })),
      };
    },
  };
}

/** A call; or whom a caller reads about before one (app/preview.ts), by the decision that would lead to it. */
const shown = (attemptId: AttemptId) => sql`
  select id, contact_id, person_id, number_id, campaign_id, dialled_at, why, day, false as is_preview
  from attempt where id = ${attemptId}
  union all
  select k.preview_id, c.id, c.person_id, c.number_id, c.campaign_id, k.claimed_at, c.decision,
    (k.claimed_at at time zone (m.definition->>'timezone'))::date, true
  from claim k join contact c on c.id = k.contact_id join campaign m on m.id = k.campaign_id
  where k.preview_id = ${attemptId} and k.attempt_id is null`;
