import { describe, expect, test } from 'vitest';
import type { BoardView, Stuck } from '../../../protocol/views.ts';
import { catalogue } from '../../../texts/catalogue.generated.ts';
import { createTexts } from '../../../texts/texts.ts';
import {
  beforeSample,
  boardSample,
  closedSample,
  emptyBoardSample,
  nightSample,
  restingSample,
} from '../../samples/board.sample.ts';
import { boardHead, boardPhase, hourShares, missingWords, peopleParts, stuckWords } from './board-words.ts';

const de = createTexts('de');
const caller = (state: BoardView['callers'][number]['state']) => ({
  ...{ shiftId: 's', name: 'A', isFirstShift: false, state, since: 0 },
  asksForHelp: false,
});
const withCallers = (...states: BoardView['callers'][number]['state'][]) => ({
  ...boardSample,
  callers: states.map(caller),
});

describe('the first sentence', () => {
  test.each([
    ['in full swing', boardSample, 'Es läuft. 5 von 9 sprechen gerade.'],
    ['one talks', withCallers('talking', 'ready'), 'Es läuft. Eine Person von 2 spricht gerade.'],
    ['none talks', withCallers('ready', 'ready'), 'Es läuft. Gerade spricht niemand.'],
    ['one is there', withCallers('talking'), 'Es läuft. Eine Person spricht gerade.'],
    ['nobody is there', { ...withCallers(), stuck: null }, 'Gerade telefoniert niemand.'],
    ['the line rests', restingSample, 'Gerade geht kein Anruf hinaus.'],
    ['no dialler', { ...boardSample, stuck: { kind: 'no-dialler' } }, 'Gerade geht kein Anruf hinaus.'],
    ['at night', nightSample, 'Gerade ist keine Anrufzeit.'],
    ['before the first day', beforeSample, 'Die Aktion hat noch nicht begonnen.'],
    ['after the last hours', { ...nightSample, turnsAt: null }, 'Die letzte Anrufzeit ist vorbei.'],
    ['closed', closedSample, 'Die Aktion ist abgeschlossen.'],
  ] as const)('%s', (_, view, title) => {
    expect(boardHead(view as BoardView, de).title).toBe(title);
  });

  test('all were called: nobody is due, promised or later', () => {
    const people = { ...boardSample.people, now: 0, promised: 0, later: 0 };
    expect(boardPhase({ ...boardSample, people })).toBe('nobody-left');
    expect(boardPhase({ ...boardSample, people: { ...people, promised: 1 } })).toBe('running');
  });

  test('nobody on shift while people are due stands still', () => {
    expect(boardPhase(emptyBoardSample)).toBe('nobody-here');
  });
});

test.each([
  [boardSample, 'Anrufzeit ist heute bis 20:00 Uhr. Fertig am Samstag um 15:30 Uhr, wenn es so weitergeht.'],
  [nightSample, 'Weiter geht es morgen um 16:00 Uhr.'],
  [beforeSample, 'Los geht es morgen um 16:00 Uhr.'],
  [{ ...emptyBoardSample, stuck: null }, '504 Personen sind jetzt dran. Hol jemanden dazu.'],
  [
    emptyBoardSample,
    'Anrufzeit ist heute bis 20:00 Uhr. Wann alle angerufen sind, zeigt sich nach den ersten Anrufen.',
  ],
])('the second sentence says what comes next', (view, lead) => {
  expect(boardHead(view, de).lead).toBe(lead);
});

describe('what hangs', () => {
  const stuck = (it: Stuck | null) => stuckWords({ ...boardSample, stuck: it }, de);

  test.each([
    [{ kind: 'promises-overdue', promises: 1, callers: ['Jens Pohl'] }, 'free-promises'],
    [{ kind: 'trunk-rests', alarm: 'fast-404', until: boardSample.now }, 'resume-trunk'],
    [{ kind: 'nobody-on-shift', due: 4 }, 'invite'],
    [{ kind: 'no-trunk' }, null],
    [{ kind: 'no-dialler' }, null],
  ] as const)('%o has a sentence and at most one action', (it, action) => {
    // The samples are readonly, the view's lists are not.
    const words = stuck(it as unknown as Stuck);
    expect(words?.action).toBe(action);
    expect(words?.what).toMatch(/\.$/);
    expect(words?.why).toMatch(/\.$/);
  });

  test('promises are told with whom they belong to', () => {
    expect(stuck({ kind: 'promises-overdue', promises: 3, callers: ['Jens Pohl'] })).toMatchObject({
      what: '3 versprochene Rückrufe sind überfällig.',
      why: 'Sie gehören Jens Pohl. Jens ist gerade nicht da.',
    });
    expect(stuck({ kind: 'promises-overdue', promises: 3, callers: ['Jens Pohl', 'Toni Weber'] })?.why).toBe(
      'Sie gehören Jens Pohl und Toni Weber. Niemand davon ist gerade da.',
    );
    expect(stuck({ kind: 'promises-overdue', promises: 3, callers: [] })?.why).toMatch(/im Gespräch/);
  });

  test('an alarm that we do not know has a sentence too', () => {
    const words = stuck({ kind: 'trunk-rests', alarm: 'new-one', until: boardSample.now });
    expect(words).toMatchObject({ what: 'Die Leitung ruht bis 17:42 Uhr.' });
    expect(words?.why).not.toContain('board.');
  });

  test('nothing hangs when nothing hangs, or when all is over', () => {
    expect(stuck(null)).toBe(null);
    expect(stuckWords({ ...closedSample, stuck: { kind: 'no-trunk' } }, de)).toBe(null);
  });
});

test('every reason of the queue has words for a group of people', () => {
  const reasons = Object.keys(catalogue.de)
    .filter((id) => id.startsWith('queue.reason.'))
    .map((id) => id.slice('queue.reason.'.length));
  expect(reasons.length).toBeGreaterThan(20);
  for (const reason of reasons) expect(`board.missing.reason.${reason}` in catalogue.de, reason).toBe(true);
  expect(missingWords('promise', 1, de)).toBe('hat ein Versprechen');
  expect(missingWords('promise', 18, de)).toBe('haben ein Versprechen');
});

test('the parts of the whole are all people, whatever the state', () => {
  for (const view of [boardSample, emptyBoardSample, closedSample, nightSample, beforeSample]) {
    const sum = peopleParts(view).reduce((all, it) => all + it.count, 0);
    expect(sum).toBe(view.people.all);
  }
});

test('after the end the bar has no part for what is still to come', () => {
  expect(peopleParts(closedSample).map((it) => it.part)).toEqual(['reached', 'out-of-date', 'closed']);
  const waiting = { ...closedSample, people: { ...closedSample.people, later: 3 } };
  expect(peopleParts(waiting).map((it) => it.part)).toContain('later');
});

test('bars by hour are measured against the busiest hour; an hour without calls has none', () => {
  const shares = hourShares([
    { hour: 16, calls: 80, conversations: 20 },
    { hour: 17, calls: 40, conversations: 40 },
    { hour: 18, calls: 0, conversations: 0 },
  ]);
  expect(shares.map((it) => [it.callsShare, it.conversationsShare])).toEqual([
    [100, 25],
    [50, 100],
    [0, 0],
  ]);
});
