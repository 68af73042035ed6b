// The report on paper: two A4 pages, in grey, without background graphics.
/// <reference lib="dom" />
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildWeb } from './build-web.ts';
import { type FixtureServer, startFixtureServer } from './fixture-server.ts';
import { openBrowser } from './open-browser.ts';
import { reportStates } from './organiser-states.ts';

const shots = join(import.meta.dirname, 'shots');
let browser: Browser;
let server: FixtureServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startFixtureServer(await buildWeb())]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

test.each(['de', 'en'] as const)('the sample’s report is two A4 pages (%s)', async (locale) => {
  const page = await openReport(locale);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  mkdirSync(shots, { recursive: true });
  writeFileSync(join(shots, `report_printed-${locale}.pdf`), pdf);
  const text = pdf.toString('latin1');
  expect(text.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
  // 210 by 297 mm in points of 1/72 inch.
  expect(text).toMatch(/\/MediaBox\s*\[\s*0 0 59[45](\.\d+)? 84[12](\.\d+)?\s*\]/);
  await page.context().close();
});

test('neither the buttons nor the exact figures are printed', async () => {
  const page = await openReport('de');
  await page.locator('.exact > summary').click();
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.exact, .appbar, .reportbar').filter({ visible: true }).count()).toBe(0);
  expect(await page.locator('.report').filter({ visible: true }).count()).toBe(1);
  await page.context().close();
});

async function openReport(locale: string): Promise<Page> {
  const context = await browser.newContext({ locale });
  await context.addCookies([{ name: 'lane', value: locale, url: server.url }]);
  const [full] = reportStates;
  if (full === undefined) throw new Error('the report has states');
  server.show(locale, full.server);
  const page = await context.newPage();
  await page.goto(`${server.url}${full.path}`);
  await page.locator('.report h1').waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  return page;
}
