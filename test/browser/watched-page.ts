/// <reference lib="dom" />
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { axeProblems, sidewaysPixels, untranslated } from './look-at.ts';

/** A person's browser, and what it must never do. */
export interface WatchedPage {
  readonly page: Page;
  /** Keeps a picture of the page in the temporary folder when this fails. */
  inPictures<It>(name: string, work: () => Promise<It>): Promise<It>;
  /** Looks at the page once for each state: axe, width, texts, and what was written to the console since. */
  look(state: string): Promise<void>;
  /** How often the server was asked for this path since the page was loaded. */
  asked(path: string): number;
  /** The line is cut while this is done: what the browser then writes to the console is no finding. */
  offline(work: () => Promise<void>): Promise<void>;
}

/** Answers and waits may be slow: the machine has other things to do. */
const PATIENCE_MS = 30_000;

/** @param looked The states that were looked at; shared by pages that look the same. */
export async function openWatchedPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  looked = new Set<string>(),
): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'de', reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const heard: string[] = [];
  let isOffline = false;
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isOffline) heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(String(error)));
  let asked: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol, pathname } = new URL(request.url());
    asked = request.isNavigationRequest() ? [] : [...asked, pathname];
    if (protocol !== 'about:' && origin !== new URL(url).origin) heard.push(`asks ${request.url()}`);
  });
  await page.goto(url);
  return {
    page,
    async inPictures(name, work) {
      try {
        return await work();
      } catch (error) {
        await page.screenshot({ path: join(tmpdir(), `draht-shift-${name}.png`) });
        throw error;
      }
    },
    async look(state) {
      expect(heard, state).toEqual([]);
      if (looked.has(state)) return;
      looked.add(state);
      expect(await sidewaysPixels(page), `${state} is wider than its window`).toBe(0);
      expect(await untranslated(page), state).toEqual([]);
      expect(await axeProblems(page, 'all'), state).toEqual([]);
    },
    asked: (path) => asked.filter((it) => it === path).length,
    async offline(work) {
      isOffline = true;
      await context.setOffline(true);
      await work();
      await context.setOffline(false);
      await page.locator('.banner').waitFor({ state: 'hidden' });
      isOffline = false;
    },
  };
}
