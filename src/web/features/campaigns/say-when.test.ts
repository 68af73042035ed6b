import { expect, test } from 'vitest';
import { createTexts } from '../../../texts/texts.ts';
import { sayLasting, sayNow, sayWhen } from './say-when.ts';

const de = createTexts('de');
const en = createTexts('en');
const timezone = 'Europe/Berlin';
/** Thursday, 15 March 2012, 17:42 in Berlin. */
const now = Date.UTC(2012, 2, 15, 16, 42);

test.each([
  [Date.UTC(2012, 2, 15, 16, 45), 'um 17:45 Uhr', 'at 17:45'],
  // The last minute of the day, and the first of the next: by the campaign's wall, not by UTC.
  [Date.UTC(2012, 2, 15, 22, 59), 'um 23:59 Uhr', 'at 23:59'],
  [Date.UTC(2012, 2, 15, 23, 0), 'morgen um 00:00 Uhr', 'tomorrow at 00:00'],
  [Date.UTC(2012, 2, 17, 14, 30), 'am Samstag um 15:30 Uhr', 'on Saturday at 15:30'],
  [Date.UTC(2012, 2, 22, 15), 'am Donnerstag, 22. März um 16:00 Uhr', 'on Thursday, March 22 at 16:00'],
  // Summer time begins between the two.
  [Date.UTC(2012, 2, 26, 14), 'am Montag, 26. März um 16:00 Uhr', 'on Monday, March 26 at 16:00'],
  [Date.UTC(2012, 2, 14, 15), 'am Mittwoch, 14. März um 16:00 Uhr', 'on Wednesday, March 14 at 16:00'],
])('a moment is told as people say it: %o', (at, german, english) => {
  expect(sayWhen({ at, now, timezone }, de)).toBe(german);
  expect(sayWhen({ at, now, timezone }, en)).toBe(english);
});

test('the present is told with its day', () => {
  expect(sayNow(now, timezone, de)).toBe('Donnerstag, 15. März, 17:42 Uhr');
});

test.each([
  [0, '0:00 Min.'],
  [9_400, '0:09 Min.'],
  [560_000, '9:20 Min.'],
  [3_599_999, '59:59 Min.'],
  [3_900_000, '1:05 Std.'],
  // The server's clock may be a little ahead of ours.
  [-1_500, '0:00 Min.'],
])('%i ms last %s', (milliseconds, said) => {
  expect(sayLasting(milliseconds, de)).toBe(said);
});
