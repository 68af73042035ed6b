import type { Page } from 'playwright-core';
import type { CallView } from '../../src/protocol/views.ts';
import { guideSample } from '../../src/web/samples/guide.sample.ts';
import * as sample from '../../src/web/samples/shift.sample.ts';
import type { ScreenState } from './screen-states.ts';
import { shiftState as state } from './shift-state.ts';

/** The shift in a talk, with something else about its call. */
function talk(changes: Partial<CallView>) {
  const { call } = sample.talkingSample;
  return { ...sample.talkingSample, call: call && { ...call, ...changes } };
}
function ring(changes: Partial<CallView>) {
  const { call } = sample.ringingSample;
  return { ...sample.ringingSample, call: call && { ...call, ...changes } };
}

const { cardSample, promisedCard } = sample;
/** The offer of that title; its other words may be English. */
const offerOf = (page: Page, title: string) =>
  page.locator('.offer').filter({ has: page.getByRole('heading', { name: title }) });

/** What a talk has beyond the stations: openings, cards, offers in all their moments, corrections. */
export const talkStates: readonly ScreenState[] = [
  state(
    'ringing after an interruption',
    ring({
      card: {
        ...cardSample,
        zone: 'Asia/Jerusalem',
        earlier: [
          { at: sample.shiftNow - 60_000, disposition: 'technical', note: 'Die Leitung war plötzlich weg.' },
        ],
      },
    }),
    {
      act: (page) => page.locator('.ring__say > .more > summary').click(),
    },
  ),
  state('ringing, perhaps a mailbox', ring({ hint: 'mailbox' })),
  state('talking, a promise kept', talk({ isCallback: true, card: promisedCard }), {
    act: async (page) => {
      await page.locator('.full summary').first().click();
      await page.locator('.guide__head .seg label').last().click();
      await page.evaluate(() => scrollTo(0, 0));
    },
  }),
  state('talking, a topic found', sample.talkingSample, {
    async act(page) {
      await page.keyboard.press('Alt+t');
      await page.keyboard.type('kr');
    },
  }),
  state('talking, the help card', sample.talkingSample, {
    async act(page) {
      await page.locator('.moments__care').click();
      await page.locator('.helpcard').waitFor();
    },
  }),
  state(
    'talking, an offer taken',
    talk({
      card: { ...cardSample, signUps: [{ offer: 'landesparteitag', at: sample.shiftNow - 3 * 86_400_000 }] },
    }),
    {
      async act(page) {
        await offerOf(page, 'Treffen für neue Leute').locator('label:has(input)').first().click();
        await offerOf(page, 'Landesparteitag als Gast').locator('.offer__answer > button').click();
        await page.locator('.offers').first().scrollIntoViewIfNeeded();
      },
    },
  ),
  state(
    'talking, the last place gone',
    talk({
      placesLeft: { treffen: 0, infostand: 0 },
      draft: {
        seq: 1,
        body: { offers: { treffen: 'yes' } },
      },
    }),
  ),
  state('talking, data corrected', sample.talkingSample, {
    async act(page) {
      await page.locator('.corrections button').click();
      await page.locator('.dialog input[type=tel]').fill('0171 3920047');
      await page.locator('.dialog input[type=checkbox]').check();
    },
  }),
  state('talking, a note about others', sample.talkingSample, {
    async act(page) {
      await page.locator('#h-note ~ .field textarea').fill('Ihre Tochter ging ans Telefon.');
      await page.locator('#h-note').scrollIntoViewIfNeeded();
    },
  }),
  state('talking by a guide of few words', sample.talkingSample, {
    answers: {
      guide: {
        ...guideSample,
        openings: {},
        topics: [],
        moments: [],
        mailboxMessage: false,
        helpContact: null,
      },
    },
  }),
];
