import { sql } from 'kysely';
import { type Connection, rows } from '../src/adapters/store/connection.ts';

/** Every row of every table as text, table by table. */
export async function allRows(on: Connection): Promise<Map<string, string[]>> {
  const tables = await rows(
    sql<{ name: string }>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
        and table_schema not like 'pg_temp%' order by 1`,
    on,
  );
  const found = new Map<string, string[]>();
  for (const { name } of tables) {
    const content = await rows(
      sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t order by 1`,
      on,
    );
    found.set(
      name,
      content.map(({ row }) => row),
    );
  }
  return found;
}

/** A checksum of every table: equal before and after means that nothing at all was changed. */
export async function tableChecksums(on: Connection): Promise<Record<string, string>> {
  const tables = await rows(
    sql<{ name: string }>`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
        and table_schema not like 'pg_temp%' order by 1`,
    on,
  );
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const [sum] = await rows(
      sql<{ sum: string }>`
        select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from ${sql.raw(name)} t`,
      on,
    );
    sums[name] = sum?.sum ?? '';
  }
  return sums;
}
