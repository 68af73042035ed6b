import { sql } from 'kysely';
import type { GoodMoment, NewDebrief, ProfileStore, Settings } from '../../app/profile-store.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';

export function profileStore(connection: Connection, cipher: NumberCipher): ProfileStore {
  return {
    async settings(accountId) {
      const row = await firstRow(
        sql<{ settings: Settings }>`select settings from profile where account_id = ${accountId}`,
        connection,
      );
      return row?.settings ?? {};
    },
    async save(accountId, settings) {
      await sql`
        insert into profile (account_id, settings) values (${accountId}, ${JSON.stringify(settings)}::jsonb)
        on conflict (account_id) do update set settings = excluded.settings`.execute(connection);
    },
    async goodMoments({ id, accountId }) {
      const found = await rows(
        sql<Omit<GoodMoment, 'note'> & { noteCipher: Buffer | null }>`
          select a.id as "attemptId", a.dialled_at as "at", coalesce(p.given_name, '') as "name",
            o.note_cipher as "noteCipher"
          from attempt a join outcome o on o.attempt_id = a.id join person p on p.id = a.person_id
          where a.shift_id = ${id} and o.caller_id = ${accountId} and o.reception = 'pleased'
          order by a.dialled_at desc, a.id limit 10`,
        connection,
      );
      return found.map(({ noteCipher, ...it }) => ({
        ...it,
        note: noteCipher && cipher.decrypt(noteCipher),
      }));
    },
    keepDebrief: (debrief) => connection.transaction().execute((on) => keepDebrief(on, cipher, debrief)),
  };
}

async function keepDebrief(on: Connection, cipher: NumberCipher, debrief: NewDebrief): Promise<void> {
  const { shiftId, accountId, campaignId, at: moment } = debrief;
  const hidden = (text: string) => (text === '' ? null : cipher.encrypt(text, shiftId));
  await sql`
    insert into debrief (shift_id, account_id, campaign_id, surprised_cipher, hard_cipher, change_cipher, at)
    values (${shiftId}, ${accountId}, ${campaignId}, ${hidden(debrief.surprised)}::bytea,
      ${hidden(debrief.hard)}::bytea, ${hidden(debrief.change)}::bytea, ${at(moment)})
    on conflict (shift_id) do update set surprised_cipher = excluded.surprised_cipher,
      hard_cipher = excluded.hard_cipher, change_cipher = excluded.change_cipher, at = excluded.at`.execute(
    on,
  );
  // What they say last is what they want, also when the organisers have ticked the first one off.
  await sql`delete from organiser_message where shift_id = ${shiftId}`.execute(on);
  if (debrief.change === '') return;
  await sql`
    insert into organiser_message (id, campaign_id, caller_id, shift_id, kind, text_cipher, at)
    values (${debrief.messageId}, ${campaignId}, ${accountId}, ${shiftId}, 'other', ${cipher.encrypt(debrief.change)},
      ${at(moment)})`.execute(on);
}
