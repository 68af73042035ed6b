import { describe, expect, test } from 'vitest';
import { MINUTE } from '../instant.ts';
import {
  drawAnother,
  endsAt,
  fits,
  isSwapAgreed,
  type Pair,
  type PairEvent,
  type PracticeRole,
  roleOfWaiting,
  startPair,
  stepPair,
} from './pair.ts';

const roles = ['trainee', 'player'] as const;

/** Goes through all events, one minute each. */
function goneThrough(...events: PairEvent[]): Pair {
  let pair = startPair(0);
  events.forEach((event, index) => {
    const next = stepPair(pair, event, (index + 1) * MINUTE);
    if (next === null) throw new Error(`${pair.state} does not know ${event.kind}`);
    pair = next;
  });
  return pair;
}
const pickedUp: PairEvent = { kind: 'picked-up', by: 'player' };
const hungUp: PairEvent = { kind: 'hung-up', by: 'trainee' };
const gave = (by: PracticeRole): PairEvent => ({ kind: 'gave-sheet', by });
const left = (by: PracticeRole, why: 'left' | 'away' | 'went-ready' = 'left'): PairEvent => ({
  ...{ kind: 'left', by, why },
});
const swap = (by: PracticeRole, isWanted = true): PairEvent => ({ kind: 'swap', by, isWanted });
const looked: PairEvent = { kind: 'looked' };

describe('two who practise', () => {
  test('go from the ringing to each other’s view', () => {
    expect(goneThrough().state).toBe('ringing');
    expect(goneThrough(pickedUp)).toMatchObject({ state: 'talking', since: MINUTE, talkUntil: 6 * MINUTE });
    expect(goneThrough(pickedUp, hungUp).state).toBe('sheet');
    expect(goneThrough(pickedUp, hungUp, gave('player')).state).toBe('sheet');
    expect(goneThrough(pickedUp, hungUp, gave('player'), gave('trainee')).state).toBe('done');
  });

  const notNow: readonly [string, PairEvent[], PairEvent][] = [
    ['the trainee does not pick up for the player', [], { kind: 'picked-up', by: 'trainee' }],
    ['nobody hangs up what still rings', [], hungUp],
    ['nobody judges a talk that still goes on', [pickedUp], gave('player')],
    ['who has left says nothing more', [pickedUp, hungUp, left('player')], gave('player')],
    ['roles change after the sheet, not before', [pickedUp, hungUp], swap('player')],
    [
      'nobody changes roles with who has left',
      [pickedUp, hungUp, gave('player'), gave('trainee'), left('player')],
      swap('trainee'),
    ],
  ];
  test.each(notNow)('%s', (_, before, event) => {
    expect(stepPair(goneThrough(...before), event, 60 * MINUTE)).toBeNull();
  });

  test('may press a button twice', () => {
    for (const [before, event] of [
      [[pickedUp], pickedUp],
      [[pickedUp, hungUp], { kind: 'hung-up', by: 'player' }],
      [[left('player')], left('player')],
      [[pickedUp, hungUp, gave('player'), gave('trainee')], gave('player')],
    ] as const) {
      const pair = goneThrough(...before);
      expect(stepPair(pair, event, 60 * MINUTE)).toBe(pair);
    }
  });

  test('correct a sheet until the other one is there', () => {
    expect(goneThrough(pickedUp, hungUp, gave('player'), gave('player')).player.hasSheet).toBe(true);
  });
});

describe('whoever leaves', () => {
  test.each(roles)('the ringing ends the practice of both: %s', (role) => {
    const pair = goneThrough(left(role));
    expect(pair.state).toBe('over');
    const [mine, others] = role === 'trainee' ? [pair.trainee, pair.player] : [pair.player, pair.trainee];
    expect(mine).toMatchObject({ isHere: false, ended: null });
    expect(others).toMatchObject({ isHere: false, ended: 'partner-left' });
  });

  test('a talk leaves the sheet to the other one', () => {
    expect(goneThrough(pickedUp, left('player', 'went-ready'))).toMatchObject({
      state: 'sheet',
      trainee: { isHere: true, ended: 'partner-left' },
      player: { isHere: false, ended: 'went-ready' },
    });
    expect(goneThrough(pickedUp, left('player'), gave('trainee')).state).toBe('done');
  });

  test('the sheet to the other one hinders nobody who has given it', () => {
    expect(goneThrough(pickedUp, hungUp, gave('trainee'), left('player')).state).toBe('done');
    expect(goneThrough(pickedUp, hungUp, left('player'), left('trainee')).state).toBe('over');
  });

  test('by closing the page is said to be gone', () => {
    expect(goneThrough(left('player', 'away'))).toMatchObject({
      player: { ended: 'away' },
      trainee: { ended: 'partner-gone' },
    });
  });

  test('last ends it', () => {
    const done = [pickedUp, hungUp, gave('player'), gave('trainee')];
    expect(goneThrough(...done, left('player')).state).toBe('done');
    expect(goneThrough(...done, left('player'), left('trainee')).state).toBe('over');
  });
});

describe('each state ends by itself', () => {
  const rows: readonly [string, PairEvent[], number, Partial<Pair>][] = [
    ['nobody picks up for five minutes', [], 5, { state: 'over' }],
    ['a talk of fifteen minutes comes to the sheet', [pickedUp], 16, { state: 'sheet' }],
    ['nobody fills the sheet in for half an hour', [pickedUp, hungUp], 32, { state: 'over' }],
    ['one sheet is read without the other', [pickedUp, hungUp, gave('player')], 32, { state: 'done' }],
    [
      'after a quarter of an hour they are free',
      [pickedUp, hungUp, gave('player'), gave('trainee')],
      19,
      { state: 'over' },
    ],
  ];
  test.each(rows)('%s', (_, before, minute, expected) => {
    const pair = goneThrough(...before);
    expect(endsAt(pair)).toBe(minute * MINUTE);
    expect(stepPair(pair, looked, minute * MINUTE - 1)).toBe(pair);
    expect(stepPair(pair, looked, minute * MINUTE)).toMatchObject(expected);
  });

  test('and says why where something was lost', () => {
    expect(stepPair(goneThrough(), looked, 5 * MINUTE)?.trainee.ended).toBe('not-answered');
    expect(stepPair(goneThrough(pickedUp, hungUp), looked, 60 * MINUTE)?.player.ended).toBe('timed-out');
    const done = goneThrough(pickedUp, hungUp, gave('player'), gave('trainee'));
    expect(stepPair(done, looked, 60 * MINUTE)?.player.ended).toBeNull();
  });

  test('from every state by time alone', () => {
    let pair = goneThrough(pickedUp);
    for (let minute = 1; pair.state !== 'over'; minute += 1) {
      expect(minute).toBeLessThan(100);
      pair = stepPair(pair, looked, minute * MINUTE) ?? pair;
    }
    expect([pair.trainee.isHere, pair.player.isHere]).toEqual([false, false]);
  });
});

describe('roles change', () => {
  const done = [pickedUp, hungUp, gave('player'), gave('trainee')];
  test('when both want it', () => {
    expect(isSwapAgreed(goneThrough(...done, swap('player')))).toBe(false);
    expect(isSwapAgreed(goneThrough(...done, swap('player'), swap('trainee')))).toBe(true);
    expect(isSwapAgreed(goneThrough(...done, swap('player'), swap('player', false), swap('trainee')))).toBe(
      false,
    );
  });
});

describe('who practises with whom', () => {
  test.each([
    ['trainee', 'trainee', false],
    ['player', 'player', false],
    ['trainee', 'player', true],
    ['either', 'player', true],
    ['either', 'either', true],
  ] as const)('%s and %s fit: %s', (one, another, expected) => {
    expect(fits(one, another)).toBe(expected);
    expect(fits(another, one)).toBe(expected);
  });

  const wish = (it: 'trainee' | 'player' | 'either', isReady = false) => ({ wish: it, isReady });
  test.each([
    ['the wish of who waited', wish('player'), wish('player'), 'player'],
    ['the other role than who came wishes', wish('either'), wish('trainee'), 'player'],
    ['who is not ready yet makes the call', wish('either', true), wish('either', false), 'player'],
    ['else who waited makes the call', wish('either', true), wish('either', true), 'trainee'],
  ] as const)('%s', (_, waiting, coming, expected) => {
    expect(roleOfWaiting(waiting, coming)).toBe(expected);
  });
});

describe('what is drawn', () => {
  test('is never what was there before, and may be any other', () => {
    const drawn = [0, 0.3, 0.5, 0.7, 0.999].map((it) => drawAnother(['a', 'b', 'c'], 'b', it));
    expect(new Set(drawn)).toEqual(new Set(['a', 'c']));
  });
});
