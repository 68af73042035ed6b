/// <reference lib="dom" />
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ShiftView } from '../../src/protocol/views.ts';
import { createTexts } from '../../src/texts/texts.ts';
import type { Hands } from './hands.ts';
import type { WatchedPage } from './watched-page.ts';

const { say } = createTexts('de');

/** What somebody has entered of one call, in the words of the store; compared with it at the end. */
export interface Entered {
  readonly person: string;
  readonly disposition: string;
  readonly undone: string | null;
  readonly reception: string | null;
  readonly integration: string | null;
  readonly offers: readonly string[];
  readonly newsletter: boolean;
  readonly localContact: boolean | null;
  readonly callback: { readonly fromAt: number; readonly untilAt: number } | null;
  readonly note: string | null;
}

/** What is done once in a shift, at the first talk that it fits to. */
export type Errand = 'offline' | 'reload' | 'help' | 'callback' | 'note' | 'undo' | 'pause';

export type ShiftState = ShiftView['state'];

export interface Volunteer {
  readonly watched: WatchedPage;
  readonly page: Page;
  readonly hands: Hands;
  readonly entered: Entered[];
  /** Taken away as they are done. */
  readonly errands: Errand[];
  /** Somebody else's part of an errand, and what the board must show. */
  readonly onHelp: () => Promise<void>;
  readonly onState: (state: ShiftState) => Promise<void>;
}

export function button(page: Page | Locator, id: Parameters<typeof say>[0]): Locator {
  // Behind the words stands the key, and sometimes the seconds that are left.
  return page.getByRole('button', { name: new RegExp(`^${say(id)}`) });
}

const bar = (state: 'ringing' | 'talking' | 'wrapup') => `.call[data-state=${state}]`;
const SETTLED = '.wait__settled';

/** From the personal link to the pause that a shift begins with. */
export async function arrive({ watched, page, hands, onState }: Volunteer, name: string): Promise<void> {
  const field = page.getByRole('textbox', { name: say('account.join.name') });
  await field.waitFor();
  await watched.look('join');
  await hands.write(field, name);
  await hands.press(button(page, 'arrive.pledge.act'));
  await beginShift(page, (it) => hands.press(it));
  const reading = page.getByRole('radio', { name: new RegExp(`^${say('audio.way.text')}`) });
  await reading.waitFor({ state: 'attached' });
  await watched.look('how to speak');
  // Without ears: what sound is like, the audio's own tests hear.
  await hands.decide(reading);
  await button(page, 'arrive.meet.call').waitFor();
  await onState('pause');
  await watched.look('arrived');
}

/** Between two openings a shift does not begin by itself. */
export async function beginShift(
  page: Page,
  press: (it: Locator) => Promise<void> = (it) => it.click(),
): Promise<void> {
  const begin = button(page, 'caller.begin.action');
  await begin.or(page.locator('.ways')).first().waitFor();
  if (await isSeen(begin)) await press(begin);
}

/** Says that the calls may come, works calls as they come until there were so many and every errand is done, and leaves. */
export async function workShift(volunteer: Volunteer, least: number, most = 3 * least): Promise<void> {
  const { page, hands, entered, errands } = volunteer;
  await hands.press(button(page, 'arrive.meet.call'));
  for (;;) {
    const isSettled = await workCall(volunteer);
    if (isSettled) {
      await hands.press(button(page, 'caller.next'));
      await page.locator(SETTLED).waitFor({ state: 'detached' });
    } else if (entered.length >= least && errands.length === 0) return leave(volunteer);
    else if (entered.length === most) throw new Error(`after ${most} calls still to do: ${errands.join()}`);
    else await goOn(volunteer);
  }
}

/** One call from ringing to saved. @returns whether the line settled it, so that nothing is asked. */
export async function workCall(volunteer: Volunteer): Promise<boolean> {
  const { watched, page, onState } = volunteer;
  await page
    .locator(`${bar('ringing')}, ${bar('talking')}, ${SETTLED}`)
    .first()
    .waitFor();
  const person = await page.locator('.call h1').innerText();
  if (await isSeen(page.locator(bar('ringing')))) await watched.look('ringing');
  await page
    .locator(`${bar('talking')}, ${SETTLED}`)
    .first()
    .waitFor();
  if (await isSeen(page.locator(SETTLED))) {
    await passSettled(volunteer, person);
    return true;
  }
  await page.locator('.heard').waitFor();
  const heard = await page.locator('.heard__said li').allInnerTexts();
  await onState('talking');
  await watched.look('talking');
  if (heard.includes(say('caller.heard.machine'))) await mailbox(volunteer, person);
  else await talk(volunteer, person, heard);
  await watched.look('saved');
  return false;
}

const nothing = {
  ...{ undone: null, reception: null, integration: null, offers: [], newsletter: false },
  ...{ localContact: null, callback: null, note: null },
};

/** No answer, busy: the line has said it. */
async function passSettled({ watched, page, entered }: Volunteer, person: string): Promise<void> {
  const words = await page.locator(SETTLED).innerText();
  await watched.look('settled');
  const disposition = (['no-answer', 'busy'] as const).find(
    (it) => words === say(`caller.settled.${it}`, { name: givenName(words, person) }),
  );
  if (disposition === undefined) throw new Error(`the line said: ${words}`);
  entered.push({ ...nothing, person, disposition });
}

/** Given names may have several words. */
function givenName(words: string, person: string): string {
  const names = person.split(' ').map((_, place, all) => all.slice(0, place + 1).join(' '));
  return names.find((it) => words.includes(`${it} `)) ?? person;
}

async function mailbox({ watched, page, hands, entered }: Volunteer, person: string): Promise<void> {
  await hands.press(button(page, 'caller.outcome.voicemail'));
  entered.push({ ...nothing, person, disposition: 'voicemail' });
  await button(page, 'caller.next').waitFor();
  await watched.look('mailbox saved');
}

async function talk(volunteer: Volunteer, person: string, heard: readonly string[]): Promise<void> {
  const { watched, page, hands, entered } = volunteer;
  const later = callbackWish(heard);
  if (later !== null) return afterShortTalk(volunteer, person, later);
  await interruptions(volunteer, person);
  const isPromised = isDue(volunteer, 'callback');
  const said = isPromised ? nothing : await followGuide(volunteer, heard);
  const callback = isPromised ? await promise(volunteer, 'tomorrow-evening') : null;
  if (isPromised) await button(page, 'caller.callback.change').waitFor();
  const note = isDue(volunteer, 'note') ? 'Würde mit Begleitung kommen.' : null;
  const field = page.getByRole('textbox', { name: say('caller.note'), exact: true });
  if (note !== null) await hands.write(field, note);
  await watched.look('talking, entered');
  await hangUp(volunteer);
  const disposition = callback === null ? 'conversation-complete' : 'callback-agreed';
  await decide(volunteer, disposition);
  const isUndone = callback === null && isDue(volunteer, 'undo');
  if (isUndone) await takeBack(volunteer);
  entered.push({
    ...said,
    ...{ person, callback, note, undone: isUndone ? disposition : null },
    disposition: isUndone ? 'conversation-partial' : disposition,
  });
}

/** Whoever has no time hangs up soon: the promise is entered afterwards. */
async function afterShortTalk(volunteer: Volunteer, person: string, later: Later): Promise<void> {
  const { watched, page, hands, entered } = volunteer;
  await hangUp(volunteer);
  await hands.decide(card(page, 'callback-agreed'));
  await page.locator('.missing').waitFor();
  await watched.look('callback is missing');
  const callback = await promise(volunteer, later);
  await button(page, 'caller.next').waitFor();
  entered.push({ ...nothing, person, disposition: 'callback-agreed', callback });
}

async function hangUp({ watched, page, hands, onState }: Volunteer): Promise<void> {
  await hands.press(button(page, 'caller.hang-up'));
  await page.locator('.wrap').waitFor();
  // Wherever in the guide the talk has ended.
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await onState('wrap-up');
  await watched.look('wrap-up');
}

/** Taken back within ten seconds of the campaign, and another outcome in its place. */
async function takeBack(volunteer: Volunteer): Promise<void> {
  const { watched, page, hands } = volunteer;
  await hands.press(page.locator('.toast').getByRole('button'));
  await button(page, 'caller.save').waitFor();
  await watched.look('taken back');
  await decide(volunteer, 'conversation-partial');
}

async function decide(
  { page, hands }: Volunteer,
  disposition: 'conversation-complete' | 'callback-agreed' | 'conversation-partial',
): Promise<void> {
  await hands.decide(card(page, disposition));
  await button(page, 'caller.next').waitFor();
}

function card(page: Page, disposition: string): Locator {
  return page.locator(`.wrap__result input[value=${disposition}]`);
}

/** The line breaks, the page is loaded anew, somebody is needed: the call is still there after each. */
async function interruptions(volunteer: Volunteer, person: string): Promise<void> {
  const { watched, page, hands, onHelp } = volunteer;
  if (isDue(volunteer, 'help')) {
    await hands.press(button(page, 'caller.help'));
    await button(page, 'caller.help.coming').waitFor();
    await onHelp();
    await button(page, 'caller.help').waitFor();
  } else if (isDue(volunteer, 'reload')) {
    await page.reload();
    await page.locator(bar('talking')).getByRole('heading', { name: person }).waitFor();
    await page.locator('.heard').waitFor();
    // Who is there is known with the first answer.
    expect([watched.asked('/api/installation'), watched.asked('/api/me')]).toEqual([1, 0]);
  } else if (isDue(volunteer, 'offline')) {
    await watched.offline(async () => {
      await page.locator('.banner').waitFor();
      await hands.press(button(page.locator('.station[data-state=here]'), 'caller.station.next'));
    });
  }
}

/** Says what was heard, station by station, as the guide leads. */
async function followGuide({ watched, page, hands }: Volunteer, heard: readonly string[]) {
  const station = page.locator('.station[data-state=here]');
  const accepts = (title: string) => heard.includes(say('caller.heard.accepts', { offer: title }));
  const reception = (['pleased', 'neutral', 'disturbed'] as const).find((it) =>
    heard.includes(say(`caller.heard.reception.${it}`)),
  );
  const newsletter = heard.includes(say('caller.heard.newsletter.yes'));
  const contact = heard.includes(say('caller.heard.contact.yes'));
  const offers: string[] = [];
  let integration: string | null = null;
  let localContact: boolean | null = null;
  for (;;) {
    const group = (name: string | RegExp) => station.getByRole('group', { name });
    for (const answer of await station.locator('input[type=radio]').all()) {
      const label = await answer.locator('xpath=ancestor::label').innerText();
      if (!heard.includes(say('caller.heard.integration', { label }))) continue;
      await hands.choose(answer);
      integration = await answer.getAttribute('value');
    }
    for (const offer of await station.locator('.offer').all()) {
      const title = await offer.getByRole('heading').innerText();
      if (!accepts(title)) continue;
      await hands.choose(offer.getByRole('radio', { name: say('caller.offer.yes'), exact: true }));
      offers.push(offerIds[title] ?? title);
    }
    const consent = station.getByRole('radio', { name: say('caller.newsletter.yes') });
    if (newsletter && (await isSeen(station.locator('h3 .tag')))) await hands.choose(consent);
    const mayCall = group(/die Nummer bekommen/);
    if ((await mayCall.count()) > 0) {
      const answer = say(contact ? 'caller.contact.yes' : 'caller.no');
      await hands.choose(mayCall.getByRole('radio', { name: answer, exact: true }));
      localContact = contact;
    }
    if (reception !== undefined) {
      const words = station.getByRole('radio', { name: say(`caller.reception.${reception}`) });
      if ((await words.count()) > 0) await hands.choose(words);
    }
    await watched.look(`station ${await station.getByRole('heading', { level: 3 }).innerText()}`);
    const on = button(station, 'caller.station.next');
    if ((await on.count()) === 0) break;
    await hands.press(on);
  }
  return { ...nothing, reception: reception ?? null, integration, offers, newsletter, localContact };
}

/** Of the sample campaign. */
const offerIds: Readonly<Record<string, string>> = {
  'Landesparteitag als Gast': 'landesparteitag',
  Pfingstcamp: 'pfingstcamp',
};

type Later = 'in-two-hours' | 'tomorrow-evening';

function callbackWish(heard: readonly string[]): Later | null {
  return (
    (['in-two-hours', 'tomorrow-evening'] as const).find((it) =>
      heard.includes(say(`caller.heard.call-back.${it}`)),
    ) ?? null
  );
}

/** Day, from and until, and then its own button. */
async function promise({ watched, page, hands }: Volunteer, wish: Later) {
  const days = page.getByRole('group', { name: say('caller.callback.day') }).getByRole('radio');
  await hands.choose(wish === 'in-two-hours' ? days.first() : days.last());
  const from = page.getByRole('combobox', { name: say('caller.callback.from') });
  const until = page.getByRole('combobox', { name: say('caller.callback.until') });
  await hands.moveOn(from, 2);
  await hands.moveOn(until, 1);
  await watched.look('callback');
  const [fromAt, untilAt] = [Number(await from.inputValue()), Number(await until.inputValue())];
  await hands.press(button(page, 'caller.callback.enter'));
  return { fromAt, untilAt };
}

/** To the next person, once by a pause. */
async function goOn(volunteer: Volunteer): Promise<void> {
  const { watched, page, hands, onState } = volunteer;
  if (isDue(volunteer, 'pause')) {
    await hands.press(button(page, 'caller.pause'));
    await button(page, 'caller.ready').waitFor();
    await onState('pause');
    await watched.look('pause');
    await hands.press(button(page, 'caller.ready'));
  } else await hands.press(button(page, 'caller.next'));
  // What was left is gone before the next one is looked for.
  await page.locator('.wrap').waitFor({ state: 'detached' });
}

/** By way of a pause, after the last call is saved. */
async function leave({ watched, page, hands }: Volunteer): Promise<void> {
  await hands.press(button(page, 'caller.pause'));
  await hands.press(button(page, 'caller.leave'));
  await button(page, 'everywhere.debrief.skip').waitFor();
  await watched.look('debrief');
  await hands.press(button(page, 'everywhere.debrief.skip'));
  await button(page, 'caller.begin.action').waitFor();
  await watched.look('left');
}

/** @returns whether the errand is to be done now; it is not due again. */
function isDue({ errands }: Volunteer, errand: Errand): boolean {
  const place = errands.indexOf(errand);
  if (place >= 0) errands.splice(place, 1);
  return place >= 0;
}

async function isSeen(it: Locator): Promise<boolean> {
  return (await it.count()) > 0;
}
