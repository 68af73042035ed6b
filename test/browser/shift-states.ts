import { campaignSample } from '../../src/web/samples/board.sample.ts';
import * as sample from '../../src/web/samples/shift.sample.ts';
import type { ScreenState } from './screen-states.ts';
import { shiftState as state } from './shift-state.ts';
import { talkStates } from './talk-states.ts';
import { voiceStates } from './voice-states.ts';

/** The caller's page in all that it can be. */
export const shiftStates: readonly ScreenState[] = [
  state('not on shift', null),
  state('no campaign', null, { answers: { me: { ...sample.callerMe, campaigns: [] } } }),
  state('several campaigns', null, {
    answers: {
      me: {
        ...sample.callerMe,
        campaigns: [
          campaignSample,
          { ...campaignSample, key: 'vogtland-2012', title: 'Im Vogtland zum Sommerfest einladen' },
        ],
      },
    },
  }),
  state('arrived', sample.arrivedSample),
  state('not on shift, figures per person', null, {
    answers: { me: { ...sample.callerMe, campaigns: [{ ...campaignSample, figuresPerPerson: true }] } },
  }),
  state('arrived, figures per person', {
    ...sample.arrivedSample,
    campaign: { ...campaignSample, figuresPerPerson: true },
  }),
  state('pause', sample.pausedSample),
  state('pause, practice comes first', {
    ...sample.pausedSample,
    practice: { isRequired: true, isDone: false },
  }),
  state('waiting', sample.waitingSample),
  state('waiting until tomorrow', sample.tomorrowSample),
  state('next one soon', sample.soonSample),
  state('nobody left', sample.nobodyLeftSample),
  state('preview', sample.previewSample),
  state('preview of a promise', sample.previewPromiseSample),
  state('preview, refused', sample.previewSample, {
    answers: { dial: { status: 409, code: 'error.preview.hours' } },
    async act(page) {
      await page.keyboard.press('Alt+j');
      await page.locator('.problem').waitFor();
    },
  }),
  state('preview, skipped', sample.previewSample, {
    async act(page) {
      await page.locator('.ring__else .btn--quiet').first().click();
      await page.locator('#h-skip').waitFor();
    },
  }),
  state('arrived, the person first', {
    ...sample.arrivedSample,
    showsFirst: true,
    voice: { ...sample.arrivedSample.voice, way: 'text', ways: ['browser', 'text'] },
  }),
  state('next one soon, the person first', { ...sample.soonSample, showsFirst: true }),
  state('pause, a preview lapsed', { ...sample.pausedSample, hasLapsed: true }),
  state('ringing', sample.ringingSample),
  state('ringing by promise', sample.ringingPromiseSample),
  state('announcement', sample.announcementSample),
  state('never again', sample.ringingSample, {
    async act(page) {
      await page.locator('.ring__else .btn--quiet').last().click();
      await page.locator('.dialog').waitFor();
    },
  }),
  state('talking', sample.talkingSample),
  state('talking halfway', sample.talkingSample, {
    async act(page) {
      for (const _ of [1, 2, 3]) await page.locator('.station[data-state=here] > .btn').click();
      await page.locator('.station[data-state=here] input[type=checkbox]').first().check({ force: true });
      await page.locator('.offer input').first().check({ force: true });
      await page.locator('section[aria-labelledby=h-callback] .seg input').nth(1).check({ force: true });
      await page.locator('#outcome input').nth(1).check({ force: true });
      await page.locator('.moments summary').first().click();
      await page.evaluate(() => scrollTo(0, 0));
    },
  }),
  state('talking in the demo', sample.heardTalkSample),
  state('talking, little known', sample.bareTalkSample),
  state('wrap-up', sample.wrapUpSample),
  state('wrap-up, calls go out ahead', sample.aheadWrapUpSample, {
    answers: { nearlyReady: {} },
    async act(page) {
      await page
        .getByRole('button', { name: 'Gleich bereit' })
        .or(page.getByRole('button', { name: 'Ready in a moment' }))
        .first()
        .click();
    },
  }),
  state('talking, a pause afterwards', { ...sample.talkingSample, wantsPause: true }),
  state('wrap-up, a pause afterwards', { ...sample.wrapUpSample, wantsPause: true }),
  state('wrap-up, answer missing', sample.wrapUpSample, {
    async act(page) {
      await page.locator('.call__acts .btn--main').click();
      await page.locator('.missing').waitFor();
    },
  }),
  state('saved', sample.savedSample, { waitFor: '.toast' }),
  state('saved for good', sample.savedForGoodSample),
  state('taken back', sample.undoneSample),
  state('unfinished', sample.unfinishedSample),
  state('settled by the line', sample.settledSample),
  state('settled by the line, a pause afterwards', { ...sample.settledSample, wantsPause: true }),
  state('refused', sample.pausedSample, {
    answers: { ready: { status: 409, code: 'error.shift.finish-last-call' } },
    async act(page) {
      await page.locator('.btn--main').click();
      await page.locator('.problem').waitFor();
    },
  }),
  state('failing, no connection', sample.talkingSample, {
    async act(page, cut) {
      await page.locator('#h-note ~ .field textarea').fill('Würde mit Begleitung kommen.');
      cut();
      await page.locator('.banner').waitFor();
    },
  }),
  state('failing, two wait', sample.ringingSample, {
    async act(page, cut) {
      cut();
      await page.locator('.banner').waitFor();
      await page.keyboard.press('Alt+m');
      await page.locator('.saved', { hasText: '2' }).waitFor();
      await page.locator('.wrap').waitFor();
    },
  }),
  ...talkStates,
  ...voiceStates,
];
