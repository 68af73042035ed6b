// How many claims a second the store hands out to many callers at once, and whether any contact goes out twice.
// node bench/claim.ts [--contacts 1000000] [--callers 50] [--explain]
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { FIRST_OPENING, openTestPeople, type TestCampaign } from '../src/adapters/store/test-people.ts';
import { openTestStore } from '../src/adapters/store/test-store.ts';
import type { ShiftRow } from '../src/app/shift-store.ts';
import type { ContactId } from '../src/core/ids.ts';
import { HOUR, MINUTE } from '../src/core/instant.ts';

const { values } = parseArgs({
  options: { contacts: { type: 'string', default: '1000000' }, callers: { type: 'string', default: '50' } },
});
const contacts = Number(values.contacts);
const callers = Number(values.callers);
/** Turns a caller takes before what was handed out is cleared away, and claims of the second figure. */
const TURNS = 20;
const RETURNED = 10_000;
const NOW = FIRST_OPENING + 2 * HOUR;

// The application's own pool: callers share ten connections.
const test = await openTestStore();
const { store, connection } = test;
const people = await openTestPeople(test);
try {
  await fillPeople(contacts);
  await run('new people', contacts, `1, '', ${ago('1 hour')}`, Number.POSITIVE_INFINITY);
  const lanes = Math.min(contacts, 200_000);
  // Lanes 2 to 8, five parts of the day, seven of ten not due before tomorrow.
  const spread = `2 + n % 7, substr('ABCDE', 1 + n / 7 % 5, 1), ${ago('1 hour')} + make_interval(secs => n % 3000) + case when n % 10 < 7 then interval '1 day' else interval '0' end`;
  await run('retries over lanes and parts, 70 % not due', lanes, spread, Number.POSITIVE_INFINITY);
  await run('nobody due', lanes, `2 + n % 7, substr('ABCDE', 1 + n / 7 % 5, 1), ${ago('-1 hour')}`, 20_000);
} finally {
  await test.close();
}

function ago(interval: string): string {
  return `timestamptz '${new Date(NOW).toISOString()}' - interval '${interval}'`;
}

/** People with one number each. The bytes are no encrypted numbers: a claim never reads them, and none can ring anybody. */
async function fillPeople(count: number): Promise<void> {
  const { organisationId, id } = people.unit;
  await sql`
    insert into phone_number (id, number_hash, number_cipher, type)
    select gen_random_uuid(), sha256(n::text::bytea), '\\x00', 'mobile' from generate_series(1, ${count}::int) n`.execute(
    connection,
  );
  await sql`
    insert into person (id, organisation_id, unit_id, source_key, source_hash, list_id)
    select gen_random_uuid(), ${organisationId}, ${id}, 'm:' || n, sha256(n::text::bytea), (select id from list limit 1)
    from generate_series(1, ${count}::int) n`.execute(connection);
  await sql`
    insert into person_number (person_id, number_id, position, raw_cipher)
    select p.id, n.id, 0, '\\x00' from person p join phone_number n on n.number_hash = p.source_hash`.execute(
    connection,
  );
}

/** A campaign of its own; `columns` are lane, last_part and due_at of its n-th contact. */
async function run(name: string, count: number, columns: string, most: number): Promise<void> {
  const campaign = await people.campaign();
  await sql`
    insert into contact (id, campaign_id, person_id, state, lane, last_part, due_at, rank, number_id, tries)
    select gen_random_uuid(), ${campaign.id}, person_id, 'waiting', ${sql.raw(columns)}, random(), number_id, 0
    from (select person_id, number_id, row_number() over ()::int as n from person_number) p where n <= ${count}`.execute(
    connection,
  );
  await sql`vacuum analyze`.execute(connection);
  const tally: Tally = { asked: 0, claimed: 0, duplicates: 0, seen: new Set() };
  const alone = await claimsAlone(campaign, most, tally);
  // Only a queue that still has people shows what giving back costs.
  const both =
    tally.claimed === contacts - RETURNED ? await claimsAndReturns(campaign, RETURNED, tally) : null;
  process.stdout.write(
    `${name}: ${count} contacts, ${callers} callers, ${tally.asked} claims asked, ${tally.claimed} handed out, ` +
      `${tally.duplicates} duplicates, ${alone} claims/s` +
      (both === null ? '\n' : `, ${both} claims with giving back/s\n`),
  );
}

/** Claims a second; what was handed out is finished in one statement between the rounds, which is not counted. */
async function claimsAlone(campaign: TestCampaign, most: number, tally: Tally): Promise<number> {
  // A caller has one claim at a time, so each of the callers at work stands for some who take turns.
  const teams = await Promise.all(
    Array.from({ length: callers }, () =>
      Promise.all(Array.from({ length: TURNS }, () => people.caller(campaign))),
    ),
  );
  let seconds = 0;
  const first = tally.asked;
  for (let isOver = false; !isOver && tally.asked - first < most; ) {
    if (tally.claimed >= contacts - RETURNED) break;
    const before = tally.claimed;
    const startedAt = performance.now();
    await Promise.all(
      teams.map(async (team) => {
        for (const shift of team) await claimOnce(campaign, shift, tally);
      }),
    );
    seconds += (performance.now() - startedAt) / 1000;
    isOver = tally.claimed === before && most === Number.POSITIVE_INFINITY;
    await sql`delete from claim`.execute(connection);
    await sql`update contact set state = 'stopped' where campaign_id = ${campaign.id} and state = 'claimed'`.execute(
      connection,
    );
  }
  await sql`update shift set left_at = joined_at where left_at is null`.execute(connection);
  return Math.round((tally.asked - first) / seconds);
}

/** The same with each contact given back by itself, as an outcome does it: two transactions on disk. */
async function claimsAndReturns(campaign: TestCampaign, most: number, tally: Tally): Promise<number> {
  const shifts = await Promise.all(Array.from({ length: callers }, () => people.caller(campaign)));
  const first = tally.asked;
  const startedAt = performance.now();
  await Promise.all(
    shifts.map(async (shift) => {
      for (let asked = 0; asked < most / callers; asked += 1) {
        const contactId = await claimOnce(campaign, shift, tally);
        if (contactId !== null) await store.queue.release(contactId, { kind: 'stop', reason: 'finished' });
      }
    }),
  );
  await sql`update shift set left_at = joined_at where left_at is null`.execute(connection);
  return Math.round((tally.asked - first) / ((performance.now() - startedAt) / 1000));
}

async function claimOnce(campaign: TestCampaign, shift: ShiftRow, tally: Tally): Promise<ContactId | null> {
  const claim = await store.queue.claim({
    ...{ campaignId: campaign.id, kind: 'any', hand: { shiftId: shift.id, callerId: shift.accountId } },
    ...{ now: NOW, leaseUntil: NOW + 15 * MINUTE, part: 'C', sameCallerGrace: 3 * MINUTE },
  });
  tally.asked += 1;
  if (claim === null) return null;
  tally.claimed += 1;
  if (tally.seen.has(claim.contactId)) tally.duplicates += 1;
  tally.seen.add(claim.contactId);
  return claim.contactId;
}

interface Tally {
  asked: number;
  claimed: number;
  duplicates: number;
  readonly seen: Set<ContactId>;
}
