import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Claim, ClaimKind } from '../../app/queue-store.ts';
import type { ShiftRow } from '../../app/shift-store.ts';
import type { AttemptId, CallbackId, ContactId, NumberId, PersonId } from '../../core/ids.ts';
import { HOUR, type Instant, MINUTE } from '../../core/instant.ts';
import type { NextTry } from '../../core/queue/next-try.ts';
import { nextTry } from '../../core/queue/next-try.ts';
import { DAY_BEFORE, FIRST_OPENING, newId, openTestPeople, type TestCampaign } from './test-people.ts';
import { openTestStore, type TestStore } from './test-store.ts';

let test: TestStore;
let people: Awaited<ReturnType<typeof openTestPeople>>;
beforeAll(async () => {
  test = await openTestStore({ connections: 20 });
  people = await openTestPeople(test);
});
afterAll(() => test.close());

const GRACE = 3 * MINUTE;

function claim(
  campaign: TestCampaign,
  { id, accountId }: ShiftRow,
  now: Instant = FIRST_OPENING,
  kind: ClaimKind = 'any',
): Promise<Claim | null> {
  return test.store.queue.claim({
    ...{
      campaignId: campaign.id,
      kind,
      hand: kind === 'ahead' ? null : { shiftId: id, callerId: accountId },
    },
    ...{ now, leaseUntil: now + 15 * MINUTE, part: 'B', sameCallerGrace: GRACE },
  });
}

const someone = async () => people.person([await people.number()]);
const finished = { kind: 'stop', reason: 'finished' } as const;

/** A decision for now; what is not named is that of a person never tried. */
function due(numberId: NumberId, changes: Partial<NextTry & { kind: 'try' }> = {}): NextTry {
  return {
    ...{ kind: 'try', at: FIRST_OPENING, numberId, lane: 1, isCallback: false, isRecheck: false },
    ...{ promisedTo: null, lastPart: null, reasons: ['never-tried'] },
    ...changes,
  };
}

/** A campaign whose contacts have these decisions, in this order of rank. */
async function queueOf(decisions: readonly Partial<NextTry & { kind: 'try' }>[]) {
  const campaign = await people.campaign();
  const ids: ContactId[] = [];
  for (const [rank, changes] of decisions.entries()) {
    const numberId = await people.number();
    const contact = { id: newId<ContactId>(), personId: await people.person([numberId]), rank };
    ids.push(contact.id);
    await test.store.queue.addContacts(campaign.id, [{ ...contact, decision: due(numberId, changes) }]);
  }
  return { campaign, ids };
}

/** The order in which one caller is given all that is due, as indexes. */
async function served(
  campaign: TestCampaign,
  ids: readonly ContactId[],
  shift: ShiftRow,
  now?: Instant,
): Promise<number[]> {
  const order: number[] = [];
  for (;;) {
    const found = await claim(campaign, shift, now);
    if (found === null) return order;
    order.push(ids.indexOf(found.contactId));
    await test.store.queue.release(found.contactId, finished);
  }
}

describe('the order', () => {
  it('is new by rank, then retries of another part of the day by fewest tries, then those of this part', async () => {
    const { campaign, ids } = await queueOf([
      { lane: 2, lastPart: 'B' },
      { lane: 3, lastPart: 'C' },
      { lane: 2, lastPart: 'C' },
      {},
      {},
      { lane: 1, lastPart: 'D' },
      { at: FIRST_OPENING + 1 },
    ]);
    expect(await served(campaign, ids, await people.caller(campaign))).toEqual([3, 4, 5, 2, 1, 0]);
  });

  it("serves the own promise first, another's only after the grace or when that caller has left", async () => {
    const { campaign, ids } = await queueOf([{}, {}, {}, {}]);
    const [anna, bea, gone] = [
      await people.caller(campaign),
      await people.caller(campaign),
      await people.caller(campaign),
    ];
    await test.store.shifts.setShift(gone.id, 'left', DAY_BEFORE);
    for (const [index, promisedTo] of [anna, bea, gone].entries()) {
      const id = ids[index] ?? newId<ContactId>();
      const numberId = (await test.store.queue.facts(id)).numbers[0]?.id ?? newId<NumberId>();
      await test.store.queue.decide(
        id,
        due(numberId, { lane: 0, promisedTo: promisedTo.accountId, isCallback: true }),
      );
    }
    expect(await served(campaign, ids, anna, FIRST_OPENING + GRACE - 1)).toEqual([0, 2, 3]);
    expect(await served(campaign, ids, anna, FIRST_OPENING + GRACE)).toEqual([1]);
  });
});

describe('a claim', () => {
  it('is the same one again for its caller, at once too', async () => {
    const { campaign } = await queueOf([{}, {}, {}]);
    const shift = await people.caller(campaign);
    const found = await Promise.all(Array.from({ length: 8 }, () => claim(campaign, shift)));
    expect(new Set(found.map((it) => it?.contactId)).size).toBe(1);
    expect(found[0]).not.toBeNull();
  });

  it('that ran out is free again unless a call was placed', async () => {
    const { campaign, ids } = await queueOf([{}]);
    const [first, second] = [await people.caller(campaign), await people.caller(campaign)];
    expect((await claim(campaign, first))?.contactId).toBe(ids[0]);
    expect(await claim(campaign, second, FIRST_OPENING + 15 * MINUTE - 1)).toBeNull();
    await test.store.queue.freeExpired(campaign.id, FIRST_OPENING + 15 * MINUTE - 1);
    expect(await claim(campaign, second, FIRST_OPENING + 15 * MINUTE)).toBeNull();
    await test.store.queue.freeExpired(campaign.id, FIRST_OPENING + 15 * MINUTE);
    expect((await claim(campaign, second, FIRST_OPENING + 15 * MINUTE))?.contactId).toBe(ids[0]);
    await sql`update claim set attempt_id = ${newId()} where contact_id = ${ids[0]}`.execute(test.connection);
    await test.store.queue.freeExpired(campaign.id, FIRST_OPENING + HOUR);
    expect(await claim(campaign, first, FIRST_OPENING + HOUR)).toBeNull();
  });

  it('keeps its contact while it is decided anew, and gives it back with the decision', async () => {
    const { campaign, ids } = await queueOf([{}]);
    const [shift, other] = [await people.caller(campaign), await people.caller(campaign)];
    const found = await claim(campaign, shift);
    const decision = due(found?.numberId ?? newId(), { lane: 2, lastPart: 'C' });
    await test.store.queue.decide(ids[0] ?? newId(), decision);
    expect(await claim(campaign, other)).toBeNull();
    await test.store.queue.release(ids[0] ?? newId(), decision);
    expect((await claim(campaign, other))?.contactId).toBe(ids[0]);
  });

  it('twenty at once over two campaigns: never one person, number or household in two hands', async () => {
    const campaigns = [await people.campaign(), await people.campaign()] as const;
    const everybody: PersonId[] = [];
    for (let household = 0; household < 60; household += 1) {
      const shared = [await people.number()];
      everybody.push(await people.person(shared), await people.person(shared));
    }
    for (const campaign of campaigns) await people.contacts(campaign, everybody);
    const shifts = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const campaign = campaigns[index % 2 === 0 ? 0 : 1];
        return { campaign, shift: await people.caller(campaign) };
      }),
    );
    for (let round = 0; round < 4; round += 1) {
      const found = (await Promise.all(shifts.map((it) => claim(it.campaign, it.shift)))).filter(
        (it) => it !== null,
      );
      expect(found).toHaveLength(20);
      expect(new Set(found.map((it) => it.personId)).size).toBe(20);
      expect(new Set(found.map((it) => it.numberId)).size).toBe(20);
      await Promise.all(found.map((it) => test.store.queue.release(it.contactId, finished)));
    }
  });
});

describe('the facts', () => {
  async function oneContact(numberIds: readonly NumberId[]) {
    const campaign = await people.campaign();
    const personId = await people.person(numberIds, '01067');
    const [id = newId<ContactId>()] = await people.contacts(campaign, [personId]);
    return { campaign, personId, id, facts: () => test.store.queue.facts(id) };
  }

  it('hold the states of the postcode and the numbers in the order of the export', async () => {
    const numberIds = [await people.number(), await people.number('+4930231250' + '01', 'fixed-line')];
    const found = await (await oneContact(numberIds)).facts();
    expect(found.person).toEqual({ states: ['SN'], doNotCall: false, restricted: false, leftSource: false });
    expect(found.numbers.map((it) => [it.id, it.type, it.position])).toEqual([
      [numberIds[0], 'mobile', 0],
      [numberIds[1], 'fixed-line', 1],
    ]);
  });

  it('tell who must not be called: by the person, by the line, and numbers that policy refuses', async () => {
    const [mine, line, premium] = [
      await people.number(),
      await people.number(),
      await people.number('+4990012345678'),
    ];
    const contact = await oneContact([mine, line, premium]);
    const block = (columns: string, value: string) =>
      sql`insert into do_not_call (id, organisation_id, ${sql.raw(columns)}, scope, at)
          select ${newId()}, ${people.unit.organisationId}, ${sql.raw(value)}, ${new Date(DAY_BEFORE)}`.execute(
        test.connection,
      );
    await block('number_hash', `(select number_hash from phone_number where id = '${line}'), 'line'`);
    expect((await contact.facts()).numbers.map((it) => it.isAllowed)).toEqual([true, false, false]);
    await block('source_hash', `(select source_hash from person where id = '${contact.personId}'), 'person'`);
    expect((await contact.facts()).person.doNotCall).toBe(true);
  });

  it('change between claim and dial: an objection stops the call', async () => {
    const { campaign, id, personId, facts } = await oneContact([await people.number()]);
    const shift = await people.caller(campaign);
    expect((await claim(campaign, shift))?.contactId).toBe(id);
    await sql`update person set do_not_call = true where id = ${personId}`.execute(test.connection);
    const decision = nextTry(await facts(), campaign.definition, FIRST_OPENING);
    expect(decision).toEqual({ kind: 'stop', reason: 'do-not-call' });
    await test.store.queue.release(id, decision);
    expect(await claim(campaign, shift)).toBeNull();
  });

  it("hold a household's last try and the earliest promise that is owed", async () => {
    const shared = [await people.number()];
    const first = await oneContact(shared);
    const second = await oneContact(shared);
    const shift = await people.caller(first.campaign);
    await test.store.shifts.setReady(shift.id, FIRST_OPENING);
    await claim(first.campaign, shift);
    const lease = await test.store.campaigns.lease(
      first.campaign.id,
      'me',
      FIRST_OPENING,
      FIRST_OPENING + HOUR,
    );
    const attemptId = newId<AttemptId>();
    const attempt = {
      ...{ id: attemptId, campaignId: first.campaign.id, contactId: first.id, personId: first.personId },
      ...{
        numberId: shared[0] ?? newId(),
        callerId: shift.accountId,
        shiftId: shift.id,
        trunkId: 'sim' as never,
      },
      ...{ epoch: lease?.epoch ?? 0, isCallback: false, isRecheck: false, part: 'B', day: '2012-03-13' },
      ...{ why: due(shared[0] ?? newId()), at: FIRST_OPENING },
    };
    expect(await test.store.calls.begin(attempt)).toMatch(/^\+491713920/);
    const callback = {
      ...{
        campaignId: first.campaign.id,
        contactId: first.id,
        personId: first.personId,
        numberId: attempt.numberId,
      },
      ...{ madeIn: attemptId, promisedTo: shift.accountId, untilAt: FIRST_OPENING + 9 * HOUR },
    };
    for (const hours of [3, 2]) {
      await test.store.calls.insertCallback({
        ...callback,
        id: newId<CallbackId>(),
        fromAt: FIRST_OPENING + hours * HOUR,
      });
    }
    const found = await first.facts();
    expect(found.promise).toMatchObject({ promisedTo: shift.accountId, fromAt: FIRST_OPENING + 2 * HOUR });
    expect(found.tries).toMatchObject([{ attemptId, at: FIRST_OPENING, day: '2012-03-13', class: null }]);
    const neighbour = await second.facts();
    expect(neighbour.tries).toEqual([]);
    expect(neighbour.numbers[0]?.lastTriedAt).toBe(FIRST_OPENING);
  });
});

it('counts contacts by reason and tells when the next is due', async () => {
  const campaign = await people.campaign();
  await people.contacts(campaign, [await someone(), await someone(), await people.person([])]);
  expect(await test.store.queue.nextDueAt(campaign.id)).toBe(FIRST_OPENING);
  expect(await test.store.queue.countByReason(campaign.id)).toEqual([
    { state: 'waiting', reason: 'never-tried', contacts: 2, nextDueAt: FIRST_OPENING },
    { state: 'resting', reason: 'no-number-left', contacts: 1, nextDueAt: null },
  ]);
});
