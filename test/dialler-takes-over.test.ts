import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import { HOUR } from '../src/core/instant.ts';
import { ANSWERS, openPhoneBank, says } from './phone-bank.fixture.ts';

// What a dialler finds that comes after one that died: found by the crash runs, told here one by one.
let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

const bankOf = (behaviour = ANSWERS) => openPhoneBank(testStore, { behaviours: [behaviour] });

test('nobody is rung for a caller who was ready before the dialler died, until the caller says so again', async () => {
  const bank = await bankOf();
  const { shiftId } = await bank.joined(bank.desk);
  await bank.desk.ready(shiftId);
  const next = bank.newDialler('next');
  await next.dialler.start();
  await bank.pass(5);
  expect(bank.log).toEqual([]);
  await next.desk.ready(shiftId);
  await bank.pass(1);
  expect(bank.log.map((it) => it.event)).toEqual(['dialled', 'answered']);
});

test('a dialler that is closed while it chooses leaves no call behind', async () => {
  const bank = await openPhoneBank(testStore, { behaviours: [ANSWERS, ANSWERS, ANSWERS] });
  await bank.dialler.start();
  await bank.pass(1);
  for (let count = 0; count < 3; count += 1) await bank.desk.ready((await bank.joined(bank.desk)).shiftId);
  // The new attempt gets its id in the middle of the choice.
  const uuid = bank.chance.uuid.bind(bank.chance);
  const dialledAtClose: Promise<number>[] = [];
  const count = (event: string) => bank.log.filter((it) => it.event === event).length;
  Object.assign(bank.chance, {
    uuid: () => {
      dialledAtClose.push(bank.dialler.close().then(() => count('dialled')));
      return uuid();
    },
  });
  await bank.pass(1);
  expect(await Promise.all(dialledAtClose)).toEqual([1]);
  expect([count('dialled'), count('ended')]).toEqual([1, 1]);
  expect((await bank.attempts()).filter((it) => it.state === 'in-flight')).toEqual([]);
});

test('a promise given while the line is still up is kept with the word', async () => {
  const bank = await bankOf();
  await bank.dialler.start();
  const { shiftId } = await bank.joined(bank.desk);
  await bank.desk.ready(shiftId);
  await bank.pass(1);
  const { event } = bank.last('talking') ?? {};
  if (event === undefined) throw new Error('nobody talks');
  const fromAt = bank.clock.now() + HOUR;
  const callback = { fromAt, untilAt: fromAt + HOUR };
  await bank.desk.report(shiftId, says(event.attemptId, 'callback-agreed', { callback }));
  expect(await bank.promises()).toEqual([{ state: 'open' }]);
  await bank.pass(4);
  expect(await bank.promises()).toEqual([{ state: 'open' }]);
  expect(await bank.contact(0)).toMatchObject({ state: 'waiting', reason: 'promise', due: fromAt });
});

test('a promised call that was cut off before anybody answered is still owed', async () => {
  const bank = await bankOf();
  await bank.dialler.start();
  const { shiftId } = await bank.joined(bank.desk);
  await bank.desk.ready(shiftId);
  await bank.pass(4);
  const { event } = bank.last('talking') ?? {};
  if (event === undefined) throw new Error('nobody talked');
  const fromAt = bank.clock.now() + HOUR;
  const callback = { fromAt, untilAt: fromAt + HOUR };
  await bank.desk.report(shiftId, says(event.attemptId, 'callback-agreed', { callback }));
  await bank.desk.ready(shiftId);
  // The promised call goes out, and the dialler dies while it rings.
  await bank.clock.run(fromAt + 2_000);
  expect(bank.log.at(-1)).toMatchObject({ event: 'dialled' });
  await bank.store.campaigns.release(bank.campaign.id, null);
  await bank.newDialler('next').dialler.start();
  expect((await bank.attempts()).at(-1)).toMatchObject({ state: 'lost', needsWord: false });
  expect(await bank.promises()).toEqual([{ state: 'open' }]);
  expect(await bank.contact(0)).toMatchObject({ state: 'waiting', reason: 'promise' });
});
