import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIRST_OPENING, openTestPeople } from '../src/adapters/store/test-people.ts';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import { explainContact, explainQueue } from '../src/app/explain-queue.ts';
import type { Actor } from '../src/core/access/may-do.ts';
import { HOUR } from '../src/core/instant.ts';

let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

const actor = (role: Actor['role']): Actor => ({ accountId: null, role, unitPath: '/' });

async function queueOfTwo() {
  const people = await openTestPeople(testStore);
  const { id } = await people.campaign();
  const persons = [await people.person([await people.number()]), await people.person([])];
  const row = await testStore.store.campaigns.byId(id);
  if (row === null) throw new Error('no campaign');
  await people.contacts({ id, definition: row.campaign }, persons);
  return { row, persons };
}

test('a queue is told by reason, with when the next is due', async () => {
  const { row } = await queueOfTwo();
  expect(await explainQueue(testStore.store, { actor: actor('organiser'), campaign: row })).toEqual([
    { state: 'waiting', reason: 'never-tried', contacts: 1, nextDueAt: FIRST_OPENING },
    { state: 'resting', reason: 'no-number-left', contacts: 1, nextDueAt: null },
  ]);
});

test('a person is told why now, and a member number outside the campaign as that', async () => {
  const { row, persons } = await queueOfTwo();
  const request = { actor: actor('organiser'), campaign: row, now: FIRST_OPENING - HOUR };
  expect(await explainContact(testStore.store, { ...request, member: persons[0] ?? '' })).toMatchObject({
    kind: 'try',
    at: FIRST_OPENING,
    reasons: ['never-tried', 'hours'],
  });
  await expect(explainContact(testStore.store, { ...request, member: 'nobody' })).rejects.toMatchObject({
    code: 'error.queue.not-in-campaign',
  });
});

test('callers see no queue', async () => {
  const { row } = await queueOfTwo();
  await expect(
    explainQueue(testStore.store, { actor: actor('caller'), campaign: row }),
  ).rejects.toMatchObject({
    code: 'error.access.role',
  });
});
