/// <reference lib="dom" />
// What callers missed elsewhere around the outcome of a call (ASKS.md, by its numbers), on a real phone bank.
import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTexts } from '../../src/texts/texts.ts';
import { openBrowser } from './open-browser.ts';
import { type OwnPhoneBank, openOwnPhoneBank } from './own-phone-bank.ts';
import { button } from './volunteer.ts';

const { say } = createTexts('de');
const NOTE = 'Kommt mit der Enkelin.';

let bank: OwnPhoneBank;
let browser: Browser;
beforeAll(async () => {
  [bank, browser] = await Promise.all([openOwnPhoneBank(9), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await bank?.close();
  expect(bank?.failed).toEqual([]);
});

const inState = (page: Page, state: 'ringing' | 'talking' | 'wrapup') =>
  page.locator(`.call[data-state=${state}]`);
const nameOn = (page: Page) => page.locator('.call h1').innerText();
const note = (page: Page) => page.getByRole('textbox', { name: say('caller.note'), exact: true });
const outcome = (page: Page, id: Parameters<typeof say>[0]) =>
  page.getByRole('radio', { name: say(id) }).locator('xpath=ancestor::label');

/** Speaks, writes a note, and hangs up. */
async function talk(page: Page): Promise<void> {
  await button(page, 'caller.talking').click();
  await inState(page, 'talking').waitFor();
  await note(page).fill(NOTE);
  await button(page, 'phone.talk-over').click();
  await page.locator('.wrap').waitFor();
}

test('ASKS 18: whoever would rather not ring somebody says so in two taps, and rings the next', async () => {
  const { context } = await bank.caller(browser, 'Robin');
  const { page, person } = await bank.ring(context);
  await button(page, 'caller.ring.skip').click();
  await button(page, 'outcome.skip.know-person').click();
  await page
    .getByRole('heading', { name: say('caller.settled.skipped', { name: person.split(' ')[0] ?? '' }) })
    .waitFor();
  await button(page, 'caller.next').click();
  await inState(page, 'ringing').waitFor();
  expect(await nameOn(page)).not.toBe(person);
  // Who was skipped waits for somebody else, and was not tried.
  const { rows } = await sql<{ tries: number; state: string }>`
    select c.tries, c.state from contact c join skip s on s.contact_id = c.id`.execute(bank.connection);
  expect(rows).toEqual([{ tries: 0, state: 'waiting' }]);
  await context.close();
});

test('ASKS 38: the line drops: the same person again at once, with all that was filled in', async () => {
  const { context } = await bank.caller(browser, 'Kim');
  const { page, person, attemptId } = await bank.ring(context);
  await talk(page);
  await button(page, 'outcome.call-again').click();
  await inState(page, 'ringing').waitFor();
  expect(await nameOn(page)).toBe(person);
  await button(page, 'caller.talking').click();
  await inState(page, 'talking').waitFor();
  expect(await note(page).inputValue()).toBe(NOTE);
  expect(await bank.outcomes(attemptId)).toEqual(['technical']);
  await context.close();
});

test('ASKS 21, 22: any outcome of the shift is changed later, and the first word is kept', async () => {
  const { context } = await bank.caller(browser, 'Toni');
  const { page, attemptId } = await bank.ring(context);
  await talk(page);
  await outcome(page, 'caller.outcome.not-interested').click();
  await button(page, 'caller.pause').click();
  const list = page.getByRole('button', { name: say('outcome.calls.open') });
  await list.click();
  await page.locator('.owncalls').getByText(say('caller.outcome.not-interested')).waitFor();
  await page.locator('.owncalls .btn').click();
  await page.locator('.wrap').waitFor();
  expect(await note(page).inputValue()).toBe(NOTE);
  await outcome(page, 'caller.outcome.no-time').click();
  // Back in the pause, and the list says the new word.
  await list.click();
  await page.locator('.owncalls').getByText(say('caller.outcome.no-time')).waitFor();
  expect(await bank.outcomes(attemptId)).toEqual(['no-time', 'not-interested']);
  await context.close();
});

test('a pause after this call is said by key in the talk, holds over a reload, and comes with the outcome', async () => {
  const { context } = await bank.caller(browser, 'Noa');
  const { page } = await bank.ring(context);
  await button(page, 'caller.talking').click();
  await inState(page, 'talking').waitFor();
  const pause = button(page, 'caller.pause-after');
  await page.keyboard.press('Alt+p');
  await page
    .getByRole('status')
    .filter({ hasText: say('caller.pause-after') })
    .waitFor({ state: 'attached' });
  expect(await pause.getAttribute('aria-pressed')).toBe('true');
  await page.reload();
  await inState(page, 'talking').waitFor();
  expect(await pause.getAttribute('aria-pressed')).toBe('true');
  await button(page, 'phone.talk-over').click();
  await page.locator('.wrap').waitFor();
  await outcome(page, 'caller.outcome.no-time').click();
  await page.getByRole('heading', { name: say('caller.pause.title') }).waitFor();
  // Ready again it rings, and goes on after that call as ever.
  await button(page, 'caller.ready').click();
  await inState(page, 'ringing').waitFor();
  await talk(page);
  expect(await pause.getAttribute('aria-pressed')).toBe('false');
  await pause.click();
  await page.getByRole('button', { name: say('caller.pause-after'), pressed: true }).waitFor();
  await pause.click();
  await page.getByRole('button', { name: say('caller.pause-after'), pressed: false }).waitFor();
  await outcome(page, 'caller.outcome.no-time').click();
  await button(page, 'caller.next').waitFor();
  await context.close();
});

test('after a hard call nobody is rung, and a tap calls the shift lead', async () => {
  const { context } = await bank.caller(browser, 'Sam');
  const { page, attemptId } = await bank.ring(context);
  await talk(page);
  await outcome(page, 'caller.outcome.no-time').waitFor();
  await button(page, 'outcome.hard').click();
  await page.getByRole('heading', { name: say('outcome.care.title') }).waitFor();
  await button(page, 'outcome.care.send').click();
  await page.getByText(say('outcome.care.sent')).waitFor();
  const { rows } = await sql`
    select m.kind, o.is_hard as "isHard", s.state, s.asks_for_help as "asksForHelp"
    from organiser_message m join outcome o on o.attempt_id = m.attempt_id join attempt a on a.id = o.attempt_id
    join shift s on s.id = a.shift_id where a.id = ${attemptId}`.execute(bank.connection);
  expect(rows).toEqual([{ kind: 'care', isHard: true, state: 'pause', asksForHelp: true }]);
  await context.close();
});
