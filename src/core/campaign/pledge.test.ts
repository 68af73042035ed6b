import { expect, test } from 'vitest';
import { DAY } from '../instant.ts';
import { isPledgeDue, OWN_PLEDGE_VERSION, pledgeOf } from './pledge.ts';

const NOW = Date.UTC(2026, 10, 22);
const own = { version: OWN_PLEDGE_VERSION, text: null };
const theirs = { version: 2, text: 'Ich schweige.' };
const YEAR = 365 * DAY;

test('a campaign without words of its own asks for the program’s', () => {
  expect(pledgeOf({})).toEqual(own);
  expect(pledgeOf({ pledge: theirs })).toEqual(theirs);
});

test.each([
  ['never given', own, [], true],
  ['given today', own, [{ ...own, at: NOW }], false],
  ['given a year ago less a moment', own, [{ ...own, at: NOW - YEAR + 1 }], false],
  ['given a year ago: it is renewed yearly', own, [{ ...own, at: NOW - YEAR }], true],
  [
    'given long ago and again',
    own,
    [
      { ...own, at: NOW - 2 * YEAR },
      { ...own, at: NOW - DAY },
    ],
    false,
  ],
  ['given for the words before', { ...theirs, version: 3 }, [{ ...theirs, at: NOW }], true],
  ['given for other words of the same version', theirs, [{ ...theirs, text: 'Ich rede.', at: NOW }], true],
  ['given for the program’s words of that version', { ...theirs, version: 1 }, [{ ...own, at: NOW }], true],
])('a pledge %s', (_, wanted, given, isDue) => {
  expect(isPledgeDue(wanted, given, NOW)).toBe(isDue);
});
