import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { AppError } from '../../core/app-error.ts';

export type FileEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface FileSurvey {
  readonly encoding: FileEncoding;
  /** First line that is not UTF-8 in a file that otherwise speaks it: somebody has joined two exports. */
  readonly mixedEncodingLine?: number;
  /** Dates such as 03/04/2010 may stand in it: their order must be found out over the whole file. */
  readonly mayHaveSlashDates: boolean;
}

/**
 * Reads a file once from end to end, in bounded memory, to find its encoding: byte order mark, else strict UTF-8,
 * else Windows-1252 (DOMAIN 7.1; guessing libraries guessed wrong, STACK.md).
 *
 * @throws AppError `import.error.file-missing`, `.no-permission`, `.not-a-file`, `.empty-file`, `.spreadsheet`, `.binary`.
 */
export async function surveyFile(path: string): Promise<FileSurvey> {
  await checkFile(path);
  let marked: FileEncoding | undefined;
  let isFirst = true;
  let mayHaveSlashDates = false;
  let tail = '';
  const utf8 = createUtf8Check();
  for await (const chunk of readChunks(path)) {
    if (isFirst) marked = encodingOfStart(chunk);
    isFirst = false;
    if (marked === 'utf-16le' || marked === 'utf-16be') return { encoding: marked, mayHaveSlashDates: true };
    if (chunk.includes(0)) throw new AppError('import.error.binary');
    utf8.push(chunk);
    const text = tail + chunk.toString('latin1');
    mayHaveSlashDates ||= slashDate.test(text);
    tail = text.slice(-12);
  }
  const { invalidLine, sequences } = utf8.end();
  const isUtf8 = marked === 'utf-8' || invalidLine === undefined;
  const isMixed = invalidLine !== undefined && (marked === 'utf-8' || sequences > 0);
  return {
    encoding: isUtf8 ? 'utf-8' : 'windows-1252',
    ...(isMixed ? { mixedEncodingLine: invalidLine } : {}),
    mayHaveSlashDates,
  };
}

/** The file as text, piece by piece; the byte order mark is dropped. */
export async function* decodeFile(path: string, encoding: FileEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of readChunks(path)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/** An error of the file system as a sentence for people; anything else comes back as it is. */
export function fileError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new AppError('import.error.file-missing', {}, { cause: error });
  if (code === 'EACCES' || code === 'EPERM')
    return new AppError('import.error.no-permission', {}, { cause: error });
  if (code === 'EISDIR') return new AppError('import.error.not-a-file', {}, { cause: error });
  return error;
}

const slashDate = /\b\d{1,2}[/-]\d{1,2}[/-]\d{2}/;

async function checkFile(path: string): Promise<void> {
  const found = await stat(path);
  if (!found.isFile()) throw new AppError('import.error.not-a-file');
  if (found.size === 0) throw new AppError('import.error.empty-file');
}

function readChunks(path: string): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: 1 << 17 });
}

function encodingOfStart(start: Buffer): FileEncoding | undefined {
  const magic = start.subarray(0, 4).toString('hex');
  // A zip (XLSX, ODS, Numbers), an old Excel file, a PDF.
  if (/^(504b0304|d0cf11e0|25504446)/.test(magic)) throw new AppError('import.error.spreadsheet');
  if (magic.startsWith('efbbbf')) return 'utf-8';
  if (magic.startsWith('fffe')) return 'utf-16le';
  if (magic.startsWith('feff')) return 'utf-16be';
  return undefined;
}

/** Strict UTF-8 (RFC 3629) over pieces: the line of the first fault, and how many sequences of several bytes were sound. */
function createUtf8Check() {
  let missing = 0;
  let low = 0x80;
  let high = 0xbf;
  let line = 1;
  let invalidLine: number | undefined;
  let sequences = 0;
  const fault = () => {
    invalidLine ??= line;
    missing = 0;
  };
  const lead = (byte: number) => {
    low = byte === 0xe0 ? 0xa0 : byte === 0xf0 ? 0x90 : 0x80;
    high = byte === 0xed ? 0x9f : byte === 0xf4 ? 0x8f : 0xbf;
    if (byte >= 0xc2 && byte <= 0xdf) missing = 1;
    else if (byte >= 0xe0 && byte <= 0xef) missing = 2;
    else if (byte >= 0xf0 && byte <= 0xf4) missing = 3;
    else fault();
  };
  const step = (byte: number) => {
    if (missing > 0 && byte >= low && byte <= high) {
      if (--missing === 0) sequences++;
      low = 0x80;
      high = 0xbf;
      return;
    }
    if (missing > 0) fault();
    if (byte >= 0x80) lead(byte);
  };
  return {
    push(chunk: Buffer) {
      for (const byte of chunk) {
        if (byte >= 0x80 || missing > 0) step(byte);
        if (byte === 0x0a) line++;
      }
    },
    end() {
      if (missing > 0) fault();
      return { invalidLine, sequences };
    },
  };
}
