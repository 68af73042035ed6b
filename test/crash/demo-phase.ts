import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { STORE_DATABASE, socketConfig } from '../../src/adapters/store/embedded/socket-folder.ts';
import type { CrashedDemo } from './demo-process.ts';

/** How far a demo is, as its folder and its store tell from outside. */
export type DemoPhase =
  | 'nothing yet'
  | 'first start'
  | 'migration'
  | 'import'
  | 'opening'
  | 'calling'
  | 'report'
  | 'finished';

/** Looks at a running demo through a connection of its own, again and again. */
export class PhaseWatch {
  readonly #data: string;
  #client: Client | null = null;

  constructor({ data }: CrashedDemo) {
    this.#data = data;
  }

  async look(): Promise<DemoPhase> {
    if (!existsSync(join(this.#data, 'postgres'))) return 'nothing yet';
    this.#client ??= await this.#connect();
    return this.#client === null ? 'first start' : this.#ask(this.#client);
  }

  /** @returns the phase as soon as it is `wanted`, or a later one when that was missed. */
  async until(wanted: DemoPhase, hasEnded: () => boolean): Promise<DemoPhase> {
    for (;;) {
      const phase = await this.look();
      if (rank(phase) >= rank(wanted) || hasEnded()) return phase;
      await pause(1);
    }
  }

  async close(): Promise<void> {
    await this.#client?.end().catch(() => {});
    this.#client = null;
  }

  async #connect(): Promise<Client | null> {
    const note = join(this.#data, 'run/socket.json');
    try {
      const { socketFolder } = JSON.parse(readFileSync(note, 'utf8')) as { socketFolder: string };
      const client = new Client(socketConfig(socketFolder, STORE_DATABASE));
      // The server dies with the demo; the next question says so.
      client.on('error', () => {});
      await client.connect();
      return client;
    } catch {
      // No server yet, or one that just starts.
      return null;
    }
  }

  async #ask(client: Client): Promise<DemoPhase> {
    try {
      const made = await client.query<{ unit: boolean; world: boolean }>(
        `select to_regclass('public.unit') is not null as unit, to_regclass('simulation.number_memory') is not null as world`,
      );
      if (made.rows[0]?.unit !== true) return 'migration';
      if (!made.rows[0].world) return 'import';
      const { rows } = await client.query<{ phase: DemoPhase }>(PHASE);
      return rows[0]?.phase ?? 'import';
    } catch {
      await this.close();
      return 'first start';
    }
  }
}

const PHASE = `
  select case when (select is_finished from simulation.world) then 'finished'
    when exists (select from campaign where state = 'closed') then 'report'
    when exists (select from campaign) then 'calling'
    when exists (select from list) then 'opening' else 'import' end as phase`;

const ORDER: readonly DemoPhase[] = [
  'nothing yet',
  'first start',
  'migration',
  'import',
  'opening',
  'calling',
  'report',
  'finished',
];

function rank(phase: DemoPhase): number {
  return ORDER.indexOf(phase);
}
