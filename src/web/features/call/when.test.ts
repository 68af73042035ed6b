import { expect, test } from 'vitest';
import { createTexts } from '../../../texts/texts.ts';
import { shiftNow as now } from '../../samples/shift.sample.ts';
import { dateLeaf, dayAndTime, duration, shortDay, windowWords } from './when.ts';

const de = createTexts('de');
const here = { timezone: 'Europe/Berlin', now };
const HOUR = 3_600_000;

test.each([
  [now + HOUR, 'heute um 18:42 Uhr', 'Heute'],
  [now - 24 * HOUR, 'gestern um 17:42 Uhr', 'Mi.'],
  [now + 7 * HOUR, 'morgen um 00:42 Uhr', 'Fr.'],
  [now - 72 * HOUR, 'am Montag, 12. März, um 17:42 Uhr', 'Mo.'],
])('%i is told as %j', (at, words, chip) => {
  expect(dayAndTime(at, here, de)).toBe(words);
  expect(shortDay(at, here, de)).toBe(chip);
});

test('across the change to summer time a day stays a day', () => {
  const before = { timezone: 'Europe/Berlin', now: Date.UTC(2012, 2, 24, 16) };
  expect(dayAndTime(Date.UTC(2012, 2, 25, 15), before, de)).toBe('morgen um 17:00 Uhr');
});

test('the times are those of the people called, wherever the caller sits', () => {
  expect(dayAndTime(now, { ...here, timezone: 'America/New_York' }, de)).toBe('heute um 12:42 Uhr');
});

test('a promise is told with its day', () => {
  const window = { fromAt: now + HOUR, untilAt: now + 2 * HOUR };
  expect(windowWords(window, here, de)).toBe('Donnerstag, 15. März, 18:42 bis 19:42 Uhr');
});

test.each([
  ['2012-04-21', ['Sa.', '21', 'Apr.']],
  ['2012-05-25', ['Fr.', '25', 'Mai']],
])('the leaf of %s', (date, leaf) => {
  expect(dateLeaf(date, de)).toEqual(leaf);
});

test.each([
  [-5, '0:00'],
  [59_999, '0:59'],
  [252_000, '4:12'],
  [3_852_000, '1:04:12'],
])('%i ms last %s', (milliseconds, words) => {
  expect(duration(milliseconds)).toBe(words);
});
