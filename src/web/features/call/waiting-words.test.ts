import { expect, test } from 'vitest';
import { createTexts } from '../../../texts/texts.ts';
import { shiftNow as now, waitingSample } from '../../samples/shift.sample.ts';
import { waitedShare, waitingSentences, waitOf } from './waiting-words.ts';

const de = createTexts('de');
const none = { missing: 3, reasons: [] };

test.each([
  [null, 'soon'],
  [{ ...none, nextAt: now }, 'soon'],
  [{ ...none, nextAt: now - 1 }, 'soon'],
  [{ ...none, nextAt: now + 1 }, 'until'],
  [{ ...none, nextAt: null }, 'over'],
])('%j: %s', (waiting, kind) => {
  expect(waitOf(waiting, now).kind).toBe(kind);
});

test('why nobody is due is told with how many, at most three reasons', () => {
  const { waiting } = waitingSample;
  if (waiting === null) throw new Error('the sample does not wait');
  expect(waitingSentences(waiting, de)).toEqual([
    'Gerade ist niemand dran. 38 Personen fehlen noch.',
    '25 Personen hatten vor Kurzem einen Anruf, und dazwischen lassen wir Zeit.',
    '12 Personen haben um einen Anruf zu einer bestimmten Zeit gebeten.',
    'Bei 1 Person ruht die Nummer, bis wir sie noch einmal prüfen.',
  ]);
});

test('a reason without a sentence of its own is told as organisers read it', () => {
  const reasons = [{ reason: 'finished', people: 2, nextAt: null }];
  expect(waitingSentences({ nextAt: null, missing: 2, reasons }, de)[1]).toBe(
    '2 Personen: Das Gespräch ist geführt.',
  );
});

test.each([
  [0, 100, 50, 50],
  [0, 100, 200, 100],
  [50, 100, 0, 0],
  [100, 100, 100, 100],
])('since %i until %i, at %i: %i percent', (since, nextAt, at, share) => {
  expect(waitedShare(since, nextAt, at)).toBe(share);
});
