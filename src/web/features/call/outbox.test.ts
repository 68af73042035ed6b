import { expect, test } from 'vitest';
import { ServerError } from '../../../protocol/client.ts';
import type { OutcomeReportBody } from '../../../protocol/views.ts';
import { handClock } from '../../hand-clock.fixture.ts';
import { savedSample } from '../../samples/shift.sample.ts';
import { createOutbox } from './outbox.ts';

const said = savedSample.call?.reported;
if (!said) throw new Error('the sample has no report');
const report = (key: string): OutcomeReportBody => ({ ...said, key });
const refusal = (status: number) => new ServerError({ code: 'x', values: {}, message: 'm' }, status);

function box(answers: (ServerError | 'ok')[]) {
  const clock = handClock();
  const sent: string[] = [];
  const told: string[] = [];
  const outbox = createOutbox({
    clock,
    async send({ key }) {
      sent.push(key);
      const answer = answers.shift() ?? 'ok';
      if (answer !== 'ok') throw answer;
      return savedSample;
    },
    listener: {
      changed: ({ waiting, isStuck }) => told.push(`${waiting}${isStuck ? ' stuck' : ''}`),
      taken: ({ key }) => told.push(`taken ${key}`),
      refused: ({ key }) => told.push(`refused ${key}`),
    },
  });
  // The promises of one try follow one another; nothing waits for the clock.
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return { clock, sent, told, outbox, settle };
}

test('a report that the server takes is gone', async () => {
  const { outbox, sent, told, settle } = box([]);
  outbox.put(report('a'));
  await settle();
  expect(sent).toEqual(['a']);
  expect(told).toEqual(['1', 'taken a', '0']);
});

test('without a line it stays and is sent again with the same key, and the order holds', async () => {
  const { clock, outbox, sent, told, settle } = box([refusal(0), refusal(503)]);
  outbox.put(report('a'));
  await settle();
  expect(told.at(-1)).toBe('1 stuck');
  clock.pass(2_000);
  await settle();
  outbox.put(report('b'));
  await settle();
  clock.pass(2_000);
  await settle();
  expect(sent).toEqual(['a', 'a', 'a', 'b']);
  expect(told.at(-1)).toBe('0');
});

test('the line that is back is used at once', async () => {
  const { outbox, sent, settle } = box([refusal(0)]);
  outbox.put(report('a'));
  await settle();
  outbox.flush();
  await settle();
  expect(sent).toEqual(['a', 'a']);
});

test('what the server refuses is told and not sent again, and the next one goes', async () => {
  const { clock, outbox, sent, told, settle } = box([refusal(409)]);
  outbox.put(report('a'));
  outbox.put(report('b'));
  await settle();
  clock.pass(10_000);
  await settle();
  expect(sent).toEqual(['a', 'b']);
  expect(told).toContain('refused a');
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
