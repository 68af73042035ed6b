import { describe, expect, test } from 'vitest';
import { runners } from '../bench/pacing/contestants.ts';
import {
  type CellMeasures,
  gain,
  isWithin,
  measure,
  pooledShare,
  tunedModel,
} from '../bench/pacing/measures.ts';
import { runLine, type SessionLine } from '../bench/pacing/session-line.ts';
import { writeTables } from '../bench/pacing/tables.ts';

const line = (changes: Partial<SessionLine>): SessionLine => ({
  ...{ pacer: 'ours-3', teamSize: 10, personShare: 0.22, drift: 'drifting', world: 1, rises: true },
  ...{ paid: 1000, talk: 500, conversations: 10, abandoned: 0, conversationsLate: 5, abandonedLate: 0 },
  ...{ machines: 5, droppedMachines: 0, launched: 50, meanUs: 1, worstMs: 1, us: [], around: [] },
  ...changes,
});
const cell = (changes: Partial<CellMeasures>): CellMeasures => {
  const measured = measure([line({})]);
  if (measured === null) throw new Error('no sessions');
  return { ...measured, ...changes };
};

describe('of the sessions of a cell', () => {
  test.each([
    {
      what: 'utilisation is the mean of the sessions',
      sessions: [{ talk: 500 }, { talk: 700 }],
      is: { utilisation: 0.6 },
    },
    { what: 'wait is what is left for each conversation', sessions: [{ talk: 400 }], is: { wait: 60 } },
    {
      what: 'abandoned is of people alone',
      sessions: [{ conversations: 30, abandoned: 10, machines: 99 }],
      is: { abandoned: 0.25 },
    },
    {
      what: 'abandoned is pooled: a short session weighs less',
      sessions: [
        { conversations: 1, abandoned: 1 },
        { conversations: 98, abandoned: 0 },
      ],
      is: { abandoned: 0.01 },
    },
    {
      what: 'after a rise, only second halves of worlds that rise count',
      sessions: [
        { conversationsLate: 9, abandonedLate: 1 },
        { rises: false, conversationsLate: 0, abandonedLate: 9 },
      ],
      is: { abandonedAfterRise: 0.1 },
    },
    {
      what: 'machines are dropped for a hundred conversations',
      sessions: [{ droppedMachines: 4 }],
      is: { droppedMachines: 40 },
    },
    {
      what: 'three in a hundred are not over 3 %',
      sessions: [
        { conversations: 97, abandoned: 3 },
        { conversations: 96, abandoned: 4 },
      ],
      is: { sessionsOver3: 0.5 },
    },
  ])('$what', ({ sessions, is }) => {
    const measured = measure(sessions.map((it, index) => line({ ...it, world: index })));
    for (const [name, value] of Object.entries(is))
      expect(measured).toHaveProperty(name, expect.closeTo(value, 9));
  });
});

test('a pooled share has the error that its parts scatter by', () => {
  expect(
    pooledShare([
      [1, 10],
      [3, 10],
    ]),
  ).toEqual({ share: 0.2, error: expect.closeTo(0.1, 9) });
  expect(pooledShare([])).toEqual({ share: 0, error: 0 });
});

test('within a cap is not over it by more than one standard error', () => {
  expect(isWithin(cell({ abandoned: 0.034, abandonedError: 0.005 }), 0.03)).toBe(true);
  expect(isWithin(cell({ abandoned: 0.036, abandonedError: 0.005 }), 0.03)).toBe(false);
});

test.each([
  { says: 'half of the way to the model', own: {}, model: 0.7, is: 0.5 },
  { says: 'nothing when over the cap', own: { abandoned: 0.05 }, model: 0.7, is: 0 },
  { says: 'more than one when better than the model', own: { utilisation: 0.8 }, model: 0.7, is: 1.5 },
  { says: 'unknown where the model gains nothing', own: {}, model: 0.5, is: null },
])('gain: $says', ({ own, model, is }) => {
  const yardsticks = {
    progressive: cell({ utilisation: 0.5 }),
    model: cell({ utilisation: model }),
    cap: 0.03,
  };
  const found = gain(cell({ utilisation: 0.6, ...own }), yardsticks);
  expect(found).toEqual(is === null ? null : expect.closeTo(is, 9));
});

test.each([
  { says: 'between the two risks around it', cap: 0.02, is: 0.65 },
  { says: 'the boldest when all are within', cap: 0.1, is: 0.8 },
  { says: 'nothing bolder than progressive when the cap is nearly zero', cap: 0, is: 0.5 },
])('the tuned model at a cap is $says', ({ cap, is }) => {
  const points = [
    cell({ utilisation: 0.7, abandoned: 0.03 }),
    cell({ utilisation: 0.5, abandoned: 0 }),
    cell({ utilisation: 0.6, abandoned: 0.01 }),
    cell({ utilisation: 0.8, abandoned: 0.06 }),
  ];
  expect(tunedModel(points, cap)?.utilisation).toBeCloseTo(is);
});

test('a session of a training world gives a line, and the lines a table with each goal', () => {
  const tiny = { teamSize: 2, personShare: 0.42, drift: 'stable' } as const;
  const lines = ['ours-3', 'progressive'].map((pacer) => runLine('training', tiny, { world: 4, pacer }));
  expect(lines.filter(({ conversations }) => conversations < 20)).toEqual([]);
  const asModel = lines.map((it) => ({ ...it, pacer: 'model@0.02' }));
  const report = writeTables([...lines, ...asModel], { kind: 'training', machine: 'a test' });
  expect(report).toContain('| progressive 1:1 |');
  expect(report).toContain('| model, tuned to 3 % |');
  expect(report).toMatch(/\| cap 3 %: within it in every cell \| [01] of 1 cells/);
});

test('the tuned model is on the tables, and what runs is the model by each of its risks', () => {
  const names = runners.map(({ name }) => name);
  expect(names).toContain('model@0.02');
  expect(names).not.toContain('model-3');
  expect(new Set(names).size).toBe(names.length);
});
