import { expect, test } from 'vitest';
import type { GuideView } from '../../../protocol/views.ts';
import { guideSample as guide } from '../../samples/guide.sample.ts';
import { preparation, stationsOf } from './guide-line.ts';

const all = { offers: true, newsletter: true, 'local-contact': true };
const ids = (view: GuideView, answers = {}, has = all) => stationsOf(view, answers, has).map((it) => it.id);

test('what is read while it rings is no station', () => {
  expect(preparation(guide).map((it) => it.id)).toEqual(['vorbereitung']);
  expect(ids(guide)[0]).toBe('begruessung');
});

test('the line ends with how the call was received', () => {
  expect(ids(guide).at(-1)).toBe('reception');
});

test('offers, newsletter and local contact stand where the guide has a place for them', () => {
  const parts = stationsOf(guide, {}, all).flatMap((it) => it.parts.map((part) => `${it.id}: ${part}`));
  expect(parts).toEqual([
    'angebot: offers',
    'newsletter: newsletter',
    'ansprechperson: local-contact',
    'reception: reception',
  ]);
});

test('without a place of their own they come just before the end', () => {
  const bare = { ...guide, steps: guide.steps.filter((it) => !['angebot', 'newsletter'].includes(it.id)) };
  expect(ids(bare).slice(-4)).toEqual(['offers', 'newsletter', 'abschluss', 'reception']);
});

test('what there is nothing to show for is left away', () => {
  const none = { offers: false, newsletter: false, 'local-contact': false };
  expect(stationsOf(guide, {}, none).flatMap((it) => it.parts)).toEqual(['reception']);
});

test.each([
  [{}, ['integration']],
  [{ integration: 'integrated' }, ['integration', 'help-offer']],
  [{ integration: 'wants-information' }, ['integration', 'topics']],
  [{ integration: 'no-interest' }, ['integration', 'leaving-reason']],
])('with %j the station asks %j', (answers, questions) => {
  const station = stationsOf(guide, answers, all).find((it) => it.id === 'integration');
  expect(station?.questions.map((it) => it.id)).toEqual(questions);
});

test('an answer that leads to the end leaves out what lies between, and nothing else', () => {
  const leftOut = (integration: string) =>
    stationsOf(guide, { integration }, all)
      .filter((it) => it.isLeftOut)
      .map((it) => it.id);
  expect(leftOut('no-time')).toEqual(['kanaele', 'angebot', 'newsletter', 'ansprechperson']);
  expect(leftOut('integrated')).toEqual([]);
});

test('a guide of one step is no trap', () => {
  const [first] = guide.steps.slice(1);
  if (first === undefined) throw new Error('the sample has no steps');
  expect(ids({ ...guide, steps: [first] }, {}, { ...all, newsletter: false })).toEqual([
    'offers',
    'local-contact',
    'begruessung',
    'reception',
  ]);
});
