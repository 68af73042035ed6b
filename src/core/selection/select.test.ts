import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { instantOf } from '../calendar/local-time.ts';
import type { Selection } from '../campaign/campaign.ts';
import type { PersonId } from '../ids.ts';
import { ageOn } from './conditions.ts';
import { type ExclusionReason, exclusionReasons } from './exclusion-reasons.ts';
import { createSelection, select } from './select.ts';
import type { SelectionPerson } from './selection-person.ts';

const context = { today: '2012-03-13', timezone: 'Europe/Berlin' };
const fitting: SelectionPerson = {
  id: 'fitting' as PersonId, // The brand is given by the store; a test names its own people.
  joinedOn: '2011-05-01',
  status: 'aktiv',
  birthDate: '1980-03-13',
  branchPath: ['Landesverband Sachsen', 'Dresden'],
  postcode: '01099',
  lastContacts: {},
  numbers: 'diallable',
  doNotCall: false,
  restricted: false,
  leftSource: false,
  lastAttemptAt: null,
  lastConversationAt: null,
  inOtherCampaign: false,
};
const everything: Selection = {
  joinedOnOrAfter: '2007-01-01',
  joinedOnOrBefore: '2011-12-31',
  status: ['aktiv'],
  minAgeYears: 18,
  maxAgeYears: 40,
  branches: ['Dresden', 'Leipzig'],
  postcodes: ['01', '04109'],
  noContactBy: ['state', 'youth', 'branch'],
  diallableNumber: true,
  notBlocked: true,
  notAskedForDays: { attempt: 7, conversation: 30 },
};

const person = (change: Partial<SelectionPerson>, id = 'somebody'): SelectionPerson => ({
  ...fitting,
  ...change,
  id: id as PersonId,
});
const at = (date: string) => instantOf(date, 0, 'Europe/Berlin');

describe('somebody who fits but for one thing is left out for it', () => {
  const rows: readonly (readonly [ExclusionReason | null, Partial<SelectionPerson>])[] = [
    [null, {}],
    ['joined-unknown', { joinedOn: null }],
    ['joined-earlier', { joinedOn: '2006-12-31' }],
    [null, { joinedOn: '2007-01-01' }],
    [null, { joinedOn: '2011-12-31' }],
    ['joined-later', { joinedOn: '2012-01-01' }],
    ['not-active', { status: 'ruhend' }],
    ['not-active', { status: null }],
    [null, { status: ' Aktiv ' }],
    [null, { status: 'active' }],
    ['contacted-state', { lastContacts: { state: '2010-01-01' } }],
    ['contacted-youth', { lastContacts: { youth: 'ja' } }],
    ['contacted-branch', { lastContacts: { branch: 'am Stand' } }],
    [null, { lastContacts: { state: '', youth: null, branch: ' ' } }],
    ['no-number', { numbers: 'none' }],
    ['unusable-number', { numbers: 'unusable' }],
    ['do-not-call', { doNotCall: true }],
    ['age-unknown', { birthDate: null }],
    ['too-young', { birthDate: '1994-03-14' }],
    [null, { birthDate: '1994-03-13' }],
    ['too-old', { birthDate: '1971-03-13' }],
    [null, { birthDate: '1971-03-14' }],
    ['other-branch', { branchPath: ['Landesverband Sachsen', 'Zwickau'] }],
    ['other-branch', { branchPath: [] }],
    [null, { branchPath: ['Landesverband Sachsen', 'dresden', 'Neustadt'] }],
    ['other-postcode', { postcode: '04107' }],
    ['other-postcode', { postcode: null }],
    [null, { postcode: '04109' }],
    ['asked-lately', { lastAttemptAt: at('2012-03-07') }],
    [null, { lastAttemptAt: at('2012-03-06') }],
    ['asked-lately', { lastConversationAt: at('2012-02-13') }],
    [null, { lastConversationAt: at('2012-02-12') }],
    ['in-other-campaign', { inOtherCampaign: true }],
    ['restricted', { restricted: true }],
    ['left-source', { leftSource: true }],
  ];
  test.each(rows)('%s: %j', (reason, change) => {
    expect(createSelection(everything, context).add(person(change))).toBe(reason);
  });
});

describe('what holds without the file’s word', () => {
  test.each<[ExclusionReason | null, Partial<SelectionPerson>]>([
    ['do-not-call', { doNotCall: true }],
    ['minor', { birthDate: '1998-03-14' }],
    [null, { birthDate: '1998-03-13' }],
    [null, { birthDate: null }],
    ['in-other-campaign', { inOtherCampaign: true }],
    ['restricted', { restricted: true }],
    ['left-source', { leftSource: true }],
    [null, { joinedOn: null, status: 'ruhend', numbers: 'none', postcode: null, branchPath: [] }],
    [null, { lastContacts: { state: 'ja' }, lastAttemptAt: at('2012-03-13') }],
  ])('%s: %j', (reason, change) => {
    expect(createSelection({}, context).add(person(change))).toBe(reason);
  });
});

test('somebody who fails several conditions counts once in order and with each alone', () => {
  const people = [
    person({ joinedOn: '2001-01-01', status: 'ruhend', numbers: 'none' }, 'a'),
    person({ status: 'ruhend', numbers: 'none', doNotCall: true }, 'b'),
    person({ numbers: 'unusable', lastContacts: { state: 'x', branch: 'y' } }, 'c'),
    person({ doNotCall: true, postcode: '99999' }, 'd'),
    person({ joinedOn: '1999-01-01', doNotCall: true }, 'e'),
    person({}, 'f'),
    person({}, 'g'),
  ];
  const result = select(people, everything, context);
  expect(result.selected).toEqual(['f', 'g']);
  expect(result.excludedBy).toEqual({
    'joined-earlier': 2,
    'not-active': 1,
    'contacted-state': 1,
    'do-not-call': 1,
  });
  expect(result.alone).toEqual({
    ...{ 'joined-earlier': 2, 'not-active': 2, 'contacted-state': 1, 'contacted-branch': 1 },
    ...{ 'no-number': 2, 'unusable-number': 1, 'do-not-call': 3, 'other-postcode': 1 },
  });
  expect(result.steps.filter((it) => it.leavesOut > 0)).toEqual([
    { reason: 'joined-earlier', leavesOut: 2, remaining: 5 },
    { reason: 'not-active', leavesOut: 1, remaining: 4 },
    { reason: 'contacted-state', leavesOut: 1, remaining: 3 },
    { reason: 'do-not-call', leavesOut: 1, remaining: 2 },
  ]);
});

test('the steps name every condition that is asked, in order, and end with those selected', () => {
  const { steps } = select([person({})], everything, context);
  expect(steps.map((it) => it.reason)).toEqual([...exclusionReasons]);
  expect(select([], {}, context).steps.map((it) => it.reason)).toEqual([
    ...['do-not-call', 'minor', 'in-other-campaign', 'restricted', 'left-source'],
  ]);
  expect(steps.at(-1)?.remaining).toBe(1);
});

test('the reasons are those of the sample, in the same words', () => {
  const file = readFileSync(new URL('../../../examples/sachsen/erwartet.json', import.meta.url), 'utf8');
  const expected: { excludedBy: Record<string, number> } = JSON.parse(file);
  expect(exclusionReasons).toEqual(expect.arrayContaining(Object.keys(expected.excludedBy)));
});

test('a hundred thousand people are counted without being kept', () => {
  const running = createSelection(everything, context);
  for (let i = 0; i < 100_000; i++) running.add(i % 4 === 0 ? fitting : person({ numbers: 'none' }));
  expect(running.result().selected).toHaveLength(25_000);
  expect(running.result().excludedBy).toEqual({ 'no-number': 75_000 });
});

test.each([
  ['2012-03-12', '1980-03-13', 31],
  ['2012-03-13', '1980-03-13', 32],
  ['2011-02-28', '2008-02-29', 2],
  ['2011-03-01', '2008-02-29', 3],
])('on %s somebody born on %s is %i years old', (today, birthDate, years) => {
  expect(ageOn(today, birthDate)).toBe(years);
});
