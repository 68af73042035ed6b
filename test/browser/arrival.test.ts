/// <reference lib="dom" />
// Somebody who has never been here: from the invitation to the first call that rings, counted in taps and seconds. A real
// phone bank, a real browser with a microphone, and a carrier of a few telephones.
import { sql } from 'kysely';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSpeakingBank, type SpeakingBank } from '../../src/build/speaking-bank.fixture.ts';
import { createTexts } from '../../src/texts/texts.ts';
import { ToneCarrier } from '../voice/tone-carrier.ts';
import { buildWeb } from './build-web.ts';
import { type Hands, keyboard, pointer } from './hands.ts';
import { openBrowser } from './open-browser.ts';
import { button } from './volunteer.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

const { say } = createTexts('de');
const MOST_TAPS = 6;
const MOST_MS = 60_000;
/** In a range that rings nobody. */
const NUMBERS = [91, 92, 93, 94].map((last) => `+4930231250${last}`);
const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
};
const RINGING = '.call[data-state=ringing]';

let carrier: ToneCarrier;
let bank: SpeakingBank;
let browser: Browser;
const looked = new Set<string>();

beforeAll(async () => {
  const phones = NUMBERS.map((it) => [it, { hertz: 700, does: 'rings' }] as const);
  carrier = await ToneCarrier.open(Object.fromEntries(phones));
  const trunk = { host: '127.0.0.1', port: carrier.port, transport: 'udp' } as const;
  const [webFolder, opened] = await Promise.all([buildWeb(), openBrowser()]);
  browser = opened;
  bank = await openSpeakingBank({ trunk, numbers: NUMBERS, webFolder });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await bank?.close();
  carrier?.close();
}, 60_000);

interface Counted {
  readonly watched: WatchedPage;
  /** With the one on the invitation itself. */
  taps(): Promise<number>;
  /** What the server has said so far, by whatever way. */
  readonly said: string[];
  readonly startedAt: number;
}

/** Taps the invitation in a browser that has never been here. */
async function tapInvitation(link: string, how: BrowserContextOptions = {}): Promise<Counted> {
  const context = { permissions: ['microphone'], ...how };
  const watched = await openWatchedPage(browser, `${bank.bank.url}/api/installation`, context, looked);
  const { page } = watched;
  const said: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => said.push(String(payload))));
  page.on('response', async (answer) => {
    if (new URL(answer.url()).pathname.startsWith('/api/')) said.push(await answer.text().catch(() => ''));
  });
  await page.addInitScript(countTaps);
  const startedAt = performance.now();
  await page.goto(link);
  return { watched, said, startedAt, taps: async () => 1 + (await page.evaluate(() => window.taps)) };
}

declare global {
  interface Window {
    taps: number;
  }
}

/** Touches, clicks, and keys that press something; Tab and arrows only move. */
function countTaps(): void {
  window.taps = 0;
  const count = () => {
    window.taps += 1;
  };
  addEventListener('pointerup', count, true);
  addEventListener(
    'keydown',
    ({ key, altKey }) => {
      if (key === 'Enter' || key === ' ' || (altKey && key !== 'Alt')) count();
    },
    true,
  );
}

/** The whole way. @returns the page on which it rings. */
async function goToFirstCall(
  { watched, said }: Counted,
  hands: Hands & { readonly isKeyboard: boolean },
): Promise<Page> {
  const { page } = watched;
  const rung = carrier.calls.length;
  const promise = button(page, 'arrive.pledge.act');
  await promise.waitFor();
  await watched.look('invited');
  await hands.press(promise);
  const way = page.getByRole('radio', { name: new RegExp(`^${say('audio.way.browser')}`) });
  await way.waitFor({ state: 'attached' });
  await watched.look('how to speak');
  await (hands.isKeyboard ? hands.decide(way) : hands.choose(way));
  await page.getByRole('main').getByText(say('audio.line.up'), { exact: true }).waitFor();
  await watched.look('check');
  await hands.press(button(page, 'arrive.check.next'));
  await page.locator('.meet').waitFor();
  await watched.look('three cards');
  await expectNobodyReal(page, said, rung);
  await hands.press(button(page, 'arrive.meet.call'));
  await page.locator(RINGING).waitFor();
  expect(carrier.calls.length).toBe(rung + 1);
  return page;
}

/** Neither on the screen nor in anything that the server has sent, and no telephone has rung. */
async function expectNobodyReal(page: Page, said: readonly string[], rung: number): Promise<void> {
  expect(carrier.calls.length).toBe(rung);
  expect(await page.locator('.call, a[href^="tel:"]').count()).toBe(0);
  const all = said.join('\n');
  expect(all).toContain('"shiftId"');
  expect(all).not.toMatch(/"card"|"attemptId"/);
  for (const it of NUMBERS) expect(all).not.toContain(it.slice(-6));
}

test.each([
  ['by mouse', {}, (page: Page) => ({ ...pointer(page), isKeyboard: false })],
  [
    'with a finger on a phone of 360 by 740',
    PHONE,
    (page: Page) => ({ ...pointer(page, true), isKeyboard: false }),
  ],
  ['by keyboard alone', {}, (page: Page) => ({ ...keyboard(page), isKeyboard: true })],
] as const)(
  'the first minute counted in taps, %s; ASKS 20: nobody real is on the screen before one has said ready',
  { timeout: 120_000 },
  async (_, context, handsOf) => {
    const counted = await tapInvitation(await bank.link('Kim'), context);
    const { watched, startedAt } = counted;
    await watched.inPictures('arrival', () => goToFirstCall(counted, handsOf(watched.page)));
    const ms = performance.now() - startedAt;
    expect(await counted.taps()).toBeLessThanOrEqual(MOST_TAPS);
    expect(ms).toBeLessThan(MOST_MS);
    await watched.page.context().close();
  },
);

test('a year later the pledge is asked for again, before the shift and not in it', {
  timeout: 60_000,
}, async () => {
  const { watched } = await tapInvitation(await bank.link('Toni'));
  const { page } = watched;
  await watched.inPictures('pledge', async () => {
    await button(page, 'arrive.pledge.act').click();
    await page.locator('.ways').waitFor();
    await sql`update pledge set given_at = given_at - interval '365 days'`.execute(bank.connection);
    await page.reload();
    // The shift that is open goes on.
    await page.locator('.ways').waitFor();
    await page.evaluate(() =>
      fetch('/api/shift/leave', {
        ...{ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
      }),
    );
    await button(page, 'caller.begin.action').waitFor();
    await page.reload();
    await button(page, 'caller.begin.action').click();
    await page.locator('.pledge').waitFor();
    await watched.look('pledge again');
    await button(page, 'arrive.pledge.act').click();
    await page.locator('.ways').waitFor();
  });
  await page.context().close();
});

test('ASKS 55: at the door, the organiser’s phone shows a code as wide as itself, and it lets the volunteer in', {
  timeout: 60_000,
}, async () => {
  const { page, look, inPictures } = await openWatchedPage(
    browser,
    `${bank.bank.url}/anmelden`,
    PHONE,
    looked,
  );
  await inPictures('door', async () => {
    await page.locator('input[name=username]').fill('uli');
    await page.locator('input[name=password]').fill('Birnen sind süß');
    await page.locator('form button[type=submit]').tap();
    await button(page, 'board.invite.act').tap();
    await page.getByRole('textbox', { name: say('board.invite.name') }).fill('Noa');
    await button(page, 'board.invite.make').tap();
    const code = page.locator('.door .qr');
    await code.waitFor();
    await look('at the door');
    const { x = 0, y = 0, width = 0, height = 0 } = (await code.boundingBox()) ?? {};
    expect(width).toBeGreaterThan(320);
    expect([x >= 0, y >= 0, x + width <= 360, y + height <= 740]).toEqual([true, true, true, true]);
    await page.getByText(say('arrive.invite.link')).tap();
    const link = await page.getByRole('textbox', { name: say('board.invite.link') }).inputValue();
    const volunteer = await tapInvitation(link, PHONE);
    await volunteer.watched.page
      .getByRole('heading', { name: say('account.join.title', { name: 'Noa' }) })
      .waitFor();
  });
});
