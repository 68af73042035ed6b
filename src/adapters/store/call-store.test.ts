import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewAttempt } from '../../app/call-store.ts';
import type { OutcomeReport } from '../../app/ports.ts';
import type { AttemptId, CallbackId, TrunkId } from '../../core/ids.ts';
import { HOUR, MINUTE } from '../../core/instant.ts';
import { callStore } from './call-store.ts';
import { queueStore } from './queue-store.ts';
import { FIRST_OPENING, newId, openTestPeople } from './test-people.ts';
import { openTestStore, type TestStore } from './test-store.ts';

let test: TestStore;
let people: Awaited<ReturnType<typeof openTestPeople>>;
beforeAll(async () => {
  test = await openTestStore();
  people = await openTestPeople(test);
});
afterAll(() => test.close());

/** A contact in a caller's hand and the attempt that may begin with it. */
async function claimed(e164?: string) {
  const { store } = test;
  const campaign = await people.campaign();
  const numberId = await people.number(e164);
  const personId = await people.person([numberId]);
  await people.contacts(campaign, [personId]);
  const shift = await people.caller(campaign);
  await store.shifts.setReady(shift.id, FIRST_OPENING);
  const claim = await store.queue.claim({
    ...{ campaignId: campaign.id, kind: 'any', now: FIRST_OPENING },
    hand: { shiftId: shift.id, callerId: shift.accountId },
    ...{ leaseUntil: FIRST_OPENING + 15 * MINUTE, part: 'B', sameCallerGrace: 0 },
  });
  if (claim === null) throw new Error('nobody to claim');
  const lease = await store.campaigns.lease(campaign.id, 'me', FIRST_OPENING, FIRST_OPENING + MINUTE);
  const attempt = {
    ...{ id: newId<AttemptId>(), campaignId: campaign.id, contactId: claim.contactId, personId, numberId },
    ...{ callerId: shift.accountId, shiftId: shift.id, trunkId: 'sim' as TrunkId, epoch: lease?.epoch ?? 0 },
    ...{ isCallback: false, isRecheck: false, part: 'B', day: '2012-03-13', at: FIRST_OPENING },
    why: { kind: 'stop', reason: 'finished' },
  } as const satisfies NewAttempt;
  return { attempt, shift, campaign };
}

function outcome(attemptId: AttemptId): OutcomeReport {
  return {
    ...{ key: newId(), attemptId, disposition: 'conversation-complete', talkedWithMember: true },
    ...{
      answers: { integration: 'integrated' },
      reception: 'pleased',
      channels: ['mail'],
      newsletter: 'state',
    },
    offers: [{ id: 'seminar', answer: 'yes', companion: true, reminder: false }],
    ...{ localContact: true, callback: null, note: 'eine Notiz' },
    corrections: [
      { field: 'phone', value: '0171 3920047', readBack: true },
      { field: 'name', value: 'mit ss', readBack: false },
    ],
    message: { kind: 'question', text: 'eine Frage' },
    ...{ wrongNumbers: [newId()], notBefore: 17 * 60, isHard: true },
  };
}

describe('an attempt', () => {
  it('begins once, and binds the claim', async () => {
    const { attempt, shift } = await claimed();
    expect(await test.store.calls.begin(attempt)).toMatch(/^\+491713920/);
    expect(await test.store.calls.begin({ ...attempt, id: newId() })).toBeNull();
    expect((await test.store.calls.attempt(attempt.id)).state).toBe('in-flight');
    expect((await test.store.shifts.shift(shift.id)).state).toBe('ringing');
  });

  it('is on disk before the call goes out, although its claim does not wait for it', async () => {
    const { attempt, shift, campaign } = await claimed();
    const syncOf = async (on: typeof test.connection) =>
      (await sql<{ synchronous_commit: string }>`show synchronous_commit`.execute(on)).rows[0]
        ?.synchronous_commit;
    await test.connection.transaction().execute(async (on) => {
      const hand = { shiftId: shift.id, callerId: shift.accountId };
      const request = { campaignId: campaign.id, kind: 'any', hand, now: FIRST_OPENING } as const;
      const more = { leaseUntil: FIRST_OPENING + HOUR, part: 'B', sameCallerGrace: 0 };
      await queueStore(on, test.cipher).claim({ ...request, ...more });
      expect(await syncOf(on)).toBe('off');
      expect(await callStore(on, test.cipher).begin(attempt)).not.toBeNull();
      expect(await syncOf(on)).toBe('on');
    });
    expect(await syncOf(test.connection)).toBe('on');
  });

  it('does not begin under an old epoch', async () => {
    const { attempt, campaign } = await claimed();
    await test.store.campaigns.lease(campaign.id, 'another', FIRST_OPENING + HOUR, FIRST_OPENING + 2 * HOUR);
    expect(await test.store.calls.begin(attempt)).toBeNull();
    const { rows } = await sql`select from attempt where id = ${attempt.id}`.execute(test.connection);
    expect(rows).toEqual([]);
  });

  it('is one transaction’s at a time: the second one sees what the first one wrote', async () => {
    const { attempt } = await claimed();
    const { calls, inTransaction } = test.store;
    await calls.begin(attempt);
    const read = Promise.withResolvers<void>();
    const mayEnd = Promise.withResolvers<void>();
    const word = inTransaction(async (doors) => {
      await doors.calls.attempt(attempt.id);
      read.resolve();
      await mayEnd.promise;
      await doors.calls.insertOutcome(outcome(attempt.id), attempt.callerId, 1, FIRST_OPENING);
    });
    await read.promise;
    const end = inTransaction((doors) => doors.calls.attempt(attempt.id));
    const waits = async () =>
      (await sql`select from pg_locks where not granted`.execute(test.connection)).rows.length > 0;
    // It waits, or (without a lock) it has read already.
    await Promise.race([end, expect.poll(waits).toBe(true)]);
    mayEnd.resolve();
    await word;
    expect(await end).toMatchObject({ state: 'in-flight', hasOutcome: true });
  });

  it('of an older epoch is an orphan, a running one is not', async () => {
    const { attempt } = await claimed();
    await test.store.calls.begin(attempt);
    const orphans = (epoch: number) => test.store.calls.orphans(attempt.campaignId, epoch, FIRST_OPENING);
    expect(await orphans(attempt.epoch)).toEqual([]);
    expect((await orphans(attempt.epoch + 1)).map((it) => it.id)).toEqual([attempt.id]);
  });
});

it('an outcome sent twice with one key is kept once, and its note can be read again', async () => {
  const { attempt } = await claimed();
  await test.store.calls.begin(attempt);
  const report = outcome(attempt.id);
  const send = () => test.store.calls.insertOutcome(report, attempt.callerId, 1, FIRST_OPENING);
  expect([await send(), await send()]).toEqual([true, false]);
  expect(await test.store.calls.outcomeOf(attempt.id)).toEqual(report);
});

describe('a promise', () => {
  it.each([
    ['in its time', 0, 'kept'],
    ['a little early', -10, 'kept'],
    ['too early', -11, 'broken'],
    ['a little late', 40, 'kept'],
    ['too late', 41, 'broken'],
  ])('answered %s is %s', async (_name, minutes, state) => {
    const { attempt } = await claimed();
    const { calls } = test.store;
    await calls.begin(attempt);
    const fromAt = FIRST_OPENING + HOUR;
    await calls.insertCallback({
      ...{ id: newId<CallbackId>(), campaignId: attempt.campaignId, contactId: attempt.contactId },
      ...{
        personId: attempt.personId,
        numberId: attempt.numberId,
        madeIn: attempt.id,
        promisedTo: attempt.callerId,
      },
      ...{ fromAt, untilAt: fromAt + 30 * MINUTE },
    });
    await calls.answerCallback(attempt.contactId, attempt.id, fromAt + Number(minutes) * MINUTE, 10 * MINUTE);
    const { rows } = await sql<{
      state: string;
    }>`select state from callback where made_in = ${attempt.id}`.execute(test.connection);
    expect(rows).toEqual([{ state }]);
  });
});

it.each(['update audit set action = action', 'delete from audit', 'truncate audit'])(
  'the audit table refuses: %s',
  async (statement) => {
    const entry = {
      at: FIRST_OPENING,
      actorId: null,
      actorRole: 'system',
      action: 'test',
      thingKind: 'test',
      thingId: null,
    } as const;
    await test.store.units.audit({ ...entry, unitId: null, detail: {} });
    await expect(sql.raw(statement).execute(test.connection)).rejects.toMatchObject({ code: '23001' });
  },
);

it('no number can be read anywhere in the database', async () => {
  const { attempt } = await claimed('+491713920777');
  expect(await test.store.calls.begin(attempt)).toBe('+491713920777');
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`.execute(
    test.connection,
  );
  expect(tables.length).toBeGreaterThan(15);
  const hex = Buffer.from('713920777').toString('hex');
  for (const { name } of tables) {
    const { rows } = await sql`
      select from ${sql.raw(name)} t where t::text like ${'%713920777%'} or t::text like ${`%${hex}%`}`.execute(
      test.connection,
    );
    expect(rows, name).toEqual([]);
  }
});
