import { describe, expect, test } from 'vitest';
import { readALawWav, writeALawWav } from './wav.ts';

const sound = Uint8Array.of(1, 2, 3, 4, 5);

describe('a file of sound', () => {
  test('gives what was written', () => {
    expect(readALawWav(writeALawWav(sound))).toEqual(sound);
    expect(readALawWav(writeALawWav(new Uint8Array(0)))).toEqual(new Uint8Array(0));
  });

  test('has its chunks at even places', () => {
    const file = writeALawWav(sound);
    expect(file.length % 2).toBe(0);
    expect(new DataView(file.buffer).getUint32(4, true)).toBe(file.length - 8);
  });

  test.each([
    ['no file of sound', new TextEncoder().encode('heisser draht')],
    ['nothing', new Uint8Array(0)],
    ['one that was cut off', writeALawWav(sound).subarray(0, 60)],
    ['one of plain samples', changed(20, 1)],
    ['one of two channels', changed(22, 2)],
    ['one of another speed', changed(24, 0)],
  ])('%s is none', (_, bytes) => {
    expect(readALawWav(bytes)).toBeNull();
  });
});

function changed(at: number, byte: number): Uint8Array {
  const file = writeALawWav(sound);
  file[at] = byte;
  return file;
}
