import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reportStore } from '../src/adapters/store/report-store.ts';
import {
  FIRST_OPENING,
  newId,
  openTestPeople,
  type TestCampaign,
} from '../src/adapters/store/test-people.ts';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import { voiceWithoutAudio } from '../src/app/voice-without-audio.ts';
import { openPhoneBank, type PhoneBank } from '../src/build/phone-bank.ts';
import type { CampaignId } from '../src/core/ids.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../src/core/instant.ts';
import { unsaid } from '../src/core/outcome/unsaid.ts';
import type { Client } from '../src/protocol/client.ts';
import type { CallView, OutcomeReportBody, ReportableDisposition } from '../src/protocol/views.ts';
import { type CookieJar, openDoors } from '../src/simulator/callers/open-doors.ts';
import { seededChance } from '../src/simulator/seeded-chance.ts';
import { VirtualClock } from '../src/simulator/virtual-clock.ts';

// What `npm start` is with nothing configured: a phone bank whose callers dial on phones of their own, over HTTP.
let testStore: TestStore;
let people: Awaited<ReturnType<typeof openTestPeople>>;
let clock: VirtualClock;
let wallClock: VirtualClock;
let bank: PhoneBank;
let campaign: TestCampaign;
let organiser: Client;
/** In the order in which they are called, with the number each is rung at. */
let numbers: string[];
const logged: string[] = [];

beforeAll(async () => {
  testStore = await openTestStore();
  people = await openTestPeople(testStore);
});
afterAll(() => testStore.close());

beforeEach(async () => {
  await sql`truncate session, invitation, account cascade`.execute(testStore.connection);
  clock = new VirtualClock(FIRST_OPENING);
  wallClock = new VirtualClock(Date.UTC(2026, 10, 22, 12));
  campaign = await people.campaign();
  numbers = Array.from({ length: 4 }, (_, index) => `+4930231250${lastNumber + index}`);
  lastNumber += numbers.length;
  const persons = [];
  for (const number of numbers)
    persons.push(await people.person([await people.number(number, 'fixed-line')]));
  await people.contacts(campaign, persons);
  bank = await open([campaign.id]);
  organiser = visitor();
  await organiser.call('setUp', {
    body: { code: bank.signIn.setUpCode, name: 'Uli', login: 'uli', password: 'Birnen sind süß' },
  });
});
afterEach(() => bank.close());

/** Of a range that rings nobody: 030 23125 010 to 099. */
let lastNumber = 10;

/** The program of `npm start`, but for its clocks. */
function open(campaigns: readonly CampaignId[], owner = 'serve 1'): Promise<PhoneBank> {
  const { store, connection, cipher } = testStore;
  const log = {
    info: () => {},
    error: (event: string, error: unknown) => void logged.push(`${event} ${error}`),
    close: async () => {},
  };
  return openPhoneBank({
    installation: { store, connection, cipher, reports: reportStore(connection), log },
    ...{ clock, wallClock, campaigns, owner, chance: seededChance(newId()), speed: () => 1 },
    ...{ trunk: null, voice: voiceWithoutAudio({ ways: ['own'] }), webFolder: null, publicUrl: null },
    ...{ about: { version: '0', locale: 'de', isDemo: false }, heardOf: () => null },
    ...{ host: '127.0.0.1', port: 0 },
  });
}

function visitor(jar: CookieJar = { cookie: '' }): Client {
  const doors = openDoors(bank.url, jar, { pause: async () => {}, isOver: () => true });
  jars.set(doors, jar);
  return doors;
}

const jars = new Map<Client, CookieJar>();

/** Somebody who came by a personal link and has begun a shift. */
async function caller(name: string): Promise<Client> {
  const key = { campaign: campaign.definition.key };
  const { token } = await organiser.call('invite', { params: key, body: { name } });
  const doors = visitor();
  await doors.call('join', { body: { token, pledge: 1 } });
  await doors.call('openShift', { params: key });
  return doors;
}

/** Ready, and the dialler has had its turn. @returns the call that came of it. */
async function next(doors: Client): Promise<CallView> {
  await doors.call('ready');
  await clock.run(clock.now());
  const call = await callOf(doors);
  if (call === null) throw new Error('nobody to call');
  return call;
}

async function callOf(doors: Client): Promise<CallView | null> {
  return (await doors.call('shift')).shift?.call ?? null;
}

async function say(
  doors: Client,
  { attemptId }: CallView,
  disposition: ReportableDisposition,
  more: Partial<OutcomeReportBody> = {},
) {
  const body: OutcomeReportBody = {
    ...{ key: newId(), attemptId, disposition, talkedWithMember: false, answers: {}, reception: null },
    ...{ channels: [], offers: [], newsletter: null, localContact: null, callback: null, note: null },
    ...unsaid,
    ...more,
  };
  const shift = await doors.call('report', { body });
  await clock.run(clock.now());
  return shift;
}

const board = () => organiser.call('board', { params: { campaign: campaign.definition.key } });
const pass = (ms: number) => clock.run(clock.now() + ms);

describe('a phone bank without any trunk', () => {
  test('needs no choice of the way, and nothing hangs', async () => {
    const kim = await caller('Kim');
    expect((await kim.call('shift')).shift?.voice).toEqual({
      ...{ way: 'own', ways: ['own'], line: 'none', phone: null, trouble: null },
    });
    const { stuck, callers } = await board();
    expect(stuck).toBeNull();
    expect(callers).toMatchObject([{ name: 'Kim', voice: { way: 'own', line: 'none', quality: null } }]);
  });

  test('hands out one person after the other, with the number only while it is that call', async () => {
    const kim = await caller('Kim');
    const first = await next(kim);
    expect(first).toMatchObject({ tel: numbers[0], line: 'dialling', isSettled: false, hint: null });
    expect(await kim.call('talking', { body: { attemptId: first.attemptId } })).toMatchObject({
      state: 'talking',
      call: { line: 'talking', tel: numbers[0] },
    });
    await pass(20 * MINUTE);
    const said = await say(kim, first, 'conversation-complete', { talkedWithMember: true });
    expect(said).toMatchObject({
      state: 'wrap-up',
      call: { line: 'ended', tel: null, reported: { disposition: 'conversation-complete' } },
    });
    const second = await next(kim);
    expect(second).toMatchObject({ tel: numbers[1] });
    expect(second.attemptId).not.toBe(first.attemptId);
    expect(await board()).toMatchObject({ people: { reached: 1 }, hours: [{ conversations: 1 }] });
  });

  test('two callers never get one person', async () => {
    const calls = [await next(await caller('Kim')), await next(await caller('Robin'))];
    expect(calls.map((it) => it.tel)).toEqual(numbers.slice(0, 2));
  });

  test('who hangs up first is asked what it was', async () => {
    const kim = await caller('Kim');
    const call = await next(kim);
    await kim.call('hangUp', { body: { attemptId: call.attemptId } });
    await clock.run(clock.now());
    expect((await kim.call('shift')).shift).toMatchObject({
      state: 'wrap-up',
      call: { line: 'ended', tel: null, isSettled: false, reported: null },
    });
    await expect(kim.call('ready')).rejects.toMatchObject({ code: 'error.shift.finish-last-call' });
    await say(kim, call, 'voicemail');
    expect(await next(kim)).toMatchObject({ tel: numbers[1] });
  });

  test('nobody there, busy and mailbox are tries, each with its own wait', async () => {
    const kim = await caller('Kim');
    const dispositions = ['no-answer', 'busy', 'voicemail', 'technical'] as const;
    for (const disposition of dispositions) await say(kim, await next(kim), disposition);
    const { rows } = await sql<{ class: string; state: string; reasons: string[]; lane: number }>`
      select a.class, c.state, c.decision->'reasons' as reasons, c.lane from attempt a join contact c on c.id = a.contact_id
      where a.campaign_id = ${campaign.id} order by c.rank`.execute(testStore.connection);
    expect(rows).toEqual([
      {
        class: 'NO_ANSWER',
        state: 'waiting',
        reasons: ['retry', 'gap-after-try', 'wait-after-outcome', 'hours'],
        lane: 2,
      },
      { class: 'BUSY', state: 'waiting', reasons: ['retry', 'gap-after-try'], lane: 2 },
      {
        class: 'ANSWERED_MACHINE',
        state: 'waiting',
        reasons: ['retry', 'gap-after-try', 'wait-after-outcome'],
        lane: 2,
      },
      // The caller got no line: nobody was tried.
      { class: 'NETWORK_FAULT', state: 'waiting', reasons: ['never-tried', 'gap-after-try'], lane: 1 },
    ]);
  });

  test('a promise to call again is kept by who gave it', async () => {
    const kim = await caller('Kim');
    const call = await next(kim);
    const fromAt = clock.now() + HOUR;
    const callback = { fromAt, untilAt: fromAt + 30 * MINUTE };
    await say(kim, call, 'callback-agreed', { callback });
    for (const _ of numbers.slice(1)) await say(kim, await next(kim), 'no-answer');
    await kim.call('ready');
    await pass(HOUR + MINUTE);
    expect(await callOf(kim)).toMatchObject({
      isCallback: true,
      tel: numbers[0],
      card: { promise: callback },
    });
  });

  test('a word is taken back within ten seconds, and corrected', async () => {
    const kim = await caller('Kim');
    const call = await next(kim);
    await say(kim, call, 'objection');
    const undone = await kim.call('undo', { body: { attemptId: call.attemptId } });
    expect(undone).toMatchObject({ call: { isUnfinished: true, tel: null } });
    await say(kim, call, 'no-time');
    expect(await next(kim)).toMatchObject({ tel: numbers[1] });
    expect(await board()).toMatchObject({ people: { closed: 0 } });
  });

  test('a number that two callers find out of service on two days is out of date; no trunk is blamed', async () => {
    const kim = await caller('Kim');
    await say(kim, await next(kim), 'not-in-service');
    expect(await board()).toMatchObject({ numbers: { outOfDate: 0, suspected: 1 }, stuck: null });
    for (const _ of numbers.slice(1)) await say(kim, await next(kim), 'conversation-complete');
    await kim.call('leave');
    await pass(DAY + HOUR);
    const robin = await caller('Robin');
    expect(await next(robin)).toMatchObject({
      tel: numbers[0],
      card: { reasons: ['recheck'] },
    });
    const again = await callOf(robin);
    if (again !== null) await say(robin, again, 'not-in-service');
    expect(await board()).toMatchObject({
      ...{ numbers: { outOfDate: 1, suspected: 0 }, stuck: null },
      people: { reached: 3, outOfDate: 1, now: 0, later: 0 },
    });
  });

  test('its closing report counts as any other', async () => {
    const kim = await caller('Kim');
    await say(kim, await next(kim), 'conversation-complete', { talkedWithMember: true });
    await say(kim, await next(kim), 'no-answer');
    const { report } = await organiser.call('closingReport', {
      params: { campaign: campaign.definition.key },
    });
    expect(report).toMatchObject({ selected: 4, called: 2, reached: 1, attempts: 2 });
  });
});

describe('who goes away in the middle of a call', () => {
  test('keeps the person for an hour, and the word stays owed', async () => {
    const kim = await caller('Kim');
    const call = await next(kim);
    await kim.call('talking', { body: { attemptId: call.attemptId } });
    await pass(59 * MINUTE);
    expect((await kim.call('shift')).shift).toMatchObject({ state: 'talking', call: { tel: numbers[0] } });
    await pass(2 * MINUTE);
    expect((await kim.call('shift')).shift).toMatchObject({ state: 'wrap-up', call: { tel: null } });
    // Then as after any call whose word does not come.
    await pass(25 * MINUTE);
    expect(await callOf(kim)).toMatchObject({ isUnfinished: true, tel: null });
    expect(await testStore.store.calls.attempt(call.attemptId as never)).toMatchObject({ state: 'lost' });
    await say(kim, call, 'conversation-complete');
    expect(await next(kim)).toMatchObject({ tel: numbers[1] });
  });

  test('is never set to pause or sent home while the call is on, however long the page sleeps', async () => {
    const kim = await caller('Kim');
    await next(kim);
    await wallClock.run(wallClock.now() + 50 * MINUTE);
    expect((await kim.call('shift')).shift).toMatchObject({ state: 'ringing', call: { tel: numbers[0] } });
  });

  test('who talked for long still has a quarter of an hour to write it down', async () => {
    const kim = await caller('Kim');
    const call = await next(kim);
    await pass(40 * MINUTE);
    await kim.call('hangUp', { body: { attemptId: call.attemptId } });
    await pass(12 * MINUTE);
    expect(await callOf(kim)).toMatchObject({ isUnfinished: false, line: 'ended' });
  });
});

test.each(['before', 'after'])(
  'a program that was killed %s “Wir sprechen” asks for the last call first',
  async (when) => {
    const early = await caller('Kim');
    const call = await next(early);
    if (when === 'after') await early.call('talking', { body: { attemptId: call.attemptId } });
    // Its connections are gone, its lease is released as `npm start` does; nothing of it was said to the store.
    await testStore.store.campaigns.release(campaign.id, null);
    const killed = bank;
    await killed.hub.close();
    bank = await open([campaign.id], 'serve 2');
    const kim = visitor(jars.get(early));
    await clock.run(clock.now() + SECOND);
    expect(await callOf(kim)).toMatchObject({ attemptId: call.attemptId, isUnfinished: true, tel: null });
    await expect(kim.call('ready')).rejects.toMatchObject({ code: 'error.shift.finish-last-call' });
    await say(kim, call, 'conversation-complete', { talkedWithMember: true });
    expect(await next(kim)).toMatchObject({ tel: numbers[1] });
    await killed.close();
  },
);

test('nothing went wrong behind the scenes', () => {
  expect(logged).toEqual([]);
});
