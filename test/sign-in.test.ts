import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accountStore } from '../src/adapters/store/account-store.ts';
import { arrivalStore } from '../src/adapters/store/arrival-store.ts';
import { openTestPeople, type TestCampaign } from '../src/adapters/store/test-people.ts';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import { createPasswords } from '../src/adapters/system/passwords.ts';
import { qrCode } from '../src/adapters/system/qr-code.ts';
import { createSecrets } from '../src/adapters/system/secrets.ts';
import { createInvitations, type Invitations } from '../src/app/invitations.ts';
import { createPledges } from '../src/app/pledges.ts';
import { createSignIn, type Session, type SignIn } from '../src/app/sign-in.ts';
import type { Actor } from '../src/core/access/may-do.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../src/core/instant.ts';
import { seededChance } from '../src/simulator/seeded-chance.ts';

const OWNER: Actor = { accountId: null, role: 'owner', unitPath: '/' };
const PASSWORD = 'Birnen sind süß';
const somebody = { name: 'Uli', login: 'uli', password: PASSWORD };
const here = '127.0.0.1';

let testStore: TestStore;
let people: Awaited<ReturnType<typeof openTestPeople>>;
let campaign: TestCampaign;
let signIn: SignIn;
let invitations: Invitations;
/** The wall's clock; the campaign's stands still in March 2012. */
let wall: number;
const campaignNow = Date.UTC(2012, 2, 20, 12);

beforeAll(async () => {
  testStore = await openTestStore();
  people = await openTestPeople(testStore);
});
afterAll(() => testStore.close());

beforeEach(async () => {
  wall = Date.UTC(2026, 10, 22, 12);
  const { connection, store } = testStore;
  // Append-only for everybody but the owner of the table, who may take its guard away.
  await sql`alter table audit disable trigger user`.execute(connection);
  await sql`truncate session, invitation, audit`.execute(connection);
  await sql`alter table audit enable trigger user`.execute(connection);
  await sql`delete from account`.execute(connection);
  campaign = await people.campaign();
  const parts = {
    accounts: accountStore(connection),
    passwords: createPasswords(),
    secrets: createSecrets(),
    chance: seededChance('sign-in'),
    now: () => wall,
  };
  signIn = createSignIn(parts);
  invitations = createInvitations({
    ...parts,
    campaigns: store.campaigns,
    clock: { now: () => campaignNow },
    pledges: createPledges(arrivalStore(connection), () => wall),
    qrCode,
  });
});

async function audited(): Promise<string[]> {
  const { rows } = await sql<{ action: string }>`select action from audit order by id`.execute(
    testStore.connection,
  );
  return rows.map(({ action }) => action);
}

describe('the first account', () => {
  test('is made by the code of the terminal, once, and owns the installation', async () => {
    expect(await signIn.needsSetup()).toBe(true);
    const session = await signIn.setUp({ code: signIn.setUpCode, ...somebody });
    expect(session.actor).toMatchObject({ role: 'owner', unitPath: '/' });
    expect(await signIn.needsSetup()).toBe(false);
    const again = signIn.setUp({ code: signIn.setUpCode, ...somebody, login: 'other' });
    await expect(again).rejects.toMatchObject({ code: 'error.set-up.done' });
    expect(await audited()).toEqual(['set-up']);
  });

  test('is not made by another code', async () => {
    const wrong = signIn.setUp({ code: 'guessed', ...somebody });
    await expect(wrong).rejects.toMatchObject({ code: 'error.set-up.code' });
    expect(await signIn.needsSetup()).toBe(true);
  });

  test('is one, also when two people open the link at the same moment', async () => {
    const both = ['a', 'b'].map((login) => signIn.setUp({ code: signIn.setUpCode, ...somebody, login }));
    const results = await Promise.allSettled(both);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('has its password as argon2id with 19 MiB and two passes', async () => {
    await signIn.setUp({ code: signIn.setUpCode, ...somebody });
    const { rows } = await sql<{
      hash: string;
    }>`select password_hash as hash from account where login is not null`.execute(testStore.connection);
    expect(rows[0]?.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('sign-in by name and password', () => {
  beforeEach(async () => void (await signIn.setUp({ code: signIn.setUpCode, ...somebody })));

  test('works whatever the case of the name and however the password was typed', async () => {
    const request = { login: ' ULI', password: PASSWORD.normalize('NFD'), address: here };
    const { token, actor } = await signIn.signIn(request);
    expect(await signIn.session(token)).toMatchObject({ actor });
    expect((await audited()).at(-1)).toBe('sign-in');
  });

  test.each([
    ['a wrong password', 'uli', 'Birnen sind sauer'],
    ['a name that nobody has', 'nobody', PASSWORD],
    ['no password', 'uli', ''],
  ])('refuses %s by the same words, and writes down that it did', async (_, login, password) => {
    await expect(signIn.signIn({ login, password, address: here })).rejects.toMatchObject({
      code: 'error.sign-in.wrong',
      values: {},
    });
    const { rows } = await sql`select action, detail, thing_id from audit order by id desc limit 1`.execute(
      testStore.connection,
    );
    expect(rows[0]).toMatchObject({ action: 'sign-in-failed', detail: {} });
  });

  test('lets five tries through, then makes each one wait longer, also for the right password', async () => {
    const guess = (password = 'wrong password') =>
      signIn.signIn({ login: 'uli', password, address: here }).then(
        () => 'in',
        ({ code, values }) => (code === 'error.sign-in.wait' ? values.minutes : code),
      );
    for (let round = 0; round < 5; round += 1) expect(await guess()).toBe('error.sign-in.wrong');
    expect(await guess(PASSWORD)).toBe(1);
    wall += MINUTE;
    expect(await guess()).toBe('error.sign-in.wrong');
    wall += MINUTE;
    expect(await guess(PASSWORD)).toBe(1);
    wall += MINUTE;
    expect(await guess(PASSWORD)).toBe('in');
    expect(await guess()).toBe('error.sign-in.wrong');
    expect(await guess(PASSWORD)).toBe('in');
  });

  test('counts guesses by address too, whatever names are tried', async () => {
    const guess = (login: string, address: string) =>
      signIn.signIn({ login, password: 'wrong password', address }).catch((it) => it.code);
    for (let round = 0; round < 20; round += 1) await guess(`name ${round}`, '10.0.0.1');
    expect(await guess('one more', '10.0.0.1')).toBe('error.sign-in.wait');
    expect(await guess('one more', '10.0.0.2')).toBe('error.sign-in.wrong');
  });

  test('guesses all at once are counted one by one', async () => {
    const all = Array.from({ length: 10 }, () =>
      signIn.signIn({ login: 'uli', password: 'wrong password', address: here }).catch((it) => it.code),
    );
    const codes = await Promise.all(all);
    expect(codes.filter((it) => it === 'error.sign-in.wrong')).toHaveLength(5);
  });
});

describe('a session', () => {
  let session: Session & { readonly token: string };
  beforeEach(async () => {
    session = await signIn.setUp({ code: signIn.setUpCode, ...somebody });
  });

  test('is known by the hash of its token alone', async () => {
    const { rows } = await sql<{ hash: Buffer }>`select token_hash as hash from session`.execute(
      testStore.connection,
    );
    expect(rows[0]?.hash.toString('hex')).toBe(session.tokenHash);
    expect(await signIn.session(session.tokenHash)).toBeNull();
    expect(await signIn.session('')).toBeNull();
  });

  test('ends twelve hours after it was last used', async () => {
    wall += 11 * HOUR;
    expect(await signIn.session(session.token)).not.toBeNull();
    wall += 11 * HOUR;
    expect(await signIn.session(session.token)).not.toBeNull();
    wall += 12 * HOUR;
    expect(await signIn.session(session.token)).toBeNull();
  });

  test('is gone after the sign-out', async () => {
    await signIn.signOut(session);
    expect(await signIn.session(session.token)).toBeNull();
    expect((await audited()).at(-1)).toBe('sign-out');
  });
});

describe('an invitation', () => {
  const token = async () => (await invitations.invite(OWNER, campaign.definition.key, 'Kim')).token;

  test('says whom it is for and lets that caller in, once', async () => {
    const link = await token();
    expect(await invitations.look(link, null)).toEqual({
      name: 'Kim',
      campaign: campaign.definition.title,
      unit: people.unit.name,
      campaignKey: campaign.definition.key,
      pledge: { version: 1, text: null },
    });
    const session = await invitations.join(link, { name: 'Kimmi' }, null);
    expect(session.actor).toMatchObject({ role: 'caller', unitPath: people.unit.path });
    await expect(invitations.join(link, {}, null)).rejects.toMatchObject({
      code: 'error.invitation.used',
    });
    await expect(invitations.look(link, null)).rejects.toMatchObject({ code: 'error.invitation.used' });
    expect(await audited()).toEqual(['invite', 'join-by-invitation']);
  });

  test('opened again on the same device lets its caller go on', async () => {
    const link = await token();
    const session = await invitations.join(link, {}, null);
    expect((await invitations.look(link, session)).name).toBe('Kim');
    expect(await invitations.join(link, { name: 'Kimmi' }, session)).toBe(session);
    expect((await invitations.look(link, session)).name).toBe('Kimmi');
  });

  test('is not opened by the session of somebody else', async () => {
    const [mine, theirs] = [await token(), await token()];
    const session = await invitations.join(mine, {}, null);
    await invitations.join(theirs, {}, null);
    await expect(invitations.join(theirs, {}, session)).rejects.toMatchObject({
      code: 'error.invitation.used',
    });
  });

  test('signs out whoever was signed in on the device before', async () => {
    const before = await signIn.setUp({ code: signIn.setUpCode, ...somebody });
    await invitations.join(await token(), {}, before);
    expect(await signIn.session(before.token)).toBeNull();
  });

  test('of two who open it at once lets one in', async () => {
    const link = await token();
    const results = await Promise.allSettled([1, 2].map(() => invitations.join(link, {}, null)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('and the session it gives end with the campaign by its own clock', async () => {
    // The period ends with 24 March 2012; Berlin's midnight is 23:00 UTC.
    const left = Date.UTC(2012, 2, 24, 23) - campaignNow;
    const [early, late] = [await token(), await token()];
    const session = await invitations.join(early, {}, null);
    if (!('token' in session)) throw new Error('a session of its own was expected');
    wall += left - SECOND;
    expect(await signIn.session(session.token)).not.toBeNull();
    await invitations.look(late, null);
    wall += SECOND;
    expect(await signIn.session(session.token)).toBeNull();
    await expect(invitations.look(late, null)).rejects.toMatchObject({ code: 'error.invitation.expired' });
  });

  test('gives thirty days at most', async () => {
    campaign = await people.campaign({ period: { from: '2012-03-13', until: '2013-03-13' } });
    const { expiresAt } = await invitations.join(await token(), {}, null);
    expect(expiresAt).toBe(wall + 30 * DAY);
  });

  test('that was never made is not known', async () => {
    await expect(invitations.look('guessed', null)).rejects.toMatchObject({
      code: 'error.invitation.unknown',
    });
  });

  test('is made by those who run the campaign, for one that goes on', async () => {
    const make = (actor: Actor, key = campaign.definition.key) => invitations.invite(actor, key, 'Kim');
    const organiser: Actor = { accountId: null, role: 'organiser', unitPath: people.unit.path };
    await expect(make({ ...organiser, role: 'caller' })).rejects.toMatchObject({ code: 'error.access.role' });
    await expect(make({ ...organiser, unitPath: '/other/' })).rejects.toMatchObject({
      code: 'error.access.unit',
    });
    await expect(make(organiser, 'no-such')).rejects.toMatchObject({ code: 'error.campaign.unknown' });
    await testStore.store.campaigns.setState(campaign.id, 'closed', campaignNow);
    await expect(make(organiser)).rejects.toMatchObject({ code: 'error.campaign.closed' });
  });
});
