import { expect, it } from 'vitest';
import { mainReason } from './main-reason.ts';
import type { QueueReason } from './next-try.ts';

it.each<[string, QueueReason[], boolean, QueueReason]>([
  ['never tried, and the hours have not begun', ['never-tried', 'hours'], false, 'hours'],
  [
    'the wait after a try, not the gap before it',
    ['retry', 'gap-after-try', 'wait-after-outcome'],
    false,
    'wait-after-outcome',
  ],
  ['a cap, not the opening that follows it', ['retry', 'tries-today', 'hours'], false, 'tries-today'],
  ['a promise, whatever moved it', ['promise', 'hours'], false, 'promise'],
  ['who is due now is not held back by what was', ['never-tried', 'hours'], true, 'never-tried'],
  ['nothing moved it', ['never-tried'], false, 'never-tried'],
])('%s', (_name, reasons, isDueNow, expected) => {
  expect(mainReason(reasons, { isDueNow })).toBe(expected);
});
