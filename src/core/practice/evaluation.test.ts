import { describe, expect, test } from 'vitest';
import { type Criterion, criteria } from './criteria.ts';
import { evaluate, type Scores, tally } from './evaluation.ts';

/** A sheet with the same score everywhere but for `others`. */
const sheet = (score: 0 | 1 | 2, others: Scores = {}): Scores => ({
  ...Object.fromEntries(criteria.map((it) => [it, score])),
  ...others,
});

/** Twice as many points as there are criteria, but nothing said of this one. */
function without(criterion: Criterion): Scores {
  return Object.fromEntries(criteria.filter((it) => it !== criterion).map((it) => [it, 2]));
}

/** Sixteen points for `partly`, and as many more as there are criteria with `yes`. */
const withYes = (yes: number): Scores => ({
  ...sheet(1),
  ...Object.fromEntries(criteria.slice(0, yes).map((it) => [it, 2])),
});

describe('the sheet has sixteen criteria', () => {
  test('and each of them two points at most', () => {
    expect(criteria).toHaveLength(16);
    expect(evaluate(sheet(2))).toEqual({ points: 32, missing: [], isPassed: true });
  });
});

describe('whoever has 22 points and did what must be done makes real calls', () => {
  const rows: readonly [string, Scores, number, boolean][] = [
    ['22 points', withYes(6), 22, true],
    ['21 points', withYes(5), 21, false],
    ['everything but the introduction', sheet(2, { introduction: 0 }), 30, false],
    ['everything but confidentiality', sheet(2, { confidentiality: 0 }), 30, false],
    ['everything but the consent', sheet(2, { consent: 0 }), 30, false],
    ['an objection passed over', sheet(2, { objection: 0 }), 30, false],
    ['a must done by half', sheet(2, { consent: 1 }), 31, true],
    ['no objection occurred', sheet(2, { objection: 'not-applicable' }), 30, true],
    ['"did not occur" said of the introduction', sheet(2, { introduction: 'not-applicable' }), 30, false],
    ['a must that nobody noticed', without('consent'), 30, false],
    ['anything else left out', without('note'), 30, true],
    ['nothing at all', {}, 0, false],
  ];
  test.each(rows)('%s', (_, scores, points, isPassed) => {
    expect(evaluate(scores)).toMatchObject({ points, isPassed });
  });

  test('what is missing is named in the order of the sheet', () => {
    expect(evaluate({}).missing).toEqual(['introduction', 'confidentiality', 'consent', 'objection']);
  });
});

describe('a tally of the team', () => {
  test('is not made of fewer than three sheets', () => {
    expect(tally([])).toBeNull();
    expect(tally([sheet(2), sheet(0)])).toBeNull();
  });

  test('counts each criterion by itself', () => {
    const [introduction, permission] =
      tally([
        sheet(2, { introduction: 0 }),
        sheet(1, { introduction: 'not-applicable' }),
        { permission: 0 },
      ]) ?? [];
    expect(introduction).toEqual({ criterion: 'introduction', no: 1, partly: 0, yes: 0, none: 2 });
    expect(permission).toEqual({ criterion: 'permission', no: 1, partly: 1, yes: 1, none: 0 });
  });
});
