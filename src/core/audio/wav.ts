/** Samples a second of all sound of a telephone. */
export const SAMPLE_RATE = 8000;

/** `WAVE_FORMAT_ALAW` of RFC 2361. */
const A_LAW = 6;
const HEADER_BYTES = 58;

/** A file of sound that every player knows: one channel of A-law, 8000 samples a second. @param sound One byte a sample. */
export function writeALawWav(sound: Uint8Array): Uint8Array {
  // Chunks have an even length.
  const padded = sound.length + (sound.length % 2);
  const bytes = new Uint8Array(HEADER_BYTES + padded);
  const view = new DataView(bytes.buffer);
  const name = (at: number, letters: string) => bytes.set(Array.from(letters, codeOf), at);
  name(0, 'RIFF');
  view.setUint32(4, HEADER_BYTES - 8 + padded, true);
  name(8, 'WAVEfmt ');
  view.setUint32(16, 18, true);
  view.setUint16(20, A_LAW, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, SAMPLE_RATE, true);
  view.setUint32(28, SAMPLE_RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  // A format that is not plain PCM says how many samples there are.
  name(38, 'fact');
  view.setUint32(42, 4, true);
  view.setUint32(46, sound.length, true);
  name(50, 'data');
  view.setUint32(54, sound.length, true);
  bytes.set(sound, HEADER_BYTES);
  return bytes;
}

/** The sound of a file as `writeALawWav` makes it, other chunks passed over; null when it is anything else. */
export function readALawWav(bytes: Uint8Array): Uint8Array | null {
  const chunks = chunksOf(bytes);
  const [format, sound] = [chunks?.get('fmt '), chunks?.get('data')];
  if (format === undefined || format.length < 16 || sound === undefined) return null;
  const head = new DataView(format.buffer, format.byteOffset, format.byteLength);
  const isOurs =
    head.getUint16(0, true) === A_LAW &&
    head.getUint16(2, true) === 1 &&
    head.getUint32(4, true) === SAMPLE_RATE;
  return isOurs ? sound : null;
}

/** The parts of a WAV file (RIFF) by their names, up to its sound; null when it is none, or was cut off. */
export function chunksOf(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  if (bytes.length < 12 || name(0) !== 'RIFF' || name(8) !== 'WAVE') return null;
  const found = new Map<string, Uint8Array>();
  for (let at = 12; at + 8 <= bytes.length && !found.has('data'); ) {
    const [start, size] = [at + 8, view.getUint32(at + 4, true)];
    if (start + size > bytes.length) return null;
    found.set(name(at), bytes.subarray(start, start + size));
    at = start + size + (size % 2);
  }
  return found;
}

function codeOf(letter: string): number {
  return letter.charCodeAt(0);
}
