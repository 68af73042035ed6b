/// <reference lib="dom" />
// How soon somebody with a slow phone can begin: the bytes of the first load, and the time until the main button can be
// pressed. `node bench/first-load.ts [runs]`; bench/README.md has the last results.
import type { Browser } from 'playwright-core';
import { joinStates } from '../test/browser/account-states.ts';
import { buildWeb } from '../test/browser/build-web.ts';
import { firstLoad } from '../test/browser/first-load.ts';
import { type FixtureServer, startFixtureServer } from '../test/browser/fixture-server.ts';
import { openBrowser } from '../test/browser/open-browser.ts';
import type { ScreenState } from '../test/browser/screen-states.ts';
import { shiftStates } from '../test/browser/shift-states.ts';

/** "Slow 4G" as Lighthouse has it, on a CPU of a quarter of this one's speed. */
const PHONE = { latencyMs: 150, downBytesPerSecond: 1_600_000 / 8, upBytesPerSecond: 750_000 / 8, cpu: 4 };
const MAIN = '.btn--main:not(:disabled)';

const runs = Number(process.argv[2] ?? 5);
const folder = await buildWeb();
const [browser, server] = await Promise.all([openBrowser(), startFixtureServer(folder)]);
process.stdout.write(
  '| page | gzip KB | usable after ms, median | least | most |\n|---|---|---|---|---|' + '\n',
);
for (const [chunk, state] of [
  ['join-page', named(joinStates, 'invited')],
  ['shift-page', named(shiftStates, 'pause')],
] as const) {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await usableAfter(browser, server, state));
  times.sort((a, b) => a - b);
  const kb = Math.round(firstLoad(folder, chunk).gzipBytes / 102.4) / 10;
  const [least, median, most] = [times[0], times[Math.floor(runs / 2)], times.at(-1)].map((it) =>
    Math.round(it ?? 0),
  );
  process.stdout.write(`| ${chunk} | ${kb} | ${median} | ${least} | ${most} |\n`);
}
await browser.close();
await server.close();

function named(states: readonly ScreenState[], name: string): ScreenState {
  const found = states.find((it) => it.name === name);
  if (found === undefined) throw new Error(`no state ${name} of ${states.map((it) => it.name).join(', ')}`);
  return found;
}

/** From the address to the main button, with nothing kept from before; milliseconds. */
async function usableAfter(on: Browser, from: FixtureServer, state: ScreenState): Promise<number> {
  const context = await on.newContext({
    locale: 'de',
    viewport: { width: 360, height: 740 },
    isMobile: true,
  });
  await context.addCookies([{ name: 'lane', value: 'bench', url: from.url }]);
  from.show('bench', state.server);
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  await wire.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: PHONE.latencyMs,
    downloadThroughput: PHONE.downBytesPerSecond,
    uploadThroughput: PHONE.upBytesPerSecond,
  });
  await wire.send('Emulation.setCPUThrottlingRate', { rate: PHONE.cpu });
  await page.goto(`${from.url}${state.path}`, { waitUntil: 'commit' });
  const seen = await page.waitForFunction((css) => {
    const button = document.querySelector(css);
    return button?.checkVisibility() ? performance.now() : 0;
  }, MAIN);
  const after = Number(await seen.jsonValue());
  await context.close();
  return after;
}
