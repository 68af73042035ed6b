import { sql } from 'kysely';
import type { UnitRow } from '../../app/ports.ts';
import type { ListId } from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import { at, type Connection, firstRow, rows } from './connection.ts';
import { unitStore } from './unit-store.ts';

/**
 * Writes the staged people with their branches and numbers.
 *
 * @param phoneHeadings In the order of the file: it orders a person's numbers.
 * @returns people; `changed` are those of whom a field or a number is not as it was.
 */
export async function writePeople(
  on: Connection,
  unit: UnitRow,
  listId: ListId,
  phoneHeadings: readonly string[],
): Promise<{ added: number; changed: number; numbers: number }> {
  await sql`create temporary table touched (person_id uuid, is_new boolean) on commit drop`.execute(on);
  await placeInBranches(on, unit);
  await upsertPeople(on, unit, listId);
  await upsertNumbers(on, phoneHeadings);
  // Within this transaction nobody else counts the new rows, and the selection that follows is planned by them.
  await sql`analyze person (id, unit_id), person_number (person_id, number_id), phone_number (id)`.execute(
    on,
  );
  const row = await firstRow(
    sql<{ added: number; changed: number; numbers: number }>`
      select count(*) filter (where is_new) as added, count(*) filter (where not is_new) as changed,
        (select count(distinct hash) from staged_number) as numbers
      from (select bool_or(is_new) as is_new from touched group by person_id) people`,
    on,
  );
  return row ?? { added: 0, changed: 0, numbers: 0 };
}

/** Makes the branches the file names, from the widest to the nearest, and notes which is whose. */
async function placeInBranches(on: Connection, unit: UnitRow): Promise<void> {
  const found = await rows(
    sql<{ branch: string[] | null }>`select distinct fields->'branch' as branch from staged_person`,
    on,
  );
  const units = unitStore(on);
  const places: { branch: readonly string[]; unit_id: string }[] = [];
  for (const { branch } of found) {
    let here = unit;
    for (const name of branch ?? []) here = await units.ensure(name, here);
    places.push({ branch: branch ?? [], unit_id: here.id });
  }
  await sql`create temporary table staged_branch (branch jsonb, unit_id uuid) on commit drop`.execute(on);
  await sql`
    insert into staged_branch
    select branch, unit_id from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as t(branch jsonb, unit_id uuid)`.execute(
    on,
  );
}

async function upsertPeople(on: Connection, unit: UnitRow, listId: ListId): Promise<void> {
  await sql`
    with written as (
      insert into person (id, organisation_id, unit_id, source_key, source_hash, member_number, given_name, family_name, salutation,
        birth_date, postcode, city, state_name, language, joined_on, status, status_kind, email, newsletter, last_contacts, do_not_call,
        unusable_numbers, list_id)
      select person_id, ${unit.organisationId}, b.unit_id, source_key, source_hash, fields->>'memberNumber', fields->>'givenName',
        fields->>'familyName', fields->>'salutation', (fields->>'birthDate')::date, fields->>'postcode', fields->>'city',
        fields->>'stateName', fields->>'language', (fields->>'joinedOn')::date, fields->>'status', coalesce(fields->>'statusKind', 'unknown'),
        fields->>'email', fields->>'newsletter', contacts, coalesce((fields->>'doNotCall')::boolean, false),
        jsonb_array_length(jsonb_path_query_array(phones, '$.*[*] ? (@.kind == "unusable")')), ${listId}
      from staged_person s join staged_branch b on b.branch = coalesce(s.fields->'branch', '[]')
      on conflict (organisation_id, source_hash) do update set
        unit_id = excluded.unit_id, member_number = excluded.member_number, given_name = excluded.given_name,
        family_name = excluded.family_name, salutation = excluded.salutation, birth_date = excluded.birth_date,
        postcode = excluded.postcode, city = excluded.city, state_name = excluded.state_name, language = excluded.language, joined_on = excluded.joined_on,
        status = excluded.status, status_kind = excluded.status_kind, email = excluded.email, newsletter = excluded.newsletter,
        last_contacts = excluded.last_contacts, do_not_call = person.do_not_call or excluded.do_not_call,
        unusable_numbers = excluded.unusable_numbers, left_source_at = null, list_id = excluded.list_id
      where (person.unit_id, person.member_number, person.given_name, person.family_name, person.salutation, person.birth_date,
             person.postcode, person.city, person.state_name, person.language, person.joined_on, person.status, person.status_kind, person.email,
             person.newsletter, person.last_contacts, person.do_not_call, person.unusable_numbers, person.left_source_at)
        is distinct from
            (excluded.unit_id, excluded.member_number, excluded.given_name, excluded.family_name, excluded.salutation,
             excluded.birth_date, excluded.postcode, excluded.city, excluded.state_name, excluded.language, excluded.joined_on, excluded.status,
             excluded.status_kind, excluded.email, excluded.newsletter, excluded.last_contacts,
             person.do_not_call or excluded.do_not_call, excluded.unusable_numbers, null::timestamptz)
      returning id, (xmax = 0) as is_new)
    insert into touched select id, is_new from written`.execute(on);
}

async function upsertNumbers(on: Connection, phoneHeadings: readonly string[]): Promise<void> {
  // A person may name one number twice: the first place counts.
  await sql`
    create temporary table staged_number on commit drop as
    select person_id, hash, cipher, raw_cipher, type, label, issues,
      row_number() over (partition by person_id order by place) - 1 as position
    from (
      select distinct on (person_id, hash) person_id, decode(n->>'hash', 'hex') as hash, decode(n->>'cipher', 'base64') as cipher,
        decode(n->>'rawCipher', 'base64') as raw_cipher, n->>'type' as type, n->>'label' as label,
        array(select jsonb_array_elements_text(n->'issues')) as issues,
        array[array_position(${[...phoneHeadings]}::text[], heading), nth] as place
      from staged_person s, jsonb_each(s.phones) c(heading, found), jsonb_array_elements(found) with ordinality f(n, nth)
      where n->>'kind' = 'number'
      order by person_id, hash, place) found`.execute(on);
  await sql`analyze staged_number`.execute(on);
  await sql`
    insert into phone_number (id, number_hash, number_cipher, type)
    select gen_random_uuid(), hash, cipher, type from (select distinct on (hash) hash, cipher, type from staged_number order by hash) n
    on conflict (number_hash) do nothing`.execute(on);
  await sql`
    with written as (
      insert into person_number (person_id, number_id, position, label, raw_cipher, issues)
      select s.person_id, n.id, s.position, s.label, s.raw_cipher, s.issues
      from staged_number s join phone_number n on n.number_hash = s.hash
      on conflict (person_id, number_id) do update set
        position = excluded.position, label = excluded.label, issues = excluded.issues,
        state = case when person_number.state = 'gone' then 'in-use' else person_number.state end
      where (person_number.position, person_number.label, person_number.issues, person_number.state = 'gone')
        is distinct from (excluded.position, excluded.label, excluded.issues, false)
      returning person_id)
    insert into touched select person_id, false from written`.execute(on);
  await sql`
    with gone as (
      update person_number pn set state = 'gone'
      from staged_person s
      where pn.person_id = s.person_id and pn.state = 'in-use' and not exists (
        select from staged_number f join phone_number n on n.number_hash = f.hash
        where f.person_id = pn.person_id and n.id = pn.number_id)
      returning pn.person_id)
    insert into touched select person_id, false from gone`.execute(on);
}

const isMissing = (unit: UnitRow) => sql`
  p.organisation_id = ${unit.organisationId} and p.left_source_at is null
  and p.unit_id in (select id from unit where starts_with(path, ${unit.path}))
  and not exists (select from staged_person s where s.source_hash = p.source_hash)`;

/** How many known people of the unit the file does not hold. */
export async function countMissing(on: Connection, unit: UnitRow): Promise<number> {
  const row = await firstRow(
    sql<{ count: number }>`select count(*) as count from person p where ${isMissing(unit)}`,
    on,
  );
  return row?.count ?? 0;
}

export async function markMissing(on: Connection, unit: UnitRow, moment: Instant): Promise<void> {
  await sql`update person p set left_source_at = ${at(moment)} where ${isMissing(unit)}`.execute(on);
}
