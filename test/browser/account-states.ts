import type { InstallationView } from '../../src/protocol/views.ts';
import { invitationSample } from '../../src/web/samples/arrive.sample.ts';
import { boardSample, campaignSample } from '../../src/web/samples/board.sample.ts';
import { invitationOfCampaign } from './arrive-states.ts';
import { organiser } from './organiser-states.ts';
import type { ScreenState } from './screen-states.ts';
import type { Answers, Refused } from './server-state.ts';

const installation: InstallationView = {
  ...{ version: '0.1.0', protocol: 1, locale: 'de', needsSetup: false, isSignedIn: false, isDemo: false },
};
const signedIn: InstallationView = { ...installation, isSignedIn: true };
const nobody: Refused = { status: 401, code: 'error.sign-in.needed' };

function state(
  name: string,
  path: string,
  answers: Answers,
  more: Partial<Pick<ScreenState, 'waitFor' | 'act'>> = {},
): ScreenState {
  const server = {
    answers: { installation, me: nobody, ...answers },
    live: () => null,
    now: boardSample.now,
  };
  return { ...{ name, path, server, waitFor: 'main h1' }, ...more };
}

const other = (key: string, title: string) => ({ ...campaignSample, key, title });

export const homeStates: readonly ScreenState[] = [
  state('several campaigns', '/', {
    installation: signedIn,
    me: {
      ...organiser,
      campaigns: [
        campaignSample,
        other('vogtland-2012', 'Mitglieder im Vogtland zum Sommerfest einladen'),
        { ...other('meissen-2012', 'Nachfragen nach der Versammlung in Meißen'), state: 'closed' },
        { ...other('chemnitz-2012', 'Neue in Chemnitz begrüßen'), state: 'prepared' },
      ],
    },
  }),
  state('empty', '/', { installation: signedIn, me: { ...organiser, campaigns: [] } }),
  state('demo without a link', '/', { installation: { ...installation, isDemo: true } }),
  state('failing', '/', { me: 'away', installation: 'away' }, { waitFor: '.empty[role=alert]' }),
];

const press = 'form button[type=submit]';

export const signInStates: readonly ScreenState[] = [
  state('empty', '/anmelden', {}),
  state(
    'nothing typed',
    '/anmelden',
    {},
    {
      async act(page) {
        await page.locator(press).click();
        await page.locator('.field__error').first().waitFor();
      },
    },
  ),
  state(
    'refused',
    '/anmelden',
    {
      signIn: { status: 401, code: 'error.sign-in.wrong' },
    },
    {
      async act(page) {
        await page.locator('input[name=username]').fill('doris');
        await page.locator('input[name=password]').fill('ein falsches Wort');
        await page.locator('.field .btn--link').click();
        await page.locator(press).click();
        await page.locator('form > .field__error').waitFor();
      },
    },
  ),
  state(
    'failing',
    '/anmelden',
    { signIn: 'away' },
    {
      async act(page) {
        await page.locator('input[name=username]').fill('doris');
        await page.locator('input[name=password]').fill('ein langer Satz');
        await page.locator(press).click();
        await page.locator('form > .field__error').waitFor();
      },
    },
  ),
];

const needsSetup = { ...installation, needsSetup: true };

export const setUpStates: readonly ScreenState[] = [
  state('with the link', '/einrichten#7Q4K-the-code-of-the-terminal', { installation: needsSetup }),
  state('without the code', '/einrichten', { installation: needsSetup }),
  state(
    'short password',
    '/einrichten',
    { installation: needsSetup },
    {
      async act(page) {
        await page.locator('input[name=password]').fill('kurz');
        await page.locator(press).click();
        await page.locator('.field__error').first().waitFor();
      },
    },
  ),
  state('done before', '/einrichten', {}),
];

const invitation = invitationSample;

export const joinStates: readonly ScreenState[] = [
  state('invited', '/beitreten#k7Yq-personal-token', { invitation }),
  state('words of the campaign', '/beitreten#k7Yq-personal-token', { invitation: invitationOfCampaign }),
  state('promised before', '/beitreten#k7Yq-personal-token', { invitation: { ...invitation, pledge: null } }),
  state(
    'no name',
    '/beitreten#k7Yq-personal-token',
    { invitation },
    {
      async act(page) {
        await page.locator('form input').fill('');
        await page.locator(press).click();
        await page.locator('.field__error').waitFor();
      },
    },
  ),
  state('dead link', '/beitreten#old', { invitation: { status: 404, code: 'error.invitation.expired' } }),
  state('half a link', '/beitreten', {}),
  state(
    'failing',
    '/beitreten#k7Yq-personal-token',
    { invitation: 'away' },
    { waitFor: '.empty[role=alert]' },
  ),
];
