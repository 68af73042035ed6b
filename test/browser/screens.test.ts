// Every page of the route table in all its states: it looks right to axe, fits every window, says no key in place of a
// text, asks no other host. The pictures lie in shots/, to be looked at.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
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

type RouteName = (typeof routes)[number]['name'];

/** A new route without its states does not compile. */
const states: Readonly<Record<RouteName, readonly ScreenState[]>> = {
  home: homeStates,
  'sign-in': signInStates,
  'set-up': setUpStates,
  join: joinStates,
  shift: [],
  board: boardStates,
  report: reportStates,
};

const WIDTHS = [360, 768, 1440] as const;
const HEIGHT = 900;
const shots = join(import.meta.dirname, 'shots');

interface Lane {
  readonly id: string;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong in the page since the last look: errors on the console, requests to other hosts. */
  readonly heard: string[];
}

let browser: Browser;
let server: FixtureServer;
const idle: Lane[] = [];

beforeAll(async () => {
  rmSync(shots, { recursive: true, force: true });
  mkdirSync(shots, { recursive: true });
  [browser, server] = await Promise.all([openBrowser(), startFixtureServer(await buildWeb())]);
  for (const [id, locale] of [
    ['de-1', 'de'],
    ['de-2', 'de'],
    ['en-1', 'en'],
  ] as const)
    idle.push(await openLane(id, locale));
});

afterAll(async () => {
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
  test.concurrent.each(states[route])('$name', { timeout: 60_000 }, async (state) => {
    const german = await take('de');
    try {
      await open(german, state);
      for (const width of WIDTHS)
        for (const colorScheme of ['light', 'dark'] as const) {
          await german.page.emulateMedia({ colorScheme });
          await look(german, { route, state, width, colorScheme, withAxe: width !== 768 });
        }
    } finally {
      idle.push(german);
    }
  });

  test.concurrent.each(states[route])('$name, in English', { timeout: 60_000 }, async (state) => {
    const english = await take('en');
    try {
      await open(english, state);
      for (const width of [360, 1440] as const)
        await look(english, { route, state, width, colorScheme: 'light', withAxe: false });
    } finally {
      idle.push(english);
    }
  });
});

async function look(
  { id, page, heard }: Lane,
  how: {
    readonly route: string;
    readonly state: ScreenState;
    readonly width: number;
    readonly colorScheme: 'light' | 'dark';
    readonly withAxe: boolean;
  },
): Promise<void> {
  const { route, state, width, colorScheme } = how;
  await page.setViewportSize({ width, height: HEIGHT });
  const locale = id.startsWith('en') ? '-en' : '';
  const name = `${route}_${state.name.replaceAll(' ', '-')}_${width}-${colorScheme}${locale}`;
  // What lies above the page covers the window, not all of the page.
  const fullPage = (await page.locator('.backdrop').count()) === 0;
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage, animations: 'disabled' });
  expect(await sidewaysPixels(page), `${name} is wider than its window`).toBe(0);
  expect(await untranslated(page), name).toEqual([]);
  if (how.withAxe) expect(await axeProblems(page), name).toEqual([]);
  expect(heard, name).toEqual([]);
}

async function open({ id, page, heard }: Lane, state: ScreenState): Promise<void> {
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

async function openLane(id: string, locale: 'de' | 'en'): Promise<Lane> {
  const context = await browser.newContext({ locale, reducedMotion: 'reduce' });
  await context.addCookies([{ name: 'lane', value: id, url: server.url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
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
  return { id, context, page, heard };
}

/** A page that nobody uses right now: tests run at once, each on a page of its own. */
async function take(locale: 'de' | 'en'): Promise<Lane> {
  for (;;) {
    const place = idle.findIndex((it) => it.id.startsWith(locale));
    const [lane] = place < 0 ? [] : idle.splice(place, 1);
    if (lane !== undefined) return lane;
    await new Promise((done) => setTimeout(done, 20));
  }
}
