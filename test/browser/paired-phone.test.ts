// A laptop and a phone on a real phone bank that has no trunk: the phone is paired by the laptop's code, follows it
// through two calls, and knows no number when they are over.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type Browser, devices, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIRST_OPENING, openTestPeople } from '../../src/adapters/store/test-people.ts';
import { systemChance, systemClock } from '../../src/adapters/system/system-clock.ts';
import { voiceWithoutAudio } from '../../src/app/voice-without-audio.ts';
import { type Installation, openInstallation } from '../../src/build/installation.ts';
import { openPhoneBank, type PhoneBank } from '../../src/build/phone-bank.ts';
import { PacedClock } from '../../src/simulator/paced-clock.ts';
import { createTexts } from '../../src/texts/texts.ts';
import { buildWeb } from './build-web.ts';
import { openBrowser } from './open-browser.ts';
import { button } from './volunteer.ts';
import { openWatchedPage, type WatchedPage } from './watched-page.ts';

const { say } = createTexts('de');
const GREETING = '„Hallo, hier ist {caller}.“';
/** In a range that rings nobody. */
const NUMBERS = ['+496990009970', '+496990009971'];
const NAMES = ['Quendolin', 'Rosalinde'];

let installation: Installation;
let bank: PhoneBank;
let clock: PacedClock;
let browser: Browser;
let folder: string;
let link: string;
const failed: unknown[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'draht-paired-'));
  const webFolder = await buildWeb();
  installation = await openInstallation({
    ...{ dataPath: join(folder, 'data'), databaseUrl: undefined, mayJoin: false, onEvent() {} },
  });
  const people = await openTestPeople({ ...installation, close: async () => {} });
  const bullet = { du: GREETING, sie: GREETING };
  const step = { id: 'hello', title: 'Begrüßung', bullets: [bullet], questions: [] };
  const campaign = await people.campaign({
    guide: { version: 1, address: 'du', steps: [step], moments: [] },
  });
  for (const [place, e164] of NUMBERS.entries()) {
    const id = await people.person([await people.number(e164, 'fixed-line')]);
    await sql`update person set given_name = ${NAMES[place]}, family_name = 'Zwirbelmoser' where id = ${id}`.execute(
      installation.connection,
    );
    await people.contacts(campaign, [id]);
  }
  const onError = (error: unknown) => void failed.push(error);
  clock = new PacedClock({
    ...{ now: FIRST_OPENING, speed: 1, wall: () => performance.now(), onError },
    setTimer(task, ms) {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
  });
  bank = await openPhoneBank({
    ...{ installation, clock, wallClock: systemClock(onError), chance: systemChance(), speed: () => 1 },
    ...{ trunk: null, voice: voiceWithoutAudio({ ways: ['own'] }), campaigns: [campaign.id], owner: 'test' },
    ...{ about: { version: '0', locale: 'de', isDemo: false }, heardOf: () => null },
    ...{ webFolder, publicUrl: null, host: '127.0.0.1', port: 0 },
  });
  const owner = { accountId: null, role: 'owner', unitPath: '/' } as const;
  const { token } = await bank.invitations.invite(owner, campaign.definition.key, 'Kim');
  link = `${bank.url}/beitreten#${token}`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await bank?.close();
  clock?.close();
  await installation?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('ASKS 4: the phone follows the laptop through two calls, and forgets each number', {
  timeout: 120_000,
}, async () => {
  const laptop = await openWatchedPage(browser, link);
  await laptop.inPictures('paired-laptop', async () => {
    await button(laptop.page, 'arrive.pledge.act').click();
    await button(laptop.page, 'arrive.meet.call').waitFor();
    const phone = await pair(laptop);
    await phone.inPictures('paired-phone', () => twoCalls(laptop, phone));
  });
  expect(failed).toEqual([]);
});

/** Shows the code, and opens what it leads to as a phone's camera would. */
async function pair(laptop: WatchedPage): Promise<WatchedPage> {
  const asked = laptop.page.waitForResponse((it) => it.url().endsWith('/api/shift/pairing'));
  await button(laptop.page, 'phone.own.show-code').click();
  const { token } = await (await asked).json();
  await laptop.page.locator('.qr').waitFor();
  await laptop.look('code');
  const { viewport, userAgent, hasTouch, isMobile } = devices['Pixel 7'] ?? {};
  const phone = await openWatchedPage(browser, `${bank.url}/telefon#${token}`, {
    ...{ viewport: viewport ?? null, hasTouch: hasTouch ?? true, isMobile: isMobile ?? true },
    ...(userAgent === undefined ? {} : { userAgent }),
  });
  await laptop.page.getByText(say('phone.code.done')).waitFor();
  await button(laptop.page, 'phone.close').last().click();
  expect(new URL(phone.page.url()).hash).toBe('');
  await heading(phone.page, say('phone.pause.title')).waitFor();
  await phone.look('pause');
  return phone;
}

async function twoCalls(laptop: WatchedPage, phone: WatchedPage): Promise<void> {
  await laptop.page.bringToFront();
  await button(laptop.page, 'arrive.meet.call').click();

  const first = await rings(laptop, phone);
  await button(phone.page, 'phone.talking').tap();
  await laptop.page.locator('.call[data-state=talking]').waitFor();
  await phone.look('talking');
  await button(phone.page, 'phone.talk-over').tap();
  await heading(phone.page, say('phone.wrap-up.title')).waitFor();
  await forgets(phone, first);
  await phone.look('wrap-up');
  await laptop.page.locator('.call[data-state=wrapup]').waitFor();
  await laptop.page
    .getByRole('radio', { name: say('caller.outcome.not-interested') })
    .locator('xpath=ancestor::label')
    .click();
  await button(laptop.page, 'caller.next').first().click();

  const second = await rings(laptop, phone);
  expect(second).not.toBe(first);
  await forgetsOffline(phone, second);
  await phone.page.reload();
  await phone.page.getByText(NUMBERS[1] === second ? (NAMES[1] ?? '') : (NAMES[0] ?? '')).waitFor();
  await button(phone.page, 'phone.result.no-answer').tap();
  await heading(phone.page, say('phone.saved', { outcome: say('caller.outcome.no-answer') })).waitFor();
  await forgets(phone, second);
  await phone.look('saved');

  await laptop.page.locator('.toast').waitFor();
  await laptop.look('saved by the phone');
  const left = laptop.page.waitForResponse((it) => it.url().endsWith('/api/shift/leave'));
  await button(laptop.page, 'caller.pause').click();
  await button(laptop.page, 'caller.leave').click();
  await button(laptop.page, 'everywhere.debrief.skip').click();
  await left;
  await heading(phone.page, say('phone.over.title')).waitFor();
  await phone.look('over');
  await phone.page.reload();
  await phone.page.getByText(say('phone.never-paired.title')).waitFor();
}

/** Without a line it cannot hear that a call is over: two minutes later it knows nothing, and asks when it can. */
async function forgetsOffline(phone: WatchedPage, number: string): Promise<void> {
  const dial = phone.page.locator('a[href^="tel:"]');
  await phone.page.clock.install();
  await phone.offline(async () => {
    await phone.page.locator('.banner').waitFor();
    await phone.page.clock.fastForward('01:30');
    expect(await dial.count()).toBe(1);
    await phone.page.clock.fastForward('00:31');
    await dial.waitFor({ state: 'detached' });
    await forgets(phone, number);
  });
  await dial.waitFor();
}

/** Both show the same person. @returns the number that the phone's button rings. */
async function rings(laptop: WatchedPage, phone: WatchedPage): Promise<string> {
  await laptop.page.locator('.call[data-state=ringing]').waitFor();
  await laptop.look('own phone');
  const dial = phone.page.locator('a[href^="tel:"]');
  await dial.waitFor();
  await phone.look('calling');
  const number = (await dial.getAttribute('href'))?.replace('tel:', '') ?? '';
  expect(NUMBERS).toContain(number);
  await expectName(phone.page, NAMES[NUMBERS.indexOf(number)] ?? '');
  await expectName(laptop.page, NAMES[NUMBERS.indexOf(number)] ?? '');
  expect(await laptop.page.locator('main .btn[href^="tel:"]').getAttribute('href')).toBe(`tel:${number}`);
  return number;
}

async function expectName(page: Page, name: string): Promise<void> {
  expect(await page.locator('h1').first().textContent()).toContain(name);
}

/** Nothing of the number is left: not in the page, not in what a page may keep. */
async function forgets(phone: WatchedPage, number: string): Promise<void> {
  const kept = await phone.page.evaluate(async () =>
    [
      document.documentElement.outerHTML,
      JSON.stringify(localStorage),
      JSON.stringify(sessionStorage),
      JSON.stringify(history.state),
      location.href,
      (await caches.keys()).join(),
      (await indexedDB.databases()).map((it) => it.name).join(),
    ].join('\n'),
  );
  const digits = kept.replace(/(?<=\d) (?=\d)/g, '');
  expect(digits).not.toContain(number.slice(3));
}

function heading(page: Page, name: string) {
  return page.getByRole('heading', { level: 1, name });
}
