/// <reference lib="dom" />
import type { Page } from 'playwright-core';
import type { PracticeView } from '../../src/protocol/practice-contract.ts';
import type { InstallationView } from '../../src/protocol/views.ts';
import { guideSample } from '../../src/web/samples/guide.sample.ts';
import * as sample from '../../src/web/samples/practice.sample.ts';
import { callerMe, pausedSample, shiftNow } from '../../src/web/samples/shift.sample.ts';
import type { ScreenState } from './screen-states.ts';
import type { Answers } from './server-state.ts';

const installation: InstallationView = {
  ...{ version: '0.1.0', protocol: 1, locale: 'de', needsSetup: false, isSignedIn: true, isDemo: false },
};

const away: Answers = { practice: 'away', practiceRound: 'away' };

interface More {
  readonly path?: string;
  readonly answers?: Answers;
  readonly waitFor?: string;
  readonly act?: ScreenState['act'];
}

function state(name: string, view: PracticeView, more: More = {}): ScreenState {
  return {
    name,
    path: more.path ?? '/uebung',
    server: {
      answers: {
        ...{ installation, me: callerMe, practice: view, guide: guideSample, shift: { shift: pausedSample } },
        ownPractices: { practices: [], now: sample.practiceNow },
        ...more.answers,
      },
      live: (topic) =>
        topic.kind === 'practice' && more.answers !== away ? { kind: 'practice', view } : null,
      now: shiftNow,
    },
    waitFor: more.waitFor ?? 'main h1, .call h1',
    ...(more.act === undefined ? {} : { act: more.act }),
  };
}

const { idlePractice } = sample;

/** Practice with a partner, from the start to both views. */
export const practiceStates: readonly ScreenState[] = [
  state('start', idlePractice, {
    answers: { ownPractices: { practices: sample.ownPractices, now: sample.practiceNow } },
    waitFor: '.practise__own',
  }),
  state('start, nobody waits', { ...idlePractice, waiting: [], ended: 'partner-gone', isReady: true }),
  state('start in a shift', { ...idlePractice, mayPractise: false }),
  state('refused', idlePractice, {
    answers: { askPartner: { status: 409, code: 'error.practice.taken' } },
    async act(page) {
      await page.locator('.partners__row button').first().click();
      await page.locator('.problem').waitFor();
    },
  }),
  state('waiting for a partner', sample.waitingPractice),
  state('player, ringing', sample.playerRinging),
  state('player, talking', sample.playerTalking, { act: tickSome }),
  state('trainee, ringing', sample.traineeRinging),
  state('trainee, talking', sample.traineeTalking),
  state('trainee, wrap-up', sample.traineeWrapUp),
  state('player, sheet', sample.playerSheet, { act: tickSome }),
  state('trainee, sheet given', sample.traineeGiven),
  state('both views', sample.bothViews),
  state('failing', idlePractice, { answers: away, waitFor: '.empty[role=alert]' }),
];

async function tickSome(page: Page): Promise<void> {
  const rows = page.locator('.crit');
  for (const [place, answer] of [2, 2, 0, 1].entries())
    await rows.nth(place).locator('label').nth(answer).click();
  await page.evaluate(() => scrollTo(0, 0));
}

const alone = (name: string, act?: ScreenState['act'], answers: Answers = {}) =>
  state(name, idlePractice, { path: '/uebung/allein', answers, ...(act === undefined ? {} : { act }) });

/** Calls one of the people, and says these. */
async function call(page: Page, place: number, said: readonly number[]): Promise<void> {
  await page.locator('.people__row button').nth(place).click();
  await page.locator('.call[data-state=ringing] .btn--main').click();
  await page.locator('.said').waitFor();
  for (const it of said) await page.locator('.said__moves button').nth(it).click();
}

/** Practice alone: the people, in the middle of a talk, at its end, the sheet. */
export const aloneStates: readonly ScreenState[] = [
  alone('the people', async (page) => void (await page.locator('.people').waitFor())),
  state('in a shift', { ...idlePractice, mayPractise: false }, { path: '/uebung/allein' }),
  alone('ringing', async (page) => {
    await page.locator('.people__row button').first().click();
    await page.locator('.call[data-state=ringing]').waitFor();
  }),
  alone('in the middle', (page) => call(page, 0, [0, 0, 0, 0])),
  alone('mailbox', (page) => call(page, 7, [])),
  alone('objection', (page) => call(page, 6, [0, 0, 1])),
  alone('at the end', async (page) => {
    await call(page, 4, [0, 0, 0, 0]);
    await page.evaluate(() => scrollTo(0, 0));
  }),
  alone('sheet', async (page) => {
    await call(page, 4, [0, 1, 0]);
    await page.locator('.said__moves button').last().click();
    await page.locator('.wrap__result input').first().waitFor({ state: 'attached' });
    await page.locator('.call__acts .btn--main, .wrap__result label').last().click();
    await page.locator('.crits').waitFor();
  }),
  alone('failing', undefined, away),
].map((it) => (it.name === 'failing' ? { ...it, waitFor: '.empty[role=alert]' } : it));

const round = (name: string, more: Answers['practiceRound'], waitFor = '.tally'): ScreenState =>
  state(name, idlePractice, {
    path: '/uebung/runde',
    answers: more === undefined ? {} : { practiceRound: more },
    waitFor,
  });
const { roundSample, practiceNow: now } = sample;

/** The team after practice. */
export const togetherStates: readonly ScreenState[] = [
  round('open', { round: roundSample, earlier: [], now }),
  round(
    'too few sheets',
    { round: { ...roundSample, sheets: 2, tallies: null, hard: [], findings: [] }, earlier: [], now },
    '#h-findings',
  ),
  round('closed', {
    round: { ...roundSample, isOpen: false },
    earlier: [{ ...roundSample, id: '00000000-0000-4000-8000-000000000599' }],
    now,
  }),
  round('none yet', { round: null, earlier: [], now }, '.empty'),
  round('failing', 'away', '.empty[role=alert]'),
];
