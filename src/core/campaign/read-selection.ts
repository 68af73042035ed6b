import type { ContactLevel, Selection } from './campaign.ts';
import { durationIn } from './read-duration.ts';
import {
  choice,
  date,
  type Fields,
  fields,
  flag,
  maybe,
  oneOrMore,
  problem,
  type Spot,
  text,
  wholeNumber,
} from './yaml-reader.ts';

const AGE = { least: 14, most: 120 };
const DAYS = { least: 0, most: 3650 };
const LEVELS = { landesverband: 'state', jugendverband: 'youth', kreisverband: 'branch' } as const;

/**
 * `selection:` of the file. Where it is silent: a number that may be dialled, no block, and 6.2's rest of 7 days
 * after an attempt and 30 after a conversation of any other campaign.
 */
export function readSelection(spot: Spot | undefined): Selection {
  const from = fields(spot, [
    ...[
      'joinedOnOrAfter',
      'joinedOnOrBefore',
      'status',
      'minAgeYears',
      'maxAgeYears',
      'branches',
      'postcodes',
    ],
    ...['noContactBy', 'diallableNumber', 'notBlocked', 'notAskedFor'],
  ]);
  const selection: Selection = {
    ...maybe('joinedOnOrAfter', from, date),
    ...maybe('joinedOnOrBefore', from, date),
    ...maybe('status', from, (it) => oneOrMore(it).map((one) => text(one))),
    ...maybe('minAgeYears', from, (it) => wholeNumber(it, AGE)),
    ...maybe('maxAgeYears', from, (it) => wholeNumber(it, AGE)),
    ...maybe('branches', from, (it) => oneOrMore(it).map((one) => text(one))),
    ...maybe('postcodes', from, (it) => oneOrMore(it).map(postcode)),
    ...maybe('noContactBy', from, (it) => oneOrMore(it).map(level)),
    diallableNumber: readFlag(from, 'diallableNumber'),
    notBlocked: notBlocked(from),
    notAskedForDays: readRest(from.get('notAskedFor')),
  };
  reportBackwards(from, selection);
  return selection;
}

function readFlag(from: Fields, key: string): boolean {
  const spot = from.get(key);
  return spot === undefined || flag(spot);
}

// DOMAIN L18, Art. 21 GDPR: an objection holds in every campaign; a file cannot switch it off.
function notBlocked(from: Fields): true {
  const spot = from.get('notBlocked');
  if (spot !== undefined && !flag(spot)) problem(spot, 'blocked-must-hold');
  return true;
}

function readRest(spot: Spot | undefined): { attempt: number; conversation: number } {
  const from = fields(spot, ['attempt', 'conversation']);
  const days = (key: string, otherwise: number) => {
    const at = from.get(key);
    return at === undefined ? otherwise : durationIn('days', at, DAYS);
  };
  return { attempt: days('attempt', 7), conversation: days('conversation', 30) };
}

function level(spot: Spot): ContactLevel {
  return choice<ContactLevel>(spot, ['state', 'youth', 'branch'], LEVELS);
}

function postcode(spot: Spot): string {
  const prefix = text(spot);
  if (prefix !== '' && !/^\d{1,5}$/.test(prefix)) problem(spot, 'not-a-postcode');
  return prefix;
}

function reportBackwards(from: Fields, selection: Selection): void {
  const joined = from.get('joinedOnOrBefore');
  const { joinedOnOrAfter, joinedOnOrBefore, minAgeYears, maxAgeYears } = selection;
  if (joined && joinedOnOrAfter && joinedOnOrBefore && joinedOnOrBefore < joinedOnOrAfter)
    problem(joined, 'range-backwards');
  const age = from.get('maxAgeYears');
  if (age && minAgeYears && maxAgeYears && maxAgeYears < minAgeYears) problem(age, 'range-backwards');
}
