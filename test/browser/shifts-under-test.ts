import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeDemos, signalGroup } from '../crash/demo-process.ts';
import { type Board, openBoard } from './board-beside.ts';
import { type Hands, keyboard, pointer } from './hands.ts';
import { openBrowser } from './open-browser.ts';
import { type RunningAction, startSmallAction } from './small-action.ts';
import { storedCalls } from './stored-calls.ts';
import { arrive, type Errand, type Volunteer, workShift } from './volunteer.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

export interface Shifts {
  /** Enough for three people, and few enough that the two days are soon over. */
  readonly members: number;
  /** How many calls are worked by mouse, and how many by keyboard alone; more when errands are left. */
  readonly mouse: number;
  readonly keys: number;
  /** What is done once by keyboard; by mouse everything is. */
  readonly keyErrands: readonly Errand[];
}

export const everyErrand: readonly Errand[] = [
  ...(['help', 'reload', 'offline', 'callback', 'undo', 'note', 'pause'] as const),
];

let browser: Browser;
let action: RunningAction;
let board: Board;
/** States that a caller at a desk has been shown: two callers' pages look the same. */
const looked = new Set<string>();

/**
 * People on a real demo, on the wire, in real browsers: a shift by mouse, another by keyboard alone, a call on a phone,
 * and the organiser's board beside them. What they entered is what is stored.
 */
export function testShifts(shifts: Shifts): void {
  beforeAll(async () => {
    [browser, action] = await Promise.all([openBrowser(), startSmallAction(shifts.members)]);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await removeDemos();
  }, 60_000);

  let mouse: Volunteer;
  let keys: Volunteer;
  let finger: Volunteer;

  // While nobody is there, the simulated callers have called half of the members in a few seconds.
  test('who comes first slows it down, and the board invites more', { timeout: 120_000 }, async () => {
    mouse = await volunteer('Robin', action.links.caller, { how: pointer });
    board = await openBoard(await openWatchedPage(browser, action.links.organiser));
    await board.shows('Robin', 'pause');
    const links = [await board.invite('Toni'), await board.invite('Kim Phone')] as const;
    [keys, finger] = await Promise.all([
      volunteer('Toni', links[0], { how: keyboard, errands: shifts.keyErrands }),
      volunteer('Kim Phone', links[1], {
        how: (page) => pointer(page, true),
        errands: [],
        context: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
      }),
    ]);
  });

  test.concurrent(`a shift of ${shifts.mouse} calls by mouse`, { timeout: 300_000 }, async () => {
    await mouse.watched.inPictures('mouse', () => workShift(mouse, shifts.mouse));
    expect(await storedCalls(action.demo.data, 'Robin')).toEqual(mouse.entered);
  });

  test.concurrent(`a shift of ${shifts.keys} calls by keyboard alone`, { timeout: 300_000 }, async () => {
    await keys.watched.inPictures('keys', () => workShift(keys, shifts.keys));
    expect(await storedCalls(action.demo.data, 'Toni')).toEqual(keys.entered);
  });

  test.concurrent('ASKS 5: a call on a phone of 360 px', { timeout: 300_000 }, async () => {
    await finger.watched.inPictures('finger', () => workShift(finger, 1));
    expect(await storedCalls(action.demo.data, 'Kim Phone')).toEqual(finger.entered);
  });

  test('when the last day is over, the board leads to a report of two A4 pages', {
    timeout: 200_000,
  }, async () => {
    await board.goesToReport(150_000);
    signalGroup(action.process, 'SIGINT');
    expect(await action.process.ended, action.process.text()).toBe(0);
  });
}

/** Somebody with a browser of their own and a personal link, who has just come. */
async function volunteer(
  name: string,
  link: string,
  how: {
    readonly how: (page: WatchedPage['page']) => Hands;
    readonly errands?: readonly Errand[];
    readonly context?: BrowserContextOptions;
  },
): Promise<Volunteer> {
  const watched = await openWatchedPage(browser, link, how.context, how.context ? new Set() : looked);
  const it: Volunteer = {
    ...{ watched, page: watched.page, hands: how.how(watched.page), entered: [] },
    errands: [...(how.errands ?? everyErrand)],
    onState: async (state) => board?.shows(name, state),
    onHelp: () => board.answersHelp(name),
  };
  await watched.inPictures('arrives', () => arrive(it, name));
  return it;
}
