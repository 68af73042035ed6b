import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageLinks } from '../../src/server/page-links.ts';
import * as sample from '../../src/web/samples/shift.sample.ts';
import { buildWeb } from './build-web.ts';
import { firstLoad } from './first-load.ts';
import { type FixtureServer, startFixtureServer } from './fixture-server.ts';
import { sidewaysPixels } from './look-at.ts';
import { openBrowser } from './open-browser.ts';
import { shiftState } from './shift-state.ts';

let folder: string;
let browser: Browser;
let server: FixtureServer;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  folder = await buildWeb();
  [browser, server] = await Promise.all([openBrowser(), startFixtureServer(folder)]);
  context = await browser.newContext({ locale: 'de', reducedMotion: 'reduce' });
  await context.addCookies([{ name: 'lane', value: 'de', url: server.url }]);
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const states = {
  pause: shiftState('pause', sample.pausedSample, { answers: { saveProfile: {} } }),
  ringing: shiftState('ringing', sample.ringingSample),
  talking: shiftState('talking', sample.talkingSample, { answers: { saveProfile: {} } }),
  'wrap-up': shiftState('wrap-up', sample.wrapUpSample),
} as const;

async function open(name: keyof typeof states): Promise<void> {
  const state = states[name];
  server.show('de', state.server);
  await page.goto(`${server.url}${state.path}`);
  await page.locator(state.waitFor).first().waitFor();
}

describe('the first load', () => {
  test.each(['join-page', 'shift-page'])('of %s is at most 170 KB gzipped, without the fonts', (chunk) => {
    const { gzipBytes, files } = firstLoad(folder, chunk);
    const sizes = files.map((it) => `${it.name} ${it.gzipBytes}`).join('\n');
    expect(gzipBytes, sizes).toBeLessThanOrEqual(170 * 1024);
    // Schemas stay with the server; what is drawn above a page, with the browser.
    expect(files.length).toBeGreaterThan(5);
  });

  test.each([
    ['/beitreten', 'join-page'],
    ['/schicht', 'shift-page'],
  ])('of %s is named with the page, and comes at once', (path, chunk) => {
    const named = pageLinks(folder)(path, 'de') ?? '';
    for (const { name } of firstLoad(folder, chunk).files)
      if (name !== 'index.html') expect(named, name).toContain(`</${name}>`);
  });

  test('asks who is there once, with the page', async () => {
    const asked: string[] = [];
    const note = (request: { url(): string }) => asked.push(new URL(request.url()).pathname);
    page.on('request', note);
    await open('pause');
    page.off('request', note);
    expect(asked.filter((it) => it === '/api/installation' || it === '/api/me')).toEqual([
      '/api/installation',
    ]);
  });
});

describe.each([
  ['320 CSS pixels', { width: 320, height: 640 }],
  ['a laptop at 200 %', { width: 640, height: 400 }],
])('at %s', (_, size) => {
  test.each(['ringing', 'talking', 'wrap-up'] as const)(
    'nothing of %s stands aside, and no bar covers what has the focus',
    async (name) => {
      await page.setViewportSize(size);
      await open(name);
      expect(await sidewaysPixels(page)).toBe(0);
      expect(await covered(page)).toEqual([]);
    },
  );
});

test('at 150 % text size the pages are no wider than their window', async () => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open('pause');
  await page.locator('.appbar__end [aria-expanded]').click();
  await page.locator('.profile .seg').nth(2).locator('label').last().click();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('24px');
  expect(await sidewaysPixels(page)).toBe(0);
  await page.keyboard.press('Escape');
  expect(await sidewaysPixels(page)).toBe(0);
  await page.locator('.appbar__end [aria-expanded]').click();
  await page.locator('.profile .seg').nth(2).locator('label').first().click();
});

test('in forced colours the wire, the station, the choice and the focus are still seen', async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await open('talking');
  await page.locator('#outcome input').first().check({ force: true });
  await page.keyboard.press('ArrowDown');
  const seen = await page.evaluate(() => {
    const style = (css: string, part?: string) => {
      const found = document.querySelector(css);
      if (found === null) throw new Error(css);
      return getComputedStyle(found, part);
    };
    const canvas = style('body').backgroundColor;
    return {
      wire: style('.call__wire', '::before').backgroundColor !== canvas,
      end: style('.call__wire .wire-end i').backgroundColor !== canvas,
      line: style('.station', '::before').backgroundColor !== canvas,
      here: style('[data-state=here] > .stop').outlineStyle,
      choice: style('.choice:has(:checked)').borderTopWidth,
      focus: style('.choice:has(:focus-visible)').outlineStyle,
    };
  });
  expect(seen).toEqual({ wire: true, end: true, line: true, here: 'solid', choice: '3px', focus: 'solid' });
  await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
});

test('? shows the keys of the screen; a moved key works at its new place, in a field too; off is off', async () => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await open('pause');
  const saved = page.waitForRequest((it) => it.url().endsWith('/api/profile'));
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog');
  await sheet.getByText('Alt B', { exact: true }).waitFor();
  await sheet.locator('.shortcuts .btn').first().click();
  await page.keyboard.press('Alt+m');
  await sheet.getByText('ist schon').waitFor();
  await page.keyboard.press('u');
  await sheet.getByText('Alt U', { exact: true }).waitFor();
  expect((await saved).postDataJSON()).toMatchObject({ keys: { B: 'U' } });
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  const asked = page.waitForRequest((it) => it.url().endsWith('/api/shift/ready'));
  await page.keyboard.press('Alt+b');
  await page.keyboard.press('Alt+u');
  await asked;

  await open('talking');
  const notes = page.locator('main textarea').first();
  await notes.focus();
  await page.keyboard.type('Was?');
  expect(await notes.inputValue()).toMatch(/Was\?$/);
  expect(await page.getByRole('dialog').count()).toBe(0);
  await page.keyboard.press('Alt+1');
  expect(await page.locator('#outcome input').first().isChecked()).toBe(true);
  expect(await notes.inputValue()).toMatch(/Was\?$/);

  await page.locator('h1').first().click();
  await page.keyboard.press('?');
  await sheet.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  expect(await page.locator('.key').count()).toBe(0);
  await page.keyboard.press('Alt+2');
  expect(await page.locator('#outcome input').first().isChecked()).toBe(true);
  await page.keyboard.press('?');
  expect(await page.getByRole('dialog').count()).toBe(0);
});

test('a dialog keeps the keyboard in it, Escape leaves it, and the keyboard is where it was', async () => {
  await open('ringing');
  const never = page.locator('.ring__else .btn--quiet').last();
  await never.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const isInside = () =>
    page.evaluate(() => document.querySelector('dialog')?.contains(document.activeElement));
  expect(await isInside()).toBe(true);
  for (let tabs = 0; tabs < 6; tabs += 1) {
    await page.keyboard.press('Tab');
    // Between the last and the first the browser's own bar has it.
    expect(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(
      false,
    );
  }
  // Whoever marks its text and lets go beside it wants to read on.
  await page.locator('.dialog h2').hover();
  await page.mouse.down();
  await page.mouse.move(5, 5);
  await page.mouse.up();
  expect(await isInside()).toBe(true);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await never.evaluate((it) => it === document.activeElement)).toBe(true);
});

/** What lies under a bar that sticks when it has the focus. */
function covered(on: Page): Promise<string[]> {
  return on.evaluate(() => {
    const found: string[] = [];
    const fields = [
      ...document.querySelectorAll<HTMLElement>(
        'main :is(input, textarea, select, button, a):not(:disabled)',
      ),
    ];
    for (const field of fields.filter((it) => it.checkVisibility())) {
      field.focus();
      const shown = field.classList.contains('vh') ? (field.closest('label') ?? field) : field;
      const { top, left, width, height } = shown.getBoundingClientRect();
      const middle = document.elementFromPoint(left + width / 2, Math.min(top + height / 2, innerHeight - 1));
      const bar = middle?.closest('.call, .jump, .appbar');
      if (bar && !bar.contains(field))
        found.push(`${shown.textContent.slice(0, 40)} ${shown.className} under ${bar.className}`);
    }
    return found;
  });
}
