import { sql } from 'kysely';
import type { AccountId, CampaignId, E164 } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { at, type Connection, firstRow } from './connection.ts';

/** Where a demo stands; the fictional network's memory and the campaign's clock survive the program. */
export interface World {
  /** What it was started with: another file or seed is another world. */
  readonly inputsHash: string;
  /** How often it was started: each run draws other chances and other ids. */
  readonly run: number;
  readonly now: Instant | null;
  readonly isFinished: boolean;
}

/** Open shifts of simulated callers and of people, those of both and of people that are not ready, and calls in flight. */
export interface Scene {
  readonly simulated: number;
  readonly people: number;
  readonly busy: number;
  readonly busyPeople: number;
  readonly calls: number;
}

/** The demo's own schema beside the application's; a real installation never has it. */
export function simulationStore(on: Connection, cipher: NumberCipher) {
  return {
    async prepare(): Promise<void> {
      await sql`create schema if not exists simulation`.execute(on);
      await sql`
        create table if not exists simulation.world (
          id smallint primary key check (id = 1), inputs_hash text not null, run integer not null,
          now_at timestamptz, is_finished boolean not null)`.execute(on);
      await sql`
        create table if not exists simulation.number_memory (
          number_hash bytea primary key, calls integer not null, has_asked boolean not null default false)`.execute(
        on,
      );
    },
    /** Whether anything but a demo was ever stored here. */
    async isReal(): Promise<boolean> {
      const row = await firstRow(
        sql<{
          isReal: boolean;
        }>`select to_regclass('simulation.world') is null and exists (select from unit) as "isReal"`,
        on,
      );
      return row?.isReal ?? false;
    },
    /** Takes everything away, at once or not at all: the next migration begins from nothing. */
    async wipe(): Promise<void> {
      await on.transaction().execute(async (transaction) => {
        await sql`drop schema if exists simulation cascade`.execute(transaction);
        await sql`drop schema if exists practice cascade`.execute(transaction);
        await sql`drop schema public cascade`.execute(transaction);
        await sql`create schema public`.execute(transaction);
      });
    },
    world: () =>
      firstRow(
        sql<World>`
          select inputs_hash as "inputsHash", run, now_at as now, is_finished as "isFinished"
          from simulation.world`,
        on,
      ),
    /** Begins the world or counts a further run of it. @returns the number of this run, 1 the first. */
    async startRun(inputsHash: string): Promise<number> {
      const row = await firstRow(
        sql<{ run: number }>`
          insert into simulation.world (id, inputs_hash, run, is_finished) values (1, ${inputsHash}, 1, false)
          on conflict (id) do update set run = simulation.world.run + 1 returning run`,
        on,
      );
      return row?.run ?? 1;
    },
    async setNow(now: Instant): Promise<void> {
      await sql`update simulation.world set now_at = ${at(now)}`.execute(on);
    },
    async finish(): Promise<void> {
      await sql`update simulation.world set is_finished = true`.execute(on);
    },
    /** The latest moment that anything in the store carries: a clock that goes on must not lie before it. */
    async latestMoment(): Promise<Instant | null> {
      const row = await firstRow(
        sql<{ latest: Instant | null }>`
          select greatest((select now_at from simulation.world), (select max(greatest(dialled_at, answered_at, ended_at, settled_at)) from attempt),
                          (select max(greatest(since, left_at)) from shift), (select max(reported_at) from outcome)) as latest`,
        on,
      );
      return row?.latest ?? null;
    },
    /** Who is there and what is on, in one question: whether the clock may jump. */
    async scene(campaignId: CampaignId, simulated: readonly AccountId[]): Promise<Scene> {
      const row = await firstRow(
        sql<Scene>`
          select
            count(*) filter (where account_id = any(${[...simulated]}::uuid[]))::int as simulated,
            count(*) filter (where account_id <> all(${[...simulated]}::uuid[]))::int as people,
            count(*) filter (where state <> 'ready')::int as busy,
            count(*) filter (where state <> 'ready' and account_id <> all(${[...simulated]}::uuid[]))::int as "busyPeople",
            (select count(*) from attempt where campaign_id = ${campaignId} and state = 'in-flight')::int as calls
          from shift where campaign_id = ${campaignId} and left_at is null`,
        on,
      );
      return row ?? { simulated: 0, people: 0, busy: 0, busyPeople: 0, calls: 0 };
    },
    /** Puts people of equal rank into an order by the seed: what draws it at the opening goes by ids, new each time. */
    async orderBySeed(campaignId: CampaignId, seed: string): Promise<void> {
      await sql`
        update contact c set rank = floor(c.rank) + ('x' || left(md5(${seed} || p.source_key), 7))::bit(28)::int / 268435456.0
        from person p where p.id = c.person_id and c.campaign_id = ${campaignId}`.execute(on);
    },
    /** People who were called at least once. */
    async triedOnce(campaignId: CampaignId): Promise<number> {
      const row = await firstRow(
        sql<{
          triedOnce: number;
        }>`select count(distinct contact_id)::int as "triedOnce" from attempt where campaign_id = ${campaignId}`,
        on,
      );
      return row?.triedOnce ?? 0;
    },
    async countCall(number: E164): Promise<number> {
      const row = await firstRow(
        sql<{ calls: number }>`
          insert into simulation.number_memory (number_hash, calls) values (${cipher.lookupHash(number)}, 1)
          on conflict (number_hash) do update set calls = simulation.number_memory.calls + 1 returning calls`,
        on,
      );
      return row?.calls ?? 1;
    },
    async askOnce(number: E164): Promise<boolean> {
      const row = await firstRow(
        sql<{ calls: number }>`
          update simulation.number_memory set has_asked = true
          where number_hash = ${cipher.lookupHash(number)} and not has_asked returning calls`,
        on,
      );
      return row !== null;
    },
  };
}

export type SimulationStore = ReturnType<typeof simulationStore>;
