import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { HealthStore } from '../../app/health-store.ts';
import type { AttemptId, NumberId, TrunkId } from '../../core/ids.ts';
import type { NumberSign } from '../../core/outcome/number-sign.ts';
import type { TrunkAlarm, TrunkFinal } from '../../core/outcome/trunk-health.ts';
import { at, atOrNull, type Connection, firstRow, rows } from './connection.ts';

/** A call rings 40 s at most (DOMAIN L8); what was dialled earlier than this cannot ring any more. */
const LONGEST_RINGING = 60_000;

export function healthStore(on: Connection): HealthStore {
  return {
    async putSign({ numberId, trunkId, sign }) {
      await sql`
        insert into number_sign (attempt_id, number_id, trunk_id, at, sign, validity)
        values (${sign.attemptId}, ${numberId}, ${trunkId}, ${at(sign.at)}, ${JSON.stringify(sign)}, ${sign.validity})
        on conflict (attempt_id, number_id) do update set sign = excluded.sign, validity = excluded.validity`.execute(
        on,
      );
    },
    async setSignValidity(attemptIds, validity) {
      const changed = await rows(
        sql<{ numberId: NumberId }>`
          update number_sign set validity = ${validity}
          where attempt_id = any(${[...attemptIds]}::uuid[]) and validity <> ${validity} returning number_id as "numberId"`,
        on,
      );
      return [...new Set(changed.map((it) => it.numberId))];
    },
    pendingSigns: () =>
      rows(
        sql<{ attemptId: AttemptId; numberId: NumberId; trunkId: TrunkId; at: number }>`
          select attempt_id as "attemptId", number_id as "numberId", trunk_id as "trunkId", at
          from number_sign where validity = 'pending' order by at, attempt_id`,
        on,
      ),
    async numbersOf(personId, ids) {
      const found = await rows(
        sql<{ id: NumberId }>`
          select number_id as id from person_number
          where person_id = ${personId} and number_id = any(${[...ids]}::uuid[]) order by position`,
        on,
      );
      return found.map((it) => it.id);
    },
    async signsOf(numberId) {
      const found = await rows(
        sql<{ sign: NumberSign; validity: NumberSign['validity'] }>`
          select sign, validity from number_sign where number_id = ${numberId} order by at, attempt_id`,
        on,
      );
      return found.map(({ sign, validity }) => ({ ...sign, validity }));
    },
    async signsBetween(trunkId, from, until) {
      const found = await rows(
        sql<{ id: AttemptId }>`
          select attempt_id as id from number_sign where trunk_id = ${trunkId} and at between ${at(from)} and ${at(until)}`,
        on,
      );
      return found.map((it) => it.id);
    },
    async setHealth(numberId, it) {
      await sql`
        update phone_number set health = ${it.state}, health_tenths = ${it.tenths}, health_reason = nullif(${it.reason}::text, 'no-sign'),
          recheck_after = ${atOrNull(it.needsRecheckNotBefore)}, is_exhausted = ${it.isExhausted}
        where id = ${numberId}`.execute(on);
    },
    async setWrongPerson(personId, numberId) {
      await sql`update person_number set state = 'wrong-person' where person_id = ${personId} and number_id = ${numberId}`.execute(
        on,
      );
    },
    trunkFinals: (trunkId, from, until) =>
      rows(
        sql<TrunkFinal>`
          select ended_at as at, coalesce((evidence->>'sipStatus')::int, 0) as status, is_recheck as "isRecheck",
            coalesce((evidence->'ms'->>'ended')::float8, 0) as "msToFinal",
            evidence->'ms'->>'progress' is not null as "earlyMediaSeen"
          from attempt
          where trunk_id = ${trunkId} and ended_at between ${at(from)} and ${at(until)} and evidence is not null
          order by ended_at, id`,
        on,
      ),
    async trunkAlerted(trunkId, from, until) {
      const row = await firstRow(
        sql<{ id: string }>`
          select id from attempt
          where trunk_id = ${trunkId} and dialled_at between ${at(from - LONGEST_RINGING)} and ${at(until)}
            and (ringing_at between ${at(from)} and ${at(until)} or answered_at between ${at(from)} and ${at(until)}) limit 1`,
        on,
      );
      return row !== null;
    },
    async putAlarm(trunkId, alarm) {
      await sql`
        insert into trunk_alarm (id, trunk_id, kind, from_at, until_at, paused_until, detail)
        values (${randomUUID()}, ${trunkId}, ${alarm.kind}, ${at(alarm.from)}, ${at(alarm.until)}, ${at(alarm.pausedUntil)},
                ${JSON.stringify(alarm)})`.execute(on);
    },
    lastAlarm: (trunkId) =>
      firstRow(
        sql<Pick<TrunkAlarm, 'from' | 'until' | 'pausedUntil'>>`
          select from_at as from, until_at as until, paused_until as "pausedUntil"
          from trunk_alarm where trunk_id = ${trunkId} order by until_at desc limit 1`,
        on,
      ),
  };
}
