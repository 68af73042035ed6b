import { describe, expect, test } from 'vitest';
import { createTexts } from '../../texts/texts.ts';
import { type AudioProblem, audioProblem, audioWords, lineSign } from './audio-words.ts';

type Voice = Parameters<typeof audioProblem>[0];

const well: Voice = {
  ...{ line: 'up', microphone: null, refusal: null, isSoundBlocked: false, isMuted: false },
  ...{ isMutedOutside: false, isHeard: true, notice: null },
  figures: { lossHere: 0, lossThere: 0.01, jitterMs: 4, roundTripMs: 60 },
};
const figures = (part: Partial<NonNullable<Voice['figures']>>) => ({
  figures: { lossHere: 0, lossThere: 0, jitterMs: 4, roundTripMs: 60, ...part },
});

describe('what is said of the audio', () => {
  test.each<[string, Partial<Voice>, AudioProblem | null]>([
    ['nothing, when all is well', {}, null],
    ['nothing, while the line comes about', { line: 'connecting', isHeard: null }, null],
    ['nothing, when no line is wanted', { line: 'off', isHeard: null }, null],
    ['that another tab has it', { line: 'taken', isMuted: true }, 'taken'],
    ['that the address is not safe', { line: 'no-microphone', microphone: 'not-secure' }, 'not-secure'],
    ['that it is not allowed', { line: 'no-microphone', microphone: 'denied' }, 'denied'],
    ['that there is none', { line: 'no-microphone', microphone: 'no-device' }, 'no-device'],
    ['that another program has it', { line: 'no-microphone', microphone: 'in-use' }, 'in-use'],
    ['that the line is gone', { line: 'lost', isHeard: null, isMuted: true }, 'lost'],
    ['why the server does not take it', { line: 'connecting', refusal: 'Nein.' }, 'refused'],
    ['nothing of a refusal of before', { refusal: 'Nein.' }, null],
    ['that the browser holds the sound', { isSoundBlocked: true, isMuted: true }, 'sound-blocked'],
    ['that a key of the headset is pressed', { isMutedOutside: true, isHeard: false }, 'muted-outside'],
    ['that nothing arrives', { isHeard: false }, 'unheard'],
    [
      'that one is muted, and no trouble of the line',
      { isMuted: true, ...figures({ lossHere: 1 }) },
      'muted',
    ],
    ['much loss on the way here', figures({ lossHere: 0.081 }), 'loss-high'],
    ['much loss on the way there', figures({ lossThere: 0.081 }), 'loss-high'],
    ['some loss', figures({ lossHere: 0.08, roundTripMs: 900 }), 'loss'],
    ['no loss to speak of', figures({ lossHere: 0.03 }), null],
    ['a long way', figures({ roundTripMs: 401 }), 'slow'],
    ['a way that is bearable', figures({ roundTripMs: 400 }), null],
    ['what was unplugged, last', { notice: 'input-gone' }, 'input-gone'],
  ])('%s', (_, part, problem) => {
    expect(audioProblem({ ...well, ...part }, { isSilent: false })).toBe(problem);
  });

  test('that nothing is heard, of somebody who was asked to speak', () => {
    expect(audioProblem(well, { isSilent: true })).toBe('silent');
    expect(audioProblem({ ...well, isMuted: true }, { isSilent: true })).toBe('muted');
  });
});

describe('in words', () => {
  const { say } = createTexts('de');
  const texts = createTexts('de');
  const about = { browser: 'firefox', refusal: null, talkingWith: null } as const;

  test.each(['chromium', 'firefox', 'safari', 'other'] as const)(
    '%s has its own way to allow it',
    (browser) => {
      expect(audioWords('denied', texts, { ...about, browser }).advice).toBe(
        say(`audio.problem.denied.do.${browser}`),
      );
    },
  );

  test('a lost line says what the other side hears', () => {
    expect(audioWords('lost', texts, { ...about, talkingWith: 'Sabine' }).advice).toContain(
      'Sabine hört gerade',
    );
    expect(audioWords('lost', texts, about).advice).toContain('WLAN');
  });

  test('a refusal is told in the words of the server', () => {
    expect(audioWords('refused', texts, { ...about, refusal: 'Lade die Seite neu.' }).advice).toBe(
      'Lade die Seite neu.',
    );
  });

  test('no sentence is longer than fifteen words', () => {
    const all: AudioProblem[] = [
      ...([
        'taken',
        'not-secure',
        'denied',
        'no-device',
        'in-use',
        'failed',
        'lost',
        'sound-blocked',
      ] as const),
      ...(['muted-outside', 'unheard', 'silent', 'muted', 'loss-high', 'loss', 'slow'] as const),
      ...(['input-gone', 'output-gone'] as const),
    ];
    for (const problem of all) {
      const { what, advice } = audioWords(problem, texts, about);
      for (const sentence of `${what} ${advice}`.split(/[.:?] ?/))
        expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(15);
    }
  });
});

describe('the line in a word', () => {
  test.each([
    [null, 'none', 'off', null],
    ['own', 'none', 'off', null],
    ['text', 'none', 'off', null],
    ['phone', 'none', 'off', 'not-rung'],
    ['phone', 'connecting', 'off', 'ringing'],
    ['phone', 'up', 'off', 'phone-up'],
    ['browser', 'up', 'up', 'up'],
    ['browser', 'none', 'up', 'connecting'],
    ['browser', 'lost', 'up', 'lost'],
    ['browser', 'up', 'lost', 'lost'],
    ['browser', 'up', 'taken', 'taken'],
    ['browser', 'none', 'no-microphone', 'no-microphone'],
  ] as const)('of %s, %s at the server and %s here, is %s', (way, server, here, sign) => {
    expect(lineSign({ way, line: server, trouble: null }, here)).toBe(sign);
  });

  test.each([
    ['none', 'busy'],
    ['none', 'no-answer'],
    ['none', 'not-reached'],
    ['lost', 'hung-up'],
  ] as const)('and %s by phone says why: %s', (line, trouble) => {
    expect(lineSign({ way: 'phone', line, trouble }, 'off')).toBe(trouble);
    const { say } = createTexts('de');
    const what = say(`audio.phone.${trouble}`);
    expect(what).not.toBe(say('audio.phone.not-rung'));
    for (const sentence of `${what} ${say(`audio.phone.${trouble}.do`, { phone: '… 250 12' })}`.split(
      /[.:?] ?/,
    ))
      expect(sentence.split(' ').length, sentence).toBeLessThanOrEqual(15);
  });
});
