import { type RawBuilder, sql } from 'kysely';

/**
 * "Never before", as the person of a contact said it last: minutes after local midnight; null: never said, or lifted.
 *
 * @param contact The column that holds the contact's id. Read from the outcomes themselves: what is taken back is gone.
 */
export function notBeforeOf(contact: 'a.contact_id' | 'c.id'): RawBuilder<number | null> {
  return sql<number | null>`
    nullif((select bo.not_before from attempt ba join outcome bo on bo.attempt_id = ba.id
            where ba.contact_id = ${sql.ref(contact)} and bo.not_before is not null
            order by bo.reported_at desc, ba.dialled_at desc limit 1), 0)`;
}
