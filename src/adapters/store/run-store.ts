import { sql } from 'kysely';
import type { RunStore } from '../../app/run-store.ts';
import type { ShiftRow } from '../../app/shift-store.ts';
import type { TrunkId } from '../../core/ids.ts';
import { isLeftPromise, lastTrunk } from './board-reading.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';

export function runStore(on: Connection): RunStore {
  return {
    async freePromises(campaignId, now) {
      const freed = await rows(
        sql<{ id: string }>`
          update contact c set promised_to = null, decision = c.decision || '{"promisedTo": null}'
          from callback b
          where b.campaign_id = ${campaignId} and c.id = b.contact_id and ${isLeftPromise(now)} returning c.id`,
        on,
      );
      return freed.length;
    },
    async resumeTrunk(campaignId, now) {
      const row = await firstRow(
        sql<{ trunkId: TrunkId }>`
          update trunk_alarm set paused_until = ${at(now)}
          where trunk_id = (${lastTrunk(campaignId)}) and paused_until > ${at(now)} returning trunk_id as "trunkId"`,
        on,
      );
      return row?.trunkId ?? null;
    },
    endHelp: (campaignId, shiftId) =>
      firstRow(
        sql<Pick<ShiftRow, 'id' | 'accountId'>>`
          update shift set asks_for_help = false
          where id = ${shiftId} and campaign_id = ${campaignId} and asks_for_help
          returning id, account_id as "accountId"`,
        on,
      ),
  };
}
