import { expect, test } from 'vitest';
import { handClock } from '../hand-clock.fixture.ts';
import { createPatientAct } from './patient-act.ts';
import { watchSilence } from './silence.ts';

const settle = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

function acting() {
  const clock = handClock();
  const told: string[] = [];
  let again: () => void = () => {};
  const act = createPatientAct<string>({
    clock,
    take: (answer) => void told.push(`took ${answer}`),
    listener: {
      slow(it) {
        told.push('slow');
        again = it;
      },
      failed(error) {
        told.push(`failed ${error}`);
      },
      busy: () => {},
      done: () => void told.push('done'),
    },
  });
  return { clock, told, act, again: () => again() };
}

test('ASKS 39: without an answer for eight seconds it says so, and offers the same once more', async () => {
  const { clock, told, act, again } = acting();
  const answers: ((answer: string) => void)[] = [];
  void act(() => new Promise((resolve) => answers.push(resolve)));
  clock.pass(7_999);
  expect(told).toEqual([]);
  clock.pass(1);
  expect(told).toEqual(['slow']);
  again();
  answers[1]?.('second');
  await settle();
  expect(told).toEqual(['slow', 'took second', 'done']);
  // The first one comes after all: what it says is taken, and nothing more is said.
  answers[0]?.('first');
  await settle();
  clock.pass(60_000);
  expect(told).toEqual(['slow', 'took second', 'done', 'took first']);
});

test('an answer that comes late is taken, and the warning goes', async () => {
  const { clock, told, act } = acting();
  let answer: (it: string) => void = () => {};
  void act(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  clock.pass(9_000);
  answer('late');
  await settle();
  expect(told).toEqual(['slow', 'took late', 'done']);
});

test('a refusal is told at once', async () => {
  const { told, act } = acting();
  expect(await act(() => Promise.reject('no'))).toBe(false);
  expect(told).toEqual(['failed no']);
});

test('ASKS 33: whoever hears nothing asks: soon while the line is down, later while it is up', async () => {
  const clock = handClock();
  let isUp = true;
  const asked: number[] = [];
  const watch = watchSilence({
    clock,
    isUp: () => isUp,
    ask: async () => void asked.push(clock.now()),
  });
  clock.pass(15_000);
  watch.heard();
  clock.pass(19_500);
  expect(asked).toEqual([]);
  clock.pass(500);
  await settle();
  expect(asked).toEqual([35_000]);
  isUp = false;
  clock.pass(2_500);
  await settle();
  clock.pass(2_500);
  await settle();
  expect(asked).toEqual([35_000, 37_500, 40_000]);
  watch.close();
  clock.pass(60_000);
  expect(asked).toHaveLength(3);
});

test('one question at a time', () => {
  const clock = handClock();
  let asked = 0;
  watchSilence({
    clock,
    isUp: () => false,
    ask() {
      asked += 1;
      return new Promise(() => {});
    },
  });
  clock.pass(60_000);
  expect(asked).toBe(1);
});
