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
  /** The line is cut while this is done: what the browser then writes to the console is no finding. */
  offline(work: () => Promise<void>): Promise<void>;
}

/** Answers and waits may be slow: the machine has other things to do. */
const PATIENCE_MS = 30_000;

export async function openWatchedPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
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
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'about:' && origin !== new URL(url).origin) heard.push(`asks ${request.url()}`);
  });
  const seen = new Set<string>();
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
      if (seen.has(state)) return;
      seen.add(state);
      expect(await sidewaysPixels(page), `${state} is wider than its window`).toBe(0);
      expect(await untranslated(page), state).toEqual([]);
      expect(await axeProblems(page, 'all'), state).toEqual([]);
    },
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
