/// <reference lib="dom" />
// The person first, the call by a tap: a caller at the keyboard, in a real browser, on a real phone bank.
import { sql } from 'kysely';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Clock } from '../../src/app/ports.ts';
import type { TrunkId } from '../../src/core/ids.ts';
import { Network, type NetworkLogEntry } from '../../src/simulator/network.ts';
import { createTexts } from '../../src/texts/texts.ts';
import { ANSWERS } from '../phone-bank.fixture.ts';
import { axeProblems } from './look-at.ts';
import { openBrowser } from './open-browser.ts';
import { type OwnPhoneBank, openOwnPhoneBank } from './own-phone-bank.ts';
import { button } from './volunteer.ts';

const { say } = createTexts('de');
const PEOPLE = 6;

let bank: OwnPhoneBank;
let browser: Browser;
const log: NetworkLogEntry[] = [];
const dialled = () => log.filter((it) => it.event === 'dialled').map((it) => it.attemptId);

/** Everybody answers after a second, and talks until the caller hangs up. */
function trunk(clock: Clock) {
  const numbers = Array.from(
    { length: PEOPLE },
    (_, place) => `+4969900099${String(place).padStart(2, '0')}`,
  );
  const file = new Map(numbers.map((it) => [it, { ...ANSWERS, ringSeconds: 1, talkSeconds: 600 }]));
  const memory = { countCall: async () => 1, askOnce: async () => true };
  const telephony = new Network({ file, memory, clock, log: (entry) => log.push(entry) });
  return { id: 'preview' as TrunkId, telephony }; // A name of ours, not one from a configuration.
}

beforeAll(async () => {
  const line = { pacing: { mode: 'preview', cap: 0.01 }, trunk } as const;
  [bank, browser] = await Promise.all([openOwnPhoneBank(PEOPLE, line), openBrowser()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await bank?.close();
  expect(bank?.failed).toEqual([]);
});

const inState = (page: Page, state: 'preview' | 'ringing' | 'talking' | 'wrapup') =>
  page.locator(`.call[data-state=${state}]`);
const nameOn = (page: Page) => page.locator('.call h1').innerText();

/** On shift and ready, with the person that is shown. */
async function reads(name: string): Promise<{ context: BrowserContext; page: Page; person: string }> {
  const { context } = await bank.caller(browser, name);
  await bank.post(context, 'shift/ready');
  const page = await bank.open(context);
  await inState(page, 'preview').waitFor();
  return { context, page, person: await nameOn(page) };
}

test('a caller reads, calls, speaks and goes on to the next person by the keyboard alone', async () => {
  const { context, page, person } = await reads('Robin');
  expect(await page.title()).toContain(say('caller.announce.preview'));
  expect(await page.title()).not.toContain(person);
  expect(await page.getByRole('status').allInnerTexts()).toContain(say('caller.announce.preview'));
  expect(dialled()).toEqual([]);
  await page.keyboard.press('Alt+j');
  await inState(page, 'talking').waitFor();
  expect(await nameOn(page)).toBe(person);
  expect(dialled()).toHaveLength(1);
  await page.keyboard.press('Alt+x');
  await page.locator('.wrap').waitFor();
  await page.keyboard.press('Alt+4');
  await page.locator('.toast').waitFor();
  await page.keyboard.press('Alt+n');
  await inState(page, 'preview').waitFor();
  expect(await nameOn(page)).not.toBe(person);
  await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  await button(page, 'caller.pause').press('Enter');
  await page.getByRole('heading', { name: say('caller.pause.title') }).waitFor();
  expect(dialled()).toHaveLength(1);
  await context.close();
});

test('ASKS 27: two taps at once, in two tabs, are one call', async () => {
  const before = dialled().length;
  const { context, page } = await reads('Kim');
  const other = await bank.open(context);
  await inState(other, 'preview').waitFor();
  await Promise.all([page.keyboard.press('Alt+j'), other.keyboard.press('Alt+j')]);
  await inState(page, 'talking').waitFor();
  await inState(other, 'talking').waitFor();
  expect(dialled()).toHaveLength(before + 1);
  expect(await page.locator('.problem').count()).toBe(0);
  await context.close();
});

test('of whom the queue takes back while one reads, the page says so, and shows the next', async () => {
  const before = dialled().length;
  const { context, page, person } = await reads('Toni');
  expect(await page.locator('.problem').count()).toBe(0);
  // As it is decided when the person objects elsewhere; that whole way is in preview.test.ts.
  await sql`
    update contact set decision = '{"kind":"stop","reason":"do-not-call"}'
    where person_id = (select id from person where given_name = ${person.split(' ')[0]})`.execute(
    bank.connection,
  );
  await page.locator('.problem').waitFor();
  expect(await page.locator('.problem').innerText()).toContain(say('preview.taken'));
  await inState(page, 'preview').waitFor();
  expect(await nameOn(page)).not.toBe(person);
  expect(dialled()).toHaveLength(before);
  expect(await axeProblems(page, 'all')).toEqual([]);
  await context.close();
});

test('who skips says why with one tap, and reads about the next person; nobody was rung', async () => {
  const before = dialled().length;
  const { context, page, person } = await reads('Noa');
  await button(page, 'caller.ring.skip').press('Enter');
  await button(page, 'outcome.skip.not-now').press('Enter');
  await page.waitForFunction((name) => document.querySelector('.call h1')?.textContent !== name, person);
  await inState(page, 'preview').waitFor();
  expect(dialled()).toHaveLength(before);
  // One's own step needs no word.
  expect(await page.locator('.problem').count()).toBe(0);
  await context.close();
});
