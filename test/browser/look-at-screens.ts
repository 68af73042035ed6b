/// <reference lib="dom" />
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../src/web/routes.ts';
import { homeStates, joinStates, setUpStates, signInStates } from './account-states.ts';
import { firstCallStates, plannedShiftStates } from './arrive-states.ts';
import { buildWeb } from './build-web.ts';
import { everywhereStates } from './everywhere-states.ts';
import { type FixtureServer, NOTHING, startFixtureServer } from './fixture-server.ts';
import { journalStates } from './journal-states.ts';
import { axeProblems, sidewaysPixels, untranslated } from './look-at.ts';
import { openBrowser } from './open-browser.ts';
import { boardStates, reportStates } from './organiser-states.ts';
import { outcomeStates } from './outcome-states.ts';
import { ownPhoneStates, phoneStates } from './phone-states.ts';
import { aloneStates, practiceStates, togetherStates } from './practice-states.ts';
import type { ScreenState } from './screen-states.ts';
import { stateProblems } from './server-state.ts';
import { shiftStates } from './shift-states.ts';

type RouteName = (typeof routes)[number]['name'];

/** A new route without its states does not compile. */
const states: Readonly<Record<RouteName, readonly ScreenState[]>> = {
  home: homeStates,
  'sign-in': signInStates,
  'set-up': setUpStates,
  join: joinStates,
  phone: phoneStates,
  shifts: plannedShiftStates,
  shift: [
    ...shiftStates,
    ...journalStates,
    ...firstCallStates,
    ...everywhereStates,
    ...ownPhoneStates,
    ...outcomeStates,
  ],
  practice: practiceStates,
  'practice-alone': aloneStates,
  'practice-together': togetherStates,
  board: boardStates,
  report: reportStates,
};

const HEIGHT = 900;
const shots = join(import.meta.dirname, 'shots');

/** How a page is looked at once it stands. */
export interface Look {
  readonly width: 360 | 768 | 1440;
  readonly theme: 'light' | 'dark';
  /** In the dark only colours differ. */
  readonly axe: 'all' | 'colours' | null;
}

/** Which looks are taken; in English only words differ: they are read, not looked at. */
export interface Looks {
  /** Whether the state at that place is looked at; all of them unless told. */
  readonly takes?: (place: number) => boolean;
  /** @param place of the state among all states, from 0. */
  readonly german: (place: number) => readonly Look[];
  readonly english: (place: number) => readonly Look['width'][];
  /** Whether pictures are taken; each costs a fifth of a second. */
  readonly hasPictures: boolean;
}

interface OpenPage {
  /** Its cookie: what the server shows it. */
  readonly locale: 'de' | 'en';
  readonly page: Page;
  /** What went wrong in the page since the last look: errors on the console, requests to other hosts. */
  readonly heard: string[];
}

let browser: Browser;
let server: FixtureServer;

/**
 * Tests every page of the route table in all its states: it looks right to axe, fits every window, says no key in
 * place of a text, asks no other host. The pictures lie in shots/, to be looked at.
 */
export function testScreens(looks: Looks): void {
  let pages: Record<'de' | 'en', OpenPage>;

  beforeAll(async () => {
    rmSync(shots, { recursive: true, force: true });
    mkdirSync(shots, { recursive: true });
    [browser, server] = await Promise.all([openBrowser(), startFixtureServer(await buildWeb())]);
    pages = { de: await openPage('de'), en: await openPage('en') };
  });

  afterAll(async () => {
    writeFileSync(join(shots, 'index.html'), contactSheet(readdirSync(shots)));
    await browser?.close();
    await server?.close();
  });

  test('every sample is what the contract lets a server send', () => {
    const all = Object.entries(states).flatMap(([route, them]) => them.map((it) => ({ route, it })));
    expect(all.flatMap(({ route, it }) => stateProblems(`${route}, ${it.name}`, it.server))).toEqual([]);
  });

  test('every route has states, and one in which it fails', () => {
    for (const { name } of routes)
      expect(states[name].map((it) => it.name).join(), name).toMatch(/failing|done before/);
  });

  let place = 0;
  describe.each(routes)('$path', ({ name: route }) => {
    const placed = states[route].flatMap((state) => {
      const at = place++;
      if (looks.takes?.(at) === false) return [];
      return [{ name: state.name, state, german: looks.german(at), english: looks.english(at) }];
    });
    test.each(placed)('$name', { timeout: 120_000 }, async ({ state, german, english }) => {
      const name = `${route}_${state.name.replaceAll(' ', '-')}`;
      const inGerman = async () => {
        await open(pages.de, state);
        for (const look of german) {
          const picture = `${name}_${look.width}-${look.theme}`;
          if (looks.hasPictures) await takePicture(pages.de.page, look, picture);
          await lookAt(pages.de, picture, look);
        }
      };
      const inEnglish = async () => {
        if (english.length === 0) return;
        await open(pages.en, state);
        for (const width of english)
          await lookAt(pages.en, `${name}_${width}-en`, { width, theme: 'light', axe: null });
      };
      // Two at once, for two cores.
      await Promise.all([inGerman(), inEnglish()]);
    });
  });
}

async function lookAt({ page, heard }: OpenPage, name: string, look: Look): Promise<void> {
  const { axe } = look;
  await setWindow(page, look);
  expect(await sidewaysPixels(page), `${name} is wider than its window`).toBe(0);
  expect(await untranslated(page), name).toEqual([]);
  if (axe !== null) expect(await axeProblems(page, axe), name).toEqual([]);
  expect(heard, name).toEqual([]);
}

async function setWindow(page: Page, { width, theme }: Look): Promise<void> {
  await page.setViewportSize({ width, height: HEIGHT });
  await page.emulateMedia({ colorScheme: theme });
}

async function takePicture(page: Page, look: Look, name: string): Promise<void> {
  await setWindow(page, look);
  // What lies above the page covers the window, not all of the page.
  const fullPage = (await page.locator('.backdrop').count()) === 0;
  // JPEG takes half the time of PNG.
  const path = join(shots, `${name}.jpg`);
  await page.screenshot({ path, type: 'jpeg', quality: 85, fullPage, animations: 'disabled' });
}

async function open({ locale, page, heard }: OpenPage, state: ScreenState): Promise<void> {
  server.show(locale, state.server);
  await page.goto(`${server.url}${NOTHING}`);
  // What was filled in of the last state's call would come back: its samples have one attempt.
  await page.evaluate(() => void indexedDB.deleteDatabase('draht-journal'));
  heard.length = 0;
  await page.setViewportSize({ width: 1440, height: HEIGHT });
  await page.emulateMedia({ colorScheme: 'light' });
  const context = page.context();
  if (state.microphone === 'denied') await context.clearPermissions();
  else await context.grantPermissions(['microphone']);
  const url = state.isInsecure ? insecure() : server.url;
  const answer = await page.goto(`${url}${state.path}`, { waitUntil: 'commit' });
  expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'");
  await waitForFirst(page, state.waitFor);
  await state.act?.(page, () => server.cut(locale));
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** As `locator.waitFor`, which looks only every half a second after the first one: most of the time of these tests. */
async function waitForFirst(page: Page, selector: string): Promise<void> {
  await page.waitForFunction((css) => document.querySelector(css)?.checkVisibility() === true, selector);
}

async function openPage(locale: 'de' | 'en'): Promise<OpenPage> {
  const context = await browser.newContext({ locale, reducedMotion: 'reduce' });
  await context.addCookies([server.url, insecure()].map((url) => ({ name: 'lane', value: locale, url })));
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const heard: string[] = [];
  page.on('console', (message) => {
    // Chromium itself writes a line for each answer that is no success; these states are made of them.
    // By http alone it says that it leaves out a header, too.
    const isAnswer = /Failed to load resource|WebSocket connection to|Opener-Policy header has been/.test(
      message.text(),
    );
    if (['error', 'warning'].includes(message.type()) && !isAnswer) heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(String(error)));
  page.on('request', (request) => {
    const { origin } = new URL(request.url());
    if (origin !== server.url && origin !== insecure()) heard.push(`asks ${request.url()}`);
  });
  return { locale, page, heard };
}

/** The same server by a name that the browser takes for another machine. */
function insecure(): string {
  return server.url.replace('127.0.0.1', 'draht.test');
}

/** All pictures on one page, to be opened in a browser: a row for each state. */
function contactSheet(files: readonly string[]): string {
  const pictures = files.filter((it) => it.endsWith('.jpg')).sort();
  const rows = Map.groupBy(pictures, (it) => it.slice(0, it.lastIndexOf('_')));
  const body = [...rows].map(
    ([name, them]) =>
      `<h2>${name}</h2><p>${them.map((it) => `<a href="${it}"><img src="${it}" alt="${it}"></a>`).join(' ')}</p>`,
  );
  return `<!doctype html><title>Screens</title><style>img{height:20rem}</style>${body.join('\n')}`;
}
