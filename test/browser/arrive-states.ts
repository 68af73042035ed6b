import type { InstallationView, ShiftView } from '../../src/protocol/views.ts';
import { invitationSample, plannedShiftsSample } from '../../src/web/samples/arrive.sample.ts';
import { campaignSample } from '../../src/web/samples/board.sample.ts';
import { arrivedSample, callerMe, shiftNow } from '../../src/web/samples/shift.sample.ts';
import { checking, choosing } from '../../src/web/samples/voice.sample.ts';
import type { ScreenState } from './screen-states.ts';
import type { Answers } from './server-state.ts';
import { shiftState } from './shift-state.ts';

const installation: InstallationView = {
  ...{ version: '0.1.0', protocol: 1, locale: 'de', needsSetup: false, isSignedIn: true, isDemo: false },
};

function shifts(name: string, answers: Answers, more: Partial<ScreenState> = {}): ScreenState {
  const server = { answers: { installation, me: callerMe, ...answers }, live: () => null, now: shiftNow };
  return { ...{ name, path: '/schichten', server, waitFor: '.shifts' }, ...more };
}

const planned = { plannedShifts: { shifts: [...plannedShiftsSample] } };

/** When callers are wanted. */
export const plannedShiftStates: readonly ScreenState[] = [
  shifts('some of them mine', planned),
  shifts('empty', { plannedShifts: { shifts: [] } }, { waitFor: '.empty' }),
  shifts(
    'last place gone',
    { ...planned, putDown: { status: 409, code: 'error.planned-shift.full' } },
    {
      async act(page) {
        await page.locator('.shifts__row:not([data-mine]) button').first().click();
        await page.locator('.field__error').waitFor();
      },
    },
  ),
  shifts('failing', { plannedShifts: 'away' }, { waitFor: '.empty[role=alert]' }),
];

const newcomer = { ...callerMe, isNewcomer: true };
const first: ShiftView = arrivedSample;
const due = { ...callerMe, pledges: [{ campaign: campaignSample.key, version: 1, text: null, isDue: true }] };

const checked = shiftState('check before the first call', checking, {
  answers: { me: newcomer },
  waitFor: '.arrive__steps',
});
const firstCheck: ScreenState = {
  ...checked,
  server: { ...checked.server, voice: { is: 'up' } },
  act: (page) => page.locator('.btn--main:not([data-disabled])').waitFor(),
};

/** The caller's page before the first call, and before a shift whose pledge is over. */
export const firstCallStates: readonly ScreenState[] = [
  shiftState('choose the first way', choosing, { answers: { me: newcomer }, waitFor: '.arrive__steps' }),
  firstCheck,
  shiftState('three cards', first, {
    answers: { me: newcomer, installation },
    waitFor: '.meet',
  }),
  shiftState(
    'three cards, practice first',
    { ...first, practice: { isRequired: true, isDone: false } },
    {
      answers: { me: newcomer, installation },
      waitFor: '.meet',
    },
  ),
  shiftState('three cards in the demo', first, { answers: { me: newcomer }, waitFor: '.meet' }),
  shiftState('promise again', null, {
    answers: { me: due },
    async act(page) {
      await page.locator('.btn--main').click();
      await page.locator('.pledge').waitFor();
    },
  }),
  shiftState('promise refused', null, {
    answers: { me: due, givePledge: { status: 409, code: 'error.pledge.changed' } },
    async act(page) {
      await page.locator('.btn--main').click();
      await page.locator('.pledge').waitFor();
      await page.locator('.btn--main').click();
      await page.locator('.field__error').waitFor();
    },
  }),
  shiftState('not on shift, one planned', null, { answers: planned, waitFor: '.next-shift a' }),
];

/** What an invitation says; the campaign's own words in the second. */
export const invitationOfCampaign = {
  ...invitationSample,
  pledge: {
    version: 3,
    text: 'Ich wahre das Mitgliedsgeheimnis nach § 5 der Satzung.\nDie Daten lösche ich nach jeder Schicht von meinen Geräten.',
  },
};
