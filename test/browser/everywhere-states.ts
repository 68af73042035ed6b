import * as sample from '../../src/web/samples/shift.sample.ts';
import type { ScreenState } from './screen-states.ts';
import { shiftState } from './shift-state.ts';

const MINUTE = 60_000;
const moments = [
  {
    attemptId: '00000000-0000-4000-8000-000000000801',
    at: sample.shiftNow - 12 * MINUTE,
    name: 'Sabine',
    note: 'Hat sich über den Anruf gefreut. Kommt am Samstag mit ihrer Nachbarin.',
  },
  {
    attemptId: '00000000-0000-4000-8000-000000000802',
    at: sample.shiftNow - 40 * MINUTE,
    name: 'Hans-Jürgen',
    note: null,
  },
];

/** The parts that every page has, and the end of a shift. */
export const everywhereStates: readonly ScreenState[] = [
  shiftState('profile menu', sample.pausedSample, { act: openMenu }),
  shiftState('profile menu in a call', sample.talkingSample, { act: openMenu }),
  shiftState('shortcut sheet', sample.talkingSample, { act: (page) => openSheet(page) }),
  shiftState('shortcut refused', sample.talkingSample, {
    async act(page) {
      await openSheet(page);
      await page.locator('.shortcuts .btn').first().click();
      await page.keyboard.press('Alt+s');
    },
  }),
  shiftState('debrief', sample.pausedSample, {
    answers: { goodMoments: { moments } },
    act: endShift,
  }),
  shiftState('debrief empty', sample.pausedSample, {
    answers: { goodMoments: { moments: [] } },
    act: endShift,
  }),
  shiftState('debrief failing', sample.pausedSample, {
    answers: { goodMoments: { status: 500, code: 'error.server.bug' }, giveDebrief: 'away' },
    async act(page) {
      await endShift(page);
      await page.locator('.debrief textarea').first().fill('Wie viele sich noch an das Sommerfest erinnern.');
      await page.locator('.debrief textarea').last().fill('Die Frage nach der Adresse früher stellen.');
      await page.locator('.debrief .btn--main').click();
      await page.locator('.debrief [role=alert]').waitFor();
    },
  }),
];

async function openMenu(page: Parameters<NonNullable<ScreenState['act']>>[0]): Promise<void> {
  await page.locator('.appbar__end [aria-expanded]').click();
  await page.locator('.profile').waitFor();
}

async function openSheet(page: Parameters<NonNullable<ScreenState['act']>>[0]): Promise<void> {
  await page.keyboard.press('?');
  await page.locator('.shortcuts').first().waitFor();
}

async function endShift(page: Parameters<NonNullable<ScreenState['act']>>[0]): Promise<void> {
  await page.locator('.wait > .row .btn').last().click();
  await page.locator('.debrief').waitFor();
}
