import { expect, it } from 'vitest';
import { HOUR } from '../instant.ts';
import { doneAt } from './done-at.ts';

/** Three days, open from the 16th to the 20th hour. */
const openings = [0, 24, 48].map((day) => ({ fromAt: (day + 16) * HOUR, untilAt: (day + 20) * HOUR }));
/** After two open hours of the first day forty people were called: twenty an hour. */
const facts = { openings, dayFrom: 0, now: 18 * HOUR, calledToday: 40, left: 20, lastDueAt: null };

it.each([
  ['within the opening', {}, 19 * HOUR],
  ['goes on in the next opening', { left: 60 }, (24 + 17) * HOUR],
  ['not before the last one is due', { lastDueAt: (24 + 18) * HOUR }, (24 + 18) * HOUR],
  ['too much for the time that is left', { left: 201 }, null],
  ['due after the last opening', { lastDueAt: 80 * HOUR }, null],
  ['nobody is left', { left: 0 }, null],
  ['too few calls to tell', { calledToday: 9 }, null],
  ['too early to tell', { now: 16.4 * HOUR }, null],
  ['before the opening of the day', { now: 12 * HOUR, calledToday: 0 }, null],
  [
    'yesterday does not count',
    { dayFrom: 24 * HOUR, now: (24 + 17) * HOUR, calledToday: 20 },
    (24 + 18) * HOUR,
  ],
])('%s', (_name, changes, expected) => {
  expect(doneAt({ ...facts, ...changes })).toBe(expected);
});
