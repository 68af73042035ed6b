import { expect, test } from 'vitest';
import { ServerError } from '../../../protocol/client.ts';
import { handClock } from '../../hand-clock.fixture.ts';
import { nameOf, type Pending } from '../../journal/entry.ts';
import { savedSample } from '../../samples/shift.sample.ts';
import { createOutbox } from './outbox.ts';

const said = savedSample.call?.reported;
if (!said) throw new Error('the sample has no report');
const report = (key: string): Pending => ({ kind: 'report', report: { ...said, key } });
const keyOf = (it: Pending) => nameOf(it).replace('report:', '');
const refusal = (status: number, code = 'x') => new ServerError({ code, values: {}, message: 'm' }, status);

function box(answers: (ServerError | 'ok' | 'never')[], mayStart = () => true) {
  const clock = handClock();
  const sent: string[] = [];
  const told: string[] = [];
  const journal = new Set<string>();
  const outbox = createOutbox({
    ...{ clock, mayStart },
    journal: {
      put: (entry) => void journal.add(nameOf(entry)),
      remove: (name) => void journal.delete(name),
    },
    async send(pending) {
      sent.push(keyOf(pending));
      const answer = answers.shift() ?? 'ok';
      if (answer === 'never') return new Promise(() => {});
      if (answer !== 'ok') throw answer;
      return savedSample;
    },
    listener: {
      changed: () => {},
      put: () => {},
      taken: (it) => void told.push(`taken ${keyOf(it)}`),
      refused: (it) => void told.push(`refused ${keyOf(it)}`),
    },
  });
  // The promises of one try follow one another; nothing waits for the clock.
  const settle = async () => {
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
  };
  const state = () => `${outbox.waiting().map(keyOf).join()}${outbox.isStuck() ? ' stuck' : ''}`;
  return { clock, sent, told, journal, outbox, settle, state };
}

test('a report that the server takes is gone, from the journal too', async () => {
  const { outbox, sent, told, journal, settle, state } = box([]);
  outbox.put(report('a'));
  expect([...journal]).toEqual(['report:a']);
  await settle();
  expect(sent).toEqual(['a']);
  expect(told).toEqual(['taken a']);
  expect(state()).toBe('');
  expect(journal.size).toBe(0);
});

test('ASKS 36: without a line it stays and is sent again with the same key, and the order holds', async () => {
  const { clock, outbox, sent, journal, settle, state } = box([refusal(0), refusal(503)]);
  outbox.put(report('a'));
  await settle();
  expect(state()).toBe('a stuck');
  clock.pass(2_000);
  await settle();
  outbox.put(report('b'));
  expect([...journal]).toEqual(['report:a', 'report:b']);
  await settle();
  clock.pass(2_000);
  await settle();
  expect(sent).toEqual(['a', 'a', 'a', 'b']);
  expect(state()).toBe('');
});

test('the line that is back is used at once', async () => {
  const { outbox, sent, settle } = box([refusal(0)]);
  outbox.put(report('a'));
  await settle();
  outbox.flush();
  await settle();
  expect(sent).toEqual(['a', 'a']);
});

test('ASKS 39: a connection that died without a word counts as none after ten seconds', async () => {
  const { clock, outbox, sent, settle, state } = box(['never']);
  outbox.put(report('a'));
  await settle();
  clock.pass(10_000);
  await settle();
  expect(state()).toBe('a stuck');
  clock.pass(2_000);
  await settle();
  expect(sent).toEqual(['a', 'a']);
  expect(state()).toBe('');
});

test.each([
  ['nobody is signed in', refusal(401, 'error.sign-in.needed')],
  ['the shift was left meanwhile', refusal(409, 'error.shift.none')],
])('while %s it is kept, and goes when that is over', async (_, why) => {
  const { outbox, sent, told, journal, settle } = box([why]);
  outbox.put(report('a'));
  await settle();
  expect([...journal]).toEqual(['report:a']);
  outbox.flush();
  await settle();
  expect(sent).toEqual(['a', 'a']);
  expect(told).toEqual(['taken a']);
});

test('what the server refuses is told and not sent again, and the next one goes', async () => {
  const { clock, outbox, sent, told, journal, settle } = box([refusal(409)]);
  outbox.put(report('a'));
  outbox.put(report('b'));
  await settle();
  clock.pass(20_000);
  await settle();
  expect(sent).toEqual(['a', 'b']);
  expect(told).toEqual(['refused a', 'taken b']);
  expect(journal.size).toBe(0);
});

test('only the tab that leads sends; one that another tab has sent is not sent here', async () => {
  let isLeading = false;
  const { outbox, sent, settle, state } = box([], () => isLeading);
  outbox.adopt(report('a'));
  outbox.adopt(report('b'));
  outbox.adopt(report('b'));
  await settle();
  expect(sent).toEqual([]);
  expect(state()).toBe('a,b');
  outbox.drop('report:a');
  isLeading = true;
  outbox.flush();
  await settle();
  expect(sent).toEqual(['b']);
});

test('who leaves waits until all is with the server, or until a try has failed', async () => {
  const { outbox, settle, sent } = box([]);
  outbox.put(report('a'));
  await outbox.settled();
  expect(sent).toEqual(['a']);
  await outbox.settled();
  const stuck = box([refusal(0)]);
  stuck.outbox.put(report('a'));
  await stuck.outbox.settled();
  await settle();
  expect(stuck.state()).toBe('a stuck');
});

test('a closed one sends nothing any more', async () => {
  const { clock, outbox, sent, settle } = box([refusal(0)]);
  outbox.put(report('a'));
  await settle();
  outbox.close();
  clock.pass(10_000);
  outbox.flush();
  await settle();
  expect(sent).toEqual(['a']);
});
