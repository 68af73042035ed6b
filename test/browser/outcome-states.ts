import type { Page } from 'playwright-core';
import { type MessageView, shiftCall } from '../../src/protocol/outcome-contract.ts';
import type { ShiftView } from '../../src/protocol/views.ts';
import * as sample from '../../src/web/samples/shift.sample.ts';
import type { ScreenState } from './screen-states.ts';
import { shiftState as state } from './shift-state.ts';

const MINUTE = 60_000;
const id = (place: number) => `00000000-0000-4000-8000-0000000000d${place}`;

const ownCalls = shiftCall.array().parse([
  {
    ...{ attemptId: id(1), at: sample.shiftNow - 3 * MINUTE, name: 'Sabine K.' },
    ...{ disposition: 'conversation-complete', fixed: null },
  },
  {
    ...{ attemptId: id(2), at: sample.shiftNow - 9 * MINUTE, name: 'Maximiliane-Charlotte F.' },
    ...{ disposition: 'callback-agreed', fixed: 'called-since' },
  },
  {
    ...{ attemptId: id(3), at: sample.shiftNow - 14 * MINUTE, name: 'Jo L.' },
    ...{ disposition: 'no-answer', fixed: 'by-line' },
  },
]);

export const messagesSample: MessageView[] = [
  {
    ...{ id: id(4), at: sample.shiftNow - 40 * MINUTE, kind: 'complaint', from: 'Robin' },
    ...{ about: 'Sabine Krüger', text: 'Ärgert sich, dass auf drei Briefe niemand geantwortet hat.' },
  },
  { ...{ id: id(5), at: sample.shiftNow - MINUTE, kind: 'care', from: 'Toni' }, about: 'Jo Li', text: '' },
];

const openCalls = async (page: Page) => {
  await page.getByRole('button', { name: /Ergebnisse von heute|outcomes of today/ }).click();
  await page.locator('.dialog .lead, .owncalls, .dialog .empty').first().waitFor();
};

const { wrapUpSample, savedForGoodSample } = sample;
const hardCall: ShiftView = {
  ...sample.pausedSample,
  now: sample.shiftNow + 1,
  since: sample.shiftNow,
};

/** What there is besides giving an outcome. */
export const outcomeStates: readonly ScreenState[] = [
  state('ringing, why to skip', sample.ringingSample, {
    async act(page) {
      await page.locator('.ring__else .btn--quiet').first().click();
      await page.locator('#h-skip').waitFor();
    },
  }),
  state('talking, never before five', sample.talkingSample, {
    async act(page) {
      const callback = page.locator('section[aria-labelledby=h-callback]');
      await callback.locator('.check input').check();
      await callback.scrollIntoViewIfNeeded();
    },
  }),
  state('wrap-up, which number is wrong', wrapUpSample, {
    async act(page) {
      await page.keyboard.press('Alt+7');
      await page.locator('.missing').waitFor();
    },
  }),
  state('wrap-up, a message', wrapUpSample, {
    async act(page) {
      await page.locator('.wrap__kept .btn--quiet').click();
      await page.locator('section[aria-labelledby=h-message] textarea').fill('Bitte ruft einmal zurück.');
    },
  }),
  state('after a hard call', wrapUpSample, {
    answers: { report: hardCall },
    async act(page) {
      await page.getByText(/schweres Gespräch|hard call/).click();
      // The question that a whole talk must have asked is not answered: it broke off.
      await page.locator('.missing .btn--link').click();
      await page.locator('#h-care').waitFor();
    },
  }),
  state('own calls', savedForGoodSample, { answers: { shiftCalls: { calls: ownCalls } }, act: openCalls }),
  state('own calls, none yet', sample.pausedSample, {
    answers: { shiftCalls: { calls: [] } },
    act: openCalls,
  }),
  state('own calls, failing', sample.pausedSample, {
    answers: { shiftCalls: { status: 500, code: 'error.server.bug' } },
    async act(page) {
      await page.getByRole('button', { name: /Ergebnisse von heute|outcomes of today/ }).click();
      await page.locator('.dialog [role=alert]').waitFor();
    },
  }),
  state('an outcome corrected', sample.pausedSample, {
    answers: {
      shiftCalls: { calls: ownCalls },
      ...(sample.savedForGoodSample.call === null
        ? {}
        : { callToCorrect: { call: sample.savedForGoodSample.call } }),
    },
    async act(page) {
      await openCalls(page);
      await page.locator('.owncalls .btn').first().click();
      await page.locator('.wrap').waitFor();
    },
  }),
  state('skipped', {
    ...sample.settledSample,
    call: sample.settledSample.call && { ...sample.settledSample.call, isSkipped: true, proposal: null },
  }),
];
