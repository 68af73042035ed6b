import * as sample from '../../src/web/samples/shift.sample.ts';
import type { ScreenState } from './screen-states.ts';
import { shiftState } from './shift-state.ts';

/** What the caller's page says of what it keeps, and of an answer that does not come. */
export const journalStates: readonly ScreenState[] = [
  {
    ...shiftState('nothing can be kept here', sample.pausedSample),
    isInsecure: true,
    waitFor: '.problem',
  },
  shiftState('failing, try again', sample.savedForGoodSample, {
    answers: { ready: 'away' },
    async act(page) {
      await page.keyboard.press('Alt+n');
      await page.locator('.problem button').first().waitFor();
    },
  }),
];
