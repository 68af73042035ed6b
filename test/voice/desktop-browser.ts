/// <reference lib="dom" />
// A browser as it stands on a caller's desk: with a window on a screen (of Xvfb), so that one tab hides the other, and with all
// that a browser does to a hidden tab. Playwright's own way of starting one switches that off.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { chromium, type Page } from 'playwright-core';
import {
  CHROMIUM,
  family,
  listenIn,
  microphoneArguments,
  openTab,
  signalEach,
  type VoicePage,
} from './voice-page.ts';

export interface DesktopBrowser {
  /** A new tab, in front of all others. */
  open(url: string): Promise<VoicePage>;
  /** The network is away, and the computer notices nothing of it: no `offline`, no `online`, no refusal. */
  cutUnnoticed(): { mend(): void };
  close(): Promise<void>;
}

const READY_MS = 30_000;

/** @param hertz What the microphone says, without end. @throws Error with what to type when Xvfb is missing. */
export async function openDesktopBrowser(hertz: number): Promise<DesktopBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'draht-desktop-'));
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await said(screen, screen.stdio[3] as Readable, /^(\d+)\n/).catch((cause: unknown) => {
    throw new Error('Xvfb did not start. Please type: sudo bash scripts/install-tools.sh', { cause });
  });
  const program = spawn(
    CHROMIUM,
    [
      ...['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ...['--no-first-run', '--no-default-browser-check', '--password-store=basic', '--disable-gpu'],
      ...['--autoplay-policy=no-user-gesture-required', '--accept-lang=de', '--force-prefers-reduced-motion'],
      ...microphoneArguments(folder, hertz),
      ...[`--user-data-dir=${join(folder, 'profile')}`, '--remote-debugging-port=0', 'about:blank'],
    ],
    { env: { ...process.env, DISPLAY: `:${display}` }, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const endAll = () => {
    for (const it of [program, screen]) it.kill('SIGKILL');
  };
  // A test that is cut off takes them along.
  process.once('exit', endAll);
  const address = await said(program, program.stderr, /listening on (ws:\S+)/);
  // Its defaults would tell every page that it is in front (Emulation.setFocusEmulationEnabled).
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  const context = browser.contexts()[0];
  if (context === undefined) throw new Error('the browser has no window');
  await context.addInitScript(listenIn);
  await context.addInitScript(playUnheard);
  return {
    open: (url) => openTab(context, url),
    cutUnnoticed() {
      const pids = family(program.pid ?? 0).filter(isNetworkService);
      if (pids.length === 0) throw new Error('the browser has no process of its own for the network');
      signalEach(pids, 'SIGSTOP');
      return { mend: () => signalEach(pids, 'SIGCONT') };
    },
    async close() {
      await browser.close();
      const over = once(program, 'exit');
      process.off('exit', endAll);
      endAll();
      await over;
      rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}

/** What the browser itself says of a page. */
export const visibility = (page: Page) => page.evaluate(() => document.visibilityState);

export interface TimerRuns {
  readonly page: number;
  readonly worker: number;
}

/**
 * Counts how often timers run that ask for ten times a second: in a hidden page once a second, in the worker that the page
 * has for this (`src/web/steady-worker.ts`, as it was built and served) as if nothing were.
 *
 * @returns how often in the last ten seconds.
 */
export async function watchTimers(page: Page): Promise<() => Promise<TimerRuns>> {
  const url = page
    .workers()
    .map((it) => it.url())
    .find((it) => it.includes('steady-worker'));
  if (url === undefined) throw new Error('the page has not begun its worker for timers');
  const watch = await page.evaluateHandle((address) => {
    const ran: { readonly page: number[]; readonly worker: number[] } = { page: [], worker: [] };
    window.setInterval(() => ran.page.push(performance.now()), 100);
    const worker = new Worker(address, { type: 'module' });
    worker.addEventListener('message', () => ran.worker.push(performance.now()));
    worker.postMessage({ id: 1, ms: 100, isRepeated: true });
    return ran;
  }, url);
  return () =>
    watch.evaluate((ran) => {
      const recent = (all: number[]) => all.filter((at) => at > performance.now() - 10_000).length;
      return { page: recent(ran.page), worker: recent(ran.worker) };
    });
}

/** A browser slows down no page that sounds. The tones sound without end; of people who speak, half the time is silence. */
function playUnheard(): void {
  const { play } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
    this.muted = true;
    return play.call(this);
  };
}

function isNetworkService(pid: number): boolean {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('network.mojom.NetworkService');
}

/** The first thing a program says that fits. @throws Error when it ends before, or says nothing of it in time. */
async function said(program: ChildProcess, stream: Readable, pattern: RegExp): Promise<string> {
  let text = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing was said in time: ${text}`)), READY_MS);
    program.once('error', reject);
    program.once('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)));
    stream.on('data', (bytes) => {
      text = (text + bytes).slice(-10_000);
      const found = pattern.exec(text)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
}
