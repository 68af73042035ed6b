/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOnly, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { catalogue } from '../../src/texts/catalogue.generated.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const all: RunOnly = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
};
const colours: RunOnly = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

/** What axe-core finds on the page as it is, one sentence each (WCAG 2.2 AA and good practice). */
export async function axeProblems(page: Page, what: 'all' | 'colours'): Promise<string[]> {
  // Runs beside the page, not in it: the page's own policy stays as strict as it is.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    // axe-core put itself on the window.
    (options) => (window as unknown as { axe: { run(o: RunOptions): Promise<AxeResults> } }).axe.run(options),
    {
      runOnly: what === 'all' ? all : colours,
      resultTypes: ['violations'],
      preload: false,
    } satisfies RunOptions,
  );
  // Nothing is there yet that a heading could be about.
  const isLoading = (await page.locator('main[aria-busy]').count()) > 0;
  const found = isLoading ? violations.filter(({ id }) => id !== 'page-has-heading-one') : violations;
  return found.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes
        .map((it) => it.target.join(' '))
        .slice(0, 3)
        .join(', ')}`,
  );
}

/** By how many pixels the page is wider than its window. */
export function sidewaysPixels(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

const areas = [...new Set(Object.keys(catalogue.de).map((id) => id.split('.')[0]))].join('|');
const KEY = new RegExp(`\\b(?:${areas}|error)\\.[a-z0-9-]+(?:\\.[a-z0-9-]+)*`, 'g');

/** Ids of messages that stand on the page in place of their text, also where only a screen reader finds them. */
export async function untranslated(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => [
    document.title,
    document.body.innerText,
    ...[...document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')].flatMap((it) =>
      ['aria-label', 'title', 'placeholder', 'alt'].map((name) => it.getAttribute(name) ?? ''),
    ),
  ]);
  return said.flatMap((text) => text.match(KEY) ?? []);
}
