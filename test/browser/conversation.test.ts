// What callers elsewhere complain about on the screen of a call (ASKS.md, by its numbers), and why it cannot happen here.
/// <reference lib="dom" />
import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CallView, GuideView, ShiftView } from '../../src/protocol/views.ts';
import { createTexts } from '../../src/texts/texts.ts';
import { guideSample } from '../../src/web/samples/guide.sample.ts';
import * as sample from '../../src/web/samples/shift.sample.ts';
import { buildWeb } from './build-web.ts';
import { type FixtureServer, NOTHING, startFixtureServer } from './fixture-server.ts';
import { openBrowser } from './open-browser.ts';
import { shiftState } from './shift-state.ts';

const { say } = createTexts('de');
const { cardSample, promisedCard } = sample;
const PHONE = { width: 360, height: 740 };
const DESK = { width: 1440, height: 900 };

let browser: Browser;
let server: FixtureServer;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startFixtureServer(await buildWeb())]);
  context = await browser.newContext({ locale: 'de', reducedMotion: 'reduce', viewport: DESK });
  await context.addCookies([{ name: 'lane', value: 'talk', url: server.url }]);
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: server.url });
  page = await context.newPage();
  page.setDefaultTimeout(5_000);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** The shift of this sample, with something else about its call: a call of its own, which nobody has filled in yet. */
function withCall(view: ShiftView, changes: Partial<CallView>): ShiftView {
  if (view.call === null) throw new Error('a shift without a call');
  return { ...view, call: { ...view.call, attemptId: randomUUID(), ...changes } };
}
const talking = (changes: Partial<CallView> = {}) => withCall(sample.talkingSample, changes);
const ringing = (changes: Partial<CallView> = {}) => withCall(sample.ringingSample, changes);

async function show(view: ShiftView, guide: Partial<GuideView> = {}): Promise<void> {
  const answers = {
    guide: { ...guideSample, ...guide },
    report: view,
    talking: view,
    hangUp: view,
    askForHelp: view,
  };
  const { path, waitFor, server: state } = shiftState('talk', view, { answers });
  server.show('talk', state);
  await page.goto(server.url + NOTHING);
  await page.goto(server.url + path);
  await page.locator(waitFor).first().waitFor();
}

const facts = () => page.locator('#person-facts');
const fact = (name: string) =>
  facts()
    .locator('> div')
    .filter({ has: page.getByText(name, { exact: true }) });
const offer = (title: string) =>
  page.locator('.offer').filter({ has: page.getByRole('heading', { name: title }) });
const body = async (path: string, act: () => Promise<void>) => {
  const [request] = await Promise.all([
    page.waitForRequest((it) => it.method() === 'POST' && it.url().endsWith(path)),
    act(),
  ]);
  return request.postDataJSON();
};

test('ASKS 3, 19: every number can be tapped and copied', async () => {
  await show(talking());
  const links = await facts()
    .locator('a')
    .evaluateAll((them) => them.map((it) => it.getAttribute('href')));
  expect(links).toEqual(['tel:+491713920046', 'tel:+493023125471']);
  const copy = facts().getByRole('button', { name: say('talk.number.copy.of', { number: '0171 39200 46' }) });
  await copy.click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('0171 39200 46');
});

test('ASKS 6: of all offers three that fit are shown, the others wait behind the search', async () => {
  await show(talking());
  const titles = () => page.locator('.offer h4').allInnerTexts();
  expect(await titles()).toEqual([
    ...['Treffen für neue Leute', 'Landesparteitag als Gast', 'Online-Abend, 60 Minuten'],
  ]);
  await page.getByRole('button', { name: say('caller.offers.search', { count: 2 }) }).click();
  await page.getByLabel(say('caller.offers.sought')).fill('Pf');
  expect((await titles()).slice(3)).toEqual(['Pfingstcamp']);
});

test('ASKS 7: what one ticks is told of the person who is called, by name', async () => {
  await show(talking());
  const legends = await page.locator('.station legend').allInnerTexts();
  expect(legends.filter((it) => /\bdu\b|\bdich\b|\bdein/i.test(it))).toEqual([]);
  expect(legends).toContain('Was hat Sabine gesagt?');
});

test('ASKS 9: a question that was written for a form is asked as one speaks', async () => {
  const [first] = guideSample.steps.flatMap((it) => it.questions);
  const both = (text: string) => ({ du: text, sie: text });
  if (first === undefined) throw new Error('the sample asks nothing');
  const question = { ...first, ask: both('Grund des Beitritts'), aloud: both('„Wie kam es dazu?“') };
  const steps = guideSample.steps.map((it) => ({
    ...it,
    questions: it.questions.map((one) => (one.id === first.id ? question : one)),
  }));
  await show(talking(), { steps });
  await page.locator('.say', { hasText: 'Wie kam es dazu?' }).waitFor();
  expect(await page.locator('.say', { hasText: 'Grund des Beitritts' }).count()).toBe(0);
});

describe('ASKS 13, 14: why this person now and the last contact stand on top', () => {
  test.each([
    ['while it rings', ringing({ card: promisedCard })],
    ['while one talks', talking({ card: promisedCard })],
  ])('%s', async (_when, view) => {
    await show(view);
    const names = (await facts().locator('dt').allInnerTexts()).filter(
      (it) => it !== say('caller.facts.line'),
    );
    expect(names.slice(0, 3)).toEqual([
      ...[say('caller.facts.why'), say('caller.facts.promise'), say('caller.facts.before')],
    ]);
    expect(await fact(say('caller.facts.before')).locator('dd').first().innerText()).toContain(
      'Ruft gern zurück, wenn es klappt.',
    );
  });
});

describe('ASKS 16: "we are talking" is there however the line is', () => {
  test.each([
    ['dialling', ringing({ line: 'dialling' })],
    ['ringing', ringing()],
    ['an announcement', ringing({ line: 'announcement' })],
    ['a mailbox, perhaps', ringing({ hint: 'mailbox' })],
    ['the own phone', ringing({ line: 'dialling', tel: '+491713920046', trunk: null })],
  ])('%s', async (_line, view) => {
    await show(view);
    const button = page.getByRole('button', { name: new RegExp(`^${say('caller.talking')}`) });
    expect(await body('/talking', () => button.click())).toMatchObject({ attemptId: view.call?.attemptId });
  });
});

describe('ASKS 17: the first words fit the kind of call, while it rings and as the first station', () => {
  const broken = [{ at: sample.shiftNow - 60_000, disposition: 'technical', note: null }];
  test.each([
    ['a first call', { card: { ...cardSample, earlier: [] } }, 'Spreche ich mit Sabine Krüger?“'],
    ['a promised callback', { card: promisedCard }, 'Wir hatten diesen Anruf verabredet.'],
    [
      'after an interruption',
      { card: { ...cardSample, earlier: broken } },
      'Unser Gespräch war unterbrochen.',
    ],
  ])('%s', async (_kind, changes, words) => {
    await show(ringing(changes));
    expect(await page.locator('.ring__say .say').first().innerText()).toContain(words);
    await show(talking(changes));
    expect(await page.locator('.station .say').first().innerText()).toContain(words);
  });

  test('a mailbox hears names alone, and only where the campaign allows it', async () => {
    await show(ringing({ hint: 'mailbox' }));
    const words = page.locator('.mailboxwords .say');
    expect(await words.innerText()).not.toMatch(/Mitglied|Verband/i);
    const said = page.getByRole('button', { name: say('talk.mailbox.said') });
    expect(await body('/outcome', () => said.click())).toMatchObject({ disposition: 'voicemail-message' });
    await show(ringing({ hint: 'mailbox' }), { mailboxMessage: false });
    expect(await words.count()).toBe(0);
  });
});

test('ASKS 19: a changed number is read back, entered and goes with the outcome', async () => {
  await show(talking());
  await page.getByRole('button', { name: say('talk.correct') }).click();
  await page.getByLabel(say('talk.correct.value')).fill('0171 3920047');
  await page.locator('.dialog .say', { hasText: '01 71 39 20 047' }).waitFor();
  await page.getByText(say('talk.correct.confirmed')).click();
  await page.getByRole('button', { name: say('talk.correct.save'), exact: true }).click();
  await page.getByRole('button', { name: say('talk.correct.count', { count: 1 }) }).waitFor();
  const mailbox = page.getByRole('button', { name: new RegExp(`^${say('caller.outcome.voicemail')}`) });
  const { corrections } = await body('/outcome', () => mailbox.click());
  expect(corrections).toEqual([{ field: 'phone', value: '0171 3920047', readBack: true }]);
});

test('ASKS 40: an earlier yes is shown, and "signed up already" is an answer of its own', async () => {
  const at = Date.UTC(2012, 2, 13, 16);
  await show(talking({ card: { ...cardSample, signUps: [{ offer: 'treffen', at }] } }));
  const here = offer('Treffen für neue Leute');
  await here.getByText(/13\. März.*zugesagt/).waitFor();
  await here.getByRole('button', { name: say('talk.offer.already') }).click();
  const mailbox = page.getByRole('button', { name: new RegExp(`^${say('caller.outcome.voicemail')}`) });
  const { offers } = await body('/outcome', () => mailbox.click());
  expect(offers).toEqual([{ id: 'treffen', answer: 'already', companion: false, reminder: false }]);
});

describe('ASKS 45: both numbers are shown, and the line in use', () => {
  test.each([
    ['of the campaign', talking(), ['0171 39200 46', '030 23125 099', 'sipgate']],
    ['of the caller', talking({ trunk: null }), ['0171 39200 46', say('phone.own.sees')]],
  ])('%s', async (_line, view, words) => {
    await show(view);
    const all = await facts().innerText();
    for (const it of words) expect(all).toContain(it);
  });
});

test('du becomes Sie in one tap, for this call', async () => {
  const ask = { du: '„Kommst du?“', sie: '„Kommen Sie?“' };
  await show(talking(), { offers: guideSample.offers.map((it) => ({ ...it, ask })) });
  await page.locator('.station .say', { hasText: ask.du }).first().waitFor();
  await page.getByText(say('talk.address.sie'), { exact: true }).click();
  await page.locator('.station .say', { hasText: ask.sie }).first().waitFor();
  expect(await page.locator('.station .say', { hasText: ask.du }).count()).toBe(0);
});

test('a station is visited out of turn, and those leapt over stay open to visit', async () => {
  await show(talking());
  await page.getByRole('button', { name: 'Newsletter' }).click();
  const here = page.locator('.station[data-state=here] h3');
  expect(await here.innerText()).toContain('Newsletter');
  expect(await page.getByText(say('talk.station.passed')).count()).toBeGreaterThan(2);
  await page.getByRole('button', { name: /^Zuhören/ }).click();
  expect(await here.innerText()).toContain('Zuhören');
});

test('two letters find a topic from anywhere on the page', async () => {
  await show(talking());
  await page.keyboard.press('Alt+t');
  await page.keyboard.type('uz');
  await page.getByText(say('caller.moments.none')).waitFor();
  await page.keyboard.press('Backspace');
  await page.keyboard.type('m');
  expect((await page.locator('.moments summary').allInnerTexts())[0]).toBe('Umzug');
  await page.locator('.moments .say', { hasText: 'Wie ist die neue Adresse?' }).waitFor();
});

test('the help card is there though the campaign file has no difficult moments', async () => {
  await show(talking(), { moments: [], topics: [], helpContact: null });
  await page.getByRole('button', { name: say('talk.help.title') }).click();
  expect(await page.locator('.helpcard a').count()).toBe(2);
});

test('a crisis: who helps is named, and the call ends without any question', async () => {
  await show(talking());
  await page.getByRole('button', { name: 'Trauer oder Krise' }).click();
  const card = page.locator('.helpcard');
  const links = await card.locator('a').evaluateAll((them) => them.map((it) => it.getAttribute('href')));
  expect(links).toEqual(['tel:+498001110111', 'tel:+498001110222', 'tel:+493023125098']);
  expect(await body('/help', () => card.getByRole('button', { name: say('caller.help') }).click())).toEqual({
    isWanted: true,
  });
  const end = card.getByRole('button', { name: say('talk.help.end') });
  expect(await body('/outcome', () => end.click())).toMatchObject({
    ...{ disposition: 'conversation-partial', isHard: true, message: { kind: 'care' } },
  });
});

test('the last place: no yes any more, and a yes that came too late is told in words', async () => {
  await show(
    talking({ placesLeft: { treffen: 0 }, card: { ...cardSample, offers: ['infostand', 'treffen'] } }),
  );
  const full = offer('Treffen für neue Leute');
  expect(await full.getByRole('radio').count()).toBe(3);
  await full.getByText(say('talk.offer.full')).waitFor();
});

test('on a phone the card is who and why now; opened once, it stays open', async () => {
  await page.setViewportSize(PHONE);
  try {
    await show(talking());
    expect(await fact(say('caller.facts.why')).isVisible()).toBe(true);
    expect(await fact(say('caller.facts.dialled')).isVisible()).toBe(false);
    await page.getByRole('button', { name: say('talk.card.more', { name: 'Sabine' }) }).click();
    expect(await fact(say('caller.facts.dialled')).isVisible()).toBe(true);
    await show(talking());
    expect(await fact(say('caller.facts.dialled')).isVisible()).toBe(true);
  } finally {
    await page.setViewportSize(DESK);
  }
});

test('a screen reader hears nothing new while one talks', async () => {
  await show(talking());
  const live = page.locator('[role=status], [aria-live=polite], [aria-live=assertive], [role=alert]');
  const said = () => live.evaluateAll((them) => them.map((it) => it.textContent?.trim() ?? ''));
  const before = await said();
  await offer('Treffen für neue Leute').getByText(say('caller.offer.yes'), { exact: true }).click();
  await page.getByText(say('talk.address.sie'), { exact: true }).click();
  await page.keyboard.press('Alt+t');
  await page.keyboard.type('be');
  const news = (await said()).filter((it) => !before.includes(it));
  // The sign of what is saved stands there for the eyes; it is allowed its own words.
  expect(news.filter((it) => !/gespeichert|warten|gesichert/i.test(it))).toEqual([]);
});

describe('ASKS 8: who has nobody to ring reads one reason and one time', () => {
  test.each([
    ['for an hour', sample.waitingSample],
    ['until tomorrow', sample.tomorrowSample],
    ['at all', sample.nobodyLeftSample],
  ])('%s', async (_when, view) => {
    await show(view);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('.wait__why').count()).toBe(1);
    expect(await page.locator('.empty, [role=alert]').count()).toBe(0);
  });
});

describe('ASKS 15: each step has one main button, and waiting is quiet', () => {
  test.each([
    ['ringing', sample.ringingSample, 1],
    ['talking', sample.talkingSample, 1],
    ['wrap-up', sample.wrapUpSample, 1],
    ['pause', sample.pausedSample, 1],
    ['waiting', sample.waitingSample, 0],
  ])('%s', async (_state, view, main) => {
    await show(view);
    const buttons = page.locator(':is(.btn--main, .btn--live):visible');
    expect(await buttons.allInnerTexts()).toHaveLength(main);
  });
});
