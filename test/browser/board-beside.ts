import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { createTexts } from '../../src/texts/texts.ts';
import { button, type ShiftState } from './volunteer.ts';
import type { WatchedPage } from './watched-page.ts';

const { say } = createTexts('de');
/** So long a change may take from the caller's page to the board (wall). */
const BOARD_MS = 2_000;

/** The organiser's board in another browser, never loaded anew. */
export interface Board {
  /** Fails when it does not show this within two seconds. */
  shows(caller: string, state: ShiftState): Promise<void>;
  /** @returns the personal link. */
  invite(name: string): Promise<string>;
  answersHelp(caller: string): Promise<void>;
  /** Waits until the campaign is over, and goes where the board leads. */
  goesToReport(patienceMs: number): Promise<void>;
}

export async function openBoard({ page, look }: WatchedPage): Promise<Board> {
  await button(page, 'arrive.join.act').click();
  await page.getByRole('heading', { level: 1 }).and(page.locator('.pagehead h1')).waitFor();
  await look('board');
  const row = (caller: string): Locator =>
    page.locator('.board__team').getByRole('row').filter({ hasText: caller });
  return {
    async shows(caller, state) {
      const words = say(`board.state.${state}`);
      await row(caller).getByText(words, { exact: true }).waitFor({ timeout: BOARD_MS });
    },
    async invite(name) {
      await button(page, 'board.invite.act').click();
      await page.getByRole('textbox', { name: say('board.invite.name') }).fill(name);
      await look('invitation');
      await button(page, 'board.invite.make').click();
      await page.getByText(say('arrive.invite.link')).click();
      const link = await page.getByRole('textbox', { name: say('board.invite.link') }).inputValue();
      await look('invited');
      // React-aria has a hidden one for screen readers.
      await button(page, 'board.close').last().click();
      return link;
    },
    async answersHelp(caller) {
      const done = page.getByRole('button', { name: say('board.team.help-done-for', { name: caller }) });
      await row(caller).getByText(say('board.team.help')).waitFor({ timeout: BOARD_MS });
      await look('help is wanted');
      await done.click();
      await done.waitFor({ state: 'detached' });
    },
    async goesToReport(patienceMs) {
      const lead = page.getByRole('main').getByRole('link', { name: say('board.report') });
      await lead.waitFor({ timeout: patienceMs });
      await look('over');
      await lead.click();
      await page.locator('.report h1').waitFor();
      await look('report');
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
    },
  };
}
