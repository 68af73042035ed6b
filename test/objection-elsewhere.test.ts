import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConnection } from '../src/adapters/store/connection.ts';
import { openEmbeddedServer } from '../src/adapters/store/embedded/embedded-server.ts';
import { migrate } from '../src/adapters/store/migrate.ts';
import { openStore } from '../src/adapters/store/open-store.ts';
import type { TestStore } from '../src/adapters/store/test-store.ts';
import { openDataFolder } from '../src/adapters/system/data-folder.ts';
import { openKeyRing } from '../src/adapters/system/key-file.ts';
import { createNumberCipher } from '../src/adapters/system/number-cipher.ts';
import type { Look, Wish } from './next-caller.ts';
import { ANSWERS, openPhoneBank, type PhoneBank, says } from './phone-bank.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'draht-elsewhere-'));
let testStore: TestStore;
let socket: Wish['server'];
const children: ChildProcess[] = [];

beforeAll(async () => {
  const dataFolder = openDataFolder(folder);
  const server = await openEmbeddedServer({ dataFolder });
  const { connection, pool } = openConnection(server.poolConfig);
  await migrate(pool, new URL('../src/adapters/store/migrations/', import.meta.url));
  socket = server.poolConfig;
  const cipher = createNumberCipher(openKeyRing(dataFolder, { mayCreate: true }));
  const store = openStore(connection, cipher);
  testStore = {
    ...{ store, connection, cipher },
    async close() {
      await connection.destroy();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
afterAll(async () => {
  for (const child of children) {
    const isOver = once(child, 'exit');
    child.disconnect();
    await isOver;
  }
  await testStore.close();
});

/** One person in two campaigns: here a caller is ready for the first one, in another program somebody for the second. */
async function twoCampaigns() {
  const bank = await openPhoneBank(testStore, { behaviours: [ANSWERS] });
  await bank.dialler.start();
  const second = await bank.people.campaign({ limits: { minGapMinutes: 0 } });
  const [contactId] = await bank.people.contacts(second, bank.persons);
  const there = await bank.people.caller(second);
  const caller = await bank.actor();
  await bank.workplace.openShift(caller, bank.campaign.definition.key);
  await bank.workplace.ready(caller);
  if (contactId === undefined) throw new Error('no contact');
  const elsewhere = await watch({
    ...{
      folder,
      server: socket,
      campaignId: second.id,
      contactId,
      callerId: there.accountId,
      shiftId: there.id,
    },
    now: bank.clock.now(),
  });
  return { bank, caller, elsewhere };
}

/** The other program, and how long until what it says is this. */
async function watch(wish: Wish) {
  const child = fork(join(import.meta.dirname, 'next-caller.ts'), [JSON.stringify(wish)]);
  children.push(child);
  const looks: Look[] = [];
  child.on('message', (look: Look) => looks.push(look));
  await expect.poll(() => looks.length, { timeout: 20_000 }).toBeGreaterThan(0);
  return {
    looks,
    says: (what: string) => expect.poll(() => looks.at(-1)?.says, { interval: 2, timeout: 5_000 }).toBe(what),
  };
}

const attemptOf = async (bank: PhoneBank, caller: Parameters<PhoneBank['workplace']['shift']>[0]) => {
  const attemptId = (await bank.workplace.shift(caller))?.call?.attemptId;
  if (attemptId === undefined) throw new Error('no call');
  return attemptId;
};

test('"never call again" is known to another program in less than a second, in every campaign', async () => {
  const { bank, caller, elsewhere } = await twoCampaigns();
  await elsewhere.says('try');
  expect(elsewhere.looks.at(-1)?.wouldRing).toBe(true);
  await bank.pass(1);
  const attemptId = await attemptOf(bank, caller);
  // In the middle of the talk: the line is still up.
  const tappedAt = performance.now();
  await bank.workplace.report(caller, says(attemptId, 'objection', { talkedWithMember: true }));
  await elsewhere.says('do-not-call');
  expect(performance.now() - tappedAt).toBeLessThan(1_000);
  const before = elsewhere.looks.length;
  await bank.pass(10);
  await expect.poll(() => elsewhere.looks.length).toBeGreaterThan(before + 20);
  expect(elsewhere.looks.slice(before).filter((it) => it.wouldRing)).toEqual([]);
});

test('the same while it rings, and the ringing ends', async () => {
  const { bank, caller, elsewhere } = await twoCampaigns();
  await bank.pass(3 / 60);
  const attemptId = await attemptOf(bank, caller);
  const tappedAt = performance.now();
  await bank.workplace.report(caller, says(attemptId, 'objection'));
  await elsewhere.says('do-not-call');
  expect(performance.now() - tappedAt).toBeLessThan(1_000);
  await bank.pass(0);
  expect(bank.log.map((it) => it.event)).toEqual(['dialled', 'ended']);
  const { looks } = elsewhere;
  const before = looks.length;
  await expect.poll(() => looks.length).toBeGreaterThan(before + 20);
  expect(looks.slice(before).filter((it) => it.wouldRing)).toEqual([]);
});
