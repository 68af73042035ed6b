/// <reference lib="dom" />
// Two browsers, each with a microphone of its own tone, practise through to both views; one practises alone by keyboard.
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSpeakingBank, type SpeakingBank } from '../../src/build/speaking-bank.fixture.ts';
import { criteria } from '../../src/core/practice/criteria.ts';
import { createTexts } from '../../src/texts/texts.ts';
import { tableChecksums } from '../table-checksums.ts';
import { ToneCarrier } from '../voice/tone-carrier.ts';
import { openVoiceBrowser, type VoiceBrowser, type VoicePage } from '../voice/voice-page.ts';
import { buildWeb } from './build-web.ts';
import { keyboard } from './hands.ts';
import { button } from './volunteer.ts';

const { say } = createTexts('de');
const MEMBER = '+493023125093';
const ANNE = 1_000;
const BEN = 700;
/** Louder than this a tone is there, in dB of full scale. */
const HEARD_DB = -45;

let carrier: ToneCarrier;
let bank: SpeakingBank;
let browsers: VoiceBrowser[];

beforeAll(async () => {
  const webFolder = await buildWeb();
  carrier = await ToneCarrier.open({ [MEMBER]: { does: 'answers', hertz: 550 } });
  const trunk = { host: '127.0.0.1', port: carrier.port, transport: 'udp' } as const;
  [bank, ...browsers] = await Promise.all([
    openSpeakingBank({ trunk, numbers: [MEMBER], webFolder }),
    openVoiceBrowser(ANNE),
    openVoiceBrowser(BEN),
  ]);
});

afterAll(async () => {
  await Promise.all((browsers ?? []).map((it) => it.close()));
  await bank?.close();
  carrier?.close();
});

test('ASKS 20: two who practise hear each other, see each other’s sheet and swap, and nothing of it counts', {
  timeout: 90_000,
}, async () => {
  const [anne, ben] = await Promise.all([comes(0, 'Anne'), comes(1, 'Ben')]);
  const before = await tableChecksums(bank.connection);

  await wish(anne.page, 'practice.wish.trainee');
  await button(anne.page, 'practice-web.start.offer').click();
  await anne.page.getByRole('heading', { name: say('practice-web.wait.title') }).waitFor();
  await ben.page.getByRole('button', { name: say('practice-web.start.ask', { name: 'Anne' }) }).click();

  await anne.page.locator('.call[data-state=ringing]').waitFor();
  await anne.page.getByText(say('practice-web.audio.together')).waitFor();
  const situation = ben.page.locator('.persona dd').last();
  const drawn = await situation.innerText();
  await button(ben.page, 'practice-web.play.draw.situation').click();
  await expect.poll(() => situation.innerText()).not.toBe(drawn);
  await button(ben.page, 'practice-web.play.pick-up').click();
  await anne.page.locator('.call[data-state=talking]').waitFor();

  for (const { page } of [anne, ben]) await page.locator('.drill').waitFor();
  await expect.poll(() => anne.level(BEN), { timeout: 15_000 }).toBeGreaterThan(HEARD_DB);
  await expect.poll(() => ben.level(ANNE), { timeout: 15_000 }).toBeGreaterThan(HEARD_DB);

  const isDialled = await anne.page
    .locator('a[href^="tel:"]')
    .first()
    .evaluate((it) => it.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })));
  expect(isDialled).toBe(false);

  // On the real screen: what is written stays there.
  await anne.page
    .getByRole('textbox', { name: say('caller.note'), exact: true })
    .fill('Kommt mit Begleitung.');
  await anne.page.keyboard.press('Alt+x');
  await anne.page
    .getByRole('radio', { name: say('caller.outcome.not-interested') })
    .locator('xpath=ancestor::label')
    .click();
  await expect.poll(() => anne.level(BEN), { timeout: 15_000 }).toBeLessThan(HEARD_DB);

  await fillIn(anne.page, { answer: 'teils', strength: 'Ich habe gewartet.' });
  await button(anne.page, 'practice-web.sheet.give.trainee').click();
  await anne.page.getByRole('heading', { name: say('practice-web.sheet.given') }).waitFor();
  await fillIn(ben.page, { answer: 'ja', strength: 'Ruhige Stimme.' });
  await ben.page
    .getByRole('button', { name: say('practice-web.sheet.give.player', { name: 'Anne' }) })
    .click();

  for (const { page } of [anne, ben]) {
    await page.getByRole('heading', { name: say('practice-web.both.title') }).waitFor();
    for (const words of ['Ruhige Stimme.', 'Ich habe gewartet.']) await page.getByText(words).waitFor();
  }
  const points = 2 * criteria.length;
  await anne.page.getByText(say('practice-web.result.passed', { points })).waitFor();
  expect(await ben.page.getByText(say('practice-web.result.passed', { points })).count()).toBe(0);

  await button(ben.page, 'practice-web.both.swap').click();
  await anne.page.getByText(say('practice-web.both.swap.asked', { name: 'Ben' })).waitFor();
  await button(anne.page, 'practice-web.both.swap').click();
  await ben.page.locator('.call[data-state=ringing]').waitFor();
  await anne.page.locator('.persona').waitFor();
  await button(anne.page, 'practice-web.train.leave').click();
  await ben.page.getByText(say('practice.ended.partner-left')).waitFor();

  const after = await tableChecksums(bank.connection);
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  expect(changed.filter((name) => !name.includes('practice'))).toEqual([]);
  expect(await bank.outcomes()).toEqual([]);
  expect(carrier.calls).toEqual([]);
  await Promise.all([anne.page.close(), ben.page.close()]);
});

test('alone, by keyboard: what is heard stands there, what was good opens up, the sheet is half filled in', {
  timeout: 60_000,
}, async () => {
  const { page } = await arrives(0, 'Kim');
  await page.addInitScript(listenToLines);
  await page.goto(`${bank.bank.url}/uebung/allein`);
  await page.locator('.people').waitFor();
  const before = await tableChecksums(bank.connection);
  const hands = keyboard(page);
  const move = (
    id: 'introduce' | 'ask-time' | 'open-question' | 'mirror' | 'offer' | 'consent' | 'agreement',
  ) => hands.press(button(page, `practice-web.move.${id}`));
  const line = (id: 'yes' | 'time' | 'alone' | 'agreed') =>
    page
      .locator('.said__line')
      .getByText(say(`practice-web.line.mira.${id}`))
      .waitFor();
  await hands.press(page.getByRole('button', { name: say('practice-web.alone.call', { name: 'Mira' }) }));
  await page.locator('.call[data-state=talking]').waitFor();
  await move('introduce');
  await line('yes');
  await move('ask-time');
  await line('time');
  for (const it of ['open-question', 'open-question'] as const) await move(it);
  await line('alone');
  for (const it of ['mirror', 'offer', 'consent', 'agreement'] as const) await move(it);
  await line('agreed');
  const spoken = await page.evaluate(() => window.spoken);
  // „Hallo?“, and an answer to each of eight things that were said: none of them silent, none longer than a breath.
  expect(spoken).toHaveLength(9);
  for (const { seconds, peak } of spoken) {
    expect(seconds).toBeGreaterThan(0.2);
    expect(seconds).toBeLessThan(4);
    expect(peak).toBeGreaterThan(0.1);
  }
  expect(await page.getByText(say('practice-web.run.no-sound')).count()).toBe(0);
  const sounds = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .flatMap(({ name }) => name.match(/(\w+\.\w+)-[\w-]+\.wav$/)?.[1] ?? []),
  );
  expect(sounds).toContain('mira.hello');
  // Only what Mira may say; nobody else's voice is fetched.
  expect(new Set(sounds.map((it) => it.split('.')[0]))).toEqual(new Set(['mira']));

  await page.keyboard.press('Alt+x');
  await hands.decide(page.locator('.wrap__result input[value=not-interested]'));
  await page.locator('.crits').waitFor();
  const rows = page.locator('.crit');
  expect(await rows.locator('input:checked').count()).toBe(10);
  for (const criterion of ['no-interrupting', 'note', 'tone', 'self-care'] as const)
    await hands.choose(rows.nth(criteria.indexOf(criterion)).locator('input').nth(2));
  await hands.press(button(page, 'practice-web.sheet.give.trainee'));
  await page.getByRole('heading', { name: say('practice-web.run.given') }).waitFor();
  await page.getByText(/von 32 Punkten/).waitFor();

  const after = await tableChecksums(bank.connection);
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  expect(changed.filter((name) => !name.includes('practice'))).toEqual([]);
  expect(carrier.calls).toEqual([]);
  expect(bank.errors).toEqual([]);
});

declare global {
  interface Window {
    spoken: { readonly seconds: number; readonly peak: number }[];
  }
}

/** Before the page's own scripts: writes down what it lets sound. */
function listenToLines(): void {
  window.spoken = [];
  const original = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function start(...when) {
    const { buffer } = this;
    const peak = Math.max(...(buffer?.getChannelData(0) ?? []).map(Math.abs));
    window.spoken.push({ seconds: buffer?.duration ?? 0, peak });
    original.apply(this, when);
  };
}

/** Goes to practise with a line of the browser, as from a shift that has not begun. */
async function comes(place: number, name: string): Promise<VoicePage> {
  const opened = await arrives(place, name);
  const { page } = opened;
  await post(page, `/api/campaigns/${bank.campaign}/shift`, {});
  await post(page, '/api/shift/way', { way: 'browser' });
  await page.goto(`${bank.bank.url}/uebung`);
  const line = () => page.evaluate(async () => (await (await fetch('/api/shift')).json()).shift.voice.line);
  await expect.poll(line, { timeout: 20_000 }).toBe('up');
  return opened;
}

/** Comes by a personal link. */
async function arrives(place: number, name: string): Promise<VoicePage> {
  const browser = browsers[place];
  if (browser === undefined) throw new Error('no such browser');
  const opened = await browser.open(await bank.link(name));
  const { page } = opened;
  await button(page, 'arrive.pledge.act').click();
  await page.waitForURL('**/schicht');
  return opened;
}

function post(page: Page, path: string, body: object): Promise<number> {
  return page.evaluate(
    async ([to, text]) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(to, { method: 'POST', headers, body: text })).status;
    },
    [path, JSON.stringify(body)] as const,
  );
}

async function wish(page: Page, id: 'practice.wish.trainee'): Promise<void> {
  await page
    .getByRole('radio', { name: say(id) })
    .locator('xpath=ancestor::label')
    .click();
}

async function fillIn(page: Page, how: { answer: string; strength: string }): Promise<void> {
  const rows: Locator = page.locator('.crit');
  await rows.first().waitFor();
  for (const row of await rows.all()) await row.locator('label', { hasText: how.answer }).first().click();
  await page.locator('.sheet__words input').first().fill(how.strength);
}
