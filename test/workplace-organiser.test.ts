import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import type { BoardView } from '../src/app/workplace.ts';
import type { AttemptId, ShiftId } from '../src/core/ids.ts';
import { HOUR, MINUTE } from '../src/core/instant.ts';
import type { NumberBehaviour } from '../src/simulator/network-file.ts';
import { ANSWERS, openPhoneBank, type PhoneBank, says } from './phone-bank.fixture.ts';

let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

const NO_ANSWER: NumberBehaviour = { behaviour: 'no-answer' };
const DEAD: NumberBehaviour = { behaviour: 'not-in-service', sip: 404, q850: 1, earlyMedia: false };
const bankOf = (...behaviours: NumberBehaviour[]) => openPhoneBank(testStore, { behaviours });
type Person = Awaited<ReturnType<PhoneBank['actor']>>;

async function onShift(bank: PhoneBank, name: string): Promise<Person> {
  const caller = await bank.actor('caller', name);
  await bank.workplace.openShift(caller, bank.campaign.definition.key);
  return caller;
}

/** Calls whoever is due, says that of it, and is at rest again. */
async function oneCall(bank: PhoneBank, caller: Person, word: Parameters<typeof says>[1] | null, more = {}) {
  await bank.workplace.ready(caller);
  await bank.pass(4);
  const attemptId = (await bank.workplace.shift(caller))?.call?.attemptId;
  if (attemptId === undefined) throw new Error('no call');
  if (word !== null) await bank.workplace.report(caller, says(attemptId, word, more));
  await bank.workplace.pause(caller);
  return attemptId;
}

async function boardOf(bank: PhoneBank): Promise<BoardView> {
  const board = await bank.workplace.board(await bank.actor('organiser'), bank.campaign.definition.key);
  const { all, ...places } = board.people;
  // Everybody is in exactly one place, whatever happens.
  expect(Object.values(places).reduce((sum, it) => sum + it, 0)).toBe(all);
  const missing = board.missing.reduce((sum, it) => sum + it.people, 0);
  expect(missing).toBe(places.now + places.promised + places.later + places.closed);
  return board;
}

const audited = async (bank: PhoneBank) => {
  const { rows } = await sql<{ action: string; role: string }>`
    select action, actor_role as role from audit where unit_id = ${bank.people.unit.id} order by id`.execute(
    bank.connection,
  );
  return rows;
};

describe('the board', () => {
  test('puts everybody in one place, and tells who is missing for which main reason', async () => {
    const bank = await bankOf(ANSWERS, ANSWERS, ANSWERS, ANSWERS, NO_ANSWER, ANSWERS);
    expect(await boardOf(bank)).toMatchObject({
      people: { all: 6, now: 6 },
      missing: [{ reason: 'never-tried', people: 6 }],
      stuck: { kind: 'nobody-on-shift', due: 6 },
      ...{ isOpen: true, turnsAt: bank.clock.now() + 4 * HOUR, callers: [], doneAt: null, speed: 1 },
      hours: [{ hour: 16, calls: 0, conversations: 0 }],
    });
    await bank.dialler.start();
    const caller = await onShift(bank, 'Kim');
    const fromAt = bank.clock.now() + 3 * HOUR;
    await oneCall(bank, caller, 'conversation-complete');
    await oneCall(bank, caller, 'callback-agreed', { callback: { fromAt, untilAt: fromAt + HOUR } });
    await oneCall(bank, caller, 'objection');
    await oneCall(bank, caller, 'wrong-person');
    await oneCall(bank, caller, null);
    await sql`update person set given_name = 'Nele', family_name = 'Muster' where id = ${bank.persons[1]}`.execute(
      bank.connection,
    );
    const board = await boardOf(bank);
    expect(board).toMatchObject({
      people: { all: 6, reached: 1, outOfDate: 1, now: 1, promised: 1, later: 1, closed: 1 },
      stuck: null,
      promises: {
        ...{ open: 1, overdue: 0 },
        next: [{ name: 'Nele Muster', promisedTo: 'Kim', fromAt, isOverdue: false }],
      },
      hours: [{ hour: 16, calls: 5, conversations: 2 }],
      callers: [{ name: 'Kim', state: 'pause', isFirstShift: true, asksForHelp: false }],
    });
    expect(Object.fromEntries(board.missing.map((it) => [it.reason, it.people]))).toEqual({
      'never-tried': 1,
      promise: 1,
      'wait-after-outcome': 1,
      'do-not-call': 1,
    });
    await bank.pass(24 * 60);
    expect((await boardOf(bank)).hours).toEqual([{ hour: 16, calls: 0, conversations: 0 }]);
  });

  test('counts reached and out of date as the closing report does, but for promises that are owed', async () => {
    const bank = await bankOf(ANSWERS, ANSWERS, ANSWERS, DEAD);
    await bank.dialler.start();
    const caller = await onShift(bank, 'Kim');
    for (const word of ['conversation-complete', 'no-time', 'wrong-person'] as const)
      await oneCall(bank, caller, word);
    const organiser = await bank.actor('organiser');
    const { report } = await bank.workplace.closingReport(organiser, bank.campaign.definition.key);
    const { people } = await boardOf(bank);
    expect(people).toMatchObject({ reached: report.reached, outOfDate: report.outOfDate });
    expect(report).toMatchObject({ reached: 2, outOfDate: 1 });
  });

  test('names callers in the order of the alphabet, and knows a first shift', async () => {
    const bank = await bankOf(ANSWERS);
    const again = await onShift(bank, 'Ömer');
    await bank.workplace.leave(again);
    await bank.pass(1);
    await bank.workplace.openShift(again, bank.campaign.definition.key);
    for (const name of ['Zoe', 'Pia', 'Aylin']) await onShift(bank, name);
    expect((await boardOf(bank)).callers.map((it) => [it.name, it.isFirstShift])).toEqual([
      ['Aylin', true],
      ['Ömer', false],
      ['Pia', true],
      ['Zoe', true],
    ]);
  });

  test('tells when all will have been called at the pace of today', async () => {
    const bank = await bankOf(...Array.from({ length: 30 }, () => ANSWERS));
    await bank.dialler.start();
    const callers = [await onShift(bank, 'A'), await onShift(bank, 'B'), await onShift(bank, 'C')];
    for (let round = 0; round < 5; round += 1) {
      for (const caller of callers) await bank.workplace.ready(caller);
      await bank.pass(4);
      for (const caller of callers) {
        const id = (await bank.workplace.shift(caller))?.call?.attemptId;
        if (id !== undefined) await bank.workplace.report(caller, says(id, 'conversation-complete'));
      }
      await bank.pass(4);
    }
    const { doneAt, now, people } = await boardOf(bank);
    expect(people).toMatchObject({ reached: 15, now: 15 });
    expect(doneAt).toBe(now + 40 * MINUTE);
  });

  test('is closed before and after the opening, and when the campaign is over', async () => {
    const bank = await bankOf(ANSWERS);
    await bank.pass(5 * 60);
    expect(await boardOf(bank)).toMatchObject({
      isOpen: false,
      turnsAt: bank.clock.now() + 19 * HOUR,
      stuck: null,
    });
    await bank.store.campaigns.setState(bank.campaign.id, 'closed', bank.clock.now());
    bank.line.hasTrunk = () => false;
    expect(await boardOf(bank)).toMatchObject({ isOpen: false, turnsAt: null, stuck: null });
  });
});

describe('what hangs, the gravest first', () => {
  test('no trunk, then no dialler, then nobody on shift', async () => {
    const bank = await bankOf(ANSWERS);
    bank.line.hasTrunk = () => false;
    bank.line.hasDialler = () => false;
    expect((await boardOf(bank)).stuck).toEqual({ kind: 'no-trunk' });
    bank.line.hasTrunk = () => true;
    expect((await boardOf(bank)).stuck).toEqual({ kind: 'no-dialler' });
    bank.line.hasDialler = () => true;
    expect((await boardOf(bank)).stuck).toEqual({ kind: 'nobody-on-shift', due: 1 });
    await onShift(bank, 'Kim');
    expect((await boardOf(bank)).stuck).toBeNull();
  });

  test('a resting trunk, until the organiser uses it again', async () => {
    const bank = await bankOf(...Array.from({ length: 30 }, () => DEAD));
    await bank.dialler.start();
    const callers = await Promise.all(['A', 'B', 'C', 'D', 'E'].map((it) => onShift(bank, it)));
    for (let step = 0; step < 40; step += 1) {
      await bank.pass(0.25);
      for (const caller of callers) await bank.workplace.ready(caller);
    }
    const dialled = () => bank.log.filter((it) => it.event === 'dialled').length;
    const before = dialled();
    expect((await boardOf(bank)).stuck).toMatchObject({ kind: 'trunk-rests', alarm: 'same-final' });
    const key = bank.campaign.definition.key;
    await expect(bank.workplace.resumeTrunk(callers[0] as Person, key)).rejects.toMatchObject({
      code: 'error.access.role',
    });
    const organiser = await bank.actor('organiser');
    await bank.workplace.resumeTrunk(organiser, key);
    await bank.workplace.resumeTrunk(organiser, key);
    expect((await boardOf(bank)).stuck).toBeNull();
    expect((await audited(bank)).filter((it) => it.action === 'resume-trunk')).toEqual([
      { action: 'resume-trunk', role: 'organiser' },
    ]);
    await bank.pass(0.1);
    expect(dialled()).toBeGreaterThan(before);
  });

  test('overdue promises of who is not there; freed, anybody on shift keeps them at once', async () => {
    const bank = await bankOf(ANSWERS);
    await bank.dialler.start();
    const gone = await onShift(bank, 'Jens');
    const fromAt = bank.clock.now() + 10 * MINUTE;
    await oneCall(bank, gone, 'callback-agreed', { callback: { fromAt, untilAt: fromAt + 10 * MINUTE } });
    await bank.pass(30);
    expect((await boardOf(bank)).stuck).toBeNull();
    await bank.workplace.leave(gone);
    expect(await boardOf(bank)).toMatchObject({
      stuck: { kind: 'promises-overdue', promises: 1, callers: ['Jens'] },
      promises: { open: 1, overdue: 1, next: [{ promisedTo: 'Jens', isOverdue: true }] },
    });
    const organiser = await bank.actor('organiser');
    expect(await bank.workplace.freePromises(organiser, bank.campaign.definition.key)).toBe(1);
    expect(await bank.workplace.freePromises(organiser, bank.campaign.definition.key)).toBe(0);
    // Whose promise it was stays known.
    expect(await boardOf(bank)).toMatchObject({
      stuck: { kind: 'nobody-on-shift', due: 1 },
      promises: { overdue: 1, next: [{ promisedTo: 'Jens' }] },
    });
    // Jens is back, but no longer first in line.
    await bank.workplace.openShift(gone, bank.campaign.definition.key);
    const other = await onShift(bank, 'Kim');
    await bank.workplace.ready(other);
    await bank.pass(0);
    expect((await bank.workplace.shift(other))?.call).toMatchObject({ isCallback: true });
    expect((await audited(bank)).filter((it) => it.action === 'free-promises')).toHaveLength(1);
  });
});

describe('who is missing', () => {
  test('by name for one reason, those due first', async () => {
    const bank = await bankOf(NO_ANSWER, ANSWERS, ANSWERS);
    const branch = await bank.store.units.ensure('Ortsverein', bank.people.unit);
    await sql`update person set given_name = 'Nele', family_name = 'Muster', unit_id = ${branch.id}
      where id = ${bank.persons[0]}`.execute(bank.connection);
    await bank.dialler.start();
    const caller = await onShift(bank, 'Kim');
    await oneCall(bank, caller, null);
    const organiser = await bank.actor('organiser');
    const key = bank.campaign.definition.key;
    expect(await bank.workplace.missing(organiser, key, 'wait-after-outcome')).toMatchObject({
      all: 1,
      people: [
        {
          ...{ name: 'Nele Muster', branch: 'Ortsverein', tries: 1 },
          reasons: ['retry', 'gap-after-try', 'wait-after-outcome', 'hours'],
        },
      ],
    });
    expect(await bank.workplace.missing(organiser, key, 'never-tried')).toMatchObject({
      all: 2,
      people: [{ branch: null, tries: 0 }, { tries: 0 }],
    });
    expect(await bank.workplace.missing(organiser, key, 'no-such-reason')).toEqual({ people: [], all: 0 });
    for (const { reason, people } of (await boardOf(bank)).missing)
      expect((await bank.workplace.missing(organiser, key, reason)).all).toBe(people);
  });
});

test('a call for help stands on the board until somebody has answered it', async () => {
  const bank = await bankOf(ANSWERS);
  const caller = await onShift(bank, 'Kim');
  const shift = await bank.workplace.askForHelp(caller, true);
  expect(shift.asksForHelp).toBe(true);
  expect((await boardOf(bank)).callers[0]?.asksForHelp).toBe(true);
  const organiser = await bank.actor('organiser');
  const key = bank.campaign.definition.key;
  await bank.workplace.helpDone(organiser, key, shift.shiftId);
  await bank.workplace.helpDone(organiser, key, '00000000-0000-4000-8000-000000000000' as ShiftId);
  expect((await bank.workplace.shift(caller))?.asksForHelp).toBe(false);
  expect(await audited(bank)).toEqual([{ action: 'help-done', role: 'organiser' }]);
  expect(bank.hints).toContain(shift.shiftId);
});

test('callers see no board and change nothing of the campaign; another branch sees nothing', async () => {
  const bank = await bankOf(ANSWERS);
  const other = await bankOf(ANSWERS);
  const key = bank.campaign.definition.key;
  for (const [who, code] of [
    [await bank.actor('caller'), 'error.access.role'],
    [await other.actor('organiser'), 'error.access.unit'],
  ] as const) {
    const refused = { code };
    await expect(bank.workplace.board(who, key)).rejects.toMatchObject(refused);
    await expect(bank.workplace.missing(who, key, 'hours')).rejects.toMatchObject(refused);
    await expect(bank.workplace.freePromises(who, key)).rejects.toMatchObject(refused);
    await expect(bank.workplace.resumeTrunk(who, key)).rejects.toMatchObject(refused);
    await expect(bank.workplace.helpDone(who, key, '' as ShiftId)).rejects.toMatchObject(refused);
    await expect(bank.workplace.closingReport(who, key)).rejects.toMatchObject(refused);
    await expect(bank.workplace.campaign(who, key, 'read-campaign')).rejects.toMatchObject(refused);
  }
  const unknown = '00000000-0000-4000-8000-000000000000' as AttemptId;
  const caller = await onShift(bank, 'Kim');
  await expect(bank.workplace.undo(caller, unknown)).rejects.toMatchObject({ code: 'error.call.unknown' });
  await expect(bank.workplace.board(caller, 'none')).rejects.toMatchObject({
    code: 'error.campaign.unknown',
  });
});
