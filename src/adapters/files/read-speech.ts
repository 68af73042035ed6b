import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../core/app-error.ts';
import { readALawWav } from '../../core/audio/wav.ts';

const FOLDER = join(import.meta.dirname, '../../../examples/speech');
const index = z.object({ files: z.array(z.object({ file: z.string().endsWith('.wav') })) });

/**
 * What the relay itself says: `moment` ("Einen Moment bitte") and `hello` ("Hallo, du hörst mich gut"), `sorry`
 * (DOMAIN L11: who called, that nobody was free, where to ring back).
 *
 * @returns A-law, 8000 bytes a second.
 * @throws AppError `error.speech.file` with the name of a file that is missing or no A-law.
 */
export function readRelaySounds(folder = FOLDER): Record<'moment' | 'hello' | 'sorry', Uint8Array> {
  const said = (id: string) => readSound(folder, `${id}.announcer.wav`);
  return { moment: said('moment'), hello: said('hello'), sorry: said('sorry') };
}

/**
 * All sentences that the demo's people and machines say, as A-law, by `SENTENCE.VOICE`.
 *
 * @throws AppError `error.speech.file`, as above.
 */
export function readSpeech(folder = FOLDER): ReadonlyMap<string, Uint8Array> {
  const { files } = index.parse(JSON.parse(readBytes(folder, 'index.json').toString('utf8')));
  return new Map(files.map(({ file }) => [file.slice(0, -'.wav'.length), readSound(folder, file)]));
}

function readSound(folder: string, file: string): Uint8Array {
  const sound = readALawWav(readBytes(folder, file));
  if (sound === null) throw new AppError('error.speech.file', { file });
  return sound;
}

function readBytes(folder: string, file: string): Buffer {
  try {
    return readFileSync(join(folder, file));
  } catch (cause) {
    throw new AppError('error.speech.file', { file }, { cause });
  }
}
