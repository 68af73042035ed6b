import { qrCode } from '../../src/adapters/system/qr-code.ts';
import type { BoardView, InstallationView, MeView } from '../../src/protocol/views.ts';
import {
  beforeSample,
  boardSample,
  campaignSample,
  closedSample,
  countedSample,
  earlySample,
  emptyBoardSample,
  longDaySample,
  missingSample,
  nightSample,
  nobodySample,
  overCapSample,
  restingSample,
} from '../../src/web/samples/board.sample.ts';
import { emptyReportSample, reportSample } from '../../src/web/samples/report.sample.ts';
import { messagesSample } from './outcome-states.ts';
import type { ScreenState } from './screen-states.ts';
import type { Answers, ServerState } from './server-state.ts';

const TOKEN = 'k7Yq-personal-token-of-the-sample-Zp4';

export const organiser: MeView = {
  ...{ isNewcomer: false, pledges: [], settings: {} },
  account: { id: 'a-1', name: 'Doris Lenz', role: 'organiser' },
  campaigns: [campaignSample],
  shiftIn: null,
  now: boardSample.now,
};

const installation: InstallationView = {
  ...{ version: '0.1.0', protocol: 1, locale: 'de', needsSetup: false, isSignedIn: true, isDemo: false },
};
const key = campaignSample.key;

const none = { messages: [] };

function boardServer(view: BoardView, more: Answers = {}): ServerState {
  return {
    answers: { installation, me: organiser, board: view, missing: missingSample, messages: none, ...more },
    live: (topic) => (topic.kind === 'board' ? { kind: 'board', view } : null),
    now: view.now,
  };
}

const board = (
  name: string,
  view: BoardView,
  more: Partial<Omit<ScreenState, 'server'>> & { readonly answers?: Answers } = {},
): ScreenState => ({
  ...{ name, path: `/einsatz/${key}`, waitFor: 'main h1' },
  server: boardServer(view, more.answers),
  ...(more.waitFor === undefined ? {} : { waitFor: more.waitFor }),
  ...(more.act === undefined ? {} : { act: more.act }),
});

export const boardStates: readonly ScreenState[] = [
  board('full', boardSample),
  board('figures per person', countedSample, {
    answers: {
      callerFigures: {
        callers: [
          { accountId: 'a-2', name: 'Aylin Demir', calls: 31, conversations: 6, talkSeconds: 2_860 },
          { accountId: 'a-3', name: 'Farid Nasser', calls: 40, conversations: 8, talkSeconds: 3_905 },
          { accountId: 'a-4', name: 'Hanna Beyer', calls: 24, conversations: 5, talkSeconds: 1_510 },
          { accountId: 'a-5', name: 'Lea Kühn', calls: 0, conversations: 0, talkSeconds: 0 },
        ],
      },
    },
    async act(page) {
      await page.locator('#figures').click();
      await page.locator('section[aria-labelledby=figures] tbody').scrollIntoViewIfNeeded();
    },
  }),
  board('long day', longDaySample, { answers: { messages: { messages: messagesSample } } }),
  board('line rests', restingSample),
  board('empty', emptyBoardSample),
  board('nobody selected', nobodySample),
  board('before', beforeSample),
  board('night', nightSample),
  board('closed', closedSample),
  board('called early', earlySample),
  board('over the cap', overCapSample),
  board('choose how to call', overCapSample, {
    answers: { me: { ...organiser, account: { ...organiser.account, role: 'owner' } } },
    async act(page) {
      await page.locator('.board__pacing .btn--link').click();
      await page.locator('.dialog .choices').waitFor();
    },
  }),
  board('allow look-ahead', earlySample, {
    answers: { me: { ...organiser, account: { ...organiser.account, role: 'owner' } } },
    async act(page) {
      await page.locator('.board__pacing .btn--link').click();
      await page.locator('.dialog summary').click();
      await page.locator('.dialog details .btn').click();
    },
  }),
  board('missing people', boardSample, {
    async act(page) {
      await page.locator('.reasons button').first().click();
      await page.locator('.dialog .table').waitFor();
    },
  }),
  board('invite', boardSample, {
    async act(page) {
      await page.locator('.pagehead button').click();
      await page.locator('.dialog form').waitFor();
    },
  }),
  board('invited', boardSample, {
    answers: {
      invite: { token: TOKEN, name: 'Kim', qr: qrCode(`https://draht.example.org/beitreten#${TOKEN}`) },
    },
    async act(page) {
      await page.locator('.pagehead button').click();
      await page.locator('.dialog input').fill('Kim');
      await page.locator('.dialog button[type=submit]').click();
      await page.locator('.dialog .qr').waitFor();
    },
  }),
  board('invite without a name', boardSample, {
    async act(page) {
      await page.locator('.pagehead button').click();
      await page.locator('.dialog button[type=submit]').click();
      await page.locator('.field__error').waitFor();
    },
  }),
  board('failing', boardSample, {
    async act(page, cut) {
      cut();
      await page.locator('.banner').waitFor();
    },
  }),
  board('failing from the start', boardSample, { answers: { board: 'away' }, waitFor: '.empty[role=alert]' }),
  board('loading', boardSample, { answers: { board: 'never' }, waitFor: 'main[aria-busy] p' }),
].map((it) =>
  it.name === 'loading' || it.name === 'failing from the start'
    ? { ...it, server: { ...it.server, live: () => null } }
    : it,
);

const report = (
  name: string,
  answer: NonNullable<Answers['closingReport']>,
  waitFor = '.report h1',
): ScreenState => ({
  ...{ name, path: `/bericht/${key}`, waitFor },
  server: {
    answers: { installation, me: organiser, closingReport: answer },
    live: () => null,
    now: boardSample.now,
  },
});

const closed = { ...campaignSample, state: 'closed' as const, openings: [] };

export const reportStates: readonly ScreenState[] = [
  report('full', { report: { ...reportSample }, campaign: closed }),
  report('running', { report: { ...reportSample }, campaign: campaignSample }),
  report('empty', { report: { ...emptyReportSample }, campaign: campaignSample }, '.empty'),
  report('failing', 'away', '.empty[role=alert]'),
  report('loading', 'never', 'main[aria-busy] p'),
];
