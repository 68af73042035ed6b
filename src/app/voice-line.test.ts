import { describe, expect, test } from 'vitest';
import type { LegId } from '../core/ids.ts';
import type { SpeakWay } from '../core/speak-way.ts';
import { startVoiceLine, stepVoiceLine, type VoiceAction, type VoiceInput } from './voice-line.ts';

// Names of legs, as a test may call them: b the browser, p and q telephones of the caller, m and n members.
const leg = (name: string) => name as LegId;

const said: Readonly<Record<string, VoiceInput>> = {
  browser: { kind: 'browser-opened', leg: leg('b') },
  heard: { kind: 'heard', leg: leg('b') },
  silent: { kind: 'silent', leg: leg('b') },
  down: { kind: 'down', leg: leg('b') },
  'p dialled': { kind: 'phone-dialled', leg: leg('p') },
  'p opened': { kind: 'phone-opened', leg: leg('p') },
  'p answered': { kind: 'phone-answered', leg: leg('p') },
  'p heard': { kind: 'heard', leg: leg('p') },
  'p silent': { kind: 'silent', leg: leg('p') },
  'p down': { kind: 'down', leg: leg('p') },
  'p busy': { kind: 'phone-ended', leg: leg('p'), trouble: 'busy' },
  'p hung up': { kind: 'phone-ended', leg: leg('p'), trouble: 'hung-up' },
  'q dialled': { kind: 'phone-dialled', leg: leg('q') },
  'q opened': { kind: 'phone-opened', leg: leg('q') },
  'q answered': { kind: 'phone-answered', leg: leg('q') },
  m: { kind: 'contact-opened', leg: leg('m'), analyse: false },
  'm analysed': { kind: 'contact-opened', leg: leg('m'), analyse: true },
  'm rings': { kind: 'contact-alerting', leg: leg('m') },
  'm answers': { kind: 'contact-answered', leg: leg('m') },
  'm heard': { kind: 'heard', leg: leg('m') },
  'm silent': { kind: 'silent', leg: leg('m') },
  'm ends': { kind: 'contact-closed', leg: leg('m') },
  n: { kind: 'contact-opened', leg: leg('n'), analyse: false },
  echo: { kind: 'check', what: 'echo' },
  hello: { kind: 'check', what: 'hello' },
  'no check': { kind: 'check', what: 'none' },
  'to browser': { kind: 'way-chosen', way: 'browser' },
  'to phone': { kind: 'way-chosen', way: 'phone' },
  'to own': { kind: 'way-chosen', way: 'own' },
  over: { kind: 'over' },
};

/** What the last of these words leads to. */
function following(way: SpeakWay, words: string) {
  let step = { state: startVoiceLine(way), actions: [] as readonly VoiceAction[] };
  for (const word of words.split(', ')) {
    const input = said[word];
    if (input === undefined) throw new Error(`no such word: ${word}`);
    step = stepVoiceLine(step.state, input);
  }
  return { ...step, line: step.state.caller.line, said: step.actions.map(say).join(', ') };
}

function say(action: VoiceAction): string {
  switch (action.kind) {
    case 'bridge':
      return `${action.caller}-${action.contact} ${action.way}`;
    case 'play':
      return `${action.leg} hears ${action.sound ?? 'nothing'}`;
    case 'echo':
      return `${action.leg} echo ${action.isOn ? 'on' : 'off'}`;
    case 'tell':
      return 'tell';
    case 'unbridge':
    case 'analyse':
    case 'close':
    case 'hang-up-phone':
      return `${action.kind} ${action.leg}`;
    default:
      return action satisfies never;
  }
}

describe('by browser', () => {
  test.each<[string, string, string]>([
    // The line by itself.
    ['browser', 'connecting', ''],
    ['browser, heard', 'up', 'tell'],
    ['browser, heard, heard', 'up', ''],
    ['browser, heard, silent', 'lost', 'tell'],
    ['browser, heard, silent, down', 'lost', ''],
    ['browser, heard, silent, heard', 'up', 'tell'],
    ['browser, heard, browser', 'connecting', 'tell'],
    ['browser, heard, over', 'none', 'close b, tell'],
    // A call.
    ['browser, heard, m', 'up', 'b-m listen'],
    ['browser, heard, m analysed', 'up', 'b-m listen, analyse m'],
    ['browser, heard, m, m rings', 'up', 'b hears ringing'],
    ['browser, heard, m, m rings, m answers', 'up', 'b-m talk, b hears nothing'],
    ['browser, heard, m, m rings, m ends', 'up', 'unbridge m, b hears nothing'],
    ['browser, heard, m, m answers', 'up', 'b-m talk'],
    ['browser, heard, m, m answers, m rings', 'up', ''],
    ['browser, heard, m, m answers, m heard', 'up', ''],
    ['browser, heard, m, m answers, m silent', 'up', ''],
    ['browser, heard, m, m answers, m ends', 'up', 'unbridge m'],
    ['browser, heard, m, m answers, m ends, n', 'up', 'b-n listen'],
    ['browser, heard, m, n', 'up', 'unbridge m, b-n listen'],
    ['browser, heard, m, n, m answers', 'up', ''],
    ['browser, heard, m, n, m ends', 'up', ''],
    // The caller is away in the middle of it.
    ['browser, heard, m, silent', 'lost', 'tell'],
    ['browser, heard, m, silent, m answers', 'lost', 'b-m talk, m hears moment'],
    ['browser, heard, m, m answers, silent', 'lost', 'm hears moment, tell'],
    ['browser, heard, m, m answers, silent, down', 'lost', ''],
    ['browser, heard, m, m answers, silent, heard', 'up', 'm hears nothing, tell'],
    ['browser, heard, m, m answers, down, browser', 'connecting', 'b-m talk, tell'],
    ['browser, heard, m, m answers, down, browser, heard', 'up', 'm hears nothing, tell'],
    ['browser, heard, m, m answers, browser', 'connecting', 'b-m talk, m hears moment, tell'],
    ['browser, heard, m, m rings, browser', 'connecting', 'b-m listen, b hears ringing, tell'],
    ['browser, heard, m, m answers, silent, m ends', 'lost', 'unbridge m'],
    // Another way, in the middle of a call.
    ['browser, heard, m, m answers, to phone', 'connecting', 'unbridge m, m hears moment, close b, tell'],
    ['browser, heard, m, m answers, to phone, heard', 'connecting', ''],
    ['browser, heard, m, m answers, to phone, browser', 'connecting', ''],
    ['browser, heard, m, m answers, to phone, p dialled, p opened', 'connecting', 'p-m listen'],
    [
      'browser, heard, m, m answers, to phone, p dialled, p opened, p answered',
      'up',
      'p-m talk, m hears nothing, tell',
    ],
    // The line check.
    ['browser, heard, echo', 'up', 'b echo on'],
    ['browser, heard, echo, hello', 'up', 'b hears hello, b echo off'],
    ['browser, heard, hello, no check', 'up', 'b hears nothing'],
    ['browser, heard, echo, m', 'up', 'b-m listen, b echo off'],
    ['browser, heard, echo, m, m ends', 'up', 'unbridge m'],
    ['browser, heard, m, echo', 'up', ''],
    ['browser, heard, echo, browser', 'connecting', 'b echo on, tell'],
    ['echo, browser', 'connecting', 'b echo on'],
    // What comes for nobody.
    ['p dialled', 'connecting', ''],
    ['p answered', 'connecting', ''],
    ['m answers', 'connecting', ''],
    ['heard', 'connecting', ''],
  ])('%s: the line is %s; %s', (words, line, expected) => {
    expect(following('browser', words)).toMatchObject({ line, said: expected });
  });
});

describe('by the caller’s own phone', () => {
  test.each<[string, string, string]>([
    ['p dialled', 'connecting', ''],
    ['p dialled, p opened', 'connecting', ''],
    ['p dialled, p opened, p answered', 'up', 'tell'],
    ['p dialled, p opened, p busy', 'none', 'tell'],
    ['p dialled, p busy', 'none', 'tell'],
    ['p dialled, p busy, q dialled', 'connecting', 'tell'],
    // The network's ring tone is nobody's voice; and who is silent on the telephone is still there.
    ['p dialled, p opened, p heard', 'connecting', ''],
    ['p dialled, p opened, p answered, p silent', 'up', ''],
    ['p dialled, p opened, p answered, p down', 'lost', 'hang-up-phone p, tell'],
    ['p dialled, p opened, p answered, p down, p hung up', 'lost', ''],
    ['p dialled, p opened, p answered, m, m answers', 'up', 'p-m talk'],
    ['p dialled, p opened, p answered, m, m answers, p silent', 'up', ''],
    ['p dialled, p opened, p answered, m, m answers, p hung up', 'lost', 'unbridge m, m hears moment, tell'],
    ['p dialled, p opened, p answered, m, m answers, p hung up, q dialled', 'connecting', 'tell'],
    [
      'p dialled, p opened, p answered, m, m answers, p hung up, q dialled, q opened',
      'connecting',
      'q-m listen',
    ],
    [
      'p dialled, p opened, p answered, m, m answers, p hung up, q dialled, q opened, q answered',
      'up',
      'q-m talk, m hears nothing, tell',
    ],
    // What comes late of an earlier call to the caller.
    ['p dialled, p busy, q dialled, p answered', 'connecting', ''],
    ['p dialled, p busy, q dialled, q opened, q answered, p busy', 'up', ''],
    // Another number, another way, the end.
    ['p dialled, to phone', 'connecting', 'hang-up-phone p'],
    ['p dialled, p opened, p answered, to own', 'none', 'hang-up-phone p, tell'],
    ['p dialled, p opened, p answered, to own, p hung up', 'none', ''],
    [
      'p dialled, p opened, p answered, m, m answers, to browser',
      'connecting',
      'unbridge m, m hears moment, hang-up-phone p, tell',
    ],
    ['p dialled, p opened, p answered, m, m answers, to browser, p hung up', 'connecting', ''],
    ['p dialled, p opened, p answered, over', 'none', 'hang-up-phone p, tell'],
    ['p dialled, over', 'none', 'hang-up-phone p, tell'],
  ])('%s: the line is %s; %s', (words, line, expected) => {
    expect(following('phone', words)).toMatchObject({ line, said: expected });
  });

  test('says why it is not on the line, until it is rung again', () => {
    expect(following('phone', 'p dialled, p opened, p busy').state.caller.trouble).toBe('busy');
    expect(following('phone', 'p dialled, p opened, p answered, p hung up').state.caller.trouble).toBe(
      'hung-up',
    );
    expect(following('phone', 'p dialled, p busy, q dialled').state.caller.trouble).toBe(null);
    expect(following('phone', 'p dialled, p busy, to browser').state.caller.trouble).toBe(null);
  });
});

test('whatever is said in whatever order, the relay is never told of a leg that is not open', () => {
  const words = Object.keys(said);
  let seed = 1;
  const draw = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let round = 0; round < 2_000; round += 1) {
    let state = startVoiceLine(round % 2 === 0 ? 'browser' : 'phone');
    for (let step = 0; step < 25; step += 1) {
      const next = stepVoiceLine(state, said[words[draw(words.length)] ?? ''] ?? { kind: 'over' });
      for (const action of next.actions) {
        if (action.kind !== 'bridge') continue;
        expect(next.state.caller).toMatchObject({ leg: action.caller, isOpen: true });
        expect(next.state.contact?.leg).toBe(action.contact);
        // Nobody who has not answered hears the caller.
        if (action.way === 'talk') expect(next.state.contact?.isThere).toBe(true);
      }
      state = next.state;
    }
  }
});
