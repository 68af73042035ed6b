import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { accountStore } from '../../src/adapters/store/account-store.ts';
import { reportStore } from '../../src/adapters/store/report-store.ts';
import {
  FIRST_OPENING,
  newId,
  openTestPeople,
  type TestCampaign,
} from '../../src/adapters/store/test-people.ts';
import { openTestStore } from '../../src/adapters/store/test-store.ts';
import { createSecrets } from '../../src/adapters/system/secrets.ts';
import type { BrowserLine, Voice } from '../../src/app/voice.ts';
import { voiceWithoutAudio } from '../../src/app/voice-without-audio.ts';
import { openRooms } from '../../src/build/open-rooms.ts';
import type { Role } from '../../src/core/access/may-do.ts';
import type { AccountId, AttemptId, ShiftId, TrunkId } from '../../src/core/ids.ts';
import { HOUR, MINUTE } from '../../src/core/instant.ts';
import { nextTry } from '../../src/core/queue/next-try.ts';
import { OWN_PHONE, type SpeakWay } from '../../src/core/speak-way.ts';
import type { Heard } from '../../src/protocol/views.ts';
import { createServer } from '../../src/server/create-server.ts';
import { seededChance } from '../../src/simulator/seeded-chance.ts';
import { VirtualClock } from '../../src/simulator/virtual-clock.ts';

/** Names that must never reach whoever may not see them; nobody real is called so. */
export const PERSON = { givenName: 'Quendolin', familyName: 'Zwirbelmoser', email: 'quendolin@example.org' };

export type ServerUnderTest = Awaited<ReturnType<typeof openServerUnderTest>>;

/**
 * The whole server on a real store: a campaign with one person on the line of a caller, and people to come and ask.
 *
 * The wall's clock stands still until the test moves it; the campaign's stands in its first opening.
 */
export async function openServerUnderTest({
  publicUrl = null,
  desk,
  ways = ['own'],
}: {
  publicUrl?: string | null;
  /** Of a server without audio. */
  ways?: readonly SpeakWay[];
  desk?: Voice & BrowserLine;
} = {}) {
  const testStore = await openTestStore();
  const { store, connection, cipher } = testStore;
  const people = await openTestPeople(testStore);
  const wallClock = new VirtualClock(Date.UTC(2026, 10, 22, 12));
  const clock = new VirtualClock(FIRST_OPENING);
  const logged: string[] = [];
  const heard = new Map<AttemptId, Heard>();
  const chance = seededChance('server');
  const accounts = accountStore(connection);
  const secrets = createSecrets();
  const log = {
    info: (event: string, fields = {}) => void logged.push(JSON.stringify({ event, ...fields })),
    error: (event: string, error: unknown) => void logged.push(`${event}: ${error}`),
  };
  const rooms = openRooms({
    ...{ store, connection, cipher, reports: reportStore(connection), clock, wallClock, chance, log },
    about: { version: '0', locale: 'de', isDemo: false },
    heardOf: (attemptId) => heard.get(attemptId) ?? null,
    line: { speed: () => 1, hasTrunk: () => true, hasDialler: () => true },
    dialler: { changed() {}, reported() {}, hangUp() {}, nearlyReady() {} },
    voice: desk ?? voiceWithoutAudio({ ways }),
    ...(desk === undefined ? {} : { browserLine: desk }),
  });
  const web = fakeWebApp();
  const app: FastifyInstance = await createServer({
    ...rooms,
    ...{ wallClock, chance, log, webFolder: web.folder, publicUrl },
  });
  await app.ready();

  /** An account with a session of twelve hours. @returns its cookie. */
  async function visitor(role: Role, unitId = people.unit.id) {
    const id = newId<AccountId>();
    await store.units.ensureAccount({ id, unitId, name: `Person ${role}`, role, at: clock.now() });
    return { id, cookie: await sessionOf(id) };
  }

  async function sessionOf(accountId: AccountId, hours = 12): Promise<string> {
    const token = secrets.token();
    const at = wallClock.now();
    await accounts.insertSession({
      tokenHash: secrets.hash(token),
      accountId,
      at,
      expiresAt: at + hours * HOUR,
    });
    return `draht=${token}`;
  }

  /** The shift's caller dials on a phone of their own, also the call that is on. */
  async function speakByOwnPhone(shiftId: ShiftId): Promise<void> {
    await sql`update shift set way = 'own' where id = ${shiftId}`.execute(connection);
    await sql`update attempt set trunk_id = ${OWN_PHONE} where shift_id = ${shiftId}`.execute(connection);
  }

  /** Pairs a phone with the shift of that cookie's caller. @returns the phone's token. */
  async function pairPhone(cookie: string): Promise<string> {
    const post = (url: string, payload: object, more: Record<string, string> = {}) =>
      app.inject({
        ...{ method: 'POST', url, payload },
        headers: { host: 'draht.test', origin: 'http://draht.test', ...more },
      });
    const { token } = (await post('/api/shift/pairing', {}, { cookie })).json<{ token: string }>();
    const { cookies } = await post('/api/pairing', { token });
    return cookies.find(({ name }) => name === 'draht-phone')?.value ?? '';
  }

  /** A caller of the campaign with a person on the line. */
  async function callInFlight(campaign: TestCampaign) {
    const caller = await visitor('caller');
    const numberId = await people.number();
    const personId = await people.person([numberId]);
    await sql`
      update person set given_name = ${PERSON.givenName}, family_name = ${PERSON.familyName}, email = ${PERSON.email}
      where id = ${personId}`.execute(connection);
    await people.contacts(campaign, [personId]);
    const now = clock.now();
    const shift = await store.shifts.openShift({
      ...{ id: newId(), campaignId: campaign.id, accountId: caller.id, at: now },
    });
    await store.shifts.setReady(shift.id, now);
    const claim = await store.queue.claim({
      ...{ campaignId: campaign.id, kind: 'any', hand: { shiftId: shift.id, callerId: caller.id }, now },
      ...{ leaseUntil: now + HOUR, part: 'B', sameCallerGrace: 0 },
    });
    const lease = await store.campaigns.lease(campaign.id, 'me', now, now + MINUTE);
    if (claim === null || lease === null) throw new Error('nobody to ring');
    const attemptId = newId<AttemptId>();
    const e164 = await store.calls.begin({
      ...{ id: attemptId, campaignId: campaign.id, contactId: claim.contactId, personId, numberId },
      ...{ callerId: caller.id, shiftId: shift.id, trunkId: 'sim' as TrunkId, epoch: lease.epoch },
      ...{ isCallback: false, isRecheck: false, part: 'B', day: '2012-03-13', at: now },
      why: nextTry(await store.queue.facts(claim.contactId), campaign.definition, now),
    });
    return { caller, shift, attemptId, e164: e164 ?? '' };
  }

  return {
    ...{ app, rooms, store, connection, cipher, people, clock, wallClock, logged, heard, accounts, secrets },
    ...{ visitor, sessionOf, callInFlight, speakByOwnPhone, pairPhone },
    async close() {
      await app.close();
      await testStore.close();
      web.remove();
    },
  };
}

/** As Vite would have built it. */
function fakeWebApp(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'draht-web-'));
  mkdirSync(join(folder, 'assets'));
  const files = {
    'index.html': '<!doctype html><title>Heißer Draht</title>',
    'assets/main-1a2b3c.js': 'void 0;',
    'page-links.json': JSON.stringify({
      pages: { '/schicht': ['assets/talk-7a8b9c.css', 'assets/shift-page-4d5e6f.js'] },
      texts: { de: 'assets/de-0c1d2e.js', en: 'assets/en-3f4a5b.js' },
    }),
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content);
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(content));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content));
  }
  writeFileSync(join(folder, '.secret'), 'hidden');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
