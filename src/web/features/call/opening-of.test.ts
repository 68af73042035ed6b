import { describe, expect, test } from 'vitest';
import { createTexts } from '../../../texts/texts.ts';
import { guideSample } from '../../samples/guide.sample.ts';
import { bareCard, callSample, cardSample, promisedCard } from '../../samples/shift.sample.ts';
import { stationsOf } from './guide-line.ts';
import { openedBy, openingOf, openingWords } from './opening-of.ts';

const texts = createTexts('de');
const earlier = (disposition: string) => ({
  ...cardSample,
  earlier: [{ at: 0, disposition, note: null }, ...cardSample.earlier],
});

test.each([
  ['first', 'nobody was rung before', { card: bareCard, isCallback: false }],
  ['first', 'nobody answered before', { card: earlier('no-answer'), isCallback: false }],
  ['callback', 'it was promised', { card: promisedCard, isCallback: false }],
  ['callback', 'it keeps an agreed callback', { card: bareCard, isCallback: true }],
  ['ringBack', 'the talk before it broke off', { card: earlier('technical'), isCallback: false }],
  ['ringBack', 'the call before it was cut off', { card: earlier('lost'), isCallback: false }],
] as const)('%s is how a call begins when %s', (opening, _why, call) => {
  expect(openingOf({ ...callSample, ...call })).toBe(opening);
});

describe('the first words', () => {
  const guide = { ...guideSample, openings: {} };
  test('are those of the campaign file', () => {
    const callback = { du: 'du', sie: 'Sie' };
    expect(openingWords({ ...guide, openings: { callback } }, 'callback', texts)).toBe(callback);
  });
  test('of a first call are the greeting of the guide when the file names none', () => {
    expect(openingWords(guide, 'first', texts).du).toMatch(/^„Hallo, hier ist \{caller\}/);
  });
  test.each(['first', 'callback', 'ringBack', 'mailbox'] as const)(
    'of %s are there without any file',
    (it) => {
      expect(openingWords({ ...guide, steps: [] }, it, texts).du).toContain('{caller}');
    },
  );
  test('on a mailbox name nobody but the two people', () => {
    const words = openingWords({ ...guide, steps: [] }, 'mailbox', texts).du;
    expect(words).not.toMatch(/\{(?!caller|name)/);
    expect(words).not.toMatch(/mitglied|partei|verband|verein|gewerkschaft/i);
  });
  test('take the place of the greeting at the first station, and its other bullets stay', () => {
    const all = { offers: true, newsletter: true, 'local-contact': true };
    const stations = stationsOf(guideSample, {}, all);
    const opened = openedBy(stations, openingWords(guideSample, 'callback', texts));
    expect(opened[0]?.bullets[0]?.du).toContain('Wir hatten diesen Anruf verabredet.');
    expect(opened[0]?.bullets).toHaveLength(stations[0]?.bullets.length ?? 0);
    expect(opened.slice(1)).toEqual(stations.slice(1));
  });
});
