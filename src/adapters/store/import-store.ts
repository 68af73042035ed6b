import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ImportResult, ImportStore, MembersRead, ReadRow, UnitRow } from '../../app/ports.ts';
import type { ListId } from '../../core/ids.ts';
import { rowKey } from '../../core/import/list-row.ts';
import type { RowProblem } from '../../core/import/row-problem.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';
import { peopleStore } from './people-store.ts';
import { stagedRow } from './staged-row.ts';
import { unitStore } from './unit-store.ts';

/** The request with its unit found. */
type Request = Omit<Parameters<ImportStore['run']>[0], 'unit'> & { readonly unit: UnitRow };

/** Problems shown one by one; the rest is counted. All are stored. */
const PROBLEMS_SHOWN = 20;

/** Thrown to roll a dry run back; carries its result out of the transaction. */
class DryRun extends Error {
  readonly result: ImportResult;
  constructor(result: ImportResult) {
    super('dry run');
    this.result = result;
  }
}

export function importStore(connection: Connection, cipher: NumberCipher): ImportStore {
  return {
    async run(request) {
      try {
        return await connection.transaction().execute(async (on) => {
          const unit = await request.unit(unitStore(on));
          return importInto(on, cipher, { ...request, unit });
        });
      } catch (error) {
        if (error instanceof DryRun) return error.result;
        throw error;
      }
    },
  };
}

async function importInto(on: Connection, cipher: NumberCipher, request: Request): Promise<ImportResult> {
  // One import of an organisation after the other: the second sees what the first has written.
  await sql`select pg_advisory_xact_lock(hashtextextended(${request.unit.organisationId}, 1))`.execute(on);
  await prepareStage(on);
  const problems = problemCounter();
  const read = await request.fill(async (batch, found) => {
    problems.add(found);
    await stage(on, cipher, batch, found);
  });
  await mergeStage(on);
  const { distinctMembers } = (await firstRow(
    sql<{ distinctMembers: number }>`select count(*) as "distinctMembers" from staged_person`,
    on,
  )) ?? { distinctMembers: 0 };
  const counts = {
    dataRows: read.dataRows,
    distinctMembers,
    duplicateRows: (await stagedRows(on)) - distinctMembers,
  };
  const isSame = await isLatestList(on, request.unit, read);
  const written = isSame
    ? await nothingWritten(on, request.unit, distinctMembers)
    : await write(on, request, read, counts, problems.total());
  await request.inspect(peopleStore(on), request.unit);
  const result: ImportResult = {
    read,
    ...counts,
    ...written,
    isSame,
    problems: problems.counts(),
    firstProblems: problems.first(),
  };
  if (request.isDryRun) throw new DryRun({ ...result, listId: null });
  return result;
}

async function prepareStage(on: Connection): Promise<void> {
  await sql`create temporary table staged_row (line integer, source_key text, source_hash bytea, fields jsonb, phones jsonb, contacts jsonb) on commit drop`.execute(
    on,
  );
  await sql`create temporary table staged_problem (line integer, column_index integer, column_name text, code text, severity text) on commit drop`.execute(
    on,
  );
  // Lays one object over the other, row after row: the later row's cells win (they hold no empty ones).
  await sql`create aggregate pg_temp.lay_over(jsonb) (sfunc = jsonb_concat, stype = jsonb, initcond = '{}')`.execute(
    on,
  );
}

async function stage(
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

async function stagedRows(on: Connection): Promise<number> {
  const row = await firstRow(sql<{ count: number }>`select count(*) as count from staged_row`, on);
  return row?.count ?? 0;
}

/** One row per person. Only people with several rows pay for the merging. */
async function mergeStage(on: Connection): Promise<void> {
  await sql`create index on staged_row (source_hash)`.execute(on);
  await sql`analyze staged_row`.execute(on);
  await sql`
    create temporary table staged_person on commit drop as
    with several as (select source_hash from staged_row group by source_hash having count(*) > 1)
    select gen_random_uuid() as new_id, source_key, source_hash, fields, phones, contacts
    from staged_row where source_hash not in (select source_hash from several)
    union all
    select gen_random_uuid(), min(source_key), source_hash, pg_temp.lay_over(fields order by line),
           pg_temp.lay_over(phones order by line), pg_temp.lay_over(contacts order by line)
    from staged_row where source_hash in (select source_hash from several) group by source_hash`.execute(on);
  await sql`alter table staged_person add column unit_id uuid, add column person_id uuid`.execute(on);
  await sql`create unique index on staged_person (source_hash)`.execute(on);
  await sql`analyze staged_person`.execute(on);
}

async function isLatestList(on: Connection, unit: UnitRow, read: MembersRead): Promise<boolean> {
  const row = await firstRow(
    sql<{ fileHash: string }>`
      select encode(file_hash, 'hex') as "fileHash" from list
      where unit_id = ${unit.id} order by imported_at desc, id limit 1`,
    on,
  );
  return row?.fileHash === read.fileHash;
}

async function nothingWritten(on: Connection, unit: UnitRow, distinctMembers: number) {
  return {
    listId: null,
    added: 0,
    changed: 0,
    unchanged: distinctMembers,
    missing: await countMissing(on, unit),
    numbers: await countNumbers(on),
  };
}

async function write(
  on: Connection,
  request: Request,
  read: MembersRead,
  counts: { dataRows: number; distinctMembers: number; duplicateRows: number },
  problemCount: number,
) {
  const listId = randomUUID() as ListId; // A fresh id of the right kind.
  await insertList(on, request, read, { ...counts, problemCount, listId });
  await placeInBranches(on, request.unit);
  const people = await upsertPeople(on, request.unit, listId);
  await upsertNumbers(on);
  const missing = await countMissing(on, request.unit);
  if (request.isComplete) await markMissing(on, request);
  await unitStore(on).audit({
    at: request.at,
    actorId: request.actorId,
    actorRole: request.actorRole,
    action: 'import-members',
    thingKind: 'list',
    thingId: listId,
    unitId: request.unit.id,
    detail: { ...counts, ...people, missing },
  });
  return {
    listId,
    ...people,
    unchanged: counts.distinctMembers - people.added - people.changed,
    missing,
    numbers: await countNumbers(on),
  };
}

async function insertList(
  on: Connection,
  { unit, at: moment }: Request,
  read: MembersRead,
  list: {
    listId: ListId;
    dataRows: number;
    distinctMembers: number;
    duplicateRows: number;
    problemCount: number;
  },
): Promise<void> {
  await sql`
    insert into list (id, unit_id, organisation_id, imported_at, file_hash, encoding, delimiter, columns,
                      data_rows, distinct_members, duplicate_rows, problem_count)
    values (${list.listId}, ${unit.id}, ${unit.organisationId}, ${at(moment)}, decode(${read.fileHash}, 'hex'), ${read.encoding},
            ${read.delimiter}, ${JSON.stringify(read.columns)}, ${list.dataRows}, ${list.distinctMembers},
            ${list.duplicateRows}, ${list.problemCount})`.execute(on);
  await sql`
    insert into row_problem (list_id, line, column_index, column_name, code, severity)
    select ${list.listId}, line, column_index, column_name, code, severity from staged_problem`.execute(on);
}

/** Makes the branches the file names, from the widest to the nearest, and gives each person its own. */
async function placeInBranches(on: Connection, unit: UnitRow): Promise<void> {
  const paths = await rows(
    sql<{ branch: string[] | null }>`select distinct fields->'branch' as branch from staged_person`,
    on,
  );
  const units = unitStore(on);
  for (const { branch } of paths) {
    let here = unit;
    for (const name of branch ?? []) here = await units.ensure(name, here);
    await sql`
      update staged_person set unit_id = ${here.id}
      where fields->'branch' is not distinct from ${branch === null ? null : JSON.stringify(branch)}::jsonb`.execute(
      on,
    );
  }
}

async function upsertPeople(
  on: Connection,
  unit: UnitRow,
  listId: ListId,
): Promise<{ added: number; changed: number }> {
  const row = await firstRow(
    sql<{ added: number; changed: number }>`
      with written as (
        insert into person (id, organisation_id, unit_id, source_key, source_hash, member_number, given_name, family_name, salutation,
          birth_date, postcode, city, state_name, joined_on, status, status_kind, email, newsletter, last_contacts, do_not_call,
          unusable_numbers, list_id)
        select new_id, ${unit.organisationId}, unit_id, source_key, source_hash, fields->>'memberNumber', fields->>'givenName',
          fields->>'familyName', fields->>'salutation', (fields->>'birthDate')::date, fields->>'postcode', fields->>'city',
          fields->>'stateName', (fields->>'joinedOn')::date, fields->>'status', coalesce(fields->>'statusKind', 'unknown'),
          fields->>'email', fields->>'newsletter', contacts, coalesce((fields->>'doNotCall')::boolean, false),
          (select count(*) from jsonb_each(phones) c(heading, found), jsonb_array_elements(found) n where n->>'kind' = 'unusable'), ${listId}
        from staged_person
        on conflict (organisation_id, source_hash) do update set
          unit_id = excluded.unit_id, member_number = excluded.member_number, given_name = excluded.given_name,
          family_name = excluded.family_name, salutation = excluded.salutation, birth_date = excluded.birth_date,
          postcode = excluded.postcode, city = excluded.city, state_name = excluded.state_name, joined_on = excluded.joined_on,
          status = excluded.status, status_kind = excluded.status_kind, email = excluded.email, newsletter = excluded.newsletter,
          last_contacts = excluded.last_contacts, do_not_call = person.do_not_call or excluded.do_not_call,
          unusable_numbers = excluded.unusable_numbers, left_source_at = null, list_id = excluded.list_id
        where (person.unit_id, person.member_number, person.given_name, person.family_name, person.salutation, person.birth_date,
               person.postcode, person.city, person.state_name, person.joined_on, person.status, person.status_kind, person.email,
               person.newsletter, person.last_contacts, person.do_not_call, person.unusable_numbers, person.left_source_at)
          is distinct from
              (excluded.unit_id, excluded.member_number, excluded.given_name, excluded.family_name, excluded.salutation,
               excluded.birth_date, excluded.postcode, excluded.city, excluded.state_name, excluded.joined_on, excluded.status,
               excluded.status_kind, excluded.email, excluded.newsletter, excluded.last_contacts,
               person.do_not_call or excluded.do_not_call, excluded.unusable_numbers, null::timestamptz)
        returning (xmax = 0) as is_new)
      select count(*) filter (where is_new) as added, count(*) filter (where not is_new) as changed from written`,
    on,
  );
  await sql`
    update staged_person s set person_id = p.id from person p
    where p.organisation_id = ${unit.organisationId} and p.source_hash = s.source_hash`.execute(on);
  return row ?? { added: 0, changed: 0 };
}

async function upsertNumbers(on: Connection): Promise<void> {
  await sql`
    create temporary table staged_number on commit drop as
    select distinct on (person_id, hash) person_id, hash, cipher, raw_cipher, type, label, issues,
      row_number() over (partition by person_id order by place) - 1 as position
    from (
      select s.person_id, decode(n->>'hash', 'hex') as hash, decode(n->>'cipher', 'base64') as cipher,
        decode(n->>'rawCipher', 'base64') as raw_cipher, n->>'type' as type, n->>'label' as label,
        coalesce((select array_agg(i) from jsonb_array_elements_text(n->'issues') i), '{}') as issues, (n->>'place')::int as place
      from staged_person s, jsonb_each(s.phones) c(heading, found), jsonb_array_elements(found) n
      where n->>'kind' = 'number') found
    order by person_id, hash, place`.execute(on);
  await sql`analyze staged_number`.execute(on);
  await sql`
    insert into phone_number (id, number_hash, number_cipher, type)
    select gen_random_uuid(), hash, cipher, type from (select distinct on (hash) hash, cipher, type from staged_number order by hash) n
    on conflict (number_hash) do nothing`.execute(on);
  await sql`
    insert into person_number (person_id, number_id, position, label, raw_cipher, issues)
    select s.person_id, n.id, s.position, s.label, s.raw_cipher, s.issues
    from staged_number s join phone_number n on n.number_hash = s.hash
    on conflict (person_id, number_id) do update set
      position = excluded.position, label = excluded.label, issues = excluded.issues,
      state = case when person_number.state = 'gone' then 'in-use' else person_number.state end
    where (person_number.position, person_number.label, person_number.issues, person_number.state = 'gone')
      is distinct from (excluded.position, excluded.label, excluded.issues, false)`.execute(on);
  await sql`
    update person_number pn set state = 'gone'
    from staged_person s
    where pn.person_id = s.person_id and pn.state = 'in-use' and not exists (
      select from staged_number f join phone_number n on n.number_hash = f.hash
      where f.person_id = pn.person_id and n.id = pn.number_id)`.execute(on);
}

const isMissing = (unit: UnitRow) => sql`
  p.organisation_id = ${unit.organisationId} and p.left_source_at is null
  and p.unit_id in (select id from unit where starts_with(path, ${unit.path}))
  and not exists (select from staged_person s where s.source_hash = p.source_hash)`;

async function countMissing(on: Connection, unit: UnitRow): Promise<number> {
  const row = await firstRow(
    sql<{ count: number }>`select count(*) as count from person p where ${isMissing(unit)}`,
    on,
  );
  return row?.count ?? 0;
}

async function markMissing(on: Connection, { unit, at: moment }: Request): Promise<void> {
  await sql`update person p set left_source_at = ${at(moment)} where ${isMissing(unit)}`.execute(on);
}

async function countNumbers(on: Connection): Promise<number> {
  const row = await firstRow(
    sql<{ count: number }>`
      select count(distinct n->>'hash') as count
      from staged_person s, jsonb_each(s.phones) c(heading, found), jsonb_array_elements(found) n where n->>'kind' = 'number'`,
    on,
  );
  return row?.count ?? 0;
}

function problemCounter() {
  const counts: Record<string, number> = {};
  const first: RowProblem[] = [];
  return {
    add(found: readonly RowProblem[]) {
      for (const problem of found) {
        counts[problem.code] = (counts[problem.code] ?? 0) + 1;
        if (first.length < PROBLEMS_SHOWN) first.push(problem);
      }
    },
    counts: () => counts,
    first: () => first,
    total: () => Object.values(counts).reduce((sum, count) => sum + count, 0),
  };
}
