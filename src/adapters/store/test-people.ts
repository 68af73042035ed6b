import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { UnitRow } from '../../app/ports.ts';
import type { ShiftRow } from '../../app/shift-store.ts';
import type { Campaign } from '../../core/campaign/campaign.ts';
import { OWN_PLEDGE_VERSION } from '../../core/campaign/pledge.ts';
import type {
  AccountId,
  CampaignId,
  ContactId,
  ListId,
  NumberId,
  PersonId,
  ShiftId,
} from '../../core/ids.ts';
import type { Instant } from '../../core/instant.ts';
import { campaignUnderTest } from '../../core/queue/campaign-under-test.ts';
import { nextTry } from '../../core/queue/next-try.ts';
import { arrivalStore } from './arrival-store.ts';
import type { TestStore } from './test-store.ts';

/** Monday 12 March 2012, the day before the first opening of the campaign under test. */
export const DAY_BEFORE: Instant = Date.UTC(2012, 2, 12, 12);
/** Tuesday 13 March 2012, 16:00 in Berlin: its first opening. */
export const FIRST_OPENING: Instant = Date.UTC(2012, 2, 13, 15);

/** New ids are of whatever kind their place asks for. */
export function newId<Id extends string>(): Id {
  return randomUUID() as string as Id;
}

/** Rows that tests of the store need: people with numbers, campaigns, callers. Fictional, and only what is asked for. */
export async function openTestPeople({ store, connection, cipher }: TestStore) {
  const unit = await store.units.ensure(`Verband ${randomUUID()}`, null);
  const listId = await insertList();
  let numbers = 0;

  async function insertList(): Promise<ListId> {
    const id = newId<ListId>();
    await sql`
      insert into list (id, unit_id, organisation_id, imported_at, file_hash, encoding, delimiter, columns, data_rows,
        distinct_members, duplicate_rows, problem_count)
      values (${id}, ${unit.id}, ${unit.organisationId}, ${new Date(DAY_BEFORE)}, '', 'utf-8', ';', '{}', 0, 0, 0, 0)`.execute(
      connection,
    );
    return id;
  }

  /** The next number of a range that rings nobody: 0171 3920000 to 0171 3920999. */
  function nextNumber(): string {
    numbers += 1;
    return `+491713920${String(numbers % 1000).padStart(3, '0')}`;
  }

  async function number(e164 = nextNumber(), type = 'mobile'): Promise<NumberId> {
    const hash = cipher.lookupHash(e164);
    await sql`
      insert into phone_number (id, number_hash, number_cipher, type)
      values (${randomUUID()}, ${hash}, ${cipher.encrypt(e164)}, ${type}) on conflict do nothing`.execute(
      connection,
    );
    const { rows } = await sql<{
      id: NumberId;
    }>`select id from phone_number where number_hash = ${hash}`.execute(connection);
    return rows[0]?.id ?? newId();
  }

  async function person(numberIds: readonly NumberId[], postcode: string | null = null): Promise<PersonId> {
    const id = newId<PersonId>();
    await sql`
      insert into person (id, organisation_id, unit_id, source_key, source_hash, member_number, postcode, list_id)
      values (${id}, ${unit.organisationId}, ${unit.id}, ${id}, ${cipher.lookupHash(id)}, ${id}, ${postcode}, ${listId})`.execute(
      connection,
    );
    for (const [position, numberId] of numberIds.entries()) {
      await sql`
        insert into person_number (person_id, number_id, position, raw_cipher)
        values (${id}, ${numberId}, ${position}, ${cipher.encrypt('raw')})`.execute(connection);
    }
    return id;
  }

  async function campaign(changes: Parameters<typeof campaignUnderTest>[0] = {}): Promise<TestCampaign> {
    const id = newId<CampaignId>();
    const definition = campaignUnderTest({ key: `k-${id}`, ...changes });
    await store.campaigns.insert({ id, unit, campaign: definition, selection: {}, openedAt: DAY_BEFORE });
    return { id, definition };
  }

  /** Adds people to a campaign with their first decision, in the order given. */
  async function contacts(
    to: TestCampaign,
    people: readonly PersonId[],
    now = DAY_BEFORE,
  ): Promise<ContactId[]> {
    const ids: ContactId[] = [];
    for (const [rank, personId] of people.entries()) {
      const id = newId<ContactId>();
      ids.push(id);
      const decision = { kind: 'rest', reason: 'campaign-over' } as const;
      await store.queue.addContacts(to.id, [{ id, personId, rank, decision }]);
      await store.queue.decide(id, nextTry(await store.queue.facts(id), to.definition, now));
    }
    return ids;
  }

  async function caller(of: TestCampaign): Promise<ShiftRow> {
    const accountId = newId<AccountId>();
    await store.units.ensureAccount({
      id: accountId,
      unitId: unit.id,
      name: 'caller',
      role: 'caller',
      at: DAY_BEFORE,
    });
    return store.shifts.openShift({ id: newId<ShiftId>(), campaignId: of.id, accountId, at: DAY_BEFORE });
  }

  /** The program's own words, as a page would have them promised. */
  async function promise(accountId: AccountId, of: TestCampaign, at: Instant): Promise<void> {
    const wording = { version: OWN_PLEDGE_VERSION, text: null };
    await arrivalStore(connection).insertPledge({
      ...{ id: newId(), accountId, campaignId: of.id, wording, at },
    });
  }

  return { promise, unit: unit satisfies UnitRow, number, person, campaign, contacts, caller };
}

export interface TestCampaign {
  readonly id: CampaignId;
  readonly definition: Campaign;
}
