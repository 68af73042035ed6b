// Every page of the route table in all its states: it looks right to axe, fits every window, says no key in place of a
// text, asks no other host. The pictures lie in shots/, to be looked at.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { routes } from '../../src/web/routes.ts';
import { homeStates, joinStates, setUpStates, signInStates } from './account-states.ts';
import { buildWeb } from './build-web.ts';
import { type FixtureServer, startFixtureServer } from './fixture-server.ts';
import { axeProblems, sidewaysPixels, untranslated } from './look-at.ts';
import { openBrowser } from './open-browser.ts';
import { boardStates, reportStates } from './organiser-states.ts';
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
  shift: shiftStates,
  board: boardStates,
  report: reportStates,
};

const WIDTHS = [360, 768, 1440] as const;
const HEIGHT = 900;
const shots = join(import.meta.dirname, 'shots');

interface OpenPage {
  /** Its cookie: what the server shows it. */
  readonly id: string;
  readonly page: Page;
  /** What went wrong in the page since the last look: errors on the console, requests to other hosts. */
  readonly heard: string[];
}

let browser: Browser;
let server: FixtureServer;
let pages: Record<'light' | 'dark' | 'english', OpenPage>;

beforeAll(async () => {
  rmSync(shots, { recursive: true, force: true });
  mkdirSync(shots, { recursive: true });
  [browser, server] = await Promise.all([openBrowser(), startFixtureServer(await buildWeb())]);
  pages = {
    light: await openPage('light', { locale: 'de' }),
    dark: await openPage('dark', { locale: 'de', colorScheme: 'dark' }),
    english: await openPage('english', { locale: 'en' }),
  };
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

describe.each(routes)('$path', ({ name: route }) => {
  test.each(states[route])('$name', { timeout: 120_000 }, async (state) => {
    const inGerman = async (colorScheme: 'light' | 'dark') => {
      await open(pages[colorScheme], state);
      for (const width of WIDTHS) {
        const axe = width === 768 ? null : colorScheme === 'light' ? 'all' : 'colours';
        await look(pages[colorScheme], { route, state, width, colorScheme, axe });
      }
    };
    const inEnglish = async () => {
      await open(pages.english, state);
      for (const width of [360, 1440] as const)
        await look(pages.english, { route, state, width, colorScheme: 'light', axe: null });
    };
    // Two at once, for two cores.
    await Promise.all([inGerman('light'), inGerman('dark').then(inEnglish)]);
  });
});

async function look(
  { id, page, heard }: OpenPage,
  how: {
    readonly route: string;
    readonly state: ScreenState;
    readonly width: number;
    readonly colorScheme: 'light' | 'dark';
    /** In the dark only colours differ. */
    readonly axe: 'all' | 'colours' | null;
  },
): Promise<void> {
  const { route, state, width, colorScheme } = how;
  await page.setViewportSize({ width, height: HEIGHT });
  const locale = id === 'english' ? '-en' : '';
  const name = `${route}_${state.name.replaceAll(' ', '-')}_${width}-${colorScheme}${locale}`;
  // What lies above the page covers the window, not all of the page.
  const fullPage = (await page.locator('.backdrop').count()) === 0;
  // In English only words differ: they are read, not looked at. JPEG takes half the time of PNG.
  if (id !== 'english')
    await page.screenshot({
      ...{ path: join(shots, `${name}.jpg`), type: 'jpeg', quality: 85, fullPage, animations: 'disabled' },
    });
  expect(await sidewaysPixels(page), `${name} is wider than its window`).toBe(0);
  expect(await untranslated(page), name).toEqual([]);
  if (how.axe !== null) expect(await axeProblems(page, how.axe), name).toEqual([]);
  expect(heard, name).toEqual([]);
}

async function open({ id, page, heard }: OpenPage, state: ScreenState): Promise<void> {
  server.show(id, state.server);
  await page.goto('about:blank');
  heard.length = 0;
  await page.setViewportSize({ width: 1440, height: HEIGHT });
  const answer = await page.goto(`${server.url}${state.path}`);
  expect(answer?.headers()['content-security-policy']).toContain("default-src 'none'");
  await page.locator(state.waitFor).first().waitFor();
  await state.act?.(page, () => server.cut(id));
  await page.evaluate(() => document.fonts.ready);
}

async function openPage(id: string, options: BrowserContextOptions): Promise<OpenPage> {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  await context.addCookies([{ name: 'lane', value: id, url: server.url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const heard: string[] = [];
  page.on('console', (message) => {
    // Chromium itself writes a line for each answer that is no success; these states are made of them.
    const isAnswer = /Failed to load resource|WebSocket connection to/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !isAnswer) heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(String(error)));
  page.on('request', (request) => {
    const { origin } = new URL(request.url());
    if (origin !== server.url && request.url() !== 'about:blank') heard.push(`asks ${request.url()}`);
  });
  return { id, page, heard };
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
