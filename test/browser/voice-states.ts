/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import type { ShiftView } from '../../src/protocol/views.ts';
import * as voice from '../../src/web/samples/voice.sample.ts';
import type { ScreenState } from './screen-states.ts';
import type { VoicePeer } from './server-state.ts';
import { shiftState } from './shift-state.ts';

const up: VoicePeer = { is: 'up' };

function state(
  name: string,
  view: ShiftView,
  more: Omit<Partial<ScreenState>, 'server'> & {
    peer?: VoicePeer;
    answers?: ScreenState['server']['answers'];
  } = {},
): ScreenState {
  const { peer, answers, ...rest } = more;
  const made = shiftState(name, view, answers === undefined ? {} : { answers });
  return { ...made, ...rest, server: { ...made.server, ...(peer === undefined ? {} : { voice: peer }) } };
}

const seen = (css: string, text?: string) => (page: Page) =>
  page
    .locator(css, text === undefined ? {} : { hasText: text })
    .first()
    .waitFor();
const notice = seen('.linenote');

/** How one speaks: choosing, trying, and all that can go wrong with it. */
export const voiceStates: readonly ScreenState[] = [
  state('choose a way', voice.choosing),
  state('choose a way in the demo', voice.choosingInDemo),
  state('choose a way, number refused', voice.choosing, {
    answers: { chooseWay: { status: 400, code: 'error.voice.phone-number' } },
    async act(page) {
      await page.locator('.way').nth(1).click();
      await page.locator('form input[type=tel]').fill('12');
      await page.keyboard.press('Enter');
      await page.locator('.field__error').waitFor();
    },
  }),
  state('check', voice.checking, { peer: up, act: seen('.check .state svg') }),
  state('check, connecting', voice.connecting, { peer: { is: 'silent' }, waitFor: '.check' }),
  state('check, denied', voice.connecting, { microphone: 'denied', act: notice }),
  state('check, no device', voice.connecting, {
    microphone: 'denied',
    async act(page) {
      await notice(page);
      await page.evaluate(() => {
        navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('none', 'NotFoundError'));
      });
      await page.locator('.linenote .btn').first().click();
      await page
        .locator('.linenote .btn', { hasText: /Noch einmal|Try again/ })
        .waitFor({ state: 'detached' });
    },
  }),
  state('check, insecure', voice.connecting, { isInsecure: true, act: notice }),
  state('phone rings', voice.phoneRings),
  state('phone is on', voice.phoneUp),
  state('phone not answered', voice.phoneNotAnswered),
  state('pause by headset', voice.pauseByHeadset, { peer: up, act: seen('.voicepart .state') }),
  state('another tab has the line', voice.pauseByHeadset, { peer: { is: 'taken' }, act: notice }),
  state('waiting, line lost', voice.waitingLost, { peer: { is: 'lost' }, act: notice }),
  state('talking by headset', voice.talking, { peer: up, waitFor: '.call__audio' }),
  state('talking, muted', voice.talking, {
    peer: up,
    waitFor: '.call__audio',
    async act(page) {
      await page.keyboard.press('Alt+s');
      await page.locator('.call__audio [aria-pressed=true]').waitFor();
    },
  }),
  state('talking, line lost', voice.talkingLost, { peer: { is: 'lost' }, act: notice }),
  state('talking, much loss', voice.talking, {
    peer: { is: 'up', quality: { lossHere: 0.12 } },
    act: notice,
  }),
  state('talking, sound menu', voice.talking, {
    peer: up,
    async act(page) {
      await page.locator('.call__audio .btn').last().click();
      await page.locator('.audiomenu__in').waitFor();
    },
  }),
  state('talking, another way', voice.talking, {
    peer: up,
    async act(page) {
      await page.locator('.call__audio .btn').last().click();
      await page.locator('.audiomenu .btn--link').click();
      await page.locator('.dialog .way').first().waitFor();
    },
  }),
  state('talking in the demo with sound', voice.demoWithSound, { peer: up, waitFor: '.more summary' }),
  state('talking, likely a mailbox', voice.likelyMailbox, { peer: up, waitFor: '.linehint' }),
];
