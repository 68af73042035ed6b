import { sql } from 'kysely';
import type {
  PracticeDoors,
  PracticeStore,
  SeatDoors,
  SeatRow,
  WaitingRow,
} from '../../app/practice-store.ts';
import type { Instant } from '../../core/instant.ts';
import type { PracticeEnd } from '../../core/practice/pair.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';
import { practiceReadiness } from './practice-readiness.ts';
import { practiceRounds } from './practice-rounds.ts';
import { practiceSessions } from './practice-sessions.ts';
import { unitStore } from './unit-store.ts';

/** Practices on an open connection: all in the schema `practice`, and of what is real accounts and shifts alone. */
export function practiceStore(connection: Connection, cipher: NumberCipher): PracticeStore {
  return {
    ...doors(connection, cipher),
    inTransaction: (campaignId, work) =>
      connection.transaction().execute(async (on) => {
        await sql`select pg_advisory_xact_lock(hashtextextended(${campaignId}, 5))`.execute(on);
        return work({ ...doors(on, cipher), units: unitStore(on) });
      }),
    async deleteSheetsBefore(moment) {
      const deleted = sql`delete from practice.sheet where given_at < ${at(moment)} returning 1`;
      return (await rows(deleted, connection)).length;
    },
    openSeats: () =>
      rows(sql<SeatRow>`select ${seatColumns} from practice.seat s where s.left_at is null`, connection),
  };
}

function doors(on: Connection, cipher: NumberCipher): PracticeDoors {
  return {
    ...seats(on),
    ...practiceSessions(on, cipher),
    ...practiceReadiness(on),
    ...practiceRounds(on, cipher),
  };
}

const seatColumns = sql`
  s.id, s.campaign_id as "campaignId", s.account_id as "accountId", s.wish, s.since, s.session_id as "sessionId", s.role`;
const shiftColumns = sql`h.id, h.state, h.way`;

function seats(on: Connection): SeatDoors {
  const shift = sql`select ${shiftColumns} from shift h where h.left_at is null and h.account_id =`;
  return {
    openSeat: (accountId) =>
      firstRow(
        sql<SeatRow>`
          select ${seatColumns} from practice.seat s where s.account_id = ${accountId} and s.left_at is null`,
        on,
      ),
    lastEnd: (accountId, campaignId) =>
      firstRow(
        sql<{ ended: PracticeEnd | null; at: Instant }>`
          select ended, left_at as "at" from practice.seat s
          where s.account_id = ${accountId} and s.campaign_id = ${campaignId} and s.left_at is not null
          order by left_at desc limit 1`,
        on,
      ),
    waiting: (campaignId) =>
      rows(
        sql<WaitingRow>`
          select ${seatColumns}, a.name,
                 exists (select from practice.seat p where p.account_id = s.account_id
                           and p.campaign_id = s.campaign_id and p.is_ready) as "isReady"
          from practice.seat s join account a on a.id = s.account_id
          where s.campaign_id = ${campaignId} and s.session_id is null and s.left_at is null
          order by s.since, s.id`,
        on,
      ),
    async insertSeat({ id, campaignId, accountId, wish, since }) {
      await sql`
        insert into practice.seat (id, campaign_id, account_id, wish, since)
        values (${id}, ${campaignId}, ${accountId}, ${wish}, ${at(since)})`.execute(on);
    },
    async takeSeat(seatId, { sessionId, role }) {
      await sql`update practice.seat set session_id = ${sessionId}, role = ${role} where id = ${seatId}`.execute(
        on,
      );
    },
    async leaveSeat(seatId, { at: moment, ended }) {
      await sql`
        update practice.seat set left_at = ${at(moment)}, ended = ${ended}, wants_swap = false
        where id = ${seatId} and left_at is null`.execute(on);
    },
    holdShift: (accountId) => firstRow(sql`${shift} ${accountId} for update`, on),
    shiftOf: (accountId) => firstRow(sql`${shift} ${accountId}`, on),
  };
}
