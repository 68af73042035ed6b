import { sql } from 'kysely';
import { rows } from '../../src/adapters/store/connection.ts';
import { openInstallation } from '../../src/build/installation.ts';
import type { Entered } from './volunteer.ts';

interface Row extends Omit<Entered, 'note' | 'callback' | 'newsletter'> {
  readonly newsletter: string | null;
  readonly consents: number;
  readonly fromAt: number | null;
  readonly untilAt: number | null;
  readonly noteCipher: Buffer | null;
}

/** What the store holds of this caller's calls, in their order, while the demo still runs. */
export async function storedCalls(data: string, caller: string): Promise<Entered[]> {
  const installation = await openInstallation({
    ...{ dataPath: data, databaseUrl: undefined, mayJoin: true },
    onEvent: () => {},
  });
  try {
    const found = await rows(
      sql<Row>`
        select concat_ws(' ', p.given_name, p.family_name) as person, a.disposition, o.reception,
          o.answers ->> 'integration' as integration, o.newsletter, o.local_contact as "localContact",
          coalesce((select jsonb_agg(it ->> 'id') from jsonb_array_elements(o.offers) it
            where it ->> 'answer' = 'yes'), '[]') as offers,
          (select count(*) from consent c where c.attempt_id = a.id and c.state = 'pending') as consents,
          (select u.report ->> 'disposition' from undone_outcome u where u.attempt_id = a.id) as undone,
          b.from_at as "fromAt", b.until_at as "untilAt", o.note_cipher as "noteCipher"
        from attempt a join account k on k.id = a.caller_id join person p on p.id = a.person_id
          left join outcome o on o.attempt_id = a.id left join callback b on b.made_in = a.id
        where k.name = ${caller} order by a.dialled_at`,
      installation.connection,
    );
    return found.map(({ newsletter, consents, fromAt, untilAt, noteCipher, ...row }) => ({
      ...row,
      // The wish and the consent that waits for its click go together.
      newsletter: newsletter !== null && consents === 1,
      callback: fromAt === null || untilAt === null ? null : { fromAt, untilAt },
      note: noteCipher === null ? null : installation.cipher.decrypt(noteCipher),
    }));
  } finally {
    await installation.close();
  }
}
