import { expect, test } from 'vitest';
import { pacingPlan } from './simulated-pacing.ts';

const nothingAsked = { pacing: null, cap: null };

test.each([
  ['nothing', undefined, nothingAsked, { name: 'progressive', mode: 'progressive', cap: null }],
  ['early', { mode: 'early', cap: 0.01 }, nothingAsked, { name: 'early', cap: 0.003 }],
  ['look-ahead', { mode: 'look-ahead', cap: 0.02 }, nothingAsked, { name: 'look-ahead', cap: 0.02 }],
  ['preview', { mode: 'preview', cap: 0.01 }, nothingAsked, { name: 'preview', mode: 'preview', cap: null }],
  ['own phones', { mode: 'own-phone', cap: 0.01 }, nothingAsked, { name: 'by-hand' }],
  [
    'early, and look-ahead is asked for',
    { mode: 'early', cap: 0.02 },
    { pacing: 'look-ahead', cap: 0.03 },
    { name: 'look-ahead', cap: 0.03 },
  ],
  ['nothing, and look-ahead is asked for', undefined, { pacing: 'look-ahead', cap: null }, { cap: 0.01 }],
] as const)('the file says %s', (_, pacing, asked, expected) => {
  expect(pacingPlan(pacing === undefined ? {} : { pacing }, asked)).toMatchObject(expected);
});

test.each(['by-hand', 'fixed-1.5', 'fixed-2', 'kooragang', 'vicidial'] as const)(
  "%s dials by its own rule, under the dialler's hard cap",
  (pacing) => {
    const plan = pacingPlan({}, { pacing, cap: null });
    expect(plan).toMatchObject({ name: pacing, mode: 'look-ahead', cap: 0.03 });
    expect(plan.createPacer).toBeDefined();
  },
);
