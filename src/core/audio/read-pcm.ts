import { chunksOf } from './wav.ts';

/** Sound as a recorder writes it, its channels mixed into one. */
export interface PlainSound {
  /** -1 to 1. */
  readonly samples: Float32Array;
  readonly samplesPerSecond: number;
}

/** `WAVE_FORMAT_PCM` of RFC 2361, and `WAVE_FORMAT_EXTENSIBLE`, which names the format a second time. */
const PCM = 1;
const EXTENSIBLE = 0xfffe;
const SUBFORMAT_AT = 24;

/** What a telephone network needs at least, and what a recorder writes at most. */
const RATES = { least: 8_000, most: 48_000 };

/** A WAV file of plain samples: 16 bits, one channel or two, 8 to 48 kHz. @returns why it is none. */
export function readPcm(bytes: Uint8Array): PlainSound | { readonly refused: 'no-wav' | 'no-pcm' } {
  const chunks = chunksOf(bytes);
  if (chunks === null) return { refused: 'no-wav' };
  const [format, data] = [chunks.get('fmt '), chunks.get('data')];
  if (format === undefined || format.length < 16 || data === undefined) return { refused: 'no-wav' };
  const head = new DataView(format.buffer, format.byteOffset, format.byteLength);
  const tag = head.getUint16(0, true);
  const isExtended = tag === EXTENSIBLE && format.length >= SUBFORMAT_AT + 2;
  const kind = isExtended ? head.getUint16(SUBFORMAT_AT, true) : tag;
  const channels = head.getUint16(2, true);
  const samplesPerSecond = head.getUint32(4, true);
  const isKnown = kind === PCM && head.getUint16(14, true) === 16 && (channels === 1 || channels === 2);
  if (!isKnown || samplesPerSecond < RATES.least || samplesPerSecond > RATES.most)
    return { refused: 'no-pcm' };
  return { samples: mixed(data, channels), samplesPerSecond };
}

function mixed(data: Uint8Array, channels: number): Float32Array {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return Float32Array.from({ length: Math.floor(data.length / (2 * channels)) }, (_, place) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1)
      sum += view.getInt16(2 * (place * channels + channel), true);
    return sum / channels / 32_768;
  });
}
