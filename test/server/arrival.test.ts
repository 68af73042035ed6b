import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestCampaign } from '../../src/adapters/store/test-people.ts';
import { qrCode } from '../../src/adapters/system/qr-code.ts';
import { DAY, HOUR } from '../../src/core/instant.ts';
import { openServerUnderTest, type ServerUnderTest } from './server-under-test.ts';

let server: ServerUnderTest;
let campaign: TestCampaign;

beforeAll(async () => {
  server = await openServerUnderTest();
});
beforeEach(async () => {
  campaign = await server.people.campaign({
    shifts: [
      { day: '2012-03-13', fromMinute: 960, untilMinute: 1080, places: 1, title: 'Erster Abend' },
      { day: '2012-03-12', fromMinute: 960, untilMinute: 1080 },
      { day: '2012-03-14', fromMinute: 540, untilMinute: 600, title: 'Üben, mit Kaffee; und Kuchen' },
    ],
  });
});
afterAll(() => server.close());

function ask(method: 'GET' | 'POST', path: string, cookie: string, payload: object = {}) {
  return server.app.inject({
    ...{ method, url: path.replace(':c', campaign.definition.key) },
    headers: { cookie, host: 'draht.test', origin: 'http://draht.test' },
    ...(method === 'POST' ? { payload } : {}),
  });
}

const openShift = (cookie: string) => ask('POST', '/api/campaigns/:c/shift', cookie);
const promise = (cookie: string, version = 1) => ask('POST', '/api/campaigns/:c/pledge', cookie, { version });
const pledges = async (cookie: string) =>
  (await ask('GET', '/api/me', cookie))
    .json()
    .pledges.find((it: { campaign: string }) => it.campaign === campaign.definition.key);

async function invited(): Promise<string> {
  const { cookie } = await server.visitor('organiser');
  const { token } = (await ask('POST', '/api/campaigns/:c/invitations', cookie, { name: 'Kim' })).json();
  return token;
}

async function join(
  body: object,
): Promise<{ statusCode: number; body: ReturnType<typeof JSON.parse>; cookie: string }> {
  const answer = await ask('POST', '/api/join', '', body);
  const token = answer.cookies.find(({ name }) => name === 'draht')?.value ?? '';
  return { statusCode: answer.statusCode, body: answer.json(), cookie: `draht=${token}` };
}

describe('the pledge', () => {
  test('is asked for with the invitation, given in the same request, and opens the shift', async () => {
    const token = await invited();
    const look = (await ask('POST', '/api/invitation', '', { token })).json();
    expect(look).toMatchObject({ pledge: { version: 1, text: null }, campaignKey: campaign.definition.key });
    const { body, cookie } = await join({ token, name: 'Kim', pledge: 1 });
    expect(body).toMatchObject({ isNewcomer: true, pledges: [{ isDue: false }] });
    expect((await openShift(cookie)).statusCode).toBe(200);
    const again = (await ask('POST', '/api/invitation', cookie, { token })).json();
    expect(again.pledge).toBeNull();
  });

  test.each(['caller', 'organiser'] as const)('opens no shift of a %s without it', async (role) => {
    const { cookie } = await server.visitor(role);
    const refused = await openShift(cookie);
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'error.pledge.due']);
    expect((await ask('GET', '/api/shift', cookie)).json()).toEqual({ shift: null });
    expect((await promise(cookie)).statusCode).toBe(200);
    expect((await openShift(cookie)).statusCode).toBe(200);
  });

  test('is not given by the version of other words, and then nobody is let in by the link', async () => {
    const token = await invited();
    const { statusCode, body } = await join({ token, pledge: 7 });
    expect([statusCode, body.code]).toEqual([409, 'error.pledge.changed']);
    expect((await join({ token, pledge: 1 })).statusCode).toBe(200);
    const { cookie } = await server.visitor('caller');
    expect((await promise(cookie, 7)).json().code).toBe('error.pledge.changed');
    expect(await pledges(cookie)).toMatchObject({ isDue: true });
  });

  test('is renewed yearly: before the next shift, not in the one that is open', async () => {
    const { cookie } = await join({ token: await invited(), pledge: 1 });
    await openShift(cookie);
    const { accountId } = await accountOf(cookie);
    const lastYear = new Date(server.wallClock.now() - 365 * DAY);
    await sql`update pledge set given_at = ${lastYear} where account_id = ${accountId}`.execute(
      server.connection,
    );
    expect(await pledges(cookie)).toMatchObject({ isDue: true });
    expect((await openShift(cookie)).statusCode).toBe(200);
    expect((await ask('POST', '/api/shift/way', cookie, { way: 'own' })).statusCode).toBe(200);
    expect((await ask('POST', '/api/shift/ready', cookie)).statusCode).toBe(200);
    await ask('POST', '/api/shift/leave', cookie);
    expect((await openShift(cookie)).json().code).toBe('error.pledge.due');
    await promise(cookie);
    expect((await openShift(cookie)).statusCode).toBe(200);
  });

  test('is kept with version, words and time, and in the audit', async () => {
    campaign = await server.people.campaign({ pledge: { version: 2, text: 'Ich schweige.' } });
    const { cookie } = await server.visitor('caller');
    expect(await pledges(cookie)).toEqual({
      ...{ campaign: campaign.definition.key, version: 2, text: 'Ich schweige.', isDue: true },
    });
    await promise(cookie, 2);
    const { accountId } = await accountOf(cookie);
    const { rows } = await sql`
      select p.version, p.wording, p.given_at as "at", a.action, a.detail->>'version' as told
      from pledge p join audit a on a.actor_id = p.account_id
      where p.account_id = ${accountId} and p.campaign_id = ${campaign.id}`.execute(server.connection);
    expect(rows).toEqual([
      {
        ...{ version: 2, wording: 'Ich schweige.', at: server.wallClock.now() },
        ...{ action: 'give-pledge', told: '2' },
      },
    ]);
  });
});

async function accountOf(cookie: string): Promise<{ accountId: string }> {
  return { accountId: (await ask('GET', '/api/me', cookie)).json().account.id };
}

test('who has had a call is no newcomer any more', async () => {
  const { caller } = await server.callInFlight(campaign);
  expect((await ask('GET', '/api/me', caller.cookie)).json().isNewcomer).toBe(false);
});

describe('planned shifts', () => {
  const EVENING = '2012-03-13-1600';
  const MORNING = '2012-03-14-0900';
  const change = (cookie: string, what: 'put-down' | 'take-off', shift: string) =>
    ask('POST', `/api/campaigns/:c/planned-shifts/${what}`, cookie, { shift });

  test('those that are not over, in order, with counts and nobody’s name', async () => {
    const [kim, toni] = [await server.visitor('caller'), await server.visitor('caller')];
    await change(toni.cookie, 'put-down', EVENING);
    const { payload } = await ask('GET', '/api/campaigns/:c/planned-shifts', kim.cookie);
    const fromAt = Date.UTC(2012, 2, 13, 15);
    expect(JSON.parse(payload).shifts).toEqual([
      {
        ...{ id: EVENING, title: 'Erster Abend', fromAt, untilAt: fromAt + 2 * HOUR },
        ...{ places: 1, taken: 1, isMine: false, hasCalls: true },
      },
      expect.objectContaining({ id: MORNING, places: null, taken: 0, isMine: false, hasCalls: false }),
    ]);
    expect(payload).not.toContain(toni.id);
  });

  test('one puts oneself down and takes oneself off; the last place is told to be gone', async () => {
    const [kim, toni] = [await server.visitor('caller'), await server.visitor('caller')];
    expect((await change(kim.cookie, 'put-down', EVENING)).json().shifts[0]).toMatchObject({
      taken: 1,
      isMine: true,
    });
    const full = await change(toni.cookie, 'put-down', EVENING);
    expect([full.statusCode, full.json().code]).toEqual([409, 'error.planned-shift.full']);
    expect((await change(kim.cookie, 'take-off', EVENING)).json().shifts[0]).toMatchObject({
      taken: 0,
      isMine: false,
    });
    expect((await change(toni.cookie, 'put-down', EVENING)).statusCode).toBe(200);
  });

  test('two who ask for the last place at once: one is in, one is told', async () => {
    const two = [await server.visitor('caller'), await server.visitor('caller')];
    const answers = await Promise.all(two.map(({ cookie }) => change(cookie, 'put-down', EVENING)));
    expect(answers.map((it) => it.statusCode).toSorted()).toEqual([200, 409]);
  });

  test.each([
    ['is none', '2012-03-13-1700', 'error.planned-shift.unknown'],
    ['is over', '2012-03-12-1600', 'error.planned-shift.over'],
  ])('one that %s takes nobody', async (_, shift, code) => {
    const { cookie } = await server.visitor('caller');
    for (const what of ['put-down', 'take-off'] as const)
      expect((await change(cookie, what, shift)).json()).toMatchObject({ code });
  });

  test('one’s own go into a calendar: all of them, or one; nothing of anybody in file or address', async () => {
    const { cookie, id } = await server.visitor('caller');
    for (const shift of [EVENING, MORNING]) await change(cookie, 'put-down', shift);
    const all = await ask('GET', '/api/campaigns/:c/schichten.ics', cookie);
    expect(all.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment',
    });
    expect(all.payload.match(/BEGIN:VEVENT/g)).toHaveLength(2);
    expect(all.payload).toContain(`UID:${EVENING}.${campaign.id}@`);
    expect(all.payload).toContain('DTSTART:20120313T150000Z');
    expect(all.payload).toContain('SUMMARY:Üben\\, mit Kaffee\\; und Kuchen');
    for (const personal of [id, 'Person caller']) expect(all.payload).not.toContain(personal);
    const one = await ask('GET', `/api/campaigns/:c/schichten.ics?shift=${MORNING}`, cookie);
    expect(one.payload.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    const again = await ask('GET', '/api/campaigns/:c/schichten.ics', cookie);
    expect(again.payload).toBe(all.payload);
  });

  test('a calendar has nothing of others', async () => {
    const [kim, toni] = [await server.visitor('caller'), await server.visitor('caller')];
    await change(toni.cookie, 'put-down', EVENING);
    const { payload } = await ask('GET', '/api/campaigns/:c/schichten.ics', kim.cookie);
    expect(payload).not.toContain('VEVENT');
  });
});

test('ASKS 55: an organiser’s invitation is a picture that leads a phone to the arrival page', async () => {
  const { cookie } = await server.visitor('organiser');
  const { qr, token, name } = (
    await ask('POST', '/api/campaigns/:c/invitations', cookie, { name: 'Kim' })
  ).json();
  expect(name).toBe('Kim');
  expect(qr).toEqual(qrCode(`http://draht.test/beitreten#${token}`));
});
