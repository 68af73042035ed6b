import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountStore } from '../../app/account-store.ts';
import type { AccountId } from '../../core/ids.ts';
import { DAY } from '../../core/instant.ts';
import { accountStore } from './account-store.ts';
import { newId, openTestPeople } from './test-people.ts';
import { openTestStore, type TestStore } from './test-store.ts';

const NOW = Date.UTC(2026, 10, 22);
let test: TestStore;
let people: Awaited<ReturnType<typeof openTestPeople>>;
let accounts: AccountStore;
beforeAll(async () => {
  test = await openTestStore();
  people = await openTestPeople(test);
  accounts = accountStore(test.connection);
});
afterAll(() => test.close());

/** As 32 random bytes are hashed. */
const hash = () => `${newId()}${newId()}`.replaceAll('-', '');

async function caller(name = 'Kim'): Promise<AccountId> {
  const id = newId<AccountId>();
  await accounts.insertCaller({ id, unitId: people.unit.id, name, at: NOW });
  return id;
}

describe('the first account', () => {
  const first = (login: string) =>
    accounts.inTransaction((doors) =>
      doors.insertFirst({ id: newId(), name: 'Uli', login, passwordHash: `hash of ${login}`, at: NOW }),
    );

  it('is made once, whoever asks at the same time, and reaches everything', async () => {
    expect(await accounts.hasLogin()).toBe(false);
    const made = await Promise.all(['Uli', 'Ute', 'Udo'].map(first));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await accounts.hasLogin()).toBe(true);
    const winner = ['Uli', 'Ute', 'Udo'][made.indexOf(true)] ?? '';
    expect(await accounts.byLogin(winner.toUpperCase())).toMatchObject({
      account: { name: 'Uli', role: 'owner', unitId: null, unitPath: '/' },
      passwordHash: `hash of ${winner}`,
    });
    expect(await accounts.byLogin('nobody')).toBeNull();
  });
});

describe('a session', () => {
  const begin = async (accountId: AccountId, expiresAt: number) => {
    const tokenHash = hash();
    await accounts.insertSession({ tokenHash, accountId, at: NOW, expiresAt });
    return tokenHash;
  };

  it('says whose it is, with the reach of the branch, until the moment it ends', async () => {
    const id = await caller();
    const token = await begin(id, NOW + DAY);
    const account = { id, name: 'Kim', role: 'caller', unitId: people.unit.id, unitPath: people.unit.path };
    expect(await accounts.session(token, NOW + DAY - 1)).toEqual({
      account,
      seenAt: NOW,
      expiresAt: NOW + DAY,
    });
    expect(await accounts.session(token, NOW + DAY)).toBeNull();
    expect(await accounts.session(hash(), NOW)).toBeNull();
  });

  it('goes on when it is prolonged, is gone when it is deleted or has long been over', async () => {
    const id = await caller();
    const [prolonged, deleted, over] = [
      await begin(id, NOW + 1),
      await begin(id, NOW + DAY),
      await begin(id, NOW),
    ];
    await accounts.prolongSession(prolonged, NOW + 1, NOW + DAY);
    await accounts.deleteSession(deleted);
    await accounts.deleteExpired(NOW);
    expect(await accounts.session(prolonged, NOW + 2)).toMatchObject({ seenAt: NOW + 1 });
    expect(await accounts.session(deleted, NOW)).toBeNull();
    expect(await accounts.session(over, NOW - 1)).toBeNull();
  });
});

describe('an invitation', () => {
  it('leads to its account and campaign, and is taken by one of many', async () => {
    const [id, campaign, tokenHash] = [await caller(), await people.campaign(), hash()];
    await accounts.insertInvitation({
      ...{
        tokenHash,
        accountId: id,
        campaignId: campaign.id,
        madeBy: null,
        madeAt: NOW,
        expiresAt: NOW + DAY,
      },
    });
    expect(await accounts.invitation(tokenHash)).toMatchObject({
      ...{ account: { id, name: 'Kim' }, campaignId: campaign.id, unitName: people.unit.name },
      ...{ campaignTitle: campaign.definition.title, expiresAt: NOW + DAY, usedAt: null },
    });
    const taken = await Promise.all([1, 2, 3, 4].map(() => accounts.takeInvitation(tokenHash, NOW + 1)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await accounts.invitation(tokenHash)).toMatchObject({ usedAt: NOW + 1 });
    expect(await accounts.invitation(hash())).toBeNull();
  });
});

it('what is begun together is kept together or not at all', async () => {
  const id = newId<AccountId>();
  const work = accounts.inTransaction(async (doors) => {
    await doors.insertCaller({ id, unitId: people.unit.id, name: 'Kim', at: NOW });
    throw new Error('meanwhile');
  });
  await expect(work).rejects.toThrow('meanwhile');
  await expect(
    accounts.insertCaller({ id, unitId: people.unit.id, name: 'Kim', at: NOW }),
  ).resolves.toBeUndefined();
});
