import { sql } from 'kysely';
import type { CampaignRow, CampaignStore } from '../../app/ports.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';

type Definition = Pick<CampaignRow, 'campaign' | 'selection'>;

/** Definitions by campaign and version: they are long, asked for at every step of a call, and a version never changes. */
export type DefinitionCache = Map<string, Definition>;

const columns = sql`
  c.id, c.unit_id as "unitId", c.organisation_id as "organisationId", u.path as "unitPath", c.state, c.version`;
const select = sql`
  select ${columns}, c.definition as campaign, c.selection from campaign c join unit u on u.id = c.unit_id`;

export function campaignStore(on: Connection, cache: DefinitionCache): CampaignStore {
  const definitionOf = async (id: CampaignRow['id'], version: number): Promise<Definition | null> => {
    const key = `${id}/${version}`;
    const known = cache.get(key);
    if (known !== undefined) return known;
    const read = await firstRow(
      sql<Definition>`select definition as campaign, selection from campaign where id = ${id} and version = ${version}`,
      on,
    );
    if (read !== null) cache.set(key, read);
    return read;
  };
  return {
    byKey: (key) => firstRow(sql<CampaignRow>`${select} where c.key = ${key}`, on),
    async byId(id) {
      const row = await firstRow(
        sql<CampaignRow & { version: number }>`
          select ${columns} from campaign c join unit u on u.id = c.unit_id where c.id = ${id}`,
        on,
      );
      const definition = row === null ? null : await definitionOf(id, row.version);
      return row === null || definition === null ? null : { ...row, ...definition };
    },
    all: () => rows(sql<CampaignRow>`${select} order by c.opened_at, c.key`, on),
    async insert({ id, unit, campaign, selection, openedAt }) {
      await sql`
        insert into campaign (id, organisation_id, unit_id, key, title, definition, selection, state, opened_at)
        values (${id}, ${unit.organisationId}, ${unit.id}, ${campaign.key}, ${campaign.title},
                ${JSON.stringify(campaign)}, ${JSON.stringify(selection)}, 'running', ${at(openedAt)})`.execute(
        on,
      );
    },
    async message(id) {
      const row = await firstRow(
        sql<{ sound: Buffer }>`select sound from campaign_message where campaign_id = ${id}`,
        on,
      );
      // By itself: whoever hands it to another thread hands over all that it lies in.
      return row && new Uint8Array(row.sound);
    },
    async keepMessage(id, sound) {
      await sql`insert into campaign_message (campaign_id, sound) values (${id}, ${Buffer.from(sound)})`.execute(
        on,
      );
    },
    async setState(id, state, moment) {
      const closedAt = state === 'closed' ? at(moment) : null;
      await sql`update campaign set state = ${state}, closed_at = ${closedAt} where id = ${id}`.execute(on);
    },
    async lease(id, owner, now, until) {
      return firstRow(
        sql<{ epoch: number }>`
          update campaign set
            epoch = epoch + case when lease_owner is distinct from ${owner} then 1 else 0 end,
            lease_owner = ${owner}, lease_until = ${at(until)}
          where id = ${id} and (lease_owner is null or lease_owner = ${owner} or lease_until < ${at(now)})
          returning epoch`,
        on,
      );
    },
    async release(id, owner) {
      await sql`
        update campaign set lease_owner = null, lease_until = null
        where id = ${id} and (${owner}::text is null or lease_owner = ${owner})`.execute(on);
    },
  };
}
