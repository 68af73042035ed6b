import { sql } from 'kysely';
import type { AccountRow, TokenHash } from '../../app/account-store.ts';
import type { PairedPhone, PhoneDoors, PhoneRow, PhoneStore } from '../../app/phone-store.ts';
import type { ShiftId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import { accountColumns } from './account-store.ts';
import { at, type Connection, firstRow } from './connection.ts';
import { unitStore } from './unit-store.ts';

/** Paired phones on an open connection; the same doors all or nothing by `inTransaction`. */
export function phoneStore(connection: Connection): PhoneStore {
  return {
    ...doors(connection),
    inTransaction: (work) =>
      connection
        .transaction()
        .execute((transaction) => work({ ...doors(transaction), units: unitStore(transaction) })),
  };
}

// A shift that is left has no phone.
const isOpen = sql`s.left_at is null`;

function doors(on: Connection): PhoneDoors {
  return {
    async offer({ shiftId, codeHash, expiresAt }) {
      await sql`
        insert into paired_phone (shift_id, code_hash, code_until)
        values (${shiftId}, ${bytes(codeHash)}, ${at(expiresAt)})
        on conflict (shift_id) do update set code_hash = excluded.code_hash, code_until = excluded.code_until`.execute(
        on,
      );
    },
    async take({ codeHash, tokenHash, now, expiresAt }) {
      const taken = await firstRow(
        sql`
          update paired_phone p
          set token_hash = ${bytes(tokenHash)}, expires_at = ${at(expiresAt)}, code_hash = null, code_until = null
          from shift s
          where p.code_hash = ${bytes(codeHash)} and p.code_until > ${at(now)} and s.id = p.shift_id and ${isOpen}
          returning 1`,
        on,
      );
      return taken === null ? null : session(on, tokenHash, now);
    },
    session: (tokenHash, now) => session(on, tokenHash, now),
    async stateOf(shiftId, now) {
      const row = await firstRow(
        sql<{ state: PairedPhone }>`
          select case when p.expires_at > ${at(now)} then 'paired' when p.code_until > ${at(now)} then 'waiting'
                      else 'none' end as state
          from paired_phone p join shift s on s.id = p.shift_id
          where p.shift_id = ${shiftId} and ${isOpen}`,
        on,
      );
      return row?.state ?? 'none';
    },
    async forget(shiftId) {
      const row = await firstRow(sql`delete from paired_phone where shift_id = ${shiftId} returning 1`, on);
      return row !== null;
    },
    async isLeft(shiftId) {
      const row = await firstRow(sql`select 1 from shift where id = ${shiftId} and left_at is null`, on);
      return row === null;
    },
  };
}

async function session(on: Connection, tokenHash: TokenHash, now: Instant): Promise<PhoneRow | null> {
  const row = await firstRow(
    sql<AccountRow & { shiftId: ShiftId; expiresAt: Instant }>`
      select ${accountColumns}, p.shift_id as "shiftId", p.expires_at as "expiresAt"
      from paired_phone p join shift s on s.id = p.shift_id
      join account a on a.id = s.account_id left join unit u on u.id = a.unit_id
      where p.token_hash = ${bytes(tokenHash)} and p.expires_at > ${at(now)} and ${isOpen}`,
    on,
  );
  if (row === null) return null;
  const { shiftId, expiresAt, ...account } = row;
  return { account, shiftId, expiresAt };
}

function bytes(hash: TokenHash): Buffer {
  return Buffer.from(hash, 'hex');
}
