import { describe, expect, test } from 'vitest';
import { decodeALaw } from './a-law.ts';
import { recorded } from './recorded.fixture.ts';
import { telephoneMessage } from './telephone-message.ts';
import { writeALawWav } from './wav.ts';

/** How strong a tone is in what the telephone plays, 0 to 1 (Goertzel's algorithm in its plain form). */
function strength(sound: Uint8Array, hertz: number): number {
  let [real, imaginary] = [0, 0];
  sound.forEach((code, at) => {
    const sample = decodeALaw(code) / 32_768;
    real += sample * Math.cos((2 * Math.PI * hertz * at) / 8_000);
    imaginary += sample * Math.sin((2 * Math.PI * hertz * at) / 8_000);
  });
  return (2 * Math.hypot(real, imaginary)) / sound.length;
}

function soundOf(wav: Uint8Array): Uint8Array {
  const found = telephoneMessage(wav);
  if ('refused' in found) throw new Error(found.refused);
  return found.sound;
}

describe('a recorded message on the telephone', () => {
  test.each([8_000, 11_025, 16_000, 22_050, 44_100, 48_000])(
    'of %d samples a second keeps its length, pitch and loudness',
    (rate) => {
      const sound = soundOf(recorded({ rate }));
      expect(sound.length).toBe(24_000);
      expect(strength(sound, 440)).toBeCloseTo(0.5, 1);
      expect(strength(sound, 880)).toBeLessThan(0.01);
    },
  );

  test('loses what a telephone cannot carry, and it does not come back as another tone', () => {
    // Taken every sixth sample, 9,000 Hz would be heard as 1,000.
    const sound = soundOf(recorded({ rate: 48_000, channels: 2, hertz: [440, 9_000] }));
    expect(strength(sound, 440)).toBeCloseTo(0.25, 1);
    expect(strength(sound, 1_000)).toBeLessThan(0.001);
  });

  test('of two channels is heard as one', () => {
    const sound = soundOf(recorded({ channels: 2, levels: [0.6, 0.2] }));
    expect([sound.length, strength(sound, 440)]).toEqual([24_000, expect.closeTo(0.4, 1)]);
  });

  test('may name its format twice, as some recorders do', () => {
    expect(soundOf(recorded({ isExtensible: true }))).toEqual(soundOf(recorded()));
  });

  test('that is too loud is not folded over', () => {
    const sound = soundOf(recorded({ levels: [1] }));
    expect(strength(sound, 440)).toBeGreaterThan(0.9);
  });
});

describe('what is no message is refused, and why', () => {
  test.each([
    ['a text', new TextEncoder().encode('Guten Tag'), 'no-wav'],
    ['nothing', new Uint8Array(0), 'no-wav'],
    ['half a file', recorded().subarray(0, 5_000), 'no-wav'],
    ['samples of 24 bits', recorded({ bits: 24 }), 'no-pcm'],
    ['three channels', recorded({ channels: 3 }), 'no-pcm'],
    ['96 kHz', recorded({ rate: 96_000, seconds: 2 }), 'no-pcm'],
    ['4 kHz', recorded({ rate: 4_000 }), 'no-pcm'],
    ['the sound of a telephone', writeALawWav(new Uint8Array(24_000)), 'no-pcm'],
    ['a second', recorded({ seconds: 1 }), 'length'],
    ['half a minute', recorded({ rate: 8_000, seconds: 30 }), 'length'],
    ['silence', recorded({ levels: [0, 0] }), 'silent'],
    ['what one hardly hears', recorded({ levels: [0.004, 0.004] }), 'silent'],
  ] as const)('%s', (_, wav, refused) => {
    expect(telephoneMessage(wav)).toEqual({ refused });
  });

  test('a recording of two to twenty seconds is none of these', () => {
    for (const seconds of [2, 20])
      expect(telephoneMessage(recorded({ rate: 8_000, seconds }))).toHaveProperty('sound');
  });
});
