/// <reference lib="dom" />
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTexts } from '../../src/texts/texts.ts';
import * as voice from '../../src/web/samples/voice.sample.ts';
import { buildWeb } from './build-web.ts';
import { type FixtureServer, startFixtureServer } from './fixture-server.ts';
import { openBrowser } from './open-browser.ts';
import type { VoicePeer } from './server-state.ts';
import { shiftState } from './shift-state.ts';

const { say } = createTexts('de');
const LANE = 'line';
/** The promise of the line: within so long it is back. */
const BACK_MS = 10_000;

let browser: Browser;
let server: FixtureServer;
let context: BrowserContext;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startFixtureServer(await buildWeb())]);
  context = await browser.newContext({ locale: 'de', permissions: ['microphone'], reducedMotion: 'reduce' });
  await context.addCookies([{ name: 'lane', value: LANE, url: server.url }]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function openShift(peer: VoicePeer): Promise<Page> {
  const { server: state } = shiftState('line', voice.checking);
  server.show(LANE, { ...state, voice: peer });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const Original = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        performance.mark('connection');
      }
    };
  });
  await page.goto(`${server.url}/schicht`);
  return page;
}

const sign = (page: Page, word: Parameters<typeof say>[0]) =>
  page.getByRole('main').getByText(say(word), { exact: true });
const notice = (page: Page, words: Parameters<typeof say>[0]) => page.getByText(say(words));

test('a line that the other end closed is connected anew, within ten seconds and by itself', async () => {
  const page = await openShift({ is: 'back' });
  // How long ago each was made: the loss itself may be over before anybody looks.
  const connections = () =>
    page.evaluate(() => performance.getEntriesByName('connection').map((it) => it.startTime));
  await expect.poll(async () => (await connections()).length, { timeout: 20_000 }).toBe(2);
  const [first = 0, second = 0] = await connections();
  expect(second - first).toBeLessThan(BACK_MS);
  await sign(page, 'audio.line.up').waitFor();
  await page.close();
});

test('a server that went away and came back has the line again', async () => {
  const page = await openShift({ is: 'up' });
  await sign(page, 'audio.line.up').waitFor();
  server.cut(LANE);
  await notice(page, 'audio.problem.lost').waitFor();
  const { server: state } = shiftState('line', voice.checking);
  server.show(LANE, { ...state, voice: { is: 'up' } });
  const backAt = performance.now();
  await sign(page, 'audio.line.up').waitFor();
  expect(performance.now() - backAt).toBeLessThan(BACK_MS);
  await page.close();
});

test('the caller hears what comes and is heard: the level moves, the check can be asked for', async () => {
  const page = await openShift({ is: 'up' });
  await page.getByText(say('audio.check.heard')).waitFor();
  await page.getByRole('button', { name: say('audio.check.echo.start') }).click();
  await page.getByRole('button', { name: say('audio.check.echo.stop') }).waitFor();
  await page.close();
});

test('in the tab that lost it the line is taken back with one touch', async () => {
  const page = await openShift({ is: 'taken' });
  await notice(page, 'audio.problem.taken').waitFor();
  const { server: state } = shiftState('line', voice.checking);
  server.show(LANE, { ...state, voice: { is: 'up' } });
  await page.getByRole('button', { name: say('audio.problem.taken.act') }).click();
  await sign(page, 'audio.line.up').waitFor();
  await page.close();
});

test('the page is loaded anew, and the line stands again without a touch', async () => {
  const page = await openShift({ is: 'up' });
  await sign(page, 'audio.line.up').waitFor();
  await page.reload();
  await sign(page, 'audio.line.up').waitFor();
  await page.close();
});

test('the line needs nothing that could record', async () => {
  const page = await openShift({ is: 'silent' });
  await page.addInitScript(() => Reflect.deleteProperty(window, 'MediaRecorder'));
  const { server: state } = shiftState('line', voice.checking);
  server.show(LANE, { ...state, voice: { is: 'up' } });
  await page.reload();
  await sign(page, 'audio.line.up').waitFor();
  await page.close();
});
