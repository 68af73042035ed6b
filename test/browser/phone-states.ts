import { qrCode } from '../../src/adapters/system/qr-code.ts';
import type { InstallationView, PhoneView } from '../../src/protocol/views.ts';
import * as sample from '../../src/web/samples/phone.sample.ts';
import { pausedSample, shiftNow } from '../../src/web/samples/shift.sample.ts';
import type { ScreenState } from './screen-states.ts';
import type { Answers } from './server-state.ts';
import { shiftState } from './shift-state.ts';

const installation: InstallationView = {
  ...{ version: '0.1.0', protocol: 1, locale: 'de', needsSetup: false, isSignedIn: false, isDemo: false },
};

/** A code of the length that one really has. */
export const pairingSample = {
  token: 'k7Yq-one-of-forty-three-letters-of-a-token-',
  qr: qrCode('https://heisser-draht.example.org/telefon#k7Yq-one-of-forty-three-letters-of-a-token-'),
  validForSeconds: 300,
};

function state(
  name: string,
  view: PhoneView | 'refused',
  more: Partial<Pick<ScreenState, 'path' | 'waitFor' | 'act'>> & { answers?: Answers } = {},
): ScreenState {
  return {
    name,
    path: more.path ?? '/telefon',
    server: {
      answers: { installation, ...more.answers },
      live:
        view === 'refused' ? 'refused' : (topic) => (topic.kind === 'phone' ? { kind: 'phone', view } : null),
      now: shiftNow,
    },
    waitFor: more.waitFor ?? 'main h1',
    ...(more.act === undefined ? {} : { act: more.act }),
  };
}

const link = '/telefon#k7Yq-code';

/** The page on a caller's own phone in all that it can be. */
export const phoneStates: readonly ScreenState[] = [
  state('just paired, empty', sample.pausedPhone, {
    path: link,
    answers: { takePairing: sample.pausedPhone },
  }),
  state('waiting', sample.waitingPhone),
  state('calling', sample.callingPhone),
  state('calling, long name', sample.longNamePhone),
  state('dialled', sample.callingPhone, {
    async act(page) {
      // The browser here has nothing that rings.
      await page.evaluate(() =>
        document.addEventListener('click', (event) => event.preventDefault(), { once: true }),
      );
      await page.locator('a[href^="tel:"]').click();
      await page.locator('.phone__dial .btn--main:not(a)').waitFor();
    },
  }),
  state('never again', sample.talkingPhone, {
    async act(page) {
      await page.locator('.phone__keys .btn').last().click();
      await page.locator('.dialog').waitFor();
    },
  }),
  state('talking', sample.talkingPhone),
  state('wrap-up', sample.wrapUpPhone),
  state('reported', sample.reportedPhone),
  state('over', sample.overPhone),
  state('unpaired', sample.unpairedPhone, { waitFor: '.empty[role=alert]' }),
  state('code is old', sample.pausedPhone, {
    path: link,
    answers: { takePairing: { status: 410, code: 'error.pairing.unknown' } },
    waitFor: '.empty[role=alert]',
  }),
  state('failing, code', sample.pausedPhone, {
    path: link,
    answers: { takePairing: 'away' },
    waitFor: '.empty[role=alert]',
  }),
  state('failing, no connection', sample.callingPhone, {
    async act(page, cut) {
      cut();
      await page.locator('.banner').waitFor();
      await page.locator('.phone__keys .btn').first().click();
      await page.locator('.phone__problem').waitFor();
    },
  }),
];

const own = sample.ownRingingSample;
const showCode: ScreenState['act'] = async (page) => {
  await page
    .locator('button', { hasText: 'Code' })
    .or(page.locator('button', { hasText: 'code' }))
    .click();
  await page.locator('.dialog .row').waitFor();
};

/** The laptop of a caller who dials. */
export const ownPhoneStates: readonly ScreenState[] = [
  shiftState('own phone, pause', { ...pausedSample, voice: own.voice }),
  shiftState('own phone', own),
  shiftState('own phone, paired', sample.pairedRingingSample),
  shiftState('own phone, talking', sample.ownTalkingSample),
  shiftState('own phone, code', own, {
    answers: { pairPhone: pairingSample },
    async act(page, cut) {
      await showCode(page, cut);
      await page.locator('.qr').waitFor();
    },
  }),
  shiftState('own phone, code over', own, {
    answers: { pairPhone: { ...pairingSample, validForSeconds: 0 } },
    async act(page, cut) {
      await showCode(page, cut);
      await page.locator('.dialog .btn--main').waitFor();
    },
  }),
  shiftState('own phone, code failing', own, {
    answers: { pairPhone: 'away' },
    async act(page, cut) {
      await showCode(page, cut);
      await page.locator('.dialog [role=alert]').waitFor();
    },
  }),
];
