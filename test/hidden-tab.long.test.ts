/// <reference lib="dom" />
// A volunteer who looks something up while talking: the caller's tab is really hidden, in a browser with a window, and its
// timers are slowed down as browsers do. Both sound directions, the server's word on who is there, and the network's absence.
import { setTimeout as pass } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSpeakingBank, type SpeakingBank } from '../src/build/speaking-bank.fixture.ts';
import { createTexts } from '../src/texts/texts.ts';
import { buildWeb } from './browser/build-web.ts';
import { button } from './browser/volunteer.ts';
import { type Asterisk, asteriskNumbers, runAsterisk } from './peers/run-asterisk.ts';
import { type DesktopBrowser, openDesktopBrowser, visibility, watchTimers } from './voice/desktop-browser.ts';
import { toneLevel } from './voice/tone-level.ts';
import { cutNetwork, type VoicePage } from './voice/voice-page.ts';

const { say } = createTexts('de');
const MICROPHONE = 440;
const TELEPHONE = 1004;
/** Loud and clear: both tones are sent at some -12 to -20 dB. */
const HEARD = -45;
/** Longer than the minute after which browsers slow timers down further. Nobody asks the page anything meanwhile. */
const ALONE_SECONDS = 75;
/** So long that the connection is given up, and tries to come back have failed. */
const AWAY_SECONDS = 15;
/** The server takes a caller for absent after 15 s, and looks every 5 s. */
const ABSENT_SECONDS = 25;

let asterisk: Asterisk;
let bank: SpeakingBank;
let browser: DesktopBrowser;
let tab: VoicePage;
let talkingSince = 0;
/** What the volunteer looks at instead. */
let front: Page;
/** Of the volunteer's session. */
let cookie = '';

beforeAll(async () => {
  asterisk = await runAsterisk();
  const { port, user, password } = asterisk;
  bank = await openSpeakingBank({
    trunk: { host: '127.0.0.1', port, transport: 'udp', user, password },
    ...{ numbers: [asteriskNumbers.tone, asteriskNumbers.hangsUp], webFolder: await buildWeb() },
  });
  browser = await openDesktopBrowser(MICROPHONE);
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await bank?.close();
  await asterisk?.close();
}, 60_000);

const bar = (state: string) => tab.page.locator(`.call[data-state=${state}]`);
const heardSoFar = () => asterisk.heard().at(-1) ?? new Int16Array();
const hears = (timeout = 15_000) =>
  expect.poll(() => tab.level(TELEPHONE), { timeout }).toBeGreaterThan(HEARD);
const asteriskHears = (timeout = 15_000) =>
  expect.poll(() => toneLevel(heardSoFar().slice(-2000), MICROPHONE), { timeout }).toBeGreaterThan(HEARD);

async function hide(): Promise<void> {
  await front.bringToFront();
  await expect.poll(() => visibility(tab.page)).toBe('hidden');
}

async function lookAgain(): Promise<void> {
  expect(await visibility(tab.page)).toBe('hidden');
  await tab.page.bringToFront();
  await expect.poll(() => visibility(tab.page)).toBe('visible');
}

/** The server's word, asked for by no page: the browser's own network is away now and then. */
async function shift() {
  const response = await fetch(new URL('/api/shift', bank.bank.url), { headers: { cookie } });
  return (await response.json()).shift;
}

async function endCall(): Promise<void> {
  await tab.page.locator('.choice:has(input[value=not-interested])').click();
  await button(tab.page, 'caller.next').waitFor();
}

test('a conversation begins', { timeout: 120_000 }, async () => {
  tab = await browser.open(await bank.link('Kim Beispiel'));
  const { page } = tab;
  await page.getByRole('textbox', { name: say('account.join.name') }).fill('Kim Beispiel');
  await button(page, 'arrive.pledge.act').click();
  await page.getByText(say('audio.way.browser'), { exact: true }).click();
  await page.getByText(say('audio.line.up'), { exact: true }).waitFor();
  await button(page, 'arrive.check.next').click();
  await button(page, 'arrive.meet.call').click();
  await bar('talking').waitFor();
  cookie = (await page.context().cookies()).map((it) => `${it.name}=${it.value}`).join('; ');
  talkingSince = performance.now();
  await hears();
  await asteriskHears();
});

/** What the server says holds all the while; it is looked at about once a second. */
async function staysInState(state: string, seconds: number, onLook = () => {}): Promise<void> {
  const until = performance.now() + seconds * 1_000;
  while (performance.now() < until) {
    expect(await shift()).toMatchObject({ state });
    onLook();
    await pass(1_000);
  }
}

describe('while its tab is hidden', () => {
  test('timers are slowed down, and both hear each other', { timeout: 60_000 }, async () => {
    front = (await browser.open('about:blank')).page;
    await hide();
    const runs = await watchTimers(tab.page);
    const looks: number[] = [];
    while (looks.length < 10) looks.push(await tab.level(TELEPHONE));
    expect(Math.min(...looks), looks.join()).toBeGreaterThan(HEARD);
    await asteriskHears();
    expect((await runs()).page).toBeLessThan(20);
  });

  test('a conversation goes on for longer than a minute, without a gap', { timeout: 120_000 }, async () => {
    const [before, heardBefore] = [await tab.figures(), heardSoFar().length];
    const runs = await watchTimers(tab.page);
    const lengths: number[] = [];
    await staysInState('talking', ALONE_SECONDS, () => lengths.push(heardSoFar().length));
    const heard = heardSoFar().slice(heardBefore);
    const { page, worker } = await runs();
    expect(page, 'about once a second').toBeGreaterThan(3);
    expect(page).toBeLessThan(20);
    expect(worker, 'about ten times a second').toBeGreaterThan(80);
    const after = await tab.figures();
    expect(after.lost).toBe(before.lost);
    // Counted at the line's 8000 Hz. A machine that has five times the work it can do plays 92 % and fills in 1.6 %.
    expect(after.samples - before.samples).toBeGreaterThan(0.97 * ALONE_SECONDS * 8_000);
    expect(after.concealed - before.concealed).toBeLessThan(0.005 * (after.samples - before.samples));
    expect(heard.length).toBeGreaterThan(0.97 * ALONE_SECONDS * 8_000);
    for (const [at, length] of lengths.slice(3).entries())
      expect(length, 'the telephone hears more in each three seconds').toBeGreaterThan(lengths[at] ?? 0);
    const faintest = Math.min(...quarterSeconds(heard).map((it) => toneLevel(it, MICROPHONE)));
    expect(faintest).toBeGreaterThan(HEARD);
    expect(await tab.connections()).toBe(1);
    await hears();
  });

  test('the network is away unnoticed and comes back', { timeout: 120_000 }, async () => {
    const network = browser.cutUnnoticed();
    await staysInState('talking', AWAY_SECONDS);
    expect(toneLevel(heardSoFar().slice(-4000), MICROPHONE)).toBeLessThan(HEARD);
    network.mend();
    await asteriskHears(10_000);
    await hears();
  });

  test('the network is cut and comes back', { timeout: 120_000 }, async () => {
    const network = await cutNetwork(tab);
    await staysInState('talking', AWAY_SECONDS);
    expect(toneLevel(heardSoFar().slice(-4000), MICROPHONE)).toBeLessThan(HEARD);
    await network.mend();
    await asteriskHears(10_000);
    await hears();
  });

  test('whoever looks again finds the conversation as it is', { timeout: 60_000 }, async () => {
    await lookAgain();
    const [, minutes, seconds] = /(\d+):(\d\d)/.exec(await bar('talking').innerText()) ?? [];
    const shown = Number(minutes) * 60 + Number(seconds);
    expect(Math.abs(shown - (performance.now() - talkingSince) / 1_000)).toBeLessThan(5);
    await expect.poll(() => tab.page.getByText(say('audio.problem.lost'), { exact: true }).count()).toBe(0);
    await button(tab.page, 'caller.hang-up').click();
    await endCall();
  });

  test('a call that came and ended is shown as over', { timeout: 60_000 }, async () => {
    await button(tab.page, 'caller.next').click();
    await hide();
    await expect.poll(async () => (await shift()).state, { timeout: 30_000 }).toBe('talking');
    await expect.poll(async () => (await shift()).call.line, { timeout: 30_000 }).toBe('ended');
    await lookAgain();
    await bar('wrapup').waitFor({ timeout: 2_000 });
    await endCall();
  });

  test('the caller who waits is not taken for absent', { timeout: 120_000 }, async () => {
    await button(tab.page, 'caller.next').click();
    await expect.poll(async () => (await shift()).state, { timeout: 10_000 }).toBe('ready');
    await hide();
    await staysInState('ready', ABSENT_SECONDS);
  });
});

test('the caller whose tab is closed is', { timeout: 60_000 }, async () => {
  await tab.page.close();
  await expect.poll(async () => (await shift()).state, { timeout: 45_000 }).toBe('pause');
});

test('nothing went wrong inside', () => {
  expect(bank.errors).toEqual([]);
});

function quarterSeconds(samples: Int16Array): Int16Array[] {
  const count = Math.floor(samples.length / 2_000);
  return Array.from({ length: count }, (_, at) => samples.slice(at * 2_000, (at + 1) * 2_000));
}
