/// <reference lib="dom" />
// Nothing that a caller fills in is lost: in a crash, in a dead spot, in a second tab, by the back arrow. On a real phone
// bank, with the pages as they are delivered. Slower ways of losing the line: journal.long.test.ts.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTexts } from '../../src/texts/texts.ts';
import { openBrowser } from './open-browser.ts';
import { FAMILY_NAME, type OwnPhoneBank, openOwnPhoneBank, rawJournal } from './own-phone-bank.ts';
import { button } from './volunteer.ts';

const { say } = createTexts('de');
/** The machine has other things to do. */
const PATIENT = { timeout: 20_000 };
const LIMIT = { timeout: 120_000 };
const NOTE = 'Kommt mit der Enkelin, braucht eine Rampe.';

let bank: OwnPhoneBank;
let browser: Browser;
beforeAll(async () => {
  [bank, browser] = await Promise.all([openOwnPhoneBank(6), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await bank?.close();
});

const inState = (page: Page, state: 'ringing' | 'talking' | 'wrapup') =>
  page.locator(`.call[data-state=${state}]`);
const note = (page: Page) => page.getByRole('textbox', { name: say('caller.note'), exact: true });
const sign = (page: Page, words: string) => page.locator('.saved', { hasText: words }).first();
const allSaved = (page: Page) => sign(page, say('web.saved.all'));
const answer = (page: Page) => page.getByRole('radio', { name: 'Eher still dabei' });

async function talk(page: Page): Promise<void> {
  await button(page, 'caller.talking').click();
  await inState(page, 'talking').waitFor();
}

async function choose(page: Page, outcome: Parameters<typeof say>[0]): Promise<void> {
  await page.locator('.wrap').waitFor();
  await page
    .getByRole('radio', { name: say(outcome) })
    .locator('xpath=ancestor::label')
    .click();
}

async function fillIn(page: Page): Promise<void> {
  await page.locator('.station', { hasText: 'Frage' }).first().click();
  await answer(page).locator('xpath=ancestor::label').click();
  await note(page).fill(NOTE);
}

/** Resolves when a page that is loaded anew would lose nothing: until then it asks whether one means it. */
async function nothingAtRisk(page: Page): Promise<void> {
  const isAsked = () =>
    page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
  await expect.poll(isAsked, PATIENT).toBe(false);
}

async function expectFilledIn(page: Page): Promise<void> {
  await expect.poll(() => note(page).inputValue(), PATIENT).toBe(NOTE);
  expect(await answer(page).isChecked()).toBe(true);
}

test(
  'ASKS 36, 44: the browser dies in the middle of a talk, and everything is there again',
  LIMIT,
  async () => {
    const { context } = await bank.caller(browser, 'Kim');
    const { page, person } = await bank.ring(context);
    await talk(page);
    // Nothing of it reaches the server: the journal alone has it.
    await context.route('**/api/shift/draft', (route) => route.abort());
    await fillIn(page);
    await sign(page, say('web.saved.waiting', { count: 1 })).waitFor();
    const { names, text } = await rawJournal(page);
    expect(names.map((it) => it.split(':')[0])).toEqual(['draft', 'page']);
    expect(text).toContain('sealed key');
    expect(text).not.toMatch(new RegExp(`${FAMILY_NAME}|${person}|Rampe|passive|9000|EXTRACTABLE`));
    await nothingAtRisk(page);
    await crash(page);

    const again = await bank.open(context);
    await inState(again, 'talking').getByRole('heading', { name: person }).waitFor();
    await expectFilledIn(again);
    await context.unroute('**/api/shift/draft');
    await allSaved(again).waitFor();
    expect((await rawJournal(again)).names).toEqual(['page']);

    // On another device it comes from the server.
    const other = await browser.newContext({ locale: 'de' });
    await other.addCookies(await context.cookies());
    const elsewhere = await bank.open(other);
    await inState(elsewhere, 'talking').waitFor();
    await expectFilledIn(elsewhere);
    await other.close();

    // ASKS 44: whoever comes back finishes this call first.
    await button(again, 'phone.talk-over').click();
    await choose(again, 'caller.outcome.not-interested');
    await button(again, 'caller.next').waitFor();
    await allSaved(again).waitFor();
    expect((await rawJournal(again)).names).toEqual([]);
    await context.close();
  },
);

test(
  'ASKS 36: in a dead spot one goes on, loads the page anew, and it is saved once when the line is back',
  LIMIT,
  async () => {
    const { context } = await bank.caller(browser, 'Toni');
    const { page, person, attemptId } = await bank.ring(context);
    const reports: string[] = [];
    context.on('request', (it) => it.url().endsWith('/api/shift/outcome') && reports.push(it.url()));
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const tel = await page.locator('.btn[href^="tel:"]').getAttribute('href');
    await context.setOffline(true);
    await page.locator('.banner').waitFor();
    await page.reload();
    await inState(page, 'ringing').getByRole('heading', { name: person }).waitFor();
    expect(await page.locator('.btn[href^="tel:"]').getAttribute('href')).toBe(tel);
    await talk(page);
    await fillIn(page);
    await nothingAtRisk(page);
    await page.reload();
    await inState(page, 'talking').waitFor();
    await expectFilledIn(page);
    await button(page, 'phone.talk-over').click();
    // The number leaves the device with the end of the call.
    await inState(page, 'wrapup').waitFor();
    expect(await page.content()).not.toContain(tel?.slice(4));
    await choose(page, 'caller.outcome.not-interested');
    await sign(page, say('web.saved.waiting', { count: 2 })).waitFor();
    await nothingAtRisk(page);
    await page.reload();
    await sign(page, say('web.saved.waiting', { count: 2 })).waitFor();
    expect((await rawJournal(page)).text).not.toMatch(new RegExp(`${FAMILY_NAME}|Rampe|9000`));
    reports.length = 0;
    await context.setOffline(false);
    await allSaved(page).waitFor();
    await button(page, 'caller.next').waitFor();
    expect(await bank.outcomes(attemptId)).toEqual(['not-interested']);
    expect(reports).toHaveLength(1);
    expect((await rawJournal(page)).names).toEqual([]);
    await context.close();
  },
);

test('ASKS 44: two tabs show the same, one sends, and nothing is sent twice', LIMIT, async () => {
  const { context } = await bank.caller(browser, 'Robin');
  const { page: one, attemptId } = await bank.ring(context);
  const two = await bank.open(context);
  await inState(two, 'ringing').waitFor();
  await talk(one);
  await inState(two, 'talking').waitFor();
  const asked: string[] = [];
  context.on('request', (it) => asked.push(new URL(it.url()).pathname));
  await note(one).fill('Aus dem ersten');
  await expect.poll(() => note(two).inputValue(), PATIENT).toBe('Aus dem ersten');
  await allSaved(one).waitFor();
  await allSaved(two).waitFor();
  await note(two).fill('Aus dem ersten und dem zweiten');
  await expect.poll(() => note(one).inputValue(), PATIENT).toBe('Aus dem ersten und dem zweiten');
  await allSaved(one).waitFor();
  // The tab that sent before is gone: the other one sends.
  await two.close();
  await note(one).fill('Wieder aus dem ersten');
  await allSaved(one).waitFor();
  expect(asked.filter((it) => it === '/api/shift/draft')).toHaveLength(3);
  const three = await bank.open(context);
  await inState(three, 'talking').waitFor();
  await button(three, 'phone.talk-over').click();
  await choose(three, 'caller.outcome.not-interested');
  await button(one, 'caller.next').waitFor();
  await button(three, 'caller.next').waitFor();
  expect(asked.filter((it) => it === '/api/shift/outcome')).toHaveLength(1);
  expect(await bank.outcomes(attemptId)).toEqual(['not-interested']);
  await context.close();
});

test(
  'ASKS 21, 33, 39: in every state the line may break and back may be pressed, and it goes on',
  LIMIT,
  async () => {
    const { context } = await bank.caller(browser, 'Uli');
    const { page, person } = await bank.ring(context);
    const breaks = async (there: () => Promise<void>) => {
      await context.setOffline(true);
      await page.locator('.banner').waitFor();
      await there();
      await context.setOffline(false);
      await page.locator('.banner').waitFor({ state: 'hidden' });
      await there();
    };
    const stays = async (state: 'ringing' | 'talking' | 'wrapup') => {
      const there = () => inState(page, state).getByRole('heading', { name: person }).waitFor();
      await breaks(there);
      await page.goBack();
      await page.getByText(say('journal.back')).waitFor();
      await there();
    };
    await stays('ringing');
    await talk(page);
    await note(page).fill(NOTE);
    await stays('talking');
    expect(await note(page).inputValue()).toBe(NOTE);
    await button(page, 'phone.talk-over').click();
    await stays('wrapup');
    expect(await note(page).inputValue()).toBe(NOTE);
    await choose(page, 'caller.outcome.not-interested');
    await button(page, 'caller.next').waitFor();
    await button(page, 'caller.pause').click();
    const pause = () => button(page, 'caller.ready').waitFor();
    await pause();
    await breaks(pause);

    // ASKS 39: tapped without a line, it says so, and the same button does it once more.
    await context.setOffline(true);
    await page.locator('.banner').waitFor();
    await button(page, 'caller.ready').click();
    await button(page, 'journal.again').waitFor();
    await context.setOffline(false);
    await button(page, 'journal.again').click();
    await page.locator('.call[data-state=ringing]').waitFor();

    // ASKS 33: the live line is silent for good, and the next step comes all the same.
    await button(page, 'phone.result.no-answer').click();
    await button(page, 'caller.next').waitFor();
    await page.routeWebSocket('**/api/live', () => {});
    await page.reload();
    await button(page, 'caller.next').click();
    await inState(page, 'ringing').waitFor();
    await context.close();
    expect(bank.failed).toEqual([]);
  },
);

/** As when the browser's process is killed: no event, no last word. */
async function crash(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const gone = page.waitForEvent('crash');
  void session.send('Page.crash').catch(() => {});
  await gone;
  await page.close();
}
