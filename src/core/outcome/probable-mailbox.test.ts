import { expect, it } from 'vitest';
import { type AnswerTiming, isProbablyMailbox } from './probable-mailbox.ts';

const unknown: AnswerTiming = {
  ...{ ringingSeconds: null, answeredSeconds: null, numberType: 'fixed-line' },
  earlierMailboxRingSeconds: [],
};

it.each<[string, Partial<AnswerTiming>, boolean]>([
  [
    'a mobile answered 3 s after the dialling, without a 180',
    { numberType: 'mobile', answeredSeconds: 3 },
    true,
  ],
  ['a mobile answered a moment later', { numberType: 'mobile', answeredSeconds: 3.1 }, false],
  [
    'a mobile answered 3 s after the 180',
    { numberType: 'fixed-line-or-mobile', ringingSeconds: 4, answeredSeconds: 7 },
    true,
  ],
  ['a fixed line answered at once', { ringingSeconds: 4, answeredSeconds: 5 }, false],
  [
    'after the ringing of an earlier mailbox',
    { ringingSeconds: 2, answeredSeconds: 20, earlierMailboxRingSeconds: [30, 18.9] },
    true,
  ],
  [
    'more than a second off it',
    { ringingSeconds: 2, answeredSeconds: 20, earlierMailboxRingSeconds: [19.1] },
    false,
  ],
  [
    'shorter than a mailbox waits',
    { ringingSeconds: 2, answeredSeconds: 15.9, earlierMailboxRingSeconds: [13.9] },
    false,
  ],
  [
    'longer than a mailbox waits',
    { ringingSeconds: 2, answeredSeconds: 33.1, earlierMailboxRingSeconds: [31.1] },
    false,
  ],
  ['not answered yet', { numberType: 'mobile', ringingSeconds: 1 }, false],
])('%s', (_name, timing, expected) => {
  expect(isProbablyMailbox({ ...unknown, ...timing })).toBe(expected);
});
