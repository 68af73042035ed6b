import { sql } from 'kysely';
import type { PeopleStore } from '../../app/ports.ts';
import type { PersonId, UnitId } from '../../core/ids.ts';
import type { NumberFacts } from '../../core/queue/contact-facts.ts';
import type { SelectionPerson } from '../../core/selection/selection-person.ts';
import { type Connection, rows } from './connection.ts';

/** People read at once: small enough for any memory, large enough that a hundred thousand take a second. */
const BATCH = 2000;
/** No id of ours is all zeros. A plain comparison lets every batch begin where the last one ended in the index. */
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000' as PersonId; // Stands for none.

type Row = Omit<SelectionPerson, 'memberNumber' | 'branchPath'> & {
  memberNumber: string | null;
  unitId: UnitId;
};
type NumbersRow =
  Awaited<ReturnType<PeopleStore['numbersOf']>> extends Map<PersonId, infer Value>
    ? Value & { id: PersonId }
    : never;

export function peopleStore(on: Connection): PeopleStore {
  return {
    async *forSelection(unitPath) {
      const branches = await readBranches(on, unitPath);
      for (let after = BEFORE_ALL; ; ) {
        const batch: Row[] = await readBatch(on, [...branches.keys()], after);
        for (const { memberNumber, unitId, ...fields } of batch) {
          const person = { ...fields, branchPath: branches.get(unitId) ?? [] };
          yield memberNumber === null ? person : { ...person, memberNumber };
        }
        const last = batch.at(-1);
        if (last === undefined || batch.length < BATCH) return;
        after = last.id;
      }
    },
    async numbersOf(personIds) {
      const found = await rows(
        sql<NumbersRow>`
          select p.id, p.postcode, p.joined_on as "joinedOn", coalesce(jsonb_agg(jsonb_build_object(
            'id', n.id, 'type', n.type, 'position', pn.position, 'isAllowed', true, 'health', n.health,
            'recheckAfter', (extract(epoch from n.recheck_after) * 1000)::float8, 'isExhausted', n.is_exhausted,
            'isWrongPerson', pn.state = 'wrong-person', 'lastTriedAt', null::float8, 'mailboxes', 0) order by pn.position)
            filter (where n.id is not null), '[]') as numbers
          from person p
          left join person_number pn on pn.person_id = p.id and pn.state <> 'gone'
          left join phone_number n on n.id = pn.number_id
          where p.id = any(${[...personIds]}::uuid[]) group by p.id`,
        on,
      );
      return new Map(
        found.map(({ id, ...person }) => [id, person as typeof person & { numbers: NumberFacts[] }]),
      );
    },
  };
}

/** Units of that path and below it, each with its names from the widest to the nearest. */
async function readBranches(on: Connection, unitPath: string): Promise<Map<UnitId, string[]>> {
  const found = await rows(
    sql<{ id: UnitId; names: string[] }>`
      with recursive branch as (
        select id, path, array[name] as names from unit where parent_id is null
        union all select u.id, u.path, b.names || u.name from unit u join branch b on b.id = u.parent_id
      )
      select id, names from branch where starts_with(path, ${unitPath})`,
    on,
  );
  return new Map(found.map(({ id, names }) => [id, names]));
}

function readBatch(on: Connection, unitIds: readonly UnitId[], after: PersonId): Promise<Row[]> {
  return rows(
    sql<Row>`
      select p.id, p.member_number as "memberNumber", p.joined_on as "joinedOn",
        case when p.status_kind = 'active' then coalesce(p.status, 'active') else p.status end as status,
        p.birth_date as "birthDate", p.unit_id as "unitId", p.postcode, p.last_contacts as "lastContacts",
        p.do_not_call or exists (
          select from do_not_call d where d.organisation_id = p.organisation_id and d.scope = 'person' and d.source_hash = p.source_hash
        ) as "doNotCall",
        p.restricted, p.left_source_at is not null as "leftSource",
        -- A value, not an "exists": that would be answered by reading the numbers of everybody for each batch.
        case (select bool_or(pn.state = 'in-use' and n.health not in ('invalid', 'replaced'))
              from person_number pn join phone_number n on n.id = pn.number_id where pn.person_id = p.id)
          when true then 'diallable' when false then 'unusable'
          else case when p.unusable_numbers > 0 then 'unusable' else 'none' end end as numbers,
        (select (extract(epoch from max(a.dialled_at)) * 1000)::float8 from attempt a where a.person_id = p.id) as "lastAttemptAt",
        (select (extract(epoch from max(a.ended_at)) * 1000)::float8 from attempt a
         where a.person_id = p.id and a.class = 'ANSWERED_HUMAN') as "lastConversationAt",
        exists (select from contact c join campaign k on k.id = c.campaign_id and k.state = 'running'
                where c.person_id = p.id and c.state in ('waiting', 'claimed')) as "inOtherCampaign"
      from person p where p.unit_id = any(${[...unitIds]}::uuid[]) and p.id > ${after}::uuid
      order by p.id limit ${BATCH}`,
    on,
  );
}
