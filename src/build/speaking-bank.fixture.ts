// A phone bank with sound at somebody's trunk: store, dialler, server, relay and SIP as `npm start` puts them together, on a
// clock that is at the campaign's first opening and runs at the pace of the wall.
import { sql } from 'kysely';
import type { Connection } from '../adapters/store/connection.ts';
import { reportStore } from '../adapters/store/report-store.ts';
import { FIRST_OPENING, newId, openTestPeople } from '../adapters/store/test-people.ts';
import { openTestStore } from '../adapters/store/test-store.ts';
import { systemClock } from '../adapters/system/system-clock.ts';
import type { SipTrunk } from '../adapters/telephony/sip-telephony.ts';
import type { TrunkId } from '../core/ids.ts';
import type { Client } from '../protocol/client.ts';
import { type CookieJar, openDoors } from '../simulator/callers/open-doors.ts';
import { PacedClock } from '../simulator/paced-clock.ts';
import { seededChance } from '../simulator/seeded-chance.ts';
import { openVoice } from './open-voice.ts';
import { openPhoneBank, type PhoneBank } from './phone-bank.ts';

export interface SpeakingBank {
  readonly bank: PhoneBank;
  readonly campaign: string;
  readonly connection: Connection;
  /** What went wrong inside, as it came. */
  readonly errors: readonly string[];
  /** A personal link for a caller's browser. */
  link(name: string): Promise<string>;
  /** Somebody without a browser, who has joined and begun a shift. */
  caller(name: string): Promise<{ readonly doors: Client; readonly jar: CookieJar }>;
  /** What the callers have said of their calls, the oldest first. */
  outcomes(): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * @param options `numbers`: whom the campaign rings, in this order; only those of the ranges that ring nobody.
 *   `webFolder`: the built pages; null: the routes alone.
 */
export async function openSpeakingBank(options: {
  readonly trunk: SipTrunk;
  readonly numbers: readonly string[];
  readonly webFolder: string | null;
}): Promise<SpeakingBank> {
  const testStore = await openTestStore();
  const { store, connection, cipher } = testStore;
  const errors: string[] = [];
  const onError = (error: unknown) => {
    errors.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  };
  const clock = new PacedClock({
    ...{ now: FIRST_OPENING, speed: 1, wall: () => performance.now(), onError },
    setTimer(task, ms) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
  });
  const people = await openTestPeople(testStore);
  const persons = [];
  for (const number of options.numbers)
    persons.push(await people.person([await people.number(number, 'fixed-line')]));
  const campaign = await people.campaign();
  await people.contacts(campaign, persons);
  const chance = seededChance(newId());
  const wallClock = systemClock(onError);
  const trunkId = 'trunk' as TrunkId; // A name of the test's own.
  const line = await openVoice({
    ...{ trunk: options.trunk, trunkId, ways: ['browser', 'phone', 'own'] },
    ...{ media: { host: null, ports: null }, store, clock, wallClock, chance, onError },
  });
  const log = {
    info: () => {},
    error: (event: string, error: unknown) => onError(`${event}: ${String(error)}`),
    close: async () => {},
  };
  const bank = await openPhoneBank({
    installation: { store, connection, cipher, reports: reportStore(connection), log },
    ...{ clock, wallClock, chance, speed: () => 1, campaigns: [campaign.id], owner: 'test' },
    ...{ trunk: { id: trunkId, telephony: line.telephony }, voice: line.desk, browserLine: line.desk },
    ...{ about: { version: '0', locale: 'de', isDemo: false }, heardOf: () => null },
    ...{ webFolder: options.webFolder, publicUrl: null, host: '127.0.0.1', port: 0 },
  });
  line.serve(bank);
  const visitor = (jar: CookieJar) => openDoors(bank.url, jar, { pause: async () => {}, isOver: () => true });
  const organiser = visitor({ cookie: '' });
  await organiser.call('setUp', {
    body: { code: bank.signIn.setUpCode, name: 'Uli', login: 'uli', password: 'Birnen sind süß' },
  });
  const params = { campaign: campaign.definition.key };
  return {
    ...{ bank, errors, campaign: params.campaign, connection },
    async link(name) {
      const { token } = await organiser.call('invite', { params, body: { name } });
      return `${bank.url}/beitreten#${token}`;
    },
    async caller(name) {
      const { token } = await organiser.call('invite', { params, body: { name } });
      const jar = { cookie: '' };
      const doors = visitor(jar);
      await doors.call('join', { body: { token, pledge: 1 } });
      await doors.call('openShift', { params });
      return { doors, jar };
    },
    async outcomes() {
      const { rows } = await sql<{ disposition: string }>`
        select disposition from outcome order by reported_at`.execute(connection);
      return rows.map((it) => it.disposition);
    },
    async close() {
      await bank.close();
      await line.close();
      clock.close();
      await testStore.close();
    },
  };
}
