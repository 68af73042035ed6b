import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ArrivalStore } from '../../app/arrival-store.ts';
import type { AccountId, CampaignId } from '../../core/ids.ts';
import { DAY } from '../../core/instant.ts';
import { arrivalStore } from './arrival-store.ts';
import { newId, openTestPeople } from './test-people.ts';
import { openTestStore, type TestStore } from './test-store.ts';

const NOW = Date.UTC(2026, 10, 22);
const SHIFT = '2012-03-13-1600';
let test: TestStore;
let people: Awaited<ReturnType<typeof openTestPeople>>;
let arrival: ArrivalStore;
beforeAll(async () => {
  test = await openTestStore();
  people = await openTestPeople(test);
  arrival = arrivalStore(test.connection);
});
afterAll(() => test.close());

async function account(): Promise<AccountId> {
  const id = newId<AccountId>();
  await test.store.units.ensureAccount({ id, unitId: people.unit.id, name: 'Kim', role: 'caller', at: NOW });
  return id;
}

const accounts = (count: number) => Promise.all(Array.from({ length: count }, account));

function taker(campaignId: CampaignId, places: number, shift = SHIFT) {
  return (accountId: AccountId) => arrival.takePlace({ campaignId, shift, accountId, at: NOW, places });
}

it('of two who come for the last place at once, one gets it', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [{ id }, two] = [await people.campaign(), await accounts(2)];
    expect((await Promise.all(two.map(taker(id, 1)))).toSorted()).toEqual([false, true]);
    expect(await arrival.places(id)).toHaveLength(1);
  }
});

it('however many come at once, places are filled and never overbooked', async () => {
  const [{ id }, many] = [await people.campaign(), await accounts(20)];
  const got = await Promise.all(many.map(taker(id, 7)));
  expect(got.filter(Boolean)).toHaveLength(7);
  const there = await arrival.places(id);
  expect(there.map((place) => place.accountId).toSorted()).toEqual(
    many.filter((_, place) => got[place]).toSorted(),
  );
});

it('who puts oneself down twice has one place, also in the same moment', async () => {
  const [{ id }, who] = [await people.campaign(), await account()];
  const take = taker(id, 3);
  expect(await Promise.all([take(who), take(who), take(who)])).toEqual([true, true, true]);
  expect(await take(who)).toBe(true);
  expect(await arrival.places(id)).toEqual([{ shift: SHIFT, accountId: who, at: NOW }]);
});

it('a place that is given back is free for the next, in this shift and in no other', async () => {
  const [{ id }, [first, second]] = [await people.campaign(), await accounts(2)];
  if (first === undefined || second === undefined) throw new Error('two accounts');
  const take = taker(id, 1);
  await take(first);
  expect(await taker(id, 1, '2012-03-13-1800')(second)).toBe(true);
  expect(await take(second)).toBe(false);
  await arrival.leavePlace({ campaignId: id, shift: SHIFT, accountId: second });
  expect(await take(second)).toBe(false);
  await arrival.leavePlace({ campaignId: id, shift: SHIFT, accountId: first });
  expect(await take(second)).toBe(true);
});

it('a pledge is kept with its words, version and time, for its account alone', async () => {
  const [{ id }, who, other] = [await people.campaign(), await account(), await account()];
  const wording = { version: 2, text: 'Ich schweige.' };
  for (const [place, it] of [wording, { version: 1, text: null }].entries())
    await arrival.insertPledge({
      ...{ id: newId(), accountId: who, campaignId: id, wording: it, at: NOW + place * DAY },
    });
  expect(await arrival.pledges(who)).toEqual([
    { version: 1, text: null, at: NOW + DAY },
    { ...wording, at: NOW },
  ]);
  expect(await arrival.pledges(other)).toEqual([]);
});
