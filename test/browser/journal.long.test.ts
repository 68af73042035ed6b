/// <reference lib="dom" />
// The slower ways in which something could be lost or left behind: a shift that ended without its caller, signing out, a
// new version of the page in the middle of a call, a version that is switched off.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTexts } from '../../src/texts/texts.ts';
import { openBrowser } from './open-browser.ts';
import { type OwnPhoneBank, openOwnPhoneBank, rawJournal } from './own-phone-bank.ts';
import { button } from './volunteer.ts';

const { say } = createTexts('de');
const LIMIT = { timeout: 120_000 };

let bank: OwnPhoneBank;
let browser: Browser;
beforeAll(async () => {
  [bank, browser] = await Promise.all([openOwnPhoneBank(8), openBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await bank?.close();
});

const allSaved = (page: Page) => page.locator('.saved', { hasText: say('web.saved.all') }).first();

/** Talked, hung up, and said what it was while the server could not be asked. */
async function sayUnheard(context: BrowserContext): Promise<{ page: Page; attemptId: string }> {
  const rung = await bank.ring(context);
  const { page } = rung;
  await button(page, 'caller.talking').click();
  await button(page, 'phone.talk-over').click();
  await page.locator('.wrap').waitFor();
  await allSaved(page).waitFor();
  await context.route(/shift\/(draft|outcome)$/, (route) => route.abort());
  await page
    .getByRole('radio', { name: say('caller.outcome.not-interested') })
    .locator('xpath=ancestor::label')
    .click();
  await page.locator('.saved', { hasText: say('web.saved.waiting', { count: 2 }) }).waitFor();
  return rung;
}

test(
  'ASKS 36, 44: the shift ended while the page was gone; on return the outcome is saved first, once',
  LIMIT,
  async () => {
    const { context } = await bank.caller(browser, 'Kim');
    const { page, attemptId } = await sayUnheard(context);
    await page.close();
    await context.unroute(/shift\/(draft|outcome)$/);
    await bank.post(context, 'shift/leave');
    const again = await bank.open(context);
    await again.locator('main').waitFor();
    await bank.post(context, `campaigns/${bank.campaign}/shift`);
    await expect.poll(() => bank.outcomes(attemptId), { timeout: 60_000 }).toEqual(['not-interested']);
    await expect.poll(async () => (await rawJournal(again)).names, { timeout: 10_000 }).toEqual([]);
    await context.close();
  },
);

test('who signs out leaves nothing behind, not even the key', LIMIT, async () => {
  const { context } = await bank.caller(browser, 'Toni');
  const { page } = await sayUnheard(context);
  expect((await rawJournal(page)).names).toHaveLength(3);
  await button(page, 'web.menu').click();
  await button(page, 'web.menu.sign-out').click();
  await page.waitForURL('**/anmelden**');
  await expect.poll(async () => (await rawJournal(page)).text, { timeout: 10_000 }).toBe('');
  await context.close();
});

test(
  'a new version waits until the call is over, and one that is switched off removes itself',
  LIMIT,
  async () => {
    const { context } = await bank.caller(browser, 'Robin');
    const { page } = await bank.ring(context);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const caches = () => page.evaluate(() => window.caches.keys());
    const [first] = await caches();
    const waits = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        await registration?.update();
        return registration?.waiting?.state ?? null;
      });
    const file = join(bank.webFolder, 'service-worker.js');
    const built = readFileSync(file, 'utf8');
    // A server prefers what the build has compressed: it would go on sending the version before.
    for (const ending of ['br', 'gz']) rmSync(`${file}.${ending}`);
    const version = first?.replace('draht-page-', '') ?? '';
    writeFileSync(file, built.replaceAll(version, 'another'));
    await expect.poll(waits, { timeout: 20_000 }).toBe('installed');
    await page.reload();
    await page.locator('.call[data-state=ringing]').waitFor();
    expect(await waits()).toBe('installed');
    await button(page, 'phone.result.no-answer').click();
    await button(page, 'caller.next').waitFor();
    await expect.poll(caches, { timeout: 20_000 }).toEqual(['draht-page-another']);

    writeFileSync(
      file,
      built.replaceAll(version, 'off').replace(/const files = \[[^\]]*\]/, 'const files = []'),
    );
    await page.evaluate(() => navigator.serviceWorker.getRegistration().then((it) => it?.update()));
    await expect.poll(caches, { timeout: 20_000 }).toEqual([]);
    const isThere = () =>
      page.evaluate(async () =>
        (await navigator.serviceWorker.getRegistrations()).map((it) => it.active?.state),
      );
    await page.reload();
    await button(page, 'caller.next').waitFor();
    writeFileSync(file, built);
    expect((await isThere()).length).toBeLessThanOrEqual(1);
    await context.close();
    expect(bank.failed).toEqual([]);
  },
);
