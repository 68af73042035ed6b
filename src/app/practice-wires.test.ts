import { beforeEach, describe, expect, test } from 'vitest';
import type { LegId, ShiftId } from '../core/ids.ts';
import { PracticeWires } from './practice-wires.ts';
import { recordingMedia } from './recording-media.fixture.ts';
import { startVoiceLine, stepVoiceLine, type VoiceInput, type VoiceLine } from './voice-line.ts';

const shift = (name: string) => name as ShiftId; // Texts of the test, checked by nobody.
const leg = (name: string) => name as LegId;
const [ANNE, BEN, CLEO] = [shift('anne'), shift('ben'), shift('cleo')];

let relay: ReturnType<typeof recordingMedia>;
let lines: Map<ShiftId, VoiceLine>;
let wires: PracticeWires;

beforeEach(() => {
  relay = recordingMedia();
  lines = new Map([
    [ANNE, startVoiceLine('browser')],
    [BEN, startVoiceLine('phone')],
    [CLEO, startVoiceLine('browser')],
  ]);
  wires = new PracticeWires(relay.media, (it) => lines.get(it) ?? null);
});

function say(of: ShiftId, ...inputs: VoiceInput[]): void {
  for (const input of inputs) {
    lines.set(of, stepVoiceLine(lines.get(of) ?? startVoiceLine('browser'), input).state);
    wires.follow(of);
  }
}

const browser = (name: string): VoiceInput[] => [
  { kind: 'browser-opened', leg: leg(name) },
  { kind: 'heard', leg: leg(name) },
];
const phone = (name: string): VoiceInput[] =>
  (['phone-dialled', 'phone-opened', 'phone-answered'] as const).map((kind) => ({ kind, leg: leg(name) }));

describe('two who practise', () => {
  test('hear each other as soon as both are on the line, and once only', () => {
    wires.begin(ANNE, BEN);
    say(ANNE, ...browser('a'));
    expect(relay.told()).toBe('');
    say(BEN, ...phone('b'));
    expect(relay.told()).toBe('a-b talk');
    wires.begin(BEN, ANNE);
    say(ANNE, { kind: 'silent', leg: leg('a') }, { kind: 'heard', leg: leg('a') });
    expect(relay.told()).toBe('');
  });

  test('do not hear the other’s phone ring', () => {
    say(ANNE, ...browser('a'));
    say(BEN, ...phone('b').slice(0, 2));
    wires.begin(ANNE, BEN);
    expect(relay.told()).toBe('');
  });

  test('are joined anew when one comes back', () => {
    say(ANNE, ...browser('a'));
    say(BEN, ...phone('b'));
    wires.begin(ANNE, BEN);
    relay.told();
    say(ANNE, ...browser('a'));
    expect(relay.told()).toBe('a-b talk');
    say(BEN, { kind: 'phone-ended', leg: leg('b'), trouble: 'hung-up' }, ...phone('c'));
    expect(relay.told()).toBe('unbridge a, a-c talk');
  });

  test('hear nothing more of each other when it is over, and again is harmless', () => {
    say(ANNE, ...browser('a'));
    say(BEN, ...phone('b'));
    wires.begin(ANNE, BEN);
    relay.told();
    wires.end(BEN);
    wires.end(ANNE);
    expect(relay.told()).toBe('unbridge a');
    expect([wires.isOn(ANNE), wires.isOn(BEN)]).toEqual([false, false]);
  });

  test('are parted before a call is joined to one of them', () => {
    say(ANNE, ...browser('a'));
    say(BEN, ...phone('b'));
    wires.begin(ANNE, BEN);
    relay.told();
    say(ANNE, { kind: 'contact-opened', leg: leg('m'), analyse: false });
    expect(relay.told()).toBe('unbridge a');
  });

  test('are never three: who begins with another has left the first', () => {
    say(ANNE, ...browser('a'));
    say(BEN, ...phone('b'));
    say(CLEO, ...browser('c'));
    wires.begin(ANNE, BEN);
    relay.told();
    wires.begin(CLEO, ANNE);
    expect(relay.told()).toBe('unbridge a, a-c talk');
    expect(wires.isOn(BEN)).toBe(false);
  });
});
