import { describe, expect, test } from 'vitest';
import { createTexts } from '../../../texts/texts.ts';
import { boardSample } from '../../samples/board.sample.ts';
import { type Pacing, pacingWords } from './pacing-words.ts';

const de = createTexts('de');
const words = (change: Partial<Pacing>) => {
  if (boardSample.pacing === null) throw new Error('a board without a trunk');
  return pacingWords({ ...boardSample.pacing, ...change }, de);
};

describe('how a campaign calls, in words', () => {
  test('what stands in the way comes first, then what the last decision came from, then what the mode means', () => {
    const reason = { code: 'pacing.reason.progressive', values: { calls: 2 } };
    const ahead = { wanted: 'look-ahead', mode: 'early', cap: 0.003 } as const;
    expect(words({ ...ahead, why: 'few-callers', reason }).why).toBe(de.say('pacing.why.few-callers'));
    expect(words({ ...ahead, reason }).why).toBe(de.say('pacing.reason.progressive', { calls: 2 }));
    expect(words({ ...ahead, reason: { code: 'pacing.reason.of-tomorrow', values: {} } }).why).toBe(
      de.say('pacing.means.early'),
    );
  });

  test('abandoned calls with their base', () => {
    expect(words({}).abandoned).toBe(de.say('pacing.abandoned.none', { answered: 133 }));
    expect(words({ today: { connected: 132, abandoned: 1, share: 1 / 133 } }).abandoned).toBe(
      de.say('pacing.abandoned.some', { abandoned: 1, answered: 133, share: '0,8\u00a0%' }),
    );
  });
});
