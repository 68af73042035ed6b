import { sql } from 'kysely';
import type {
  AccountDoors,
  AccountRow,
  AccountStore,
  InvitationRow,
  SessionRow,
} from '../../app/account-store.ts';
import { pledgeDoors } from './arrival-store.ts';
import { at, type Connection, firstRow } from './connection.ts';
import { unitStore } from './unit-store.ts';

/** Accounts, invitations and sessions on an open connection; the same doors all or nothing by `inTransaction`. */
export function accountStore(connection: Connection): AccountStore {
  return {
    ...doors(connection),
    inTransaction: (work) =>
      connection
        .transaction()
        .execute((transaction) =>
          work({ ...doors(transaction), ...pledgeDoors(transaction), units: unitStore(transaction) }),
        ),
  };
}

// What is read of an account, from `account a left join unit u`.
export const accountColumns = sql`
  a.id, a.name, a.role, a.unit_id as "unitId", case when a.role = 'owner' then '/' else u.path end as "unitPath"`;

function doors(on: Connection): AccountDoors {
  return {
    async hasLogin() {
      return (await firstRow(sql`select 1 from account where login is not null limit 1`, on)) !== null;
    },
    async insertFirst(account) {
      // Two people with the link at once: the lock lets the second one see what the first has made.
      await sql`lock table account in share row exclusive mode`.execute(on);
      const made = await firstRow(
        sql`
          insert into account (id, name, role, created_at, login, password_hash)
          select ${account.id}, ${account.name}, 'owner', ${at(account.at)}, ${account.login}, ${account.passwordHash}
          where not exists (select from account where login is not null)
          returning 1`,
        on,
      );
      return made !== null;
    },
    async byLogin(login) {
      const row = await firstRow(
        sql<AccountRow & { passwordHash: string }>`
          select ${accountColumns}, a.password_hash as "passwordHash"
          from account a left join unit u on u.id = a.unit_id where lower(a.login) = lower(${login})`,
        on,
      );
      if (row === null) return null;
      const { passwordHash, ...account } = row;
      return { account, passwordHash };
    },
    async insertCaller(account) {
      await sql`
        insert into account (id, unit_id, name, role, created_at)
        values (${account.id}, ${account.unitId}, ${account.name}, 'caller', ${at(account.at)})`.execute(on);
    },
    async rename(id, name) {
      await sql`update account set name = ${name} where id = ${id}`.execute(on);
    },
    ...invitationDoors(on),
    ...sessionDoors(on),
  };
}

function invitationDoors(
  on: Connection,
): Pick<AccountDoors, 'insertInvitation' | 'invitation' | 'takeInvitation'> {
  return {
    async insertInvitation(it) {
      await sql`
        insert into invitation (token_hash, account_id, campaign_id, made_by, made_at, expires_at)
        values (${bytes(it.tokenHash)}, ${it.accountId}, ${it.campaignId}, ${it.madeBy}, ${at(it.madeAt)},
                ${at(it.expiresAt)})`.execute(on);
    },
    async invitation(tokenHash) {
      const row = await firstRow(
        sql<AccountRow & Omit<InvitationRow, 'account'>>`
          select ${accountColumns}, i.campaign_id as "campaignId", c.title as "campaignTitle", cu.name as "unitName",
                 i.expires_at as "expiresAt", i.used_at as "usedAt"
          from invitation i
          join account a on a.id = i.account_id left join unit u on u.id = a.unit_id
          join campaign c on c.id = i.campaign_id join unit cu on cu.id = c.unit_id
          where i.token_hash = ${bytes(tokenHash)}`,
        on,
      );
      if (row === null) return null;
      const { campaignId, campaignTitle, unitName, expiresAt, usedAt, ...account } = row;
      return { account, campaignId, campaignTitle, unitName, expiresAt, usedAt };
    },
    async takeInvitation(tokenHash, moment) {
      const used = await firstRow(
        sql`
          update invitation set used_at = ${at(moment)}
          where token_hash = ${bytes(tokenHash)} and used_at is null returning 1`,
        on,
      );
      return used !== null;
    },
  };
}

function sessionDoors(
  on: Connection,
): Pick<AccountDoors, 'insertSession' | 'session' | 'prolongSession' | 'deleteSession' | 'deleteExpired'> {
  return {
    async insertSession(session) {
      await sql`
        insert into session (token_hash, account_id, made_at, seen_at, expires_at)
        values (${bytes(session.tokenHash)}, ${session.accountId}, ${at(session.at)}, ${at(session.at)},
                ${at(session.expiresAt)})`.execute(on);
    },
    async session(tokenHash, now) {
      const row = await firstRow(
        sql<AccountRow & Omit<SessionRow, 'account'>>`
          select ${accountColumns}, s.seen_at as "seenAt", s.expires_at as "expiresAt"
          from session s join account a on a.id = s.account_id left join unit u on u.id = a.unit_id
          where s.token_hash = ${bytes(tokenHash)} and s.expires_at > ${at(now)}`,
        on,
      );
      if (row === null) return null;
      const { seenAt, expiresAt, ...account } = row;
      return { account, seenAt, expiresAt };
    },
    async prolongSession(tokenHash, seenAt, expiresAt) {
      await sql`
        update session set seen_at = ${at(seenAt)}, expires_at = ${at(expiresAt)}
        where token_hash = ${bytes(tokenHash)}`.execute(on);
    },
    async deleteSession(tokenHash) {
      await sql`delete from session where token_hash = ${bytes(tokenHash)}`.execute(on);
    },
    async deleteExpired(now) {
      await sql`delete from session where expires_at <= ${at(now)}`.execute(on);
    },
  };
}

function bytes(hash: string): Buffer {
  return Buffer.from(hash, 'hex');
}
