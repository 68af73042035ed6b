import { describe, expect, test } from 'vitest';
import { evaluate } from '../evaluation.ts';
import type { AloneCase, Move } from './alone-case.ts';
import { aloneCases, type CaseId, caseIds, spokenLines } from './alone-cases.ts';
import {
  type AloneRun,
  isOver,
  movesOf,
  nodeOf,
  proposedScores,
  startRun,
  stepRun,
  strengthAndNext,
} from './alone-run.ts';

const nodesOf = (id: CaseId): AloneCase['nodes'] => aloneCases[id].nodes;

function ran(id: CaseId, ...said: Move[]): AloneRun {
  return said.reduce((run, move) => {
    const next = stepRun(run, move);
    if (next === run) throw new Error(`${id}.${run.node} does not know ${move}`);
    return next;
  }, startRun(id));
}

const known = { hasArrivedAnswer: true };

/** All that can be reached from a node. */
function reached(id: CaseId, from: string, found = new Set<string>()): Set<string> {
  if (found.has(from)) return found;
  found.add(from);
  for (const to of Object.values(nodesOf(id)[from]?.next ?? {})) reached(id, to, found);
  return found;
}

describe.each(caseIds)('the tree of %s', (id) => {
  test('has no node that nobody comes to, and leads to none that is not there', () => {
    expect([...reached(id, 'hello')].sort()).toEqual(Object.keys(nodesOf(id)).sort());
  });

  test('can be ended from every node', () => {
    for (const node of Object.keys(nodesOf(id))) {
      const ends = [...reached(id, node)].filter((it) => isOver({ caseId: id, node: it, path: [] }));
      expect(ends.length, node).toBeGreaterThan(0);
    }
  });

  test('offers two to five things to say, and always one that is well said', () => {
    for (const [node, { next }] of Object.entries(nodesOf(id))) {
      const { length } = Object.keys(next);
      if (length > 0) expect(length, node).toBeGreaterThan(1);
      expect(length, node).toBeLessThan(6);
    }
  });

  test('ends within one step of what an objection asks for', () => {
    for (const [node, { objects, next }] of Object.entries(nodesOf(id))) {
      if (!objects) continue;
      const after = stepRun({ caseId: id, node, path: [] }, 'enter-objection');
      expect(next['enter-objection'], node).toBeDefined();
      expect(isOver(after), node).toBe(true);
    }
  });

  test('tells nothing hidden before the person is confirmed', () => {
    const hidden = Object.entries(nodesOf(id)).filter(([, it]) => it.reveals);
    const isWithout = (node: string, seen = new Set<string>()): boolean => {
      if (seen.has(node) || nodesOf(id)[node]?.confirms) return true;
      seen.add(node);
      if (nodesOf(id)[node]?.reveals) return false;
      return Object.values(nodesOf(id)[node]?.next ?? {}).every((to) => isWithout(to, seen));
    };
    expect(hidden.length === 0 || isWithout('hello')).toBe(true);
  });
});

test('what the hidden thing is comes only after a question or after listening', () => {
  for (const id of caseIds)
    for (const [node, { next }] of Object.entries(nodesOf(id)))
      for (const [move, to] of Object.entries(next))
        if (nodesOf(id)[to]?.reveals)
          expect(['open-question', 'mirror', 'ask-arrived'], `${id}.${node}`).toContain(move);
});

test('a move that a node does not know changes nothing', () => {
  const run = startRun('mira');
  expect(stepRun(run, 'consent')).toBe(run);
  expect(movesOf(run)).toEqual(['introduce', 'reason', 'offer']);
  expect(nodeOf(ran('mira', 'introduce')).confirms).toBe(true);
});

test('every line is said once, by the voice of its person', () => {
  const ids = spokenLines().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(spokenLines()).toContainEqual({ id: 'mailbox.hello', by: 'mailbox' });
  expect(ids).not.toContain('objection.hello');
});

describe('the run proposes what it can tell', () => {
  const good = ran(
    'mira',
    ...(['introduce', 'ask-time', 'open-question', 'open-question', 'mirror', 'ask-arrived'] as const),
    ...(['offer', 'consent', 'agreement', 'goodbye'] as const),
  );

  test('of a talk in which all was done', () => {
    expect(proposedScores(good, known)).toEqual({
      ...{ introduction: 2, permission: 2, confidentiality: 2, 'open-questions': 2, mirroring: 2 },
      ...{ 'integration-question': 2, 'one-offer': 2, consent: 2, agreement: 2 },
      objection: 'not-applicable',
    });
    // The rest is for the person to say: nobody is ready by the machine alone.
    expect(evaluate(proposedScores(good, known)).isPassed).toBe(false);
    const whole = { ...proposedScores(good, known), note: 2, tone: 2, 'self-care': 2 } as const;
    expect(evaluate(whole).isPassed).toBe(true);
  });

  const rows: readonly [string, AloneRun, object][] = [
    ['membership named to a stranger', ran('ingrid', 'introduce', 'reason'), { confidentiality: 0 }],
    [
      'nothing named to a stranger',
      ran('ingrid', 'introduce', 'leave-neutral', 'leave-neutral', 'leave-neutral'),
      { confidentiality: 2, introduction: 2, objection: 'not-applicable' },
    ],
    [
      'membership named before the person was confirmed',
      ran('herbert', 'reason', 'introduce'),
      { confidentiality: 0, introduction: 1 },
    ],
    [
      'named afterwards',
      ran('mira', 'introduce', 'reason'),
      { confidentiality: 2, permission: 0, 'open-questions': 0 },
    ],
    [
      'an objection that was entered',
      ran('objection', 'introduce', 'ask-time', 'enter-objection'),
      { objection: 2 },
    ],
    [
      'an objection that was questioned first',
      ran('objection', 'introduce', 'ask-time', 'ask-why', 'enter-objection'),
      { objection: 1 },
    ],
    [
      'an objection that was not entered',
      ran('objection', 'introduce', 'ask-time', 'argue', 'goodbye'),
      { objection: 0 },
    ],
    ['a silent end at a mailbox', ran('mailbox', 'say-nothing'), { confidentiality: 2 }],
    ['words on a mailbox', ran('mailbox', 'introduce'), { confidentiality: 0 }],
    [
      'several offers',
      ran('aylin', 'introduce', 'offer-several', 'callback', 'agreement', 'goodbye'),
      { 'one-offer': 0, 'accepting-no': 2, agreement: 2 },
    ],
    [
      'an order without its words',
      ran('sven', 'introduce', 'open-question', 'open-question', 'offer', 'sign-up-unread'),
      { consent: 0, 'open-questions': 2, 'one-offer': 2 },
    ],
    [
      'a smaller offer after a no',
      ran('herbert', 'introduce', 'source', 'offer', 'offer-smaller'),
      { 'accepting-no': 2, 'one-offer': 1, permission: 0 },
    ],
  ];
  test.each(rows)('%s', (_, run, expected) => {
    expect(proposedScores(run, known)).toMatchObject(expected);
  });

  test('pressing after a no', () => {
    const run = ran('aylin', 'introduce', 'offer', 'press');
    expect(proposedScores(run, known)['accepting-no']).toBe(0);
  });

  test('a question that was asked and not written down is half of it', () => {
    expect(proposedScores(good, { hasArrivedAnswer: false })['integration-question']).toBe(1);
  });
});

test.each([
  [
    { mirroring: 2, permission: 0, confidentiality: 0 },
    { strength: 'mirroring', next: 'confidentiality' },
  ],
  [
    { mirroring: 2, permission: 1 },
    { strength: 'mirroring', next: 'permission' },
  ],
  [{}, { strength: null, next: null }],
] as const)('one strength and one thing to try: %j', (scores, expected) => {
  expect(strengthAndNext(scores)).toEqual(expected);
});
