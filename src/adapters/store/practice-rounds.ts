import { sql } from 'kysely';
import type { RoundDoors, RoundRow } from '../../app/practice-store.ts';
import type { CampaignId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { Scores } from '../../core/practice/evaluation.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';

type RoundColumns = Omit<RoundRow, 'hard' | 'findings'>;

interface FindingColumns {
  readonly id: string;
  readonly roundId: string;
  readonly kind: 'hard' | 'finding';
  readonly text: Buffer;
  readonly change: Buffer | null;
  readonly step: string | null;
}

/** Rounds of the team after practice. What is said there is encrypted, and nobody's. */
export function practiceRounds(on: Connection, cipher: NumberCipher): RoundDoors {
  return {
    async openRound(campaignId) {
      const [round] = await roundsOf(on, cipher, campaignId, sql`closed_at is null`);
      return round ?? null;
    },
    closedRounds: (campaignId) => roundsOf(on, cipher, campaignId, sql`closed_at is not null`),
    async insertRound({ id, campaignId, guideVersion, openedAt, sheets, tallies }) {
      await sql`
        insert into practice.round (id, campaign_id, guide_version, opened_at, sheets, tallies)
        values (${id}, ${campaignId}, ${guideVersion}, ${at(openedAt)}, ${sheets},
                ${tallies === null ? null : JSON.stringify(tallies)})`.execute(on);
    },
    async closeRound(id, moment) {
      await sql`
        update practice.round set closed_at = ${at(moment)} where id = ${id} and closed_at is null`.execute(
        on,
      );
    },
    async sheetsSince(campaignId, moment) {
      const found = await rows(
        sql<{ scores: Scores }>`
          select distinct on (s.account_id) t.scores
          from practice.seat s
          join practice.session n on n.id = s.session_id
          join practice.sheet t on t.session_id = n.id
          where n.campaign_id = ${campaignId} and n.finished_at > ${at(moment)} and s.role = 'trainee'
          order by s.account_id, n.finished_at desc, n.id, t.by_role = 'player' desc`,
        on,
      );
      return found.map((it) => it.scores);
    },
    async lastTallyAt(campaignId) {
      const row = await firstRow(
        sql<{ at: Instant | null }>`
          select max(opened_at) as "at" from practice.round where campaign_id = ${campaignId} and tallies is not null`,
        on,
      );
      return row?.at ?? 0;
    },
    async insertHard(roundId, { key, text, at: moment }) {
      await sql`
        insert into practice.finding (id, round_id, kind, text_cipher, said_at)
        values (${key}, ${roundId}, 'hard', ${cipher.encrypt(text, key)}, ${at(moment)})
        on conflict do nothing`.execute(on);
    },
    async insertFinding(roundId, { key, text, change, step, at: moment }) {
      await sql`
        insert into practice.finding (id, round_id, kind, text_cipher, change_cipher, step, said_at)
        values (${key}, ${roundId}, 'finding', ${cipher.encrypt(text, key)}, ${cipher.encrypt(change, key)}, ${step},
                ${at(moment)})
        on conflict do nothing`.execute(on);
    },
    async practised(campaignId) {
      const row = await firstRow(
        sql<{ partner: number; alone: number; ready: number }>`
          select count(*) filter (where n.type = 'partner') as partner, count(*) filter (where n.type = 'alone') as alone,
            (select count(distinct account_id) from (
               select account_id from practice.seat where campaign_id = ${campaignId} and is_ready
               union select account_id from practice.waiver where campaign_id = ${campaignId}) r) as ready
          from practice.session n where n.campaign_id = ${campaignId} and n.finished_at is not null`,
        on,
      );
      return row ?? { partner: 0, alone: 0, ready: 0 };
    },
  };
}

async function roundsOf(
  on: Connection,
  cipher: NumberCipher,
  campaignId: CampaignId,
  which: ReturnType<typeof sql>,
): Promise<RoundRow[]> {
  const found = await rows(
    sql<RoundColumns>`
      select id, closed_at is null as "isOpen", opened_at as "openedAt", guide_version as "guideVersion", sheets, tallies
      from practice.round where campaign_id = ${campaignId} and ${which} order by opened_at desc`,
    on,
  );
  const said = await rows(
    sql<FindingColumns>`
      select id, round_id as "roundId", kind, text_cipher as "text", change_cipher as "change", step
      from practice.finding where round_id = any(${found.map((it) => it.id)}::uuid[]) order by said_at, id`,
    on,
  );
  const plain = (bytes: Buffer | null, id: string) => (bytes === null ? '' : cipher.decrypt(bytes, id));
  return found.map((round) => {
    const here = said.filter((it) => it.roundId === round.id);
    return {
      ...round,
      hard: here.filter((it) => it.kind === 'hard').map(({ id, text }) => ({ id, text: plain(text, id) })),
      findings: here
        .filter((it) => it.kind === 'finding')
        .map(({ id, text, change, step }) => ({
          id,
          text: plain(text, id),
          change: plain(change, id),
          step,
        })),
    };
  });
}
