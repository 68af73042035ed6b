import { describe, expect, it } from 'vitest';
import { encodeALaw } from '../../core/audio/a-law.ts';
import { encodeMuLaw } from './g711.ts';
import { ToneDetector } from './tones.ts';

type Part = readonly [hertz: number | readonly number[], ms: number];

/** A deterministic hiss. */
function hiss(at: number): number {
  return (((at * 1_103_515_245 + 12_345) >>> 8) % 2001) / 1000 - 1;
}

function heard(parts: readonly Part[], { level = 4000, noise = 0, payloadType = 8 } = {}): string {
  const detector = new ToneDetector();
  const samples = parts.flatMap(([hertz, ms]) =>
    Array.from({ length: ms * 8 }, (_, at) => {
      const tones = [hertz].flat();
      const sum = tones.reduce((total, it) => total + Math.sin((at * 2 * Math.PI * it) / 8000), 0);
      return (sum / Math.max(1, tones.length)) * level + hiss(at) * noise;
    }),
  );
  const encode = payloadType === 8 ? encodeALaw : encodeMuLaw;
  const bytes = Buffer.from(samples.map((it) => encode(Math.round(it))));
  const hints: string[] = [];
  for (let at = 0; at + 160 <= bytes.length; at += 160) {
    const hint = detector.take(bytes, { start: at, end: at + 160 }, payloadType);
    if (hint !== null) hints.push(hint);
  }
  return hints.join(' ');
}

const itu: readonly Part[] = [
  [0, 500],
  [950, 330],
  [1400, 330],
  [1800, 330],
  [0, 1000],
];

describe('tones tell themselves', () => {
  it.each<[string, readonly Part[], string]>([
    ['an announcement by ITU-T E.180', itu, 'announcement'],
    [
      'with short breaks',
      [
        [950, 330],
        [0, 30],
        [1400, 330],
        [0, 30],
        [1800, 330],
      ],
      'announcement',
    ],
    [
      'vacant number in North America',
      [
        [985.2, 380],
        [1370.6, 276],
        [1776.7, 380],
      ],
      'announcement',
    ],
    [
      'reorder in North America',
      [
        [913.8, 276],
        [1428.5, 380],
        [1776.7, 380],
      ],
      'announcement',
    ],
    ['twice, as networks do', [...itu, ...itu], 'announcement announcement'],
    [
      'a fax that calls',
      [
        [0, 300],
        [1100, 500],
        [0, 3000],
        [1100, 500],
      ],
      'fax fax',
    ],
    [
      'a fax that is called',
      [
        [0, 1800],
        [2100, 3000],
        [0, 75],
      ],
      'fax',
    ],
    [
      'the ring tone',
      [
        [425, 1000],
        [0, 4000],
        [425, 1000],
      ],
      '',
    ],
    [
      'busy',
      [
        [425, 480],
        [0, 480],
        [425, 480],
        [0, 480],
        [425, 480],
      ],
      '',
    ],
    ['dial tone of North America', [[[350, 440], 3000]], ''],
    [
      'the three tones backwards',
      [
        [1800, 330],
        [1400, 330],
        [950, 330],
      ],
      '',
    ],
    [
      'one of three missing',
      [
        [950, 330],
        [1800, 330],
      ],
      '',
    ],
    [
      'too short',
      [
        [950, 60],
        [1400, 60],
        [1800, 60],
      ],
      '',
    ],
    [
      'with long pauses between',
      [
        [950, 330],
        [0, 1000],
        [1400, 330],
        [0, 1000],
        [1800, 330],
      ],
      '',
    ],
    ['the beep of a mailbox', [[1000, 400]], ''],
    [
      'a short 1100 Hz',
      [
        [1100, 200],
        [0, 200],
      ],
      '',
    ],
    [
      'a key',
      [
        [[941, 1336], 400],
        [[697, 1209], 400],
      ],
      '',
    ],
    ['a chord like a vowel', [[[120, 240, 950, 1400, 1800, 2400], 3000]], ''],
  ])('%s', (_, parts, hints) => {
    expect(heard(parts)).toBe(hints);
  });

  it('in mu-law, quietly, and with a hiss', () => {
    expect(heard(itu, { payloadType: 0 })).toBe('announcement');
    expect(heard(itu, { level: 500 })).toBe('announcement');
    expect(heard(itu, { level: 2000, noise: 700 })).toBe('announcement');
  });

  it('hiss alone says nothing', () => {
    expect(heard([[0, 20_000]], { noise: 8000 })).toBe('');
  });
});
