import { expect, test } from 'vitest';
import { createTexts } from '../../../texts/texts.ts';
import { qualityFigures } from './quality-figures.ts';

const texts = createTexts('de');
const values = (quality: Parameters<typeof qualityFigures>[0]) =>
  qualityFigures(quality, texts).map(({ label, value }) => `${label} ${value}`.replaceAll('\u00a0', ' '));

test('the worse way counts as loss, all with their units', () => {
  expect(values({ lossHere: 0.004, lossThere: 0.0512, jitterMs: 3.4, roundTripMs: 41 })).toEqual([
    'Verlust 5,1 %',
    'Schwankung 3 ms',
    'Umlauf 41 ms',
  ]);
});

test('what nobody has said is left out', () => {
  expect(values({ lossHere: 0, lossThere: null, jitterMs: 0, roundTripMs: null })).toEqual([
    'Verlust 0 %',
    'Schwankung 0 ms',
  ]);
});
