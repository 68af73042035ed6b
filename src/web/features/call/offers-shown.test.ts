import { expect, test } from 'vitest';
import { offersShown } from './offers-shown.ts';

const offers = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));

test.each([
  [['a', 'b', 'c', 'd'], [], 'abc', 'de'],
  [['d', 'a'], [], 'da', 'bce'],
  [[], [], '', 'abcde'],
  [['a'], ['e'], 'ae', 'bcd'],
  [['a', 'gone'], [], 'a', 'bcde'],
])(
  'of those that fit (%j) at most three are shown, and those answered (%j): %s',
  (fitting, answered, shown, others) => {
    const found = offersShown(offers, fitting, answered);
    const letters = (them: { id: string }[]) => them.map((it) => it.id).join('');
    expect([letters(found.fitting), letters(found.others)]).toEqual([shown, others]);
  },
);
