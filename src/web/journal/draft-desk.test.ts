import { expect, test } from 'vitest';
import { ServerError } from '../../protocol/client.ts';
import type { KeptDraft } from '../../protocol/views.ts';
import { emptyDraft } from '../features/call/draft.ts';
import { handClock } from '../hand-clock.fixture.ts';
import { createDraftDesk, type DraftDeskParts } from './draft-desk.ts';
import { nameOf } from './entry.ts';
import { nextSeq } from './next-seq.ts';

const START = 1_000_000;
const draft = (note: string) => ({ ...emptyDraft, note });
const offline = new ServerError({ code: 'error.server.unreachable', values: {}, message: '' }, 0);

function desk(
  answers: ((sent: KeptDraft) => KeptDraft | null | ServerError | 'never')[] = [],
  more: Partial<DraftDeskParts> = {},
) {
  const clock = handClock(START);
  const sent: string[] = [];
  const journal = new Map<string, string>();
  const refused: string[] = [];
  const it = createDraftDesk({
    clock,
    mayStart: () => true,
    isHeld: () => false,
    journal: {
      put: (entry) => void journal.set(nameOf(entry), JSON.stringify(entry)),
      remove: (name) => void journal.delete(name),
    },
    async send({ seq, body }) {
      sent.push(body.note ?? '');
      const answer = answers.shift()?.({ seq, body });
      if (answer === 'never') return new Promise(() => {});
      if (answer instanceof ServerError) throw answer;
      return { draft: answer === undefined ? { seq, body } : answer };
    },
    listener: {
      changed() {},
      made() {},
      confirmed() {},
      refused: ({ code }) => void refused.push(code),
    },
    ...more,
  });
  const settle = async () => {
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
  };
  const pass = async (ms: number) => {
    clock.pass(ms);
    await settle();
  };
  const open = () => it.unconfirmed().map(({ body }) => body.note);
  return { desk: it, clock, sent, journal, refused, pass, settle, open };
}

test.each([
  ['by the clock', 0, START, START],
  ['above what is known, though the clock was set back', START + 5, START, START + 6],
  ['above one of the same moment', START, START, START + 1],
])('the number of a draft is %s', (_, known, now, seq) => {
  expect(nextSeq(known, now)).toBe(seq);
});

test('ASKS 36: every letter is in the journal at once, and at the server after a pause', async () => {
  const { desk: it, journal, sent, pass } = desk();
  for (const note of ['k', 'ko', 'kom']) {
    it.change('a', null, draft(note));
    expect(journal.get('draft:a')).toContain(`"note":"${note}"`);
    await pass(300);
  }
  expect(sent).toEqual([]);
  await pass(100);
  expect(sent).toEqual(['kom']);
  expect(it.unconfirmed()).toEqual([]);
  expect(journal.size).toBe(0);
});

test('somebody who never stops typing is kept every two seconds', async () => {
  const { desk: it, sent, pass } = desk();
  for (let letter = 0; letter < 20; letter += 1) {
    it.change('a', null, draft('x'.repeat(letter)));
    await pass(200);
  }
  expect(sent.length).toBe(2);
});

test('without a line it waits, and the newest is sent when the line is back', async () => {
  const { desk: it, sent, pass, open, journal } = desk([() => offline, () => offline]);
  it.change('a', null, draft('one'));
  await pass(400);
  expect(it.isStuck()).toBe(true);
  it.change('a', null, draft('two'));
  await pass(2_000);
  expect(open()).toEqual(['two']);
  expect(journal.size).toBe(1);
  it.flush();
  await pass(0);
  expect(sent).toEqual(['one', 'two', 'two']);
  expect(open()).toEqual([]);
});

test('what was typed while the last was on its way is sent after it', async () => {
  const { desk: it, sent, pass, open } = desk();
  it.change('a', null, draft('one'));
  it.flush();
  it.change('a', null, draft('one and a half'));
  await pass(0);
  await pass(400);
  expect(sent).toEqual(['one', 'one and a half']);
  expect(open()).toEqual([]);
});

test('ASKS 39: no answer for ten seconds is no answer', async () => {
  const { desk: it, sent, pass } = desk([() => 'never']);
  it.change('a', null, draft('one'));
  await pass(400);
  await pass(10_000);
  expect(it.isStuck()).toBe(true);
  await pass(2_000);
  expect(sent).toEqual(['one', 'one']);
  expect(it.isStuck()).toBe(false);
});

test('of journal, server and other tabs the newest is shown, whatever came first', () => {
  const { desk: it } = desk();
  const server = { seq: START + 50, body: { note: 'server' } };
  expect(it.newest('a', server)?.note).toBe('server');
  it.adopt({ kind: 'draft', attemptId: 'a', seq: START + 60, body: draft('journal') });
  expect(it.newest('a', server)?.note).toBe('journal');
  it.adopt({ kind: 'draft', attemptId: 'a', seq: START + 40, body: draft('an older tab') });
  expect(it.newest('a', server)?.note).toBe('journal');
  expect(it.newest('a', { seq: START + 70, body: { note: 'another device' } })?.note).toBe('another device');
  expect(it.newest('b', null)).toBeNull();
});

test('a draft that was made later on another device is taken over, and not overwritten', async () => {
  const other = { seq: START + 90_000, body: { note: 'later, elsewhere' } };
  const { desk: it, pass, open } = desk([() => other]);
  it.adopt({ kind: 'draft', attemptId: 'a', seq: START, body: draft('from the journal') });
  await pass(400);
  expect(open()).toEqual([]);
  expect(it.newest('a', null)?.note).toBe('later, elsewhere');
  it.change('a', null, draft('goes on from there'));
  expect(it.unconfirmed()[0]?.seq).toBe(other.seq + 1);
});

test('while its outcome is on its way it waits; with the outcome it is over, and in memory for an undo', async () => {
  let isHeld = true;
  const { desk: it, sent, pass, open, journal } = desk([], { isHeld: () => isHeld });
  it.change('a', null, draft('one'));
  await pass(5_000);
  expect(sent).toEqual([]);
  expect(open()).toEqual(['one']);
  it.over('a');
  isHeld = false;
  it.flush();
  await pass(0);
  expect(sent).toEqual([]);
  expect(journal.size).toBe(0);
  expect(it.newest('a', null)?.note).toBe('one');
});

test('one that the server refuses is told, and the drafts of other calls go on', async () => {
  const refusal = new ServerError({ code: 'error.server.body', values: {}, message: 'm' }, 400);
  const { desk: it, sent, refused, pass, open } = desk([() => refusal]);
  it.change('a', null, draft('one'));
  it.change('b', null, draft('two'));
  await pass(400);
  await pass(400);
  expect(sent).toEqual(['one', 'two']);
  expect(refused).toEqual(['error.server.body']);
  expect(open()).toEqual([]);
});

test('of many calls only the last four stay in memory, and whatever is not confirmed', async () => {
  const { desk: it, pass } = desk([() => offline]);
  it.change('first', null, draft('not confirmed'));
  await pass(400);
  for (const id of ['b', 'c', 'd', 'e', 'f']) {
    it.adopt({ kind: 'draft', attemptId: id, seq: START, body: draft(id) });
    it.confirmed(id, START);
  }
  expect(it.newest('first', null)?.note).toBe('not confirmed');
  expect(it.newest('b', null)).toBeNull();
  expect(it.newest('f', null)?.note).toBe('f');
});
