import { describe, expect, test } from 'vitest';
import { readSpeech } from '../src/adapters/files/read-speech.ts';
import { decodeALaw } from '../src/core/audio/a-law.ts';
import { callScript } from '../src/simulator/call-script.ts';
import { CarrierEar, levelOf, toneShare } from '../src/simulator/carrier-ear.ts';
import type { FrameSource } from '../src/simulator/frame-source.ts';
import { announcementSound, answerSound } from '../src/simulator/line-sound.ts';
import type { NumberBehaviour, PersonBehaviour } from '../src/simulator/network-file.ts';
import { packetOf } from '../src/simulator/packet.fixture.ts';
import { tone } from '../src/simulator/tones.ts';

// What is really sent, with the sentences as they are committed.
const speech = readSpeech();
const NUMBER = '+493023125001'; // From a range that rings nobody.
const person: PersonBehaviour = {
  ...{ behaviour: 'person', attempt: 1, before: 'no-answer', ringSeconds: 10, talkSeconds: 60 },
  answers: {
    ...{ integration: 'integrated', reception: 'pleased', wantsNewsletter: true, wantsLocalContact: false },
    ...{ accepts: ['pfingstcamp'], channels: [] },
  },
};

function answered(behaviour: NumberBehaviour, sounds: typeof speech | null, number = NUMBER) {
  const script = callScript(behaviour, 1, { hasAskedBefore: false });
  if (script.kind !== 'answer') throw new Error('nobody answers');
  return answerSound(script, { speech: sounds, number });
}

function announced(sip: number, sounds: typeof speech | null): FrameSource {
  const dead = { behaviour: 'not-in-service', sip, earlyMedia: true } as const;
  const script = callScript(dead, 1, { hasAskedBefore: false });
  if (script.kind !== 'announce-then-fail') throw new Error('nothing is announced');
  return announcementSound(script, sounds);
}

/** So many seconds of it, to a caller who says nothing. */
function heard(frames: FrameSource, seconds: number, ear = new CarrierEar()): number[] {
  const samples: number[] = [];
  for (let count = 0; count < seconds * 50; count += 1) {
    const frame = frames(ear);
    expect(frame).toHaveLength(160);
    samples.push(...Array.from(frame, decodeALaw));
  }
  return samples;
}

const second = (samples: number[], from: number, to: number) => samples.slice(from * 8000, to * 8000);
/** Where there is sound, in seconds; pauses of less than half a second belong to it. */
function stretches(samples: number[]): { from: number; seconds: number }[] {
  const found: { from: number; to: number }[] = [];
  for (let at = 0; at < samples.length; at += 160) {
    if (levelOf(samples.slice(at, at + 160)) < -45) continue;
    const last = found.at(-1);
    if (last !== undefined && at - last.to < 4000) last.to = at;
    else found.push({ from: at, to: at });
  }
  return found.map(({ from, to }) => ({ from: from / 8000, seconds: (to - from) / 8000 }));
}

describe('a person', () => {
  test('says all that the page shows, at the level of speech, with pauses for the caller', () => {
    const samples = heard(answered(person, speech).frames, 57);
    // Pick-up, reception, integration, the offer, newsletter, contact.
    expect(stretches(samples)).toHaveLength(6);
    expect(levelOf(second(samples, 0, 0.9))).toBeGreaterThan(-25);
    expect(samples.filter((it) => Math.abs(it) > 28_000)).toEqual([]);
    for (const hz of [400, 1000]) expect(toneShare(samples, hz)).toBeLessThan(0.1);
  });

  test.each([
    [20, 6],
    [478, 6],
  ])('who has %d seconds has said it before the goodbye', (talkSeconds, sentences) => {
    const { frames, sayGoodbye } = answered({ ...person, talkSeconds }, speech);
    const before = heard(frames, Math.min(talkSeconds - 3, 60));
    expect(stretches(before).length).toBeGreaterThanOrEqual(sentences - 1);
    sayGoodbye();
    expect(stretches(heard(frames, 3)).length).toBeGreaterThan(0);
  });

  test('asks to be called back and nothing else', () => {
    const { frames } = answered({ ...person, asksToCallBack: 'weekend' }, speech);
    expect(stretches(heard(frames, 20))).toHaveLength(2);
  });

  test('has one voice, another number another one', () => {
    const of = (number: string) => heard(answered(person, speech, number).frames, 1).join();
    expect(of(NUMBER)).toBe(of(NUMBER));
    expect(of('+493023125002')).not.toBe(of(NUMBER));
  });

  test('is silent while time is too fast for speech', () => {
    expect(levelOf(heard(answered(person, null).frames, 10))).toBeLessThan(-60);
  });
});

describe('a mailbox', () => {
  test('greets, beeps, and listens', () => {
    const samples = heard(answered({ behaviour: 'voicemail' }, speech).frames, 15);
    const [greeting] = [speech.get('mailbox.announcer') ?? new Uint8Array(0)];
    const beepAt = 0.5 + greeting.length / 8000 + 0.3;
    expect(toneShare(second(samples, beepAt, beepAt + 0.4), 1200)).toBeGreaterThan(0.95);
    expect(toneShare(second(samples, 0.5, beepAt - 0.3), 1200)).toBeLessThan(0.1);
    expect(levelOf(second(samples, 0.5, beepAt - 0.3))).toBeGreaterThan(-24);
    expect(levelOf(second(samples, beepAt + 0.5, 15))).toBeLessThan(-60);
  });

  test('is one steady tone while time is fast', () => {
    const samples = heard(answered({ behaviour: 'voicemail' }, null).frames, 2);
    expect(toneShare(samples, 400)).toBeGreaterThan(0.95);
  });
});

describe('an announcement', () => {
  test.each([404, 484, 410, 604, 480])('of %d begins with the three tones and is repeated', (sip) => {
    const samples = heard(announced(sip, speech), 20);
    const turns = stretches(samples);
    expect(turns.length).toBeGreaterThan(3);
    for (const { from } of turns)
      for (const [index, hz] of [950, 1400, 1800].entries()) {
        const begin = from + index * 0.33;
        expect(toneShare(second(samples, begin, begin + 0.33), hz)).toBeGreaterThan(0.95);
      }
    expect(turns[0]?.seconds).toBeGreaterThan(2.5);
    expect(levelOf(second(samples, 1.2, 2.5))).toBeGreaterThan(-26);
  });

  test('is one steady tone while time is fast', () => {
    expect(toneShare(heard(announced(404, null), 2), 400)).toBeGreaterThan(0.95);
  });
});

describe('numbers for tests of the sound', () => {
  test.each([null, speech])('a steady tone and a fax sound so at every speed', (sounds) => {
    expect(toneShare(heard(answered({ behaviour: 'tone' }, sounds).frames, 5), 1000)).toBeGreaterThan(0.99);
    const fax = heard(answered({ behaviour: 'fax' }, sounds).frames, 10);
    expect(toneShare(second(fax, 0.5, 3.5), 2100)).toBeGreaterThan(0.95);
    const flags = second(fax, 3.6, 4.5);
    expect(toneShare(flags, 2100)).toBeLessThan(0.05);
    expect(levelOf(flags)).toBeCloseTo(-20, 0);
  });

  test('an echo says again what it hears, and does not fall behind', () => {
    const { frames } = answered({ behaviour: 'echo' }, null);
    const ear = new CarrierEar();
    for (let count = 0; count < 200; count += 1) ear.hear(packetOf(tone(700, 20)));
    expect(toneShare(heard(frames, 0.5, ear), 700)).toBeGreaterThan(0.95);
    expect(levelOf(heard(frames, 0.5, ear))).toBeLessThan(-60);
  });
});
