import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { TestCampaign } from '../../src/adapters/store/test-people.ts';
import { newId } from '../../src/adapters/store/test-people.ts';
import type { ShiftId } from '../../src/core/ids.ts';
import { HOUR, MINUTE, SECOND } from '../../src/core/instant.ts';
import type { PhoneView } from '../../src/protocol/views.ts';
import { openServerUnderTest, PERSON, type ServerUnderTest } from './server-under-test.ts';

let server: ServerUnderTest;
let campaign: TestCampaign;
let call: Awaited<ReturnType<ServerUnderTest['callInFlight']>>;

let place: string;

beforeAll(async () => {
  server = await openServerUnderTest({ ways: ['own', 'text'] });
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.app.server.address() as AddressInfo; // It listens on TCP.
  place = `127.0.0.1:${port}`;
});
afterAll(() => server.close());
beforeEach(async () => {
  campaign = await server.people.campaign();
  call = await server.callInFlight(campaign);
  await server.speakByOwnPhone(call.shift.id);
});

const headers = (cookie: string) => ({ cookie, host: 'draht.test', origin: 'http://draht.test' });

async function post(url: string, cookie: string, payload: object = {}) {
  const { statusCode, payload: text } = await server.app.inject({
    ...{ method: 'POST', url, payload, headers: headers(cookie) },
  });
  return { status: statusCode, body: JSON.parse(text) };
}

async function look(phone: string): Promise<{ status: number; body: PhoneView & { code?: string } }> {
  const answer = await server.app.inject({ url: '/api/phone', headers: headers(phone) });
  return { status: answer.statusCode, body: answer.json() };
}

const paired = async (cookie = call.caller.cookie) => `draht-phone=${await server.pairPhone(cookie)}`;
const offer = () => post('/api/shift/pairing', call.caller.cookie);
const take = (token: string) => post('/api/pairing', '', { token });
const laptop = async () => {
  const { payload } = await server.app.inject({ url: '/api/shift', headers: headers(call.caller.cookie) });
  return JSON.parse(payload).shift;
};
const attemptId = () => ({ attemptId: call.attemptId });
const says = (disposition: string, more: object = {}) => ({
  ...{ key: newId(), attemptId: call.attemptId, disposition, talkedWithMember: false },
  ...more,
});

async function expectGone(phone: string): Promise<void> {
  expect(await look(phone)).toMatchObject({ status: 401, body: { code: 'error.phone.not-paired' } });
}

describe('the code on the laptop', () => {
  test('leads to this server, square, and holds its token behind the #', async () => {
    const { status, body } = await offer();
    expect(status).toBe(200);
    expect(body.validForSeconds).toBe(300);
    expect(new Set(body.qr.map((row: boolean[]) => row.length))).toEqual(new Set([body.qr.length]));
    // A finder pattern stands in three corners (ISO/IEC 18004 section 6.3.3).
    for (const [row, column] of [
      [0, 0],
      [0, body.qr.length - 7],
      [body.qr.length - 7, 0],
    ] as const)
      expect(body.qr[row].slice(column, column + 7)).toEqual(Array(7).fill(true));
  });

  test('works once', async () => {
    const { token } = (await offer()).body;
    expect((await laptop()).pairedPhone).toBe('waiting');
    expect((await take(token)).status).toBe(200);
    expect((await laptop()).pairedPhone).toBe('paired');
    expect(await take(token)).toMatchObject({ status: 410, body: { code: 'error.pairing.unknown' } });
  });

  test('works for one of two phones that take it at once', async () => {
    const { token } = (await offer()).body;
    const answers = await Promise.all([take(token), take(token), take(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
  });

  test('works for five minutes', async () => {
    const { token } = (await offer()).body;
    await server.wallClock.run(server.wallClock.now() + 5 * MINUTE);
    expect((await take(token)).status).toBe(410);
    expect((await laptop()).pairedPhone).toBe('none');
  });

  test('is worth nothing once there is a newer one', async () => {
    const { token } = (await offer()).body;
    const { token: newer } = (await offer()).body;
    expect((await take(token)).status).toBe(410);
    expect((await take(newer)).status).toBe(200);
  });

  test.each(['guessed', '', 'x'.repeat(43)])('is not guessed: %s', async (token) => {
    await offer();
    expect((await take(token)).status).toBe(410);
  });

  test('is worth nothing once the shift is left, or unpaired', async () => {
    const { token } = (await offer()).body;
    await post('/api/shift/unpair', call.caller.cookie);
    expect((await take(token)).status).toBe(410);
    const { token: second } = (await offer()).body;
    await leave(call.shift.id);
    expect((await take(second)).status).toBe(410);
  });

  test('is for callers who dial themselves', async () => {
    await sql`update shift set way = null where id = ${call.shift.id}`.execute(server.connection);
    expect(await offer()).toMatchObject({ status: 409, body: { code: 'error.pairing.other-way' } });
  });

  test('is kept as a hash alone, and no log says it', async () => {
    const { token } = (await offer()).body;
    const { rows } = await sql`select * from paired_phone where shift_id = ${call.shift.id}`.execute(
      server.connection,
    );
    expect(JSON.stringify(rows)).not.toContain(token);
    await take(`${token}x`);
    expect(server.logged.join('\n')).not.toContain(token);
  });
});

/** As the laptop does once the call is over. */
async function leave(shiftId: ShiftId): Promise<void> {
  await sql`update shift set state = 'left', left_at = since where id = ${shiftId}`.execute(
    server.connection,
  );
}

async function callEnds(): Promise<void> {
  const on = server.connection;
  await sql`update attempt set state = 'settled', ended_at = dialled_at, settled_at = dialled_at
    where id = ${call.attemptId}`.execute(on);
  await sql`delete from claim where shift_id = ${call.shift.id}`.execute(on);
  await sql`update shift set state = 'pause' where id = ${call.shift.id}`.execute(on);
}

describe('a paired phone', () => {
  test('goes on until the laptop unpairs it', async () => {
    const phone = await paired();
    expect((await look(phone)).status).toBe(200);
    expect((await post('/api/shift/unpair', call.caller.cookie)).body.pairedPhone).toBe('none');
    await expectGone(phone);
  });

  test('goes on until it goes by itself', async () => {
    const phone = await paired();
    expect((await post('/api/phone/leave', phone)).status).toBe(200);
    await expectGone(phone);
    expect((await laptop()).pairedPhone).toBe('none');
  });

  test('goes on for twelve hours at most', async () => {
    const phone = await paired();
    await server.wallClock.run(server.wallClock.now() + 12 * HOUR - SECOND);
    expect((await look(phone)).status).toBe(200);
    await server.wallClock.run(server.wallClock.now() + SECOND);
    await expectGone(phone);
  });

  test('goes on until the shift is left, and does not come back with the next one', async () => {
    const phone = await paired();
    await callEnds();
    await post('/api/shift/leave', call.caller.cookie);
    await expectGone(phone);
    const { rows } = await sql`select from paired_phone where shift_id = ${call.shift.id}`.execute(
      server.connection,
    );
    expect(rows).toEqual([]);
    await server.people.promise(call.caller.id, campaign, server.wallClock.now());
    await post(`/api/campaigns/${campaign.definition.key}/shift`, call.caller.cookie);
    await expectGone(phone);
  });

  test('is replaced by the next one that is paired', async () => {
    const [first, second] = [await paired(), await paired()];
    await expectGone(first);
    expect((await look(second)).status).toBe(200);
  });

  test('goes on while a code for another one is shown', async () => {
    const phone = await paired();
    await offer();
    expect((await look(phone)).status).toBe(200);
  });

  test('is forgotten when its caller speaks in another way', async () => {
    const phone = await paired();
    await callEnds();
    await post('/api/shift/way', call.caller.cookie, { way: 'text' });
    await expectGone(phone);
    await post('/api/shift/way', call.caller.cookie, { way: 'own' });
    await expectGone(phone);
  });

  test('leaves what was done in the audit, with ids alone', async () => {
    const { token } = (await offer()).body;
    await take(token);
    await post('/api/shift/unpair', call.caller.cookie);
    const { rows } = await sql<{ action: string; actor: string; detail: object }>`
      select action, actor_id as actor, detail from audit
      where thing_kind = 'shift' and thing_id = ${call.shift.id} order by id`.execute(server.connection);
    const actor = call.caller.id;
    expect(rows).toEqual(
      ['offer-pairing', 'pair-phone', 'unpair-phone'].map((action) => ({ action, actor, detail: {} })),
    );
  });
});

describe('the phone of a shift', () => {
  test('sees whom to ring, and the number in two forms', async () => {
    const { body } = await look(await paired());
    expect(body).toMatchObject({
      ...{ state: 'calling', attemptId: call.attemptId, tel: call.e164, reported: null },
      ...{ givenName: PERSON.givenName, familyName: PERSON.familyName },
    });
    expect(body.number?.replaceAll(' ', '')).toBe(call.e164.replace('+49', '0'));
    expect(body.results).toContain('no-answer');
  });

  test('says that two people talk; then the line was neither busy nor dead', async () => {
    const phone = await paired();
    const { body } = await post('/api/phone/talking', phone, attemptId());
    expect(body).toMatchObject({ state: 'talking', tel: call.e164 });
    expect(body.results).not.toContain('busy');
    expect((await laptop()).state).toBe('talking');
  });

  test.each(['no-answer', 'busy', 'voicemail', 'not-in-service', 'third-person', 'wrong-person'])(
    'says %s, and forgets the number with it',
    async (disposition) => {
      const phone = await paired();
      const { body } = await post('/api/phone/outcome', phone, says(disposition));
      expect(body).toMatchObject({ state: 'wrap-up', tel: null, number: null, results: [] });
      expect(body.reported).toBe(disposition);
      expect((await laptop()).call.reported).toMatchObject({ disposition, talkedWithMember: false });
    },
  );

  test.each([true, false])('says an objection, told in a talk: %s', async (talkedWithMember) => {
    await post('/api/phone/outcome', await paired(), says('objection', { talkedWithMember }));
    expect((await laptop()).call.reported).toMatchObject({ disposition: 'objection', talkedWithMember });
  });

  test.each(['conversation-complete', 'callback-agreed', 'deceased', 'lost'])(
    'cannot say %s',
    async (disposition) => {
      const phone = await paired();
      expect((await post('/api/phone/outcome', phone, says(disposition))).status).toBe(400);
      expect((await laptop()).call.reported).toBeNull();
    },
  );

  test('says nothing of a person who is not on its line', async () => {
    const phone = await paired();
    const other = await server.callInFlight(await server.people.campaign());
    for (const url of ['/api/phone/talking', '/api/phone/hang-up'])
      await post(url, phone, { attemptId: other.attemptId });
    const { status } = await post('/api/phone/outcome', phone, says('busy', { attemptId: other.attemptId }));
    expect(status).toBe(200);
    const attempt = await server.store.calls.attempt(other.attemptId);
    expect(attempt).toMatchObject({ state: 'in-flight', answeredAt: null, hasOutcome: false });
  });

  test('says a result once, however often it is tapped', async () => {
    const phone = await paired();
    await post('/api/phone/outcome', phone, says('busy'));
    await post('/api/phone/outcome', phone, says('no-answer'));
    expect((await laptop()).call.reported).toMatchObject({ disposition: 'busy' });
  });
});

/** What a phone's page is told, state by state, and how its connection ends. */
async function follow(cookie: string, kind: 'phone' | 'shift' = 'phone') {
  const socket = new WebSocket(`ws://${place}/api/live`, {
    ...{ headers: { cookie }, origin: `http://${place}` },
  });
  const views: PhoneView[] = [];
  const told: { state: string; done: (view: PhoneView) => void }[] = [];
  socket.on('message', (data) => {
    const { event } = JSON.parse(String(data));
    if (event?.kind !== 'phone') return;
    views.push(event.view);
    for (const it of told) if (it.state === event.view.state) it.done(event.view);
  });
  const closed = new Promise<number>((done) => socket.on('close', done));
  socket.on('open', () =>
    socket.send(JSON.stringify({ type: 'hello', protocol: 1, topic: { kind }, after: null })),
  );
  return {
    ...{ views, closed, close: () => socket.terminate() },
    shows: (state: PhoneView['state']) =>
      new Promise<PhoneView>((done) => {
        const known = views.find((it) => it.state === state);
        if (known === undefined) told.push({ state, done });
        else done(known);
      }),
  };
}

describe('a page on the phone', () => {
  test('follows the laptop, and is told no number once the call is over', async () => {
    const page = await follow(await paired());
    expect(await page.shows('calling')).toMatchObject({ tel: call.e164 });
    await post('/api/shift/talking', call.caller.cookie, attemptId());
    await page.shows('talking');
    const report = { ...says('conversation-partial'), answers: {}, reception: null, channels: [] };
    await post('/api/shift/outcome', call.caller.cookie, {
      ...{ ...report, offers: [], newsletter: null, localContact: null, callback: null, note: null },
    });
    expect(await page.shows('wrap-up')).toMatchObject({ tel: null, number: null });
    page.close();
  });

  test('is told that it is unpaired, and nothing after it', async () => {
    const page = await follow(await paired());
    await page.shows('calling');
    await post('/api/shift/unpair', call.caller.cookie);
    const last = await page.shows('unpaired');
    expect({ ...last, state: '' }).toEqual({
      ...{ state: '', attemptId: null, givenName: null, familyName: null, tel: null, number: null },
      ...{ results: [], reported: null },
    });
    await post('/api/shift/talking', call.caller.cookie, attemptId());
    await server.wallClock.run(server.wallClock.now() + 21 * SECOND);
    expect(await page.closed).toBe(4401);
    expect(page.views.at(-1)?.state).toBe('unpaired');
  });

  test('is told nothing of a shift whose caller has to choose anew how to speak', async () => {
    const phone = await paired();
    await sql`update shift set way = 'browser' where id = ${call.shift.id}`.execute(server.connection);
    expect((await look(phone)).body).toMatchObject({ state: 'unpaired', attemptId: null, tel: null });
    await post('/api/phone/outcome', phone, says('busy'));
    expect((await laptop()).call.reported).toBeNull();
  });

  test('is told that the shift is over', async () => {
    const page = await follow(await paired());
    await page.shows('calling');
    await leave(call.shift.id);
    server.rooms.hub.shiftChanged(call.caller.id);
    await page.shows('over');
    page.close();
  });

  test('listens to nothing with a token that is no phone’s, and to no shift with one that is', async () => {
    const token = call.caller.cookie.replace(/^draht=/, '');
    for (const [cookie, kind] of [
      [`draht-phone=${token}; draht=${token}`, 'phone'],
      [`draht-phone=${'x'.repeat(43)}`, 'phone'],
      [await paired(), 'shift'],
    ] as const)
      expect(await (await follow(cookie, kind)).closed).toBe(4401);
  });
});
