import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { hashOfPracticeVoices, practiceFolder, practiceSentences } from '../scripts/make-speech.ts';
import { readSpeech } from '../src/adapters/files/read-speech.ts';
import { decodeALaw } from '../src/core/audio/a-law.ts';
import { levelOf } from '../src/simulator/carrier-ear.ts';

const index = JSON.parse(readFileSync(new URL('index.json', practiceFolder), 'utf8'));
const wavs = readdirSync(practiceFolder).filter((it) => it.endsWith('.wav'));

describe('what the people of the practice alone say', () => {
  test('is what the page shows, and all of it was made: npm run speech', () => {
    const said = practiceSentences().map(({ file, text }) => ({ file, text }));
    expect(index.files.map(({ file, text }: { file: string; text: string }) => ({ file, text }))).toEqual(
      said,
    );
    expect(index.voices).toBe(hashOfPracticeVoices());
    expect(wavs.sort()).toEqual(said.map(({ file }) => file).sort());
    for (const { file, text } of said) expect(text, file).not.toContain('practice-web.');
  });

  test('is small', () => {
    const bytes = wavs.reduce((sum, it) => sum + statSync(new URL(it, practiceFolder)).size, 0);
    expect(bytes).toBeLessThan(900_000);
  });

  test('is as loud as people speak, and short', () => {
    for (const [id, sound] of readSpeech(fileURLToPath(practiceFolder))) {
      expect(levelOf(Array.from(sound, decodeALaw)), id).toBeGreaterThan(-23);
      expect(sound.length / 8000, id).toBeGreaterThan(0.2);
      expect(sound.length / 8000, id).toBeLessThan(4);
    }
  });
});
