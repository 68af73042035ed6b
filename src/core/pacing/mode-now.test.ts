import { describe, expect, test } from 'vitest';
import { type ModeFacts, modeNow } from './mode-now.ts';

const none = { connected: 0, abandoned: 0 };
const facts: ModeFacts = {
  ...{ wanted: 'look-ahead', cap: 0.01, isAllowed: true, callers: 12, today: none, lately: none },
};

describe('how a campaign calls now', () => {
  test.each<[string, Partial<ModeFacts>, ReturnType<typeof modeNow>]>([
    ['look-ahead with a word and enough callers', {}, { mode: 'look-ahead', cap: 0.01, why: null }],
    ['its cap may be three per cent', { cap: 0.03 }, { mode: 'look-ahead', cap: 0.03, why: null }],
    ['and never more', { cap: 0.2 }, { mode: 'look-ahead', cap: 0.03, why: null }],
    [
      'without an owner’s word it is early',
      { isAllowed: false },
      { mode: 'early', cap: 0.003, why: 'not-allowed' },
    ],
    ['with nine callers, too', { callers: 9 }, { mode: 'early', cap: 0.003, why: 'few-callers' }],
    [
      'early needs neither',
      { wanted: 'early', isAllowed: false, callers: 1 },
      { mode: 'early', cap: 0.003, why: null },
    ],
    [
      'over the cap today nobody is called ahead',
      { today: { connected: 50, abandoned: 2 } },
      { mode: 'progressive', cap: 0, why: 'over-cap' },
    ],
    [
      'nor over it in thirty days, however good today was',
      { lately: { connected: 120, abandoned: 2 } },
      { mode: 'progressive', cap: 0, why: 'over-cap' },
    ],
    [
      'what is within look-ahead’s cap is over that of early',
      { isAllowed: false, today: { connected: 300, abandoned: 2 }, lately: { connected: 300, abandoned: 2 } },
      { mode: 'progressive', cap: 0, why: 'over-cap' },
    ],
    [
      'one call for each ready caller stays that',
      { wanted: 'progressive' },
      { mode: 'progressive', cap: 0, why: null },
    ],
    ['preview, too', { wanted: 'preview' }, { mode: 'preview', cap: 0, why: null }],
  ])('%s', (_, change, expected) => {
    expect(modeNow({ ...facts, ...change })).toEqual(expected);
  });
});
