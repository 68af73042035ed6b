/// <reference lib="dom" />
// Somebody tries the demo with a headset, as the printed link invites to: ten calls by voice through the fictional network. Who
// hears what is proved at both ends: speech in the page, and the microphone's tone at the network's ear.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EarClient } from '../src/simulator/ear-client.ts';
import { createTexts } from '../src/texts/texts.ts';
import { type RunningAction, startSmallAction } from './browser/small-action.ts';
import { storedCalls } from './browser/stored-calls.ts';
import { beginShift, button } from './browser/volunteer.ts';
import { removeDemos, signalGroup } from './crash/demo-process.ts';
import type { Behaviour } from './generate-network.ts';
import { demoEar, hearsSpeech } from './voice/demo-ears.ts';
import { openVoiceBrowser, type VoiceBrowser, type VoicePage } from './voice/voice-page.ts';

const { say } = createTexts('de');
const MICROPHONE = 440;
/** So many, and on until each kind has come: who is called next is the demo's choice. */
const LEAST_CALLS = 10;
const kinds = ['not-interested', 'voicemail', 'not-in-service'] as const;
type Kind = (typeof kinds)[number];

const person: Behaviour = {
  ...{ behaviour: 'person', attempt: 1, before: 'no-answer', ringSeconds: 3, talkSeconds: 120 },
  answers: {
    ...{ integration: 'not-connected', reception: 'neutral', wantsNewsletter: false },
    ...{ wantsLocalContact: true, accepts: [] },
  },
};
const people: readonly Behaviour[] = [
  person,
  { behaviour: 'voicemail' },
  person,
  { behaviour: 'not-in-service', sip: 404, q850: 1, earlyMedia: true },
];

let action: RunningAction;
let browser: VoiceBrowser;
let tab: VoicePage;

beforeAll(async () => {
  // At the pace of the wall, since people speak no faster.
  const words = ['--callers', '1', '--speed', '1', '--shift-speed', '1'];
  action = await startSmallAction(60, { people, words });
  browser = await openVoiceBrowser(MICROPHONE);
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await removeDemos();
}, 60_000);

test('from the printed link to a line that one has tried', { timeout: 120_000 }, async () => {
  tab = await browser.open(action.links.caller);
  const { page } = tab;
  await page.getByRole('textbox', { name: say('account.join.name') }).fill('Robin');
  await button(page, 'arrive.pledge.act').click();
  await beginShift(page);
  await page.getByText(say('audio.way.browser'), { exact: true }).click();
  await page.getByText(say('audio.line.up'), { exact: true }).waitFor();
  await page.getByText(say('audio.check.heard'), { exact: true }).waitFor();
  await button(page, 'audio.check.echo.start').click();
  await expect.poll(() => tab.level(MICROPHONE), { timeout: 15_000 }).toBeGreaterThan(-45);
  await button(page, 'audio.check.echo.stop').click();
});

test('ten calls by voice: speech here, the microphone there', { timeout: 900_000 }, async () => {
  const ear = demoEar(new URL(action.links.caller).origin);
  const done: Kind[] = [];
  await button(tab.page, 'arrive.check.next').click();
  await button(tab.page, 'arrive.meet.call').click();
  // Before the first one, the demo's clock has still to come to the hour at which it may call.
  let id = await nextCall('', 180_000);
  for (;;) {
    done.push(await workCall(id, ear));
    if (done.length >= LEAST_CALLS && kinds.every((it) => done.includes(it))) break;
    // An announcement of 20 s is heard to its end.
    await button(tab.page, 'caller.next').click({ timeout: 60_000 });
    id = await nextCall(id, 60_000);
  }
  const stored = await storedCalls(action.demo.data, 'Robin');
  expect(stored.slice(0, done.length).map((it) => it.disposition)).toEqual(done);
  expect(await tab.connections()).toBe(1);
});

test('the demo ends in good order', { timeout: 120_000 }, async () => {
  await browser.close();
  signalGroup(action.process, 'SIGINT');
  // Stopped by hand, in the middle of the action.
  expect(await action.process.ended, action.process.text()).toBe(130);
});

/** One call, heard at both ends. @returns its disposition. */
async function workCall(id: string, ear: EarClient): Promise<Kind> {
  const { page } = tab;
  // People let one finish: whoever says a tone without end hears one sentence alone.
  await mute(true);
  // First the network's word: of the call before a rest may still sound.
  await expect.poll(() => ear.hear(id), { timeout: 60_000 }).not.toBeNull();
  const voice = await ear.hear(id);
  if (voice === null) throw new Error('what was said is forgotten');
  await hearsSpeech(tab);
  // The network says what it was: nothing is asked, and the next one rings.
  if (voice.kind === 'announcement') return 'not-in-service';
  await page.locator('.call[data-state=talking]').waitFor();
  expect((await ear.sound(id))?.toneHz).not.toBe(MICROPHONE);
  await mute(false);
  await expect.poll(async () => (await ear.sound(id))?.toneHz, { timeout: 15_000 }).toBe(MICROPHONE);
  if (voice.kind === 'machine') await button(page, 'caller.outcome.voicemail').click();
  else {
    await button(page, 'caller.hang-up').click();
    await page.locator('.choice:has(input[value=not-interested])').click();
  }
  await button(page, 'caller.next').waitFor();
  return voice.kind === 'machine' ? 'voicemail' : 'not-interested';
}

async function mute(isWanted: boolean): Promise<void> {
  const isMuted = (await button(tab.page, 'audio.mute').getAttribute('aria-pressed')) === 'true';
  if (isMuted !== isWanted) await tab.page.keyboard.press('Alt+s');
}

/** @returns the next call's id, which is its Call-ID on the wire. */
async function nextCall(before: string, timeout: number): Promise<string> {
  let id = '';
  const isNext = async () => {
    id = await callId();
    return id !== '' && id !== before;
  };
  await expect.poll(isNext, { timeout }).toBe(true);
  return id;
}

/** Of the call that the page shows; empty without one, and when it is over. */
function callId(): Promise<string> {
  return tab.page.evaluate(async () => {
    const { shift } = await (await fetch('/api/shift')).json();
    return shift?.call?.line === 'ended' ? '' : (shift?.call?.attemptId ?? '');
  });
}
