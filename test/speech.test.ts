import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { hashOfPhrases, readPhrases, speechFolder } from '../scripts/make-speech.ts';
import { readRelaySounds, readSpeech } from '../src/adapters/files/read-speech.ts';
import { decodeALaw } from '../src/core/audio/a-law.ts';
import { levelOf } from '../src/simulator/carrier-ear.ts';
import { createTexts } from '../src/texts/texts.ts';

const phrases = readPhrases();
const index = JSON.parse(readFileSync(new URL('index.json', speechFolder), 'utf8'));
const wavs = readdirSync(speechFolder).filter((it) => it.endsWith('.wav'));

const folder = mkdtempSync(join(tmpdir(), 'draht-speech-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('what the demo says', () => {
  test('the files were made from the sentences as they stand: npm run speech', () => {
    expect(index.phrases).toBe(hashOfPhrases(phrases));
    const made = phrases.phrases.flatMap(({ id, by }) => by.map((voice) => `${id}.${voice}.wav`));
    expect(index.files.map(({ file }: { file: string }) => file)).toEqual(made);
    expect(wavs.sort()).toEqual(made.sort());
  });

  test('it is small', () => {
    const bytes = wavs.reduce((sum, it) => sum + statSync(new URL(it, speechFolder)).size, 0);
    expect(bytes).toBeLessThan(750_000);
  });

  test.each([...readSpeech()])('%s is as loud as people speak, and nothing is cut off', (id, sound) => {
    const samples = Array.from(sound, decodeALaw);
    expect(levelOf(samples)).toBeGreaterThan(-23);
    expect(levelOf(samples)).toBeLessThan(-19);
    expect(Math.max(...samples.map(Math.abs))).toBeLessThan(28_000);
    expect(sound.length / 8000).toBeGreaterThan(0.3);
    // Whoever nobody was free for hears who called and why: two sentences, all others say a few words.
    expect(sound.length / 8000, id).toBeLessThan(id === 'sorry.announcer' ? 15 : 5);
  });

  test.each([
    ['reception-pleased', 'caller.heard.reception.pleased'],
    ['reception-neutral', 'caller.heard.reception.neutral'],
    ['reception-disturbed', 'caller.heard.reception.disturbed'],
    ['newsletter-yes', 'caller.heard.newsletter.yes'],
    ['newsletter-no', 'caller.heard.newsletter.no'],
    ['contact-yes', 'caller.heard.contact.yes'],
    ['contact-no', 'caller.heard.contact.no'],
    ['call-back-in-two-hours', 'caller.heard.call-back.in-two-hours'],
    ['call-back-tomorrow-evening', 'caller.heard.call-back.tomorrow-evening'],
    ['call-back-weekend', 'caller.heard.call-back.weekend'],
    ['mailbox', 'caller.heard.machine'],
    ['not-assigned', 'caller.heard.announcement'],
  ] as const)('%s says what the page shows to those who cannot hear', (id, message) => {
    const said = phrases.phrases.find((it) => it.id === id)?.text;
    expect(createTexts('de').say(message)).toBe(`„${said}“`);
  });

  test('the relay has its sentences', () => {
    const { moment, hello, sorry } = readRelaySounds();
    expect([moment.length, hello.length, sorry.length].map((it) => it / 8000)).toEqual([
      expect.closeTo(1, 0),
      expect.closeTo(2, 0),
      // Heard out before the line goes down (calls-ahead.ts).
      expect.closeTo(14, 0),
    ]);
  });

  test('a file that is missing or no sound is named', () => {
    writeFileSync(join(folder, 'moment.announcer.wav'), 'RIFF');
    const named = (file: string) => expect.objectContaining({ code: 'error.speech.file', values: { file } });
    expect(() => readRelaySounds(folder)).toThrow(named('moment.announcer.wav'));
    expect(() => readSpeech(folder)).toThrow(named('index.json'));
  });
});
