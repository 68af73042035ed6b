import { expect, test } from 'vitest';
import { gatherPackets } from './gather-packets.ts';

function turnsByHand() {
  const rests: number[] = [];
  const waiting: (() => void)[] = [];
  return {
    rests,
    waiting,
    rest: (ms: number) => void rests.push(ms),
    next: (task: () => void) => void waiting.push(task),
    turn: () => waiting.shift()?.(),
  };
}

test('few legs never wait for each other', () => {
  const turns = turnsByHand();
  const look = gatherPackets(turns);
  for (const legs of [0, 2, 59]) look(legs);
  expect(turns.rests).toEqual([]);
  expect(turns.waiting).toEqual([]);
});

test('with many legs each turn rests once, however often it is looked', () => {
  const turns = turnsByHand();
  const look = gatherPackets(turns);
  look(60);
  look(61);
  expect(turns.waiting).toHaveLength(1);
  turns.turn();
  turns.turn();
  expect(turns.rests).toEqual([1, 1, 1]);
  expect(turns.waiting).toHaveLength(1);
});

test('it ends when the legs have gone, and begins anew with the next ones', () => {
  const turns = turnsByHand();
  const look = gatherPackets(turns);
  look(60);
  look(10);
  turns.turn();
  expect(turns.waiting).toEqual([]);
  look(60);
  expect(turns.waiting).toHaveLength(1);
});
