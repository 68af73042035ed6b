// What a caller fills in is kept at every step (ASKS 36, 44): the newest wins whatever comes first, nobody else sees or
// writes it, it lies encrypted, and it goes with the outcome or a day after the shift.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { draftStore } from '../../src/adapters/store/draft-store.ts';
import type { TestCampaign } from '../../src/adapters/store/test-people.ts';
import { DraftCleaner } from '../../src/app/drafts.ts';
import { DAY, HOUR } from '../../src/core/instant.ts';
import { unsaid } from '../../src/core/outcome/unsaid.ts';
import type { Body } from '../../src/protocol/contract.ts';
import { openServerUnderTest, type ServerUnderTest } from './server-under-test.ts';

let server: ServerUnderTest;
let campaign: TestCampaign;
let call: Awaited<ReturnType<ServerUnderTest['callInFlight']>>;
beforeAll(async () => {
  server = await openServerUnderTest();
});
beforeEach(async () => {
  campaign = await server.people.campaign();
  call = await server.callInFlight(campaign);
  await server.speakByOwnPhone(call.shift.id);
});
afterAll(() => server.close());

const NOTE = 'Kommt mit Schwester Quendolin';

async function ask(url: string, payload: object | null, cookie = call.caller.cookie) {
  const headers = { cookie, host: 'draht.test', origin: 'http://draht.test' };
  const answer = await server.app.inject(
    payload === null ? { url, headers } : { method: 'POST', url, headers, payload },
  );
  return { status: answer.statusCode, ...answer.json() };
}

const save = (seq: number, body: object, cookie?: string) =>
  ask('/api/shift/draft', { attemptId: call.attemptId, seq, body }, cookie);
const shownDraft = async () => (await ask('/api/shift', null)).shift.call.draft;
const stored = async () =>
  (
    await sql<{
      row: string;
    }>`select d::text as row from draft d where attempt_id = ${call.attemptId}`.execute(server.connection)
  ).rows;

test('ASKS 36: whatever was filled in comes back with the call, on every device', async () => {
  const body = { note: NOTE, answers: { 'how-connected': 'loose' }, station: 'offers', isHard: true };
  expect(await save(7, body)).toMatchObject({ status: 200, draft: { seq: 7, body } });
  const other = await server.sessionOf(call.caller.id);
  expect((await ask('/api/shift', null, other)).shift.call.draft).toEqual({ seq: 7, body });
});

test('sent twice, late or in the wrong order, the newest stays', async () => {
  await save(5, { note: 'fifth' });
  await save(5, { note: 'fifth, sent again' });
  expect(await save(4, { note: 'fourth' })).toMatchObject({ draft: { seq: 5, body: { note: 'fifth' } } });
  await save(6, { note: 'sixth' });
  expect(await shownDraft()).toEqual({ seq: 6, body: { note: 'sixth' } });
  const racing = [12, 9, 11, 8, 10].map((seq) => save(seq, { note: `${seq}` }));
  await Promise.all(racing);
  expect(await shownDraft()).toEqual({ seq: 12, body: { note: '12' } });
});

test('another caller, and an organiser too, neither reads nor writes it', async () => {
  await save(1, { note: NOTE });
  for (const role of ['caller', 'organiser'] as const) {
    const stranger = await server.visitor(role);
    expect(await save(2, { note: 'overwritten' }, stranger.cookie)).toMatchObject({
      ...{ status: 403, code: 'error.access.not-yours' },
    });
  }
  expect(await shownDraft()).toEqual({ seq: 1, body: { note: NOTE } });
  const nowhere = { attemptId: randomUUID(), seq: 1, body: {} };
  expect(await ask('/api/shift/draft', nowhere)).toMatchObject({ code: 'error.call.unknown' });
});

test('it lies encrypted, and cannot be read as the draft of another call', async () => {
  await save(1, { note: NOTE, station: 'offers' });
  const [row] = await stored();
  const bytes = Buffer.from(/\\\\x([0-9a-f]+)/.exec(row?.row ?? '')?.[1] ?? '', 'hex');
  expect(bytes.length).toBeGreaterThan(NOTE.length);
  expect(`${row?.row} ${bytes.toString('latin1')}`).not.toMatch(/Quendolin|Schwester|offers|note/);
  expect(server.logged.join()).not.toContain('Quendolin');
});

test.each([
  ['a field that no page has', { note: 'x', surprise: 1 }],
  ['a note that is too long', { note: 'x'.repeat(501) }],
  ['more than 16 KB in all', { answers: Object.fromEntries(many(60).map((it) => [it, 'x'.repeat(400)])) }],
  ['an outcome that there is not', { disposition: 'exploded' }],
])('%s is refused', async (_, body) => {
  expect((await save(1, body)).status).toBe(400);
  expect(await stored()).toEqual([]);
});

function many(count: number): string[] {
  return Array.from({ length: count }, (_, place) => `question-${place}`);
}

describe('it is gone', () => {
  const word: () => Body<'report'> = () => ({
    ...{ key: randomUUID(), attemptId: call.attemptId, disposition: 'no-time', talkedWithMember: true },
    ...{ answers: {}, reception: null, channels: [], offers: [], newsletter: null, localContact: null },
    ...{ callback: null, note: null, ...unsaid },
  });

  test('with the outcome, and one that comes later is not kept', async () => {
    await save(1, { note: NOTE });
    await ask('/api/shift/outcome', word());
    expect(await stored()).toEqual([]);
    expect(await save(2, { note: 'late' })).toEqual({ status: 200, draft: null });
    expect(await stored()).toEqual([]);
  });

  test('with the outcome also when both come in the same moment', async () => {
    await Promise.all([save(1, { note: NOTE }), ask('/api/shift/outcome', word()), save(2, { note: NOTE })]);
    expect(await stored()).toEqual([]);
  });

  test('and there again once the outcome was taken back', async () => {
    await ask('/api/shift/outcome', word());
    await ask('/api/shift/undo', { attemptId: call.attemptId });
    expect(await save(3, { note: NOTE })).toMatchObject({ draft: { seq: 3 } });
  });

  test('a day after the shift ended', async () => {
    await save(1, { note: NOTE });
    const drafts = draftStore(server.connection, server.cipher);
    const now = server.clock.now();
    await sql`update shift set left_at = ${new Date(now)} where id = ${call.shift.id}`.execute(
      server.connection,
    );
    const cleaner = new DraftCleaner({
      ...{ drafts, clock: { now: () => at }, wallClock: server.wallClock },
      onError: (error) => expect.unreachable(String(error)),
    });
    let at = now + DAY - 1;
    await server.wallClock.run(server.wallClock.now());
    expect(await stored()).toHaveLength(1);
    at = now + DAY;
    await server.wallClock.run(server.wallClock.now() + HOUR);
    expect(await stored()).toEqual([]);
    cleaner.close();
  });
});
