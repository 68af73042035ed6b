// Makes the voices of the demo: reads examples/speech/phrases.json aloud with espeak-ng and writes one small A-law file
// a sentence and voice beside it, with index.json. Run by `npm run speech` after a change of the sentences; a test
// fails when files and sentences do not belong together. The same sentences, espeak-ng and Node give the same bytes.
// The people of the practice alone (examples/speech/practice) say what stands in the catalogue.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { encodeALaw } from '../src/core/audio/a-law.ts';
import { SAMPLE_RATE, writeALawWav } from '../src/core/audio/wav.ts';
import type { AloneLine } from '../src/core/practice/alone/alone-case.ts';
import { spokenLines } from '../src/core/practice/alone/alone-cases.ts';
import { createTexts } from '../src/texts/texts.ts';

export interface Phrases {
  readonly voices: Readonly<Record<string, VoiceSetting>>;
  readonly phrases: readonly Phrase[];
}
interface VoiceSetting {
  /** A voice and variant of espeak-ng. */
  readonly espeak: string;
  readonly wordsPerMinute: number;
  /** 0 to 99. */
  readonly pitch: number;
}
interface Phrase {
  readonly id: string;
  readonly by: readonly string[];
  readonly text: string;
  /** How espeak-ng is to say it, where it would spell it out. */
  readonly phonemes?: string;
}

export const speechFolder = new URL('../examples/speech/', import.meta.url);
export const practiceFolder = new URL('practice/', speechFolder);

/** Each person sounds like one, and Herbert speaks slowly. */
const practiceVoices: Readonly<Record<AloneLine['by'], VoiceSetting>> = {
  mira: { espeak: 'de+f4', wordsPerMinute: 205, pitch: 65 },
  herbert: { espeak: 'de+m7', wordsPerMinute: 172, pitch: 30 },
  aylin: { espeak: 'de+f2', wordsPerMinute: 200, pitch: 50 },
  jonas: { espeak: 'de+m3', wordsPerMinute: 200, pitch: 40 },
  ingrid: { espeak: 'de+f3', wordsPerMinute: 195, pitch: 45 },
  sven: { espeak: 'de+m1', wordsPerMinute: 210, pitch: 50 },
  mailbox: { espeak: 'de+f5', wordsPerMinute: 200, pitch: 60 },
};

/** What the practice's people say, as the page shows it. */
export function practiceSentences(): { file: string; text: string; by: AloneLine['by'] }[] {
  const texts = createTexts('de');
  return spokenLines().map(({ id, by }) => ({
    ...{ file: `${id}.wav`, by },
    text: texts.sayAny(`practice-web.line.${id}`),
  }));
}

/** What the files were made from; the layout of the table does not count. */
export function hashOfPhrases(phrases: Phrases): string {
  return createHash('sha256').update(JSON.stringify(phrases)).digest('hex');
}

export function readPhrases(): Phrases {
  return JSON.parse(readFileSync(new URL('phrases.json', speechFolder), 'utf8'));
}

function makeSpeech(table: Phrases): void {
  const madeBy = espeak(['--version']).toString('utf8').split('  ')[0] ?? '';
  removeSounds(speechFolder);
  const files = table.phrases.flatMap((phrase) =>
    phrase.by.map((voice) => {
      const file = `${phrase.id}.${voice}.wav`;
      const setting = table.voices[voice];
      if (setting === undefined) throw new Error(`phrases.json has no voice ${voice}`);
      return writeSound(speechFolder, file, phrase, setting);
    }),
  );
  writeIndex(speechFolder, files, [
    `  "phrases": "${hashOfPhrases(table)}"`,
    `  "madeBy": ${JSON.stringify(madeBy)}`,
  ]);
}

function makePractice(): void {
  mkdirSync(practiceFolder, { recursive: true });
  removeSounds(practiceFolder);
  const files = practiceSentences().map(({ file, text, by }) =>
    writeSound(practiceFolder, file, { text }, practiceVoices[by]),
  );
  writeIndex(practiceFolder, files, [`  "voices": "${hashOfPracticeVoices()}"`]);
}

export function hashOfPracticeVoices(): string {
  return createHash('sha256').update(JSON.stringify(practiceVoices)).digest('hex');
}

function removeSounds(folder: URL): void {
  for (const name of readdirSync(folder)) if (name.endsWith('.wav')) rmSync(new URL(name, folder));
}

type Made = { readonly file: string; readonly seconds: number; readonly text: string };

function writeSound(folder: URL, file: string, phrase: Said, setting: VoiceSetting): Made {
  const sound = telephone(read(phrase, setting));
  writeFileSync(new URL(file, folder), writeALawWav(sound));
  return { file, seconds: Math.round((sound.length / SAMPLE_RATE) * 100) / 100, text: phrase.text };
}

function writeIndex(folder: URL, files: readonly Made[], head: readonly string[]): void {
  const rows = `  "files": [\n${files.map((it) => `    ${row(it)}`).join(',\n')}\n  ]`;
  writeFileSync(new URL('index.json', folder), `{\n${[...head, rows].join(',\n')}\n}\n`);
}

function row(values: object): string {
  const fields = Object.entries(values).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{ ${fields.join(', ')} }`;
}

function espeak(options: readonly string[]): Buffer {
  try {
    return execFileSync('espeak-ng', options, { maxBuffer: 1 << 26 });
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause) || cause.code !== 'ENOENT') throw cause;
    process.stderr.write(
      'npm run speech needs espeak-ng: apt-get install espeak-ng, or brew install espeak-ng\n',
    );
    process.exit(1);
  }
}

interface Samples {
  /** -1 to 1. */
  readonly values: Float64Array;
  readonly rate: number;
}

type Said = Pick<Phrase, 'text' | 'phonemes'>;

function read({ text, phonemes }: Said, { espeak: voice, wordsPerMinute, pitch }: VoiceSetting): Samples {
  const said = phonemes === undefined ? text : `[[${phonemes}]]`;
  const speed = ['-s', String(wordsPerMinute), '-p', String(pitch)];
  const bytes = espeak(['-v', voice, ...speed, '--stdout', said]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // On a pipe it cannot know the length: the samples begin after `data` and its length, and go to the end.
  const start = bytes.indexOf('data') + 8;
  const count = (bytes.length - start) >> 1;
  const values = Float64Array.from({ length: count }, (_, at) => view.getInt16(start + 2 * at, true) / 32768);
  return { values, rate: view.getUint32(24, true) };
}

/** As it would come through a telephone: 300 to 3400 Hz, 8000 A-law samples a second, at the level people speak. */
function telephone(samples: Samples): Uint8Array {
  const narrow = trimmed(withoutLows(resampled(samples)));
  const gain = rmsAt(SPEECH_DBM0) / activeRms(narrow);
  return Uint8Array.from(narrow, (it) => encodeALaw(Math.round(limited(it * gain) * 32767)));
}

/** ITU-T P.56 measures speech where somebody speaks; -20 dBm0 is what networks expect of a talker. */
const SPEECH_DBM0 = -20;
/** G.711: a sine of full scale has +3.14 dBm0. */
const FULL_SCALE_DBM0 = 3.14;

/** Of samples from -1 to 1. */
function rmsAt(dbm0: number): number {
  return 10 ** ((dbm0 - FULL_SCALE_DBM0) / 20) / Math.SQRT2;
}

/** Above this the waves are pressed, so that nothing is cut off. */
const KNEE = 0.7;
function limited(value: number): number {
  const size = Math.abs(value);
  if (size <= KNEE) return value;
  return Math.sign(value) * (KNEE + (1 - KNEE) * Math.tanh((size - KNEE) / (1 - KNEE)));
}

const CUT_HZ = 3400;
/** Half the filter's length in samples of the result. */
const REACH = 24;

/** A windowed sinc (Blackman) that lets through what is below the cut. */
function resampled({ values, rate }: Samples): Float64Array {
  const step = rate / SAMPLE_RATE;
  const reach = REACH * step;
  const cut = (2 * CUT_HZ) / rate;
  return Float64Array.from({ length: Math.floor(values.length / step) }, (_, index) => {
    const centre = index * step;
    let sum = 0;
    for (let at = Math.ceil(centre - reach); at <= centre + reach; at += 1) {
      const distance = at - centre;
      const window =
        0.42 +
        0.5 * Math.cos((Math.PI * distance) / reach) +
        0.08 * Math.cos((2 * Math.PI * distance) / reach);
      sum += (values[at] ?? 0) * cut * sinc(cut * distance) * window;
    }
    return sum;
  });
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** A Butterworth high pass of second order at 300 Hz (bilinear transform). */
function withoutLows(values: Float64Array): Float64Array {
  const w = (2 * Math.PI * 300) / SAMPLE_RATE;
  const alpha = Math.sin(w) / Math.SQRT2;
  const a0 = 1 + alpha;
  const b = (1 + Math.cos(w)) / 2 / a0;
  const [a1, a2] = [(-2 * Math.cos(w)) / a0, (1 - alpha) / a0];
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return values.map((x) => {
    const y = b * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    return y;
  });
}

const FRAME = SAMPLE_RATE / 50;
/** What is so far below the loudest part is no speech, in dB. */
const FLOOR_DB = 30;

function frames(values: Float64Array): number[] {
  return Array.from({ length: Math.floor(values.length / FRAME) }, (_, frame) => {
    const part = values.subarray(frame * FRAME, (frame + 1) * FRAME);
    return Math.sqrt(part.reduce((sum, it) => sum + it * it, 0) / FRAME);
  });
}

function loudFrames(values: Float64Array): { rms: number; at: number }[] {
  const all = frames(values);
  const floor = Math.max(...all) / 10 ** (FLOOR_DB / 20);
  return all.map((rms, at) => ({ rms, at })).filter(({ rms }) => rms >= floor);
}

function activeRms(values: Float64Array): number {
  const loud = loudFrames(values);
  return Math.sqrt(loud.reduce((sum, { rms }) => sum + rms * rms, 0) / loud.length);
}

/** Two frames of silence are left at both ends. */
function trimmed(values: Float64Array): Float64Array {
  const loud = loudFrames(values);
  const [first, last] = [loud[0]?.at ?? 0, loud.at(-1)?.at ?? 0];
  return values.slice(Math.max(0, first - 2) * FRAME, (last + 3) * FRAME);
}

if (process.argv[1] === import.meta.filename) {
  makeSpeech(readPhrases());
  makePractice();
}
