import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { AuditEntry, UnitRow, UnitStore } from '../../app/ports.ts';
import type { UnitId } from '../../core/ids.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';

const columns = sql`id, organisation_id as "organisationId", name, path`;

export function unitStore(on: Connection): UnitStore {
  return {
    async ensure(name, parent) {
      const id = randomUUID();
      const path = `${parent?.path ?? '/'}${id}/`;
      await sql`
        insert into unit (id, parent_id, organisation_id, name, kind, path)
        values (${id}, ${parent?.id ?? null}, ${parent?.organisationId ?? id}, ${name},
                ${parent === null ? 'organisation' : 'branch'}, ${path})
        on conflict (parent_id, name) do nothing`.execute(on);
      const unit = await firstRow(
        sql<UnitRow>`select ${columns} from unit where name = ${name} and parent_id is not distinct from ${parent?.id ?? null}`,
        on,
      );
      if (unit === null) throw new Error('a unit that was just made is missing');
      return unit;
    },
    async byId(id: UnitId) {
      const unit = await firstRow(sql<UnitRow>`select ${columns} from unit where id = ${id}`, on);
      if (unit === null) throw new Error(`no unit ${id}`);
      return unit;
    },
    byName: (name) => rows(sql<UnitRow>`select ${columns} from unit where name = ${name} order by path`, on),
    organisations: () =>
      rows(sql<UnitRow>`select ${columns} from unit where parent_id is null order by name`, on),
    async ensureAccount(account) {
      await sql`
        insert into account (id, unit_id, name, role, created_at)
        values (${account.id}, ${account.unitId}, ${account.name}, ${account.role}, ${at(account.at)})
        on conflict (id) do nothing`.execute(on);
    },
    async audit(entry: AuditEntry) {
      await sql`
        insert into audit (at, actor_id, actor_role, action, thing_kind, thing_id, unit_id, detail)
        values (${at(entry.at)}, ${entry.actorId}, ${entry.actorRole}, ${entry.action}, ${entry.thingKind},
                ${entry.thingId}, ${entry.unitId}, ${JSON.stringify(entry.detail)})`.execute(on);
    },
  };
}
