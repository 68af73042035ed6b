import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UnitRow } from '../../app/ports.ts';
import type { Campaign } from '../../core/campaign/campaign.ts';
import type { CampaignId } from '../../core/ids.ts';
import { campaignUnderTest } from '../../core/queue/campaign-under-test.ts';
import { type ClosingReport, closingReport } from '../../core/report/closing-report.ts';
import { reportStore } from './report-store.ts';
import { openTestStore, type TestStore } from './test-store.ts';

// Tuesday 13 March 2012, 16:00 in Berlin.
const START = Date.UTC(2012, 2, 13, 15);
const minutes = (count: number) => new Date(START + count * 60_000);

let server: TestStore;
let made: Awaited<ReturnType<typeof tinyAction>>;
let report: ClosingReport;

beforeAll(async () => {
  server = await openTestStore();
  made = await tinyAction(server);
  report = closingReport(await reportStore(server.connection).facts(made.campaignId, START + 60 * 60_000));
}, 60_000);
afterAll(() => server.close());

test('every selected person is in exactly one group', () => {
  const { selected, called, reached, outOfDate, neverReached } = report;
  expect({ selected, called, reached, outOfDate, neverReached }).toEqual({
    ...{ selected: 9, called: 7, reached: 4, outOfDate: 2, neverReached: 3 },
  });
});

test('a number that left the export does not keep a person from being out of date, a wrong person’s counts', () => {
  expect(report.outOfDate).toBe(2);
});

test('a suspected number that two people share counts once', () => {
  expect(report.outOfDateSuspected).toBe(1);
});

test('answers are those of the latest talk that has them, each person once', () => {
  // Ada agreed a callback and then talked; Bo was corrected; Cy only agreed a callback; Di objected in a talk.
  expect(report.answers.integration).toEqual({ integrated: 1, 'no-interest': 1 });
  expect(report.reception).toEqual({ pleased: 1, neutral: 0, disturbed: 1 });
  expect(report.receptionByIntegration).toEqual({
    integrated: { pleased: 1, neutral: 0, disturbed: 0 },
    'no-interest': { pleased: 0, neutral: 0, disturbed: 1 },
  });
  expect(report.channels).toEqual({ post: 1 });
  expect([report.newsletter, report.localContact]).toEqual([1, 1]);
});

test('only a yes accepts an offer, and an offer that nobody accepted counts 0', () => {
  expect(report.offers).toEqual({ party: 1, camp: 0 });
});

test('attempts and conversations count by part of the day, promises by their state', () => {
  expect([report.attempts, report.conversations]).toEqual([9, 6]);
  expect(report.byDayPart['weekday-afternoon']).toEqual({ attempts: 7, conversations: 5 });
  expect(report.byDayPart['weekday-evening']).toEqual({ attempts: 2, conversations: 1 });
  expect(report.callbacks).toEqual({ agreed: 3, kept: 1, broken: 1, open: 1 });
  expect(report.objections).toBe(2);
  expect(report.abandoned).toBe(0);
});

test('a branch is the step below the campaign’s own unit, people directly in it stand under its name', () => {
  const rows = report.byBranch.map(({ name, selected, reached }) => ({ name, selected, reached }));
  expect(rows).toEqual([
    { name: 'Nord', selected: 6, reached: 3 },
    { name: 'Land', selected: 2, reached: 1 },
    { name: 'Süd', selected: 1, reached: 0 },
  ]);
});

test('hours are those of shifts without pauses, also of one still open; a late word does not stretch a conversation', () => {
  // 60 minutes less 10 of pause, and 30 minutes less a pause that began after 20.
  expect(report.effort).toMatchObject({
    callers: 2,
    callerHours: 1.17,
    conversationsPerHour: 5.14,
    attemptsPerConversation: 1.5,
  });
  // 6 conversations of 3 minutes with their wrap-up; the last shift ended 1 minute after that one's answer.
  expect(report.effort.utilisation).toBeCloseTo(16 / 70, 3);
});

test('the list is the one that the selection saw, not a later one', () => {
  expect([report.dataRows, report.distinctMembers, report.duplicateRows]).toEqual([12, 11, 1]);
  expect(report.excludedBy).toEqual({ 'no-number': 2 });
});

test('without a moment the report is of the last thing that happened', async () => {
  const { madeAt } = await reportStore(server.connection).facts(made.campaignId, null);
  expect(madeAt).toBe(minutes(24 * 60).getTime());
});

test('another campaign of the same people does not count', async () => {
  const other = await reportStore(server.connection).facts(made.otherId, START);
  expect(other).toMatchObject({
    selected: 1,
    calls: [],
    people: [{ isCalled: false, isReached: false, people: 1 }],
  });
});

/** Nine people in a small tree of branches, and what five minutes of telephoning could make of them. */
async function tinyAction({ store, connection: on }: TestStore) {
  const party = await store.units.ensure('Partei', null);
  const land = await store.units.ensure('Land', party);
  const nord = await store.units.ensure('Nord', land);
  const ort = await store.units.ensure('Ort', nord);
  const sued = await store.units.ensure('Süd', land);

  const listId = await list(party, -100, [12, 11, 1]);
  await list(party, -200, [9, 9, 0]);
  await list(party, 500, [99, 99, 0]);
  const campaignId = await campaign('one', land);
  const otherId = await campaign('two', land);

  // One hour with a pause of 10 minutes that is over; one that is in a pause since its 20th minute.
  const [first, second] = [await shift(60, 600, 'left', 60), await shift(null, 0, 'pause', 20)];

  const ada = await person(nord, [['ok', 'in-use']]);
  const promise = await attempt(ada, first, 'callback-agreed', { at: 1 });
  const kept = await attempt(ada, first, 'conversation-complete', {
    ...{
      at: 5,
      answers: { integration: 'integrated' },
      reception: 'pleased',
      newsletter: 'letter',
      localContact: true,
    },
    ...{
      offers: [
        { id: 'party', answer: 'yes' },
        { id: 'camp', answer: 'no' },
      ],
      channels: ['post'],
    },
  });
  await callback(ada, promise, 'kept', kept);

  const bo = await person(ort, [
    ['ok', 'in-use'],
    ['suspected', 'in-use'],
  ]);
  await attempt(bo, first, 'conversation-partial', {
    at: 10,
    answers: { integration: 'integrated' },
    reception: 'neutral',
    localContact: true,
  });
  await attempt(bo, first, 'not-interested', {
    at: 14,
    answers: { integration: 'no-interest' },
    reception: 'disturbed',
    part: 'C',
  });

  const cy = await person(land, [['invalid', 'in-use']]);
  await callback(cy, await attempt(cy, first, 'callback-agreed', { at: 20 }), 'open', null);

  const di = await person(nord, [['ok', 'in-use']]);
  // The word came a day later; the shift had ended a minute after the answer.
  await attempt(di, first, 'objection', { at: 59, talked: true, settledAt: 24 * 60 });

  const ed = await person(nord, [['ok', 'in-use']]);
  await attempt(ed, second, 'objection', { at: 3, talked: false, answers: { integration: 'no-interest' } });

  const flo = await person(nord, [
    ['invalid', 'in-use'],
    ['ok', 'wrong-person'],
    ['ok', 'gone'],
  ]);
  await attempt(flo, second, 'wrong-person', { at: 4, part: 'C' });
  await callback(flo, promise, 'broken', null);

  const gus = await person(sued, [['invalid', 'in-use']]);
  await attempt(gus, second, 'not-in-service', { at: 6 });

  // Never called: one shares Bo's suspected number, one has none left.
  await person(nord, [['shared', 'in-use']]);
  await person(land, [['ok', 'gone']]);
  await sql`insert into contact (id, campaign_id, person_id, state, lane, rank)
    values (${randomUUID()}, ${otherId}, ${ada.personId}, 'waiting', 1, 0)`.execute(on);
  return { campaignId, otherId };

  async function list(unit: UnitRow, at: number, [rows, members, duplicates]: [number, number, number]) {
    const id = randomUUID();
    await sql`
      insert into list (id, unit_id, organisation_id, imported_at, file_hash, encoding, delimiter, columns, data_rows,
        distinct_members, duplicate_rows, problem_count)
      values (${id}, ${unit.id}, ${unit.organisationId}, ${minutes(at)}, '', 'utf-8', ';', '{}', ${rows}, ${members}, ${duplicates}, 0)`.execute(
      on,
    );
    return id;
  }
  async function campaign(key: string, unit: UnitRow) {
    const id = randomUUID() as string as CampaignId; // A fresh id of the right kind.
    const offer = (offerId: string) => ({
      id: offerId,
      title: offerId,
      ask: { du: '', sie: '' },
      audience: {},
    });
    const definition: Campaign = campaignUnderTest({ key, offers: [offer('party'), offer('camp')] });
    const selection = { excludedBy: { 'no-number': 2 } };
    await store.campaigns.insert({ id, unit, campaign: definition, selection, openedAt: START - 60_000 });
    return id;
  }
  async function shift(left: number | null, pauseSeconds: number, state: string, since: number) {
    const [id, accountId] = [randomUUID(), randomUUID()];
    await sql`insert into account (id, unit_id, name, role, created_at) values (${accountId}, ${land.id}, 'x', 'caller', ${minutes(0)})`.execute(
      on,
    );
    await sql`
      insert into shift (id, campaign_id, account_id, joined_at, left_at, state, since, pause_seconds)
      values (${id}, ${campaignId}, ${accountId}, ${minutes(0)}, ${left === null ? null : minutes(left)}, ${state}, ${minutes(since)}, ${pauseSeconds})`.execute(
      on,
    );
    return { id, accountId };
  }
  async function number(health: string) {
    if (health === 'shared') {
      const { rows } = await sql<{
        id: string;
      }>`select id from phone_number where health = 'suspected'`.execute(on);
      return rows[0]?.id ?? '';
    }
    const id = randomUUID();
    await sql`insert into phone_number (id, number_hash, number_cipher, type, health)
      values (${id}, ${Buffer.from(id)}, '', 'mobile', ${health === 'ok' ? 'reachable' : health})`.execute(
      on,
    );
    return id;
  }
  async function person(unit: UnitRow, numbers: readonly (readonly [health: string, state: string])[]) {
    const [personId, contactId] = [randomUUID(), randomUUID()];
    await sql`insert into person (id, organisation_id, unit_id, source_key, source_hash, list_id)
      values (${personId}, ${party.id}, ${unit.id}, ${personId}, ${Buffer.from(personId)}, ${listId})`.execute(
      on,
    );
    const numberIds: string[] = [];
    for (const [health, state] of numbers) {
      const numberId = await number(health);
      numberIds.push(numberId);
      await sql`insert into person_number (person_id, number_id, position, raw_cipher, state)
        values (${personId}, ${numberId}, ${numberIds.length}, '', ${state})`.execute(on);
    }
    await sql`insert into contact (id, campaign_id, person_id, state, lane, rank)
      values (${contactId}, ${campaignId}, ${personId}, 'waiting', 1, 0)`.execute(on);
    return { personId, contactId, numberId: numberIds[0] ?? '' };
  }
  async function attempt(
    whom: Awaited<ReturnType<typeof person>>,
    by: Awaited<ReturnType<typeof shift>>,
    disposition: string,
    it: {
      at: number;
      part?: string;
      talked?: boolean;
      settledAt?: number;
      answers?: object;
      reception?: string;
      newsletter?: string;
      localContact?: boolean;
      offers?: object[];
      channels?: string[];
    },
  ) {
    const id = randomUUID();
    await sql`
      insert into attempt (id, campaign_id, contact_id, person_id, number_id, caller_id, shift_id, trunk_id, epoch, state,
        is_callback, is_recheck, part, day, why, dialled_at, answered_at, ended_at, settled_at, disposition)
      values (${id}, ${campaignId}, ${whom.contactId}, ${whom.personId}, ${whom.numberId}, ${by.accountId}, ${by.id}, 't', 1, 'settled',
        false, false, ${it.part ?? 'B'}, '2012-03-13', '{}', ${minutes(it.at)}, ${minutes(it.at)}, ${minutes(it.at + 1)},
        ${minutes(it.settledAt ?? it.at + 3)}, ${disposition})`.execute(on);
    await sql`
      insert into outcome (attempt_id, key, caller_id, disposition, talked_with_member, reported_at, guide_version, answers, reception,
        newsletter, local_contact, offers, channels)
      values (${id}, ${randomUUID()}, ${by.accountId}, ${disposition}, ${it.talked ?? false}, ${minutes(it.at + 3)}, 1,
        ${JSON.stringify(it.answers ?? {})}, ${it.reception ?? null}, ${it.newsletter ?? null}, ${it.localContact ?? null},
        ${JSON.stringify(it.offers ?? [])}, ${it.channels ?? []})`.execute(on);
    return id;
  }
  async function callback(
    whom: Awaited<ReturnType<typeof person>>,
    madeIn: string,
    state: string,
    calledIn: string | null,
  ) {
    await sql`
      insert into callback (id, campaign_id, contact_id, person_id, number_id, made_in, promised_to, from_at, until_at, state, called_in)
      values (${randomUUID()}, ${campaignId}, ${whom.contactId}, ${whom.personId}, ${whom.numberId}, ${madeIn}, ${first.accountId},
        ${minutes(0)}, ${minutes(60)}, ${state}, ${calledIn})`.execute(on);
  }
}
