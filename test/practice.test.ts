import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportStore } from '../src/adapters/store/report-store.ts';
import { newId } from '../src/adapters/store/test-people.ts';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import { makeClosingReport } from '../src/app/closing-report.ts';
import type { Sheet } from '../src/app/practice.ts';
import { PracticeWatch } from '../src/app/practice-watch.ts';
import { reportsWithPractice } from '../src/app/report-with-practice.ts';
import type { Voice } from '../src/app/voice.ts';
import { voiceWithoutAudio } from '../src/app/voice-without-audio.ts';
import { reportText } from '../src/cli/report-text.ts';
import type { Campaign } from '../src/core/campaign/campaign.ts';
import type { AccountId, ShiftId } from '../src/core/ids.ts';
import { DAY, MINUTE, SECOND } from '../src/core/instant.ts';
import { criteria } from '../src/core/practice/criteria.ts';
import type { Score } from '../src/core/practice/evaluation.ts';
import type { PracticeWish } from '../src/core/practice/pair.ts';
import { practiceSentences } from '../src/core/report/report-sentences.ts';
import { createTexts } from '../src/texts/texts.ts';
import { openPhoneBank } from './phone-bank.fixture.ts';

let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

function sheet(score: Score, strength = 'Ruhige Stimme'): Sheet {
  const scores = Object.fromEntries(criteria.map((it) => [it, score]));
  return { scores, strength, next: 'Spiegeln', sentence: 'Dir ist also wichtig, dass …' };
}

/** A campaign with people who may practise in it, on a virtual clock. */
async function openRoom(options: { campaign?: Partial<Campaign>; voice?: Voice } = {}) {
  const bank = await openPhoneBank(testStore, { behaviours: [], ...options });
  const key = bank.campaign.definition.key;
  const { practice, rounds } = bank.practices;
  const present = new Set<AccountId>();
  const errors: unknown[] = [];
  const person = async (name: string, role: 'caller' | 'organiser' = 'caller') => {
    const actor = await bank.actor(role, name);
    present.add(actor.accountId);
    return {
      ...{ actor, name, id: actor.accountId },
      view: () => practice.view(actor, key),
      async offer(wish: PracticeWish = 'either') {
        // Nobody comes in the same millisecond, but where a test wants it so.
        await bank.clock.run(bank.clock.now() + 1);
        return practice.offer(actor, key, wish);
      },
      ask: (seatId: string, wish: PracticeWish = 'either') => practice.ask(actor, key, { seatId, wish }),
      draw: (what: 'persona' | 'situation') => practice.draw(actor, key, what),
      pickUp: () => practice.pickUp(actor, key),
      hangUp: () => practice.hangUp(actor, key),
      give: (given: Sheet) => practice.giveSheet(actor, key, given),
      swap: (isWanted = true) => practice.wantSwap(actor, key, isWanted),
      leave: () => practice.leave(actor, key),
      alone: (given: Sheet, id: string = newId<ShiftId>()) =>
        practice.finishAlone(actor, key, { key: id, persona: 'mira', sheet: given }),
      own: async () => (await practice.own(actor, key)).practices,
      round: () => rounds.round(actor, key),
      openRound: () => rounds.open(actor, key),
      closeRound: () => rounds.close(actor, key),
      sayHard: (text: string) => rounds.sayHard(actor, key, { key: newId<ShiftId>(), text }),
      find: (text: string, change: string) =>
        rounds.addFinding(actor, key, { key: newId<ShiftId>(), text, change, step: 'start' }),
    };
  };
  type Person = Awaited<ReturnType<typeof person>>;
  const room = {
    ...{ bank, key, present, errors, person },
    /** Looks at what time does, from now on. */
    watch: () =>
      new PracticeWatch({
        ...{ practices: bank.practiceDoors, rooms: bank.practices, wallClock: bank.clock },
        isPresent: (id) => present.has(id),
        onError: (error) => errors.push(error),
      }),
    async pair(trainee: Person, player: Person) {
      await trainee.offer('trainee');
      await player.offer('player');
    },
    async talk(trainee: Person, player: Person) {
      await room.pair(trainee, player);
      await player.pickUp();
    },
    /** A whole practice: both sheets are given, and both have left. */
    async practise(trainee: Person, player: Person, [own, others]: readonly [Sheet, Sheet]) {
      await room.talk(trainee, player);
      await trainee.hangUp();
      await trainee.give(own);
      await player.give(others);
      await trainee.leave();
      await player.leave();
    },
  };
  return room;
}

describe('a partner', () => {
  test('is whoever waits for one', async () => {
    const room = await openRoom();
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    expect(await anne.offer()).toMatchObject({ state: 'waiting', wish: 'either', session: null });
    expect(await ben.view()).toMatchObject({ state: 'idle', waiting: [{ name: 'Anne', wish: 'either' }] });
    expect(await ben.offer()).toMatchObject({ state: 'ringing', waiting: [] });
    const [hers, his] = [await anne.view(), await ben.view()];
    expect(hers.session).toMatchObject({ role: 'trainee', partner: { name: 'Ben', isHere: true } });
    expect(his.session).toMatchObject({ role: 'player', partner: { name: 'Anne', isHere: true } });
    expect(his.session?.id).toBe(hers.session?.id);
  });

  test('is found once when two come in the same moment', async () => {
    const room = await openRoom();
    const people = await Promise.all(['A', 'B', 'C', 'D', 'E', 'F'].map((it) => room.person(it)));
    await Promise.all(people.map((it) => it.offer()));
    const views = await Promise.all(people.map((it) => it.view()));
    expect(views.map((it) => it.state)).toEqual(Array(6).fill('ringing'));
    const sessions = views.map((it) => it.session?.id);
    for (const id of sessions) expect(sessions.filter((it) => it === id)).toHaveLength(2);
  });

  test('is not somebody who wants the same: three wait, and the first of them is taken', async () => {
    const room = await openRoom();
    const callers = [await room.person('A'), await room.person('B'), await room.person('C')];
    for (const it of callers) expect(await it.offer('trainee')).toMatchObject({ state: 'waiting' });
    const dora = await room.person('Dora');
    expect((await dora.offer('player')).session?.partner.name).toBe('A');
    const states = await Promise.all(callers.map(async (it) => (await it.view()).state));
    expect(states).toEqual(['ringing', 'waiting', 'waiting']);
    expect((await dora.view()).waiting.map((it) => it.name)).toEqual(['B', 'C']);
  });

  test('can be asked by name, and by one person alone', async () => {
    const room = await openRoom();
    const waiting = [await room.person('A'), await room.person('B')];
    for (const it of waiting) await it.offer('trainee');
    const [cleo, dora] = [await room.person('Cleo'), await room.person('Dora')];
    const seatId = (await cleo.view()).waiting.find((it) => it.name === 'B')?.seatId ?? '';
    // Who waits keeps the wish, also where the other one wished the same.
    expect((await cleo.ask(seatId, 'trainee')).session).toMatchObject({
      role: 'player',
      partner: { name: 'B' },
    });
    await expect(dora.ask(seatId)).rejects.toMatchObject({ code: 'error.practice.taken' });
    expect(await dora.view()).toMatchObject({ state: 'idle' });
  });

  test('of another campaign is nobody’s', async () => {
    const [here, there] = [await openRoom(), await openRoom()];
    const anne = await here.person('Anne');
    await anne.offer();
    const ben = await there.person('Ben');
    expect(await ben.offer()).toMatchObject({ state: 'waiting', waiting: [] });
  });

  test('is one when the button is pressed twice, or somebody was faster', async () => {
    const room = await openRoom();
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    const twice = await Promise.all([anne.offer(), anne.offer()]);
    expect(twice.map((it) => it.state)).toEqual(['waiting', 'waiting']);
    expect((await ben.view()).waiting).toHaveLength(1);
    await ben.offer();
    expect(await anne.offer('player')).toMatchObject({ state: 'ringing', session: { role: 'trainee' } });
  });

  test('is not looked for twice: a new wish takes the place of the old one', async () => {
    const room = await openRoom();
    const anne = await room.person('Anne');
    await anne.offer('trainee');
    expect(await anne.offer('player')).toMatchObject({ state: 'waiting', wish: 'player' });
    const ben = await room.person('Ben');
    expect((await ben.view()).waiting).toMatchObject([{ name: 'Anne', wish: 'player' }]);
  });
});

describe('a practice', () => {
  test('goes from the ringing to each other’s view', async () => {
    const room = await openRoom();
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    await room.pair(anne, ben);
    await expect(anne.pickUp()).rejects.toMatchObject({ code: 'error.practice.not-now' });
    expect(await ben.pickUp()).toMatchObject({ state: 'talking' });
    expect((await anne.view()).session?.talkUntil).toBe(room.bank.clock.now() + 5 * MINUTE);
    expect(await anne.hangUp()).toMatchObject({ state: 'sheet' });
    expect((await anne.give(sheet(1, 'Mut'))).session).toMatchObject({ mySheet: { strength: 'Mut' } });
    expect((await ben.view()).session).toMatchObject({
      partner: { hasGivenSheet: true },
      partnerSheet: null,
      mySheet: null,
    });
    expect(await ben.give(sheet(2))).toMatchObject({ state: 'done' });
    expect((await ben.view()).session).toMatchObject({ partnerSheet: { strength: 'Mut' }, result: null });
    expect((await anne.view()).session).toMatchObject({
      partnerSheet: { strength: 'Ruhige Stimme' },
      result: { points: 32, isPassed: true, missing: [] },
    });
    expect(await anne.leave()).toMatchObject({ state: 'idle', ended: null, isReady: true });
    expect((await ben.leave()).isReady).toBe(false);
  });

  test('shows the trainee an invented member and not who is played, and the player the card', async () => {
    const room = await openRoom();
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    await room.pair(anne, ben);
    const [hers, his] = [(await anne.view()).session, (await ben.view()).session];
    expect(hers).toMatchObject({ persona: null, situation: null });
    // 0171 39200 00 to 99 ring nobody, says the Bundesnetzagentur.
    expect(hers?.card?.dialled).toMatch(/^0171 39200 ?\d\d$/);
    expect(hers?.card?.email).toMatch(/@example\.org$/);
    expect(his?.card).toBeNull();
    expect(his?.persona).not.toBeNull();
    const other = (await ben.draw('persona')).session;
    expect(other?.persona).not.toBe(his?.persona);
    expect((await anne.view()).session?.card).not.toEqual(hers?.card);
    expect((await ben.draw('situation')).session?.situation).not.toBe(other?.situation);
    await ben.pickUp();
    await expect(ben.draw('persona')).rejects.toMatchObject({ code: 'error.practice.not-now' });
    await expect(anne.draw('situation')).rejects.toMatchObject({ code: 'error.practice.not-now' });
    await ben.draw('situation');
    await ben.hangUp();
    expect((await anne.view()).session?.persona).toBe(other?.persona);
  });

  test('changes roles when both want it', async () => {
    const room = await openRoom();
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    await room.talk(anne, ben);
    const first = (await ben.hangUp()).session;
    await anne.give(sheet(2));
    await ben.give(sheet(2));
    await anne.swap();
    expect((await ben.view()).session?.partner.wantsSwap).toBe(true);
    await ben.swap();
    const [hers, his] = [await anne.view(), await ben.view()];
    expect(hers).toMatchObject({ state: 'ringing', session: { role: 'player', mySheet: null } });
    expect(his).toMatchObject({ state: 'ringing', session: { role: 'trainee' } });
    expect(hers.session?.id).not.toBe(first?.id);
    expect(hers.session?.persona).not.toBe(first?.persona);
  });

  test('leaves the sheet to who stays when the partner leaves the talk', async () => {
    const room = await openRoom();
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    await room.talk(anne, ben);
    expect(await ben.leave()).toMatchObject({ state: 'idle', ended: null });
    expect(await anne.view()).toMatchObject({ state: 'sheet', ended: 'partner-left' });
    expect(await anne.give(sheet(2))).toMatchObject({ state: 'done', isReady: true });
  });

  test('that rings ends for both when one leaves', async () => {
    const room = await openRoom();
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    await room.pair(anne, ben);
    await anne.leave();
    expect(await ben.view()).toMatchObject({ state: 'idle', ended: 'partner-left', session: null });
    expect(await ben.offer()).toMatchObject({ state: 'waiting', ended: null });
  });

  test('knows only its own people', async () => {
    const room = await openRoom();
    const [anne, ben, cleo] = [await room.person('A'), await room.person('B'), await room.person('C')];
    await room.talk(anne, ben);
    expect(await cleo.view()).toMatchObject({ state: 'idle', session: null });
    for (const act of [
      () => cleo.pickUp(),
      () => cleo.hangUp(),
      () => cleo.give(sheet(2)),
      () => cleo.swap(),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'error.practice.not-now' });
    expect((await anne.view()).state).toBe('talking');
  });
});

describe('time', () => {
  test('ends what nobody ends, with a reason', async () => {
    const room = await openRoom();
    const watch = room.watch();
    const [anne, ben, cleo] = [await room.person('A'), await room.person('B'), await room.person('C')];
    await room.pair(anne, ben);
    await cleo.offer();
    await room.bank.pass(6);
    expect(await anne.view()).toMatchObject({ state: 'idle', ended: 'not-answered' });
    expect((await cleo.view()).state).toBe('waiting');
    await room.bank.pass(5);
    expect(await cleo.view()).toMatchObject({ state: 'idle', ended: 'timed-out' });
    await watch.close();
    expect(room.errors).toEqual([]);
  });

  test('notices a closed page in two minutes, and not a reload', async () => {
    const room = await openRoom();
    const watch = room.watch();
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    await room.talk(anne, ben);
    room.present.delete(ben.id);
    await room.bank.pass(1);
    room.present.add(ben.id);
    await room.bank.pass(2);
    expect((await anne.view()).state).toBe('talking');
    room.present.delete(ben.id);
    await room.bank.clock.run(room.bank.clock.now() + 2 * MINUTE + 10 * SECOND);
    expect(await anne.view()).toMatchObject({ state: 'sheet', ended: 'partner-gone' });
    expect(await ben.view()).toMatchObject({ state: 'idle', ended: 'away' });
    await watch.close();
    expect(room.errors).toEqual([]);
  });

  test('deletes sheets after 90 days, and nobody is less ready by it', async () => {
    const room = await openRoom();
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    await room.practise(anne, ben, [sheet(1), sheet(2)]);
    const [before] = await anne.own();
    expect(before).toMatchObject({ type: 'partner', role: 'trainee', result: { points: 32 } });
    expect(before?.deletedAt).toBe(room.bank.clock.now() + 90 * DAY);
    const watch = room.watch();
    await room.bank.clock.run(room.bank.clock.now() + MINUTE);
    expect((await anne.own())[0]?.partnerSheet).not.toBeNull();
    await watch.close();
    await room.bank.clock.run(room.bank.clock.now() + 90 * DAY);
    const later = room.watch();
    await room.bank.clock.run(room.bank.clock.now() + SECOND);
    await later.close();
    expect((await anne.own())[0]).toMatchObject({ mySheet: null, partnerSheet: null, result: null });
    expect((await anne.view()).isReady).toBe(true);
  });

  test('deletes them every day, also where the program runs on', async () => {
    const room = await openRoom();
    const anne = await room.person('Anne');
    await anne.alone(sheet(2));
    const parts = { practices: room.bank.practiceDoors, rooms: room.bank.practices };
    const cleaned: number[] = [];
    const watch = new PracticeWatch({
      ...{
        ...parts,
        isPresent: () => true,
        wallClock: room.bank.clock,
        onError: (it) => room.errors.push(it),
      },
      practices: {
        ...parts.practices,
        openSeats: async () => [],
        deleteSheetsBefore: async (moment) => cleaned.push(moment),
      },
    });
    const now = room.bank.clock.now();
    await room.bank.clock.run(now + 2 * DAY + MINUTE);
    await watch.close();
    expect(cleaned.map((it) => Math.round((it - now) / DAY))).toEqual([-90, -89, -88]);
  });
});

describe('real calls', () => {
  test('are not mixed with practice: who is on shift practises in the pause alone', async () => {
    const room = await openRoom();
    const anne = await room.person('Anne');
    const { workplace } = room.bank;
    await workplace.openShift(anne.actor, room.key);
    await workplace.ready(anne.actor);
    expect((await anne.view()).mayPractise).toBe(false);
    await expect(anne.offer()).rejects.toMatchObject({ code: 'error.practice.on-shift' });
    await workplace.pause(anne.actor);
    expect(await anne.offer()).toMatchObject({ state: 'waiting', mayPractise: true });
  });

  test('end the practice of who is ready for them, and give the sheet to the other one', async () => {
    const room = await openRoom();
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    await room.bank.workplace.openShift(anne.actor, room.key);
    await room.talk(anne, ben);
    await room.bank.workplace.ready(anne.actor);
    expect(await anne.view()).toMatchObject({ state: 'idle', ended: 'went-ready' });
    expect(await ben.view()).toMatchObject({ state: 'sheet', ended: 'partner-left' });
  });

  test('end it by whatever door somebody became ready', async () => {
    const room = await openRoom();
    const watch = room.watch();
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    const { shiftId } = await room.bank.workplace.openShift(anne.actor, room.key);
    await room.pair(anne, ben);
    await room.bank.desk.ready(shiftId);
    await room.bank.clock.run(room.bank.clock.now() + 10 * SECOND);
    expect(await anne.view()).toMatchObject({ state: 'idle', ended: 'went-ready' });
    await watch.close();
  });

  test('come after a practice where the campaign asks for one', async () => {
    const room = await openRoom({ campaign: { practice: { required: true } } });
    const { workplace } = room.bank;
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    for (const it of [anne, ben]) await workplace.openShift(it.actor, room.key);
    expect(await anne.view()).toMatchObject({ isRequired: true, isReady: false });
    expect((await workplace.shift(anne.actor))?.practice).toEqual({ isRequired: true, isDone: false });
    await expect(workplace.ready(anne.actor)).rejects.toMatchObject({ code: 'error.practice.required' });
    await room.practise(anne, ben, [sheet(2), sheet(0)]);
    await expect(workplace.ready(anne.actor)).rejects.toMatchObject({ code: 'error.practice.required' });
    await room.practise(anne, ben, [sheet(0), sheet(2)]);
    expect((await workplace.shift(anne.actor))?.practice).toEqual({ isRequired: true, isDone: true });
    expect(await workplace.ready(anne.actor)).toMatchObject({ state: 'ready' });
    await expect(workplace.ready(ben.actor)).rejects.toMatchObject({ code: 'error.practice.required' });
  });

  test('ask for none where it does not', async () => {
    const room = await openRoom();
    const anne = await room.person('Anne');
    await room.bank.workplace.openShift(anne.actor, room.key);
    expect(await room.bank.workplace.ready(anne.actor)).toMatchObject({
      state: 'ready',
      practice: { isRequired: false, isDone: true },
    });
  });
});

describe('the organiser', () => {
  test('sees who is ready, and no score', async () => {
    const room = await openRoom();
    const uli = await room.person('Uli', 'organiser');
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    await room.practise(anne, ben, [sheet(1), sheet(2)]);
    const team = await room.bank.practices.practice.team(uli.actor, room.key);
    expect(team.people).toEqual([
      { accountId: anne.id, name: 'Anne', isReady: true, isWaived: false },
      { accountId: ben.id, name: 'Ben', isReady: false, isWaived: false },
    ]);
    await expect(room.bank.practices.practice.team(anne.actor, room.key)).rejects.toMatchObject({
      code: 'error.access.role',
    });
  });

  test('lets somebody call without practice, and takes it back; both are written down', async () => {
    const room = await openRoom({ campaign: { practice: { required: true } } });
    const uli = await room.person('Uli', 'organiser');
    const anne = await room.person('Anne');
    const { practice } = room.bank.practices;
    await room.bank.workplace.openShift(anne.actor, room.key);
    await practice.waive(uli.actor, room.key, { accountId: anne.id, isWaived: true });
    expect(await anne.view()).toMatchObject({ isReady: true });
    expect(await room.bank.workplace.ready(anne.actor)).toMatchObject({ state: 'ready' });
    await practice.waive(uli.actor, room.key, { accountId: anne.id, isWaived: false });
    expect(await anne.view()).toMatchObject({ isReady: false });
    const { rows } = await sql<{ action: string }>`
      select action from audit where thing_id = ${anne.id} and action like 'practice-%' order by id`.execute(
      room.bank.connection,
    );
    expect(rows.map((it) => it.action)).toEqual(['practice-waived', 'practice-asked-for']);
    await expect(
      practice.waive(uli.actor, room.key, { accountId: newId<AccountId>(), isWaived: true }),
    ).rejects.toMatchObject({ code: 'error.practice.no-person' });
  });
});

describe('sheets', () => {
  test('belong to who made the call: the other one keeps none', async () => {
    const room = await openRoom();
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    await room.practise(anne, ben, [sheet(1), sheet(2)]);
    expect(await ben.own()).toMatchObject([
      { role: 'player', mySheet: null, partnerSheet: null, result: null },
    ]);
    expect(await anne.own()).toMatchObject([
      { mySheet: { next: 'Spiegeln' }, partnerSheet: { next: 'Spiegeln' } },
    ]);
  });

  test('are kept encrypted, in their words', async () => {
    const room = await openRoom();
    const anne = await room.person('Anne');
    await anne.alone(sheet(2, 'Zwetschgenkuchen'));
    const { rows } = await sql<{ words: string }>`
      select encode(words_cipher, 'escape') as words from practice.sheet`.execute(room.bank.connection);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some((it) => it.words.includes('Zwetschgenkuchen'))).toBe(false);
    expect((await anne.own())[0]?.mySheet?.strength).toBe('Zwetschgenkuchen');
  });
});

describe('a practice alone', () => {
  test('is kept with its sheet, once for each key', async () => {
    const room = await openRoom({ campaign: { practice: { required: true } } });
    const anne = await room.person('Anne');
    const key = newId<ShiftId>();
    expect(await anne.alone(sheet(2), key)).toMatchObject({ state: 'idle', isReady: true });
    await anne.alone(sheet(0), key);
    expect(await anne.own()).toMatchObject([
      { type: 'alone', persona: 'mira', role: 'trainee', partnerSheet: null, result: { isPassed: true } },
    ]);
  });

  test('that is not passed makes nobody ready', async () => {
    const room = await openRoom();
    const anne = await room.person('Anne');
    expect((await anne.alone(sheet(0))).isReady).toBe(false);
  });
});

describe('together', () => {
  async function team(people: number) {
    const room = await openRoom();
    const player = await room.person('Player');
    for (let index = 0; index < people; index += 1)
      await room.practise(await room.person(`P${index}`), player, [sheet(0), sheet(2)]);
    return { room, player };
  }

  test('fewer than three sheets are nobody’s to see', async () => {
    const { player } = await team(2);
    expect((await player.openRound()).round).toMatchObject({ sheets: 2, tallies: null, isOpen: true });
  });

  test('three are counted by criterion, one of each person: the player’s', async () => {
    const { room, player } = await team(3);
    const anna = await room.person('Anna');
    await room.practise(anna, player, [sheet(0), sheet(1)]);
    await room.practise(anna, player, [sheet(0), sheet(2)]);
    const { round } = await player.openRound();
    expect(round?.sheets).toBe(4);
    expect(round?.tallies?.[0]).toEqual({ criterion: 'introduction', no: 0, partly: 0, yes: 4, none: 0 });
  });

  test('a tally does not grow by a sheet that one could tell, and none is counted twice', async () => {
    const { room, player } = await team(3);
    await player.openRound();
    await room.bank.pass(1);
    await room.practise(await room.person('Later'), player, [sheet(0), sheet(0)]);
    const { round } = await player.round();
    expect([round?.sheets, round?.tallies?.[0]?.yes]).toEqual([3, 3]);
    await player.closeRound();
    expect((await player.openRound()).round).toMatchObject({ sheets: 1, tallies: null });
  });

  test('what was hard and what was found is kept with the guide’s version, and says nobody’s name', async () => {
    const { room, player } = await team(0);
    const anne = await room.person('Anne');
    await expect(anne.sayHard('Die Stille')).rejects.toMatchObject({ code: 'error.practice.round-closed' });
    await player.openRound();
    await anne.openRound();
    await anne.sayHard('Die Stille nach der Frage');
    const { round } = await anne.find('Der Gruß ist zu lang', 'Hallo, hier ist …');
    expect(round).toMatchObject({
      guideVersion: room.bank.campaign.definition.guide.version,
      hard: [{ text: 'Die Stille nach der Frage' }],
      findings: [{ text: 'Der Gruß ist zu lang', change: 'Hallo, hier ist …', step: 'start' }],
    });
    expect(JSON.stringify(await player.round())).not.toContain(anne.id);
    await player.closeRound();
    const later = await player.openRound();
    expect(later.round).toMatchObject({ isOpen: true, hard: [], findings: [] });
    expect(later.earlier).toMatchObject([{ findings: [{ text: 'Der Gruß ist zu lang' }] }]);
  });
});

describe('the closing report', () => {
  const reportOf = async (room: Awaited<ReturnType<typeof openRoom>>) => {
    const { bank } = room;
    const reports = reportsWithPractice(reportStore(bank.connection), bank.practiceDoors);
    const uli = await bank.actor('organiser', 'Uli');
    const doors = { campaigns: bank.store.campaigns, reports };
    return (await makeClosingReport(doors, { actor: uli, key: room.key, now: bank.clock.now() })).report;
  };

  test('says nothing of practice where nobody practised', async () => {
    expect(await reportOf(await openRoom())).not.toHaveProperty('practice');
  });

  test('counts practices apart from calls, and names what was found with its guide', async () => {
    const room = await openRoom();
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    await room.practise(anne, ben, [sheet(2), sheet(2)]);
    await ben.alone(sheet(0));
    await anne.openRound();
    await anne.find('Der Gruß ist zu lang', '');
    await anne.closeRound();
    const report = await reportOf(room);
    expect(report).toMatchObject({ attempts: 0, conversations: 0, effort: { callers: 0 } });
    expect(report.practice).toEqual({
      ...{ partner: 1, alone: 1, ready: 1 },
      findings: [{ guideVersion: 1, text: 'Der Gruß ist zu lang', change: '', step: 'start' }],
    });
    expect(reportText(report, createTexts('de'))).toContain('Aus den Übungen');
    expect(practiceSentences(report, createTexts('de'))).toEqual([
      'Geübt wurde einmal zu zweit und einmal allein. Eine Person ist bereit für echte Anrufe.',
      'Der Gruß ist zu lang (Leitfaden Fassung 1)',
    ]);
  });
});

describe('the audio', () => {
  /** Everybody who has a shift is on the line. */
  function voiceUnderTest() {
    const asked: string[] = [];
    const names = new Map<string, string>();
    const voice: Voice = {
      ...voiceWithoutAudio({ ways: ['browser'] }),
      lineOf: () => 'up',
      isHeard: () => true,
      practise: (one, another) => void asked.push(`${names.get(one)}-${names.get(another)}`),
      practiceOver: (shiftId) => void asked.push(`${names.get(shiftId)} free`),
    };
    return { voice, names, asked: () => asked.splice(0) };
  }

  test('joins two who talk, and lets both go after', async () => {
    const { voice, names, asked } = voiceUnderTest();
    const room = await openRoom({ voice });
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    for (const it of [anne, ben])
      names.set((await room.bank.workplace.openShift(it.actor, room.key)).shiftId, it.name);
    await room.pair(anne, ben);
    expect((await anne.view()).session?.audio).toBe('together');
    asked();
    await ben.pickUp();
    expect(asked()).toEqual(['Anne-Ben']);
    await anne.hangUp();
    expect(asked()).toEqual(['Anne free', 'Ben free']);
  });

  test('is none where one is not on shift: they sit side by side', async () => {
    const { voice, names, asked } = voiceUnderTest();
    const room = await openRoom({ voice });
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    names.set((await room.bank.workplace.openShift(anne.actor, room.key)).shiftId, 'Anne');
    await room.talk(anne, ben);
    expect((await anne.view()).session?.audio).toBe('side-by-side');
    expect(asked()).not.toContain('Anne-undefined');
  });

  test('of who has left and practises with another stays as it is', async () => {
    const { voice, names, asked } = voiceUnderTest();
    const room = await openRoom({ voice });
    const [anne, ben, cleo] = [
      await room.person('Anne'),
      await room.person('Ben'),
      await room.person('Cleo'),
    ];
    for (const it of [anne, ben, cleo])
      names.set((await room.bank.workplace.openShift(it.actor, room.key)).shiftId, it.name);
    await room.talk(anne, ben);
    asked();
    await ben.leave();
    expect(asked()).toEqual(['Anne free']);
    await room.talk(cleo, ben);
    asked();
    const watch = room.watch();
    await room.bank.clock.run(room.bank.clock.now() + SECOND);
    await watch.close();
    expect(asked()).not.toContain('Ben free');
  });

  test('is joined again after a start of the program', async () => {
    const { voice, names, asked } = voiceUnderTest();
    const room = await openRoom({ voice });
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    for (const it of [anne, ben])
      names.set((await room.bank.workplace.openShift(it.actor, room.key)).shiftId, it.name);
    await room.talk(anne, ben);
    asked();
    const watch = room.watch();
    await room.bank.clock.run(room.bank.clock.now() + SECOND);
    await watch.close();
    expect(asked()).toContain('Anne-Ben');
  });
});

describe('the stores of what is real', () => {
  test.each([
    'report-store',
    'queue-store',
    'call-store',
    'board-reading',
    'card-reading',
    'counts-as-reached',
  ])('name no table of practice: %s', (name) => {
    const source = readFileSync(new URL(`../src/adapters/store/${name}.ts`, import.meta.url), 'utf8');
    expect(source).not.toMatch(/practice/i);
  });
});

describe('nothing real', () => {
  const inPractice = sql`table_schema = 'practice'`;

  test('can be named by a table of practice, and nothing real names one', async () => {
    const { connection } = testStore;
    const references = await sql<{ from: string; to: string }>`
      select n.nspname || '.' || c.relname as "from", m.nspname || '.' || d.relname as "to"
      from pg_constraint k
      join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_class d on d.oid = k.confrelid join pg_namespace m on m.oid = d.relnamespace
      where k.contype = 'f' and (n.nspname = 'practice' or m.nspname = 'practice')`.execute(connection);
    const pairs = references.rows.filter((it) => !it.to.startsWith('practice.'));
    expect(new Set(pairs.map((it) => it.to))).toEqual(new Set(['public.account', 'public.campaign']));
    expect(references.rows.filter((it) => !it.from.startsWith('practice.'))).toEqual([]);
  });

  test('has a column there', async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name || '.' || column_name as name from information_schema.columns where ${inPractice}`.execute(
      testStore.connection,
    );
    expect(rows.length).toBeGreaterThan(30);
    const real = /person_id|contact|attempt|number|phone|outcome|callback|list_id|member|unit/;
    expect(rows.filter((it) => real.test(it.name))).toEqual([]);
  });

  test('is read from it by a view or a function of the rest', async () => {
    const { rows } = await sql<{ name: string }>`
      select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'public' and p.prosrc like '%practice.%'
      union all
      select viewname from pg_views where schemaname = 'public' and definition like '%practice.%'`.execute(
      testStore.connection,
    );
    expect(rows).toEqual([]);
  });

  test('happens by a practice: no call, no claim, no number of the day', async () => {
    const room = await openRoom();
    const [anne, ben] = [await room.person('Anne'), await room.person('Ben')];
    const before = await counts();
    await room.practise(anne, ben, [sheet(2), sheet(2)]);
    await anne.alone(sheet(2));
    expect(await counts()).toEqual(before);
    const { rows } = await sql<{ calls: number }>`
      select count(*) as calls from attempt where caller_id = any(${[anne.id, ben.id]}::uuid[])`.execute(
      testStore.connection,
    );
    expect(rows).toEqual([{ calls: 0 }]);
  });

  async function counts(): Promise<unknown> {
    const { rows } = await sql`
      select (select count(*) from attempt) as attempts, (select count(*) from outcome) as outcomes,
             (select count(*) from claim) as claims, (select count(*) from phone_number) as numbers,
             (select count(*) from person) as people, (select count(*) from shift) as shifts`.execute(
      testStore.connection,
    );
    return rows[0];
  }
});
