import { sql } from 'kysely';
import { arrivalStore } from '../src/adapters/store/arrival-store.ts';
import { practiceStore } from '../src/adapters/store/practice-store.ts';
import { reportStore } from '../src/adapters/store/report-store.ts';
import {
  FIRST_OPENING,
  newId,
  openTestPeople,
  type TestCampaign,
} from '../src/adapters/store/test-people.ts';
import type { TestStore } from '../src/adapters/store/test-store.ts';
import { viewStore } from '../src/adapters/store/view-store.ts';
import { createCallerDesk, type DeskSignals } from '../src/app/caller-desk.ts';
import { createPractice } from '../src/app/create-practice.ts';
import { createWorkplace } from '../src/app/create-workplace.ts';
import { Dialler, type DiallerParts } from '../src/app/dialler.ts';
import type { DialLine } from '../src/app/live-calls.ts';
import type { CallerDesk, OutcomeReport, ScreenEvent } from '../src/app/ports.ts';
import type { Voice } from '../src/app/voice.ts';
import { voiceWithoutAudio } from '../src/app/voice-without-audio.ts';
import type { Actor, Role } from '../src/core/access/may-do.ts';
import type { AccountId, AttemptId, ContactId, E164, PersonId, ShiftId, TrunkId } from '../src/core/ids.ts';
import { MINUTE } from '../src/core/instant.ts';
import { unsaid } from '../src/core/outcome/unsaid.ts';
import type { campaignUnderTest } from '../src/core/queue/campaign-under-test.ts';
import { Network, type NetworkLogEntry } from '../src/simulator/network.ts';
import type { NumberBehaviour } from '../src/simulator/network-file.ts';
import { CallerRoom } from '../src/simulator/run-action.ts';
import { seededChance } from '../src/simulator/seeded-chance.ts';
import { VirtualClock } from '../src/simulator/virtual-clock.ts';

/** A person who answers on the first call and talks for two minutes. */
export const ANSWERS: NumberBehaviour = {
  behaviour: 'person',
  attempt: 1,
  before: 'no-answer',
  ringSeconds: 5,
  talkSeconds: 120,
  answers: {
    integration: 'integrated',
    reception: 'pleased',
    wantsNewsletter: false,
    wantsLocalContact: false,
    accepts: [],
    channels: [],
  },
};

/** A phone bank on the real store, with a fictional network and a clock that jumps; its callers do what the test says. */
export async function openPhoneBank(
  testStore: TestStore,
  options: {
    behaviours: readonly NumberBehaviour[];
    campaign?: Parameters<typeof campaignUnderTest>[0];
    voice?: Voice;
    /** Of its dialler, besides what it needs. */
    dialler?: Partial<Pick<DiallerParts, 'createPacer' | 'store'>>;
    trunk?: Pick<DialLine, 'channels' | 'callsPerSecond'>;
  },
) {
  const { store, connection } = testStore;
  const people = await openTestPeople(testStore);
  const arrival = arrivalStore(connection);
  const clock = new VirtualClock(FIRST_OPENING);
  const voice = options.voice ?? voiceWithoutAudio({ ways: ['text'] });
  const chance = seededChance(newId<PersonId>());
  // A trunk of its own, so that no other bank's calls or alarms speak for it.
  const trunkId = `trunk-${newId<PersonId>()}` as TrunkId; // A name of ours, not one from a configuration.
  const calls = new Map<string, number>();
  const log: NetworkLogEntry[] = [];
  const memory = {
    countCall: async (number: E164) => {
      calls.set(number, (calls.get(number) ?? 0) + 1);
      return calls.get(number) ?? 1;
    },
    askOnce: async () => true,
  };
  const file = new Map<string, NumberBehaviour>();
  /** What screens were told to read anew. */
  const hints: string[] = [];
  const events: { shiftId: ShiftId; event: ScreenEvent; at: number }[] = [];
  /** Simulated callers who are shown what happens, where a test has some. */
  const room = new CallerRoom();
  const screens = {
    show: async (shiftId: ShiftId, event: ScreenEvent) => {
      events.push({ shiftId, event, at: clock.now() });
      await room.show(shiftId, event);
    },
  };
  const network = new Network({ file, memory, clock, log: (entry) => log.push(entry) });
  const persons: PersonId[] = [];
  const numbers: E164[] = [];
  for (const behaviour of options.behaviours) {
    // A range that rings nobody (069 90009000 to 999); no two banks share a number.
    const e164 = `+4969900${String(9000 + numbersUsed).padStart(5, '0')}` as E164;
    numbersUsed += 1;
    numbers.push(e164);
    file.set(e164, behaviour);
    persons.push(await people.person([await people.number(e164, 'fixed-line')]));
  }
  const campaign: TestCampaign = await people.campaign({
    limits: { minRingSeconds: 15 },
    ...options.campaign,
  });
  const contacts: ContactId[] = await people.contacts(campaign, persons);

  function newDialler(owner: string): { dialler: Dialler; desk: CallerDesk; signals: DeskSignals } {
    const trunk = { id: trunkId, telephony: network, ...options.trunk };
    const onBoard = () => void hints.push(campaign.id);
    const parts = { store, clock, chance, trunk, voice, screens, owner, onBoard, ...options.dialler };
    const dialler = new Dialler(parts, campaign.id);
    const signals: DeskSignals = {
      changed: () => dialler.wake(),
      reported: (id) => dialler.reported(id),
      hangUp: (id) => dialler.hangUp(id),
      nearlyReady: (shiftId) => dialler.nearlyReady(shiftId),
      shiftChanged: ({ id }) => hints.push(id),
      boardChanged: (id) => hints.push(id),
    };
    return { dialler, desk: createCallerDesk({ store, clock, chance, signals }), signals };
  }

  const first = newDialler('first');
  const line = { speed: () => 1, hasTrunk: () => true, hasDialler: () => true };

  const practiceDoors = practiceStore(connection, testStore.cipher);
  const practices = createPractice({
    ...{ practices: practiceDoors, campaigns: store.campaigns, voice, clock, wallClock: clock, chance },
    changed: (id) => hints.push(id),
  });

  return {
    ...first,
    /** What the dialler tells of itself; a test may say otherwise. */
    line,
    workplace: createWorkplace({
      ...{ store, clock, chance, line, signals: first.signals, voice },
      ...{ views: viewStore(connection, testStore.cipher), reports: reportStore(connection) },
      practice: practices.forCalls,
      arrival: { ...arrival, now: () => clock.now() },
      pairedPhone: { stateOf: async () => 'none', forget: async () => false },
    }),
    /** Somebody who may work here and has no shift yet. */
    async actor(
      role: Role = 'caller',
      name = 'caller',
      hasPromised = true,
    ): Promise<Actor & { accountId: AccountId }> {
      const accountId = newId<AccountId>();
      const account = { id: accountId, unitId: people.unit.id, name, role, at: clock.now() };
      await store.units.ensureAccount(account);
      if (hasPromised) await people.promise(accountId, campaign, clock.now());
      return { accountId, role, unitPath: people.unit.path };
    },
    ...{
      practices,
      practiceDoors,
      trunkId,
      people,
      campaign,
      contacts,
      persons,
      numbers,
      clock,
      network,
      log,
      events,
      room,
      hints,
      chance,
      newDialler,
      store,
      connection,
    },
    async joined(desk: CallerDesk): Promise<{ accountId: AccountId; shiftId: ShiftId }> {
      const accountId = newId<AccountId>();
      await store.units.ensureAccount({
        id: accountId,
        unitId: people.unit.id,
        name: 'caller',
        role: 'caller',
        at: clock.now(),
      });
      const { shiftId } = await desk.join(campaign.id, accountId);
      return { accountId, shiftId };
    },
    pass: (minutes: number) => clock.run(clock.now() + minutes * MINUTE),
    last: (kind: ScreenEvent['kind']) => events.findLast((it) => it.event.kind === kind),
    async contact(index: number) {
      const { rows } = await sql<{ state: string; reason: string; due: number | null }>`
        select state, coalesce(decision->>'reason', decision->'reasons'->>0) as reason, due_at as due
        from contact where id = ${contacts[index]}`.execute(connection);
      return rows[0];
    },
    async attempts() {
      const { rows } = await sql<{
        state: string;
        class: string | null;
        disposition: string | null;
        needsWord: boolean;
      }>`
        select state, class, disposition, needs_word as "needsWord" from attempt
        where campaign_id = ${campaign.id} order by dialled_at, id`.execute(connection);
      return rows;
    },
    async promises() {
      const { rows } = await sql<{ state: string }>`
        select state from callback where campaign_id = ${campaign.id}`.execute(connection);
      return rows;
    },
    async health(index: number) {
      const { rows } = await sql<{ health: string }>`
        select health from phone_number n join person_number pn on pn.number_id = n.id
        where pn.person_id = ${persons[index]}`.execute(connection);
      return rows[0]?.health;
    },
  };
}

let numbersUsed = 0;

export type PhoneBank = Awaited<ReturnType<typeof openPhoneBank>>;

/** What a caller says; the rest is empty. */
export function says(
  attemptId: AttemptId,
  disposition: OutcomeReport['disposition'],
  more: Partial<OutcomeReport> = {},
): OutcomeReport {
  return {
    ...{
      key: newId<AttemptId>(),
      attemptId,
      disposition,
      talkedWithMember: false,
      answers: {},
      reception: null,
    },
    ...{ channels: [], offers: [], newsletter: null, localContact: null, callback: null, note: null },
    ...unsaid,
    ...more,
  };
}
