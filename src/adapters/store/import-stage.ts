import { sql } from 'kysely';
import type { ReadRow } from '../../app/import-store.ts';
import type { UnitRow } from '../../app/ports.ts';
import { rowKey } from '../../core/import/list-row.ts';
import type { RowProblem } from '../../core/import/row-problem.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { type Connection, firstRow } from './connection.ts';
import { stagedRow } from './staged-row.ts';

/** Makes the tables in which an import is put together; they go with its transaction. */
export async function prepareStage(on: Connection): Promise<void> {
  // The joins of a hundred thousand people fit into it; the default would spill them onto the disk.
  await sql`set local work_mem = '64MB'`.execute(on);
  // Compiling these few large statements takes longer than it saves.
  await sql`set local jit = off`.execute(on);
  await sql`create temporary table staged_row (line integer, source_key text, source_hash bytea, fields jsonb, phones jsonb, contacts jsonb) on commit drop`.execute(
    on,
  );
  await sql`create temporary table staged_problem (line integer, column_index integer, column_name text, code text, severity text) on commit drop`.execute(
    on,
  );
  // Lays one object over the other, row after row: the later row's cells win (they hold no empty ones). An aggregate
  // outlives the transaction, for the next import of the same connection.
  await sql`create or replace aggregate pg_temp.lay_over(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}')`.execute(
    on,
  );
}

/** Takes in a batch as the reader hands it out. */
export async function stage(
  on: Connection,
  cipher: NumberCipher,
  batch: readonly ReadRow[],
  problems: readonly RowProblem[],
): Promise<void> {
  const staged = batch.flatMap(({ line, row }) => {
    const key = rowKey(row);
    return key === undefined ? [] : [stagedRow(line, key, row, cipher)];
  });
  if (staged.length > 0) {
    await sql`
      insert into staged_row (line, source_key, source_hash, fields, phones, contacts)
      select line, source_key, decode(source_hash, 'hex'), fields, phones, contacts
      from jsonb_to_recordset(${JSON.stringify(staged)}::jsonb)
        as t(line integer, source_key text, source_hash text, fields jsonb, phones jsonb, contacts jsonb)`.execute(
      on,
    );
  }
  if (problems.length > 0) {
    const list = problems.map((it) => ({
      ...it,
      column_index: it.column?.index,
      column_name: it.column?.heading,
    }));
    await sql`
      insert into staged_problem select line, column_index, column_name, code, severity
      from jsonb_to_recordset(${JSON.stringify(list)}::jsonb)
        as t(line integer, column_index integer, column_name text, code text, severity text)`.execute(on);
  }
}

/**
 * Makes one row per person of the rows, with the id it has or will have. Only people with several rows pay for the merging.
 *
 * @returns counts.
 */
export async function mergeStage(
  on: Connection,
  unit: UnitRow,
): Promise<{ stagedRows: number; distinctMembers: number }> {
  await sql`create index on staged_row (source_hash)`.execute(on);
  await sql`analyze staged_row (source_hash)`.execute(on);
  await sql`
    create temporary table staged_person on commit drop as
    with several as (select source_hash from staged_row group by source_hash having count(*) > 1),
    merged as (
      select source_key, source_hash, fields, phones, contacts
      from staged_row where source_hash not in (select source_hash from several)
      union all
      select min(source_key), source_hash, pg_temp.lay_over(fields order by line),
             pg_temp.lay_over(phones order by line), pg_temp.lay_over(contacts order by line)
      from staged_row where source_hash in (select source_hash from several) group by source_hash)
    select coalesce(p.id, gen_random_uuid()) as person_id, m.*
    from merged m left join person p on p.organisation_id = ${unit.organisationId} and p.source_hash = m.source_hash`.execute(
    on,
  );
  await sql`create unique index on staged_person (source_hash)`.execute(on);
  await sql`analyze staged_person (source_hash, person_id)`.execute(on);
  const counts = await firstRow(
    sql<{ stagedRows: number; distinctMembers: number }>`
      select (select count(*) from staged_row) as "stagedRows", (select count(*) from staged_person) as "distinctMembers"`,
    on,
  );
  return counts ?? { stagedRows: 0, distinctMembers: 0 };
}

/** How many different numbers the staged people have. */
export async function countStagedNumbers(on: Connection): Promise<number> {
  const row = await firstRow(
    sql<{ count: number }>`
      select count(distinct n->>'hash') as count
      from staged_person s, jsonb_each(s.phones) c(heading, found), jsonb_array_elements(found) n where n->>'kind' = 'number'`,
    on,
  );
  return row?.count ?? 0;
}
