import { expect, test } from 'vitest';
import { createTexts } from '../../../texts/texts.ts';
import { guideSample as guide } from '../../samples/guide.sample.ts';
import { heardTalkSample } from '../../samples/shift.sample.ts';
import { heardSentences } from './heard-words.ts';

const de = createTexts('de');

test('what an invented person says is told in the words of the guide', () => {
  const heard = heardTalkSample.call?.heard;
  if (!heard) throw new Error('the sample is silent');
  expect(heardSentences(heard, guide, de)).toEqual([
    '„Schön, dass sich jemand meldet.“',
    'Zum Ankommen: Noch keinen Anschluss gefunden',
    'Möchte hören über: Rundbrief des Landesverbands per E-Mail und Website und Termine',
    'Sagt zu: Landesparteitag als Gast',
    '„Den Rundbrief hätte ich gern.“',
    '„Meine Nummer darf weitergegeben werden.“',
  ]);
});

test('somebody who asks to be called back says that and nothing else', () => {
  const heard = heardTalkSample.call?.heard;
  if (heard?.kind !== 'person') throw new Error('the sample is silent');
  expect(heardSentences({ ...heard, asksToCallBack: 'weekend' }, guide, de)).toHaveLength(1);
});

test.each(['machine', 'announcement'] as const)('a %s speaks for itself', (kind) => {
  expect(heardSentences({ kind }, guide, de)).toHaveLength(1);
});
