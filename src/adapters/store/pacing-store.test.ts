import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewAttempt } from '../../app/call-store.ts';
import type { AccountId, AttemptId, TrunkId } from '../../core/ids.ts';
import { DAY, HOUR, MINUTE } from '../../core/instant.ts';
import { FIRST_OPENING, newId, openTestPeople, type TestCampaign } from './test-people.ts';
import { openTestStore, type TestStore } from './test-store.ts';

let test: TestStore;
let people: Awaited<ReturnType<typeof openTestPeople>>;
beforeAll(async () => {
  test = await openTestStore();
  people = await openTestPeople(test);
});
afterAll(() => test.close());

const reason = { code: 'pacing.reason.progressive', values: { calls: 1 } };

/** A call that went out ahead; answered unless told otherwise. */
async function ahead(campaign: TestCampaign, options: { isAnswered?: boolean } = {}) {
  const { store } = test;
  const numberId = await people.number();
  const personId = await people.person([numberId]);
  const [contactId] = await people.contacts(campaign, [personId]);
  const request = { campaignId: campaign.id, kind: 'ahead', hand: null, now: FIRST_OPENING } as const;
  const claim = await store.queue.claim({
    ...request,
    leaseUntil: FIRST_OPENING + HOUR,
    part: 'B',
    sameCallerGrace: 0,
  });
  const lease = await store.campaigns.lease(campaign.id, 'me', FIRST_OPENING, FIRST_OPENING + HOUR);
  if (claim === null || contactId === undefined) throw new Error('nobody to claim');
  const attempt: NewAttempt = {
    ...{ id: newId<AttemptId>(), campaignId: campaign.id, contactId: claim.contactId, personId, numberId },
    ...{ callerId: null, shiftId: null, trunkId: 'sim' as TrunkId, epoch: lease?.epoch ?? 0 },
    ...{ isCallback: false, isRecheck: false, part: 'B', day: '2012-03-13', at: FIRST_OPENING },
    why: { kind: 'stop', reason: 'finished' },
  };
  expect(await store.calls.begin(attempt)).toMatch(/^\+49/);
  if (options.isAnswered ?? true) await store.calls.markAnswered(attempt.id, FIRST_OPENING + MINUTE);
  return attempt;
}

async function readyCaller(campaign: TestCampaign) {
  const shift = await people.caller(campaign);
  await test.store.shifts.setReady(shift.id, FIRST_OPENING);
  return shift;
}

describe('a call that goes out ahead', () => {
  it('holds person and number like every other one, also against another one of its kind', async () => {
    const campaign = await people.campaign();
    const numberId = await people.number();
    await people.contacts(campaign, [await people.person([numberId]), await people.person([numberId])]);
    const request = { campaignId: campaign.id, kind: 'ahead', hand: null, now: FIRST_OPENING } as const;
    const more = { leaseUntil: FIRST_OPENING + HOUR, part: 'B', sameCallerGrace: 0 };
    expect(await test.store.queue.claim({ ...request, ...more })).not.toBeNull();
    expect(await test.store.queue.claim({ ...request, ...more })).toBeNull();
  });

  it('is given once, with claim and shift', async () => {
    const campaign = await people.campaign();
    const attempt = await ahead(campaign);
    const [one, another] = [await readyCaller(campaign), await readyCaller(campaign)];
    const give = (shiftId: typeof one.id) =>
      test.store.calls.give(attempt.id, { shiftId, at: FIRST_OPENING + MINUTE });
    expect([await give(one.id), await give(another.id)]).toEqual([true, false]);
    expect(await test.store.calls.attempt(attempt.id)).toMatchObject({
      callerId: one.accountId,
      shiftId: one.id,
    });
    expect([
      (await test.store.shifts.shift(one.id)).state,
      (await test.store.shifts.shift(another.id)).state,
    ]).toEqual(['talking', 'ready']);
    const { rows } =
      await sql`select caller_id as "callerId" from claim where campaign_id = ${campaign.id}`.execute(
        test.connection,
      );
    expect(rows).toEqual([{ callerId: one.accountId }]);
    expect(await test.store.calls.abandon(attempt.id, FIRST_OPENING + MINUTE, 0.75)).toBe(false);
  });

  it.each<[string, (campaign: TestCampaign, attempt: NewAttempt) => Promise<void>]>([
    ['that nobody has answered', async () => {}],
    [
      'that was abandoned',
      async (_, { id }) => {
        await test.store.calls.markAnswered(id, FIRST_OPENING);
        expect(await test.store.calls.abandon(id, FIRST_OPENING + 2000, 0.75)).toBe(true);
        expect(await test.store.calls.abandon(id, FIRST_OPENING + 3000, 0.75)).toBe(false);
      },
    ],
  ])('%s is given to nobody', async (_, make) => {
    const campaign = await people.campaign();
    const attempt = await ahead(campaign, { isAnswered: false });
    await make(campaign, attempt);
    const { id: shiftId } = await readyCaller(campaign);
    expect(await test.store.calls.give(attempt.id, { shiftId, at: FIRST_OPENING })).toBe(false);
    expect((await test.store.shifts.shift(shiftId)).state).toBe('ready');
  });

  it('goes neither to who pauses nor to who skipped that person', async () => {
    const campaign = await people.campaign();
    const attempt = await ahead(campaign);
    const pausing = await people.caller(campaign);
    const skipped = await readyCaller(campaign);
    await sql`
      insert into skip (attempt_id, contact_id, caller_id, reason, at, until_at)
      values (${attempt.id}, ${attempt.contactId}, ${skipped.accountId}, 'know-person', ${new Date(FIRST_OPENING)},
              ${new Date(FIRST_OPENING + DAY)})`.execute(test.connection);
    for (const { id: shiftId } of [pausing, skipped])
      expect(await test.store.calls.give(attempt.id, { shiftId, at: FIRST_OPENING })).toBe(false);
  });
});

describe('whom a claim may take', () => {
  it('a promise and whoever heard nobody lately are reserved; all others may be called ahead', async () => {
    const campaign = await people.campaign();
    const persons = [];
    for (let count = 0; count < 3; count += 1) persons.push(await people.person([await people.number()]));
    const [promised, abandoned, other] = await people.contacts(campaign, persons);
    await sql`update contact set lane = 0 where id = ${promised}`.execute(test.connection);
    await sql`update contact set caller_first_until = ${new Date(FIRST_OPENING + 2 * DAY)} where id = ${abandoned}`.execute(
      test.connection,
    );
    const shift = await people.caller(campaign);
    const claim = async (kind: 'ahead' | 'reserved', now = FIRST_OPENING) => {
      const hand = kind === 'ahead' ? null : { shiftId: shift.id, callerId: shift.accountId };
      const request = { campaignId: campaign.id, kind, hand, now, leaseUntil: now + HOUR };
      const found = await test.store.queue.claim({ ...request, part: 'B', sameCallerGrace: 0 });
      // One claim a caller: gone before the next one.
      await sql`delete from claim where campaign_id = ${campaign.id} and caller_id is not null`.execute(
        test.connection,
      );
      return found?.contactId ?? null;
    };
    expect(await test.store.queue.upcoming(campaign.id, FIRST_OPENING, { most: 20, count: 200 })).toEqual({
      count: 1,
      next: [{ type: 'mobile', tries: 0 }],
    });
    expect([await claim('reserved'), await claim('reserved'), await claim('reserved')]).toEqual([
      promised,
      abandoned,
      null,
    ]);
    expect([await claim('ahead'), await claim('ahead')]).toEqual([other, null]);
    const state = await test.store.shifts.dialState(campaign.id, null);
    expect(state.reservedDueAt).toBeNull();
  });
});

describe('what is kept of pacing', () => {
  it('what people chose, with an owner’s word and reason', async () => {
    const { id } = await people.campaign();
    const { pacing, units, shifts } = test.store;
    expect(await pacing.settings(id)).toEqual({ wanted: null, allowed: null });
    const by = newId<AccountId>();
    await units.ensureAccount({
      id: by,
      unitId: people.unit.id,
      name: 'o',
      role: 'owner',
      at: FIRST_OPENING,
    });
    const permission = { by, at: FIRST_OPENING, reason: 'Zwanzig Anrufende' };
    await pacing.choose(id, 'look-ahead');
    await pacing.allowLookAhead(id, permission);
    expect(await pacing.settings(id)).toEqual({ wanted: 'look-ahead', allowed: permission });
    expect((await shifts.dialState(id, null)).pacing).toEqual({ wanted: 'look-ahead', isAllowed: true });
    await pacing.allowLookAhead(id, null);
    await pacing.choose(id, null);
    expect(await pacing.settings(id)).toEqual({ wanted: null, allowed: null });
  });

  it('what a shift has learned, for the next one', async () => {
    const { id } = await people.campaign();
    const { pacing } = test.store;
    expect(await pacing.learned(id)).toEqual({ learned: null, callers: 0 });
    await pacing.saveLearned(id, { share: 0.2 }, 12);
    expect(await pacing.learned(id)).toEqual({ learned: { share: 0.2 }, callers: 12 });
  });

  it('the last decisions, and no more of them than are meant to be', async () => {
    const { id } = await people.campaign();
    const { pacing } = test.store;
    const keep = (calls: number) =>
      pacing.keepDecision(id, {
        at: FIRST_OPENING + calls,
        mode: 'early',
        decision: { calls, reason },
        basis: { calls },
      });
    for (let calls = 1; calls <= 3; calls += 1) await keep(calls);
    await sql`
      insert into pacing_decision (campaign_id, at, mode, calls, reason, reason_values, basis)
      select ${id}, ${new Date(FIRST_OPENING)}, 'early', 0, 'x', '{}', '{}' from generate_series(1, 10000)`.execute(
      test.connection,
    );
    await keep(4);
    await pacing.dropOldDecisions(id);
    const { rows } = await sql<{ count: number; most: number }>`
      select count(*), min(calls) filter (where calls > 0) as most from pacing_decision where campaign_id = ${id}`.execute(
      test.connection,
    );
    expect(rows).toEqual([{ count: 10_000, most: 4 }]);
    expect(await pacing.lastDecision(id)).toEqual({ at: FIRST_OPENING + 4, mode: 'early', calls: 4, reason });
  });

  it('abandoned and connected calls: people alone, each once, since then', async () => {
    const campaign = await people.campaign();
    const { calls, pacing } = test.store;
    const abandoned = await ahead(campaign);
    await calls.abandon(abandoned.id, FIRST_OPENING + MINUTE, 0.75);
    const [person, machine] = [await ahead(campaign), await ahead(campaign)];
    for (const [it, disposition] of [
      [person, 'conversation-complete'],
      [machine, 'voicemail'],
    ] as const) {
      const { id: shiftId } = await readyCaller(campaign);
      expect(await calls.give(it.id, { shiftId, at: FIRST_OPENING + MINUTE })).toBe(true);
      await calls.settle({
        ...{
          attemptId: it.id,
          endsCall: true,
          state: 'settled',
          disposition,
          rule: 'caller',
          evidence: null,
        },
        class: disposition === 'voicemail' ? 'ANSWERED_MACHINE' : 'ANSWERED_HUMAN',
        ...{ ringingAt: null, endedAt: FIRST_OPENING, settledAt: FIRST_OPENING, needsWord: false },
      });
    }
    expect(await pacing.answered(campaign.id, FIRST_OPENING)).toEqual({
      connected: 1,
      abandoned: 1,
      people: 0.75,
    });
    expect(await pacing.answered(campaign.id, FIRST_OPENING + 1)).toEqual({
      connected: 0,
      abandoned: 0,
      people: 0,
    });
  });
});
