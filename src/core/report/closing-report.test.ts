import { describe, expect, test } from 'vitest';
import type { Campaign } from '../campaign/campaign.ts';
import { campaignUnderTest } from '../queue/campaign-under-test.ts';
import { closingReport } from './closing-report.ts';
import type { PeopleCount, ReportFacts } from './report-facts.ts';

const wording = (text: string) => ({ du: text, sie: text });
const answer = (id: string) => ({ id, label: id });
const campaign: Campaign = campaignUnderTest({
  guide: {
    ...{ version: 3, address: 'du', moments: [] },
    steps: [
      {
        ...{ id: 'start', title: 'Start', bullets: [] },
        questions: [
          {
            ...{ id: 'integration', kind: 'single', ask: wording('Wie?'), required: true },
            answers: [answer('integrated'), answer('not-connected'), answer('no-interest')],
          },
        ],
      },
    ],
  },
  offers: [
    { id: 'party', title: 'Party', ask: wording(''), audience: {} },
    { id: 'camp', title: 'Camp', ask: wording(''), audience: {} },
  ],
});

const nobody: PeopleCount = {
  ...{ branch: 'Nord', isCalled: true, isReached: false, isOutOfDate: false, hasObjected: false },
  ...{
    integration: null,
    reception: null,
    wantsNewsletter: false,
    wantsLocalContact: false,
    offers: [],
    channels: [],
  },
  people: 1,
};

function facts(people: readonly Partial<PeopleCount>[], changes: Partial<ReportFacts> = {}): ReportFacts {
  const counted = people.map((it) => ({ ...nobody, ...it }));
  return {
    ...{
      campaign,
      madeAt: Date.UTC(2012, 2, 17, 17),
      people: counted,
      suspectedNumbers: 0,
      calls: [],
      guideVersions: [],
    },
    selected: counted.reduce((sum, it) => sum + it.people, 0),
    callbacks: { kept: 0, broken: 0, open: 0 },
    shifts: { callers: 0, secondsWithoutPauses: 0 },
    ...{ list: null, excludedBy: {} },
    ...changes,
  };
}

describe('every selected person is in exactly one group', () => {
  test.each([
    [{ isReached: false, isOutOfDate: false }, 'neverReached'],
    [{ isReached: false, isOutOfDate: true }, 'outOfDate'],
    [{ isReached: true, isOutOfDate: false }, 'reached'],
    // Spoken to on a number that went out of date later, or on a second one.
    [{ isReached: true, isOutOfDate: true }, 'reached'],
    // An objection told by somebody else.
    [{ isReached: false, isOutOfDate: false, hasObjected: true }, 'neverReached'],
    [{ isReached: false, isOutOfDate: false, isCalled: false }, 'neverReached'],
  ] as const)('%o is %s', (person, group) => {
    const { reached, outOfDate, neverReached, byBranch } = closingReport(facts([{ ...person, people: 7 }]));
    const counts = { reached: 0, outOfDate: 0, neverReached: 0, [group]: 7 };
    expect({ reached, outOfDate, neverReached }).toEqual(counts);
    expect(byBranch[0]).toMatchObject({ selected: 7, ...counts });
  });

  test('counts that do not add up to the contacts are refused', () => {
    expect(() => closingReport(facts([{ people: 7 }], { selected: 8 }))).toThrow('7 people of 8');
  });
});

test('answers stand in the order of the guide, those of an older guide last; nobody’s are left out', () => {
  const given = ['no-interest', 'old-answer', 'integrated'].map((integration) => ({
    integration,
    isReached: true,
  }));
  const { answers, byBranch } = closingReport(facts(given));
  expect(Object.keys(answers.integration)).toEqual(['integrated', 'no-interest', 'old-answer']);
  expect(Object.keys(byBranch[0]?.integration ?? {})).toEqual(['integrated', 'no-interest', 'old-answer']);
});

test('reception is told for each answer and for all; an answer without one counts none', () => {
  const { reception, receptionByIntegration } = closingReport(
    facts([
      { isReached: true, integration: 'integrated', reception: 'pleased', people: 5 },
      { isReached: true, integration: 'integrated', people: 2 },
      { isReached: true, reception: 'disturbed', people: 3 },
    ]),
  );
  expect(reception).toEqual({ pleased: 5, neutral: 0, disturbed: 3 });
  expect(receptionByIntegration).toEqual({ integrated: { pleased: 5, neutral: 0, disturbed: 0 } });
});

test('every offer of the campaign has a count, also one that nobody accepted', () => {
  const { offers, channels } = closingReport(facts([{ offers: ['party'], channels: ['post'], people: 4 }]));
  expect(offers).toEqual({ party: 4, camp: 0 });
  expect(channels).toEqual({ post: 4 });
});

test('branches stand by size, then by name', () => {
  const people = [
    ['B', 2],
    ['A', 2],
    ['C', 3],
    ['B', 0],
  ] as const;
  const { byBranch } = closingReport(facts(people.map(([branch, count]) => ({ branch, people: count }))));
  expect(byBranch.map((it) => it.name)).toEqual(['C', 'A', 'B']);
});

test('agreed callbacks are kept, broken and open ones together', () => {
  const { callbacks } = closingReport(facts([], { callbacks: { kept: 4, broken: 2, open: 1 } }));
  expect(callbacks).toEqual({ agreed: 7, kept: 4, broken: 2, open: 1 });
});

test('effort is told in hours without pauses', () => {
  const call = {
    part: 'C',
    attempts: 12,
    conversations: 4,
    abandoned: 1,
    conversationSeconds: 1800,
  } as const;
  const shifts = { callers: 2, secondsWithoutPauses: 7200 };
  const { effort, abandoned, byDayPart } = closingReport(facts([], { calls: [call], shifts }));
  expect(effort).toEqual({
    callers: 2,
    callerHours: 2,
    conversationsPerHour: 2,
    attemptsPerConversation: 3,
    utilisation: 0.25,
  });
  expect(abandoned).toBe(1);
  expect(byDayPart['weekday-evening']).toEqual({ attempts: 12, conversations: 4 });
  expect(byDayPart['saturday-morning']).toEqual({ attempts: 0, conversations: 0 });
});

test('a campaign in which nothing happened yet has a report too', () => {
  const report = closingReport(facts([]));
  expect(report.effort).toMatchObject({
    conversationsPerHour: null,
    attemptsPerConversation: null,
    utilisation: null,
  });
  expect(report).toMatchObject({
    selected: 0,
    guideVersions: [3],
    madeAt: '2012-03-17T17:00:00Z',
    byBranch: [],
  });
});
