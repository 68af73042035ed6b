import { expect, test } from 'vitest';
import { writeALawWav } from '../../../core/audio/wav.ts';
import { createAloneVoice } from './alone-voice.ts';

const loud = { volume: 0.5, device: 'headset', hasBeep: false };

/** A browser that only writes down what would sound. */
function openBrowser({ isBroken = false } = {}) {
  const heard: string[] = [];
  const fetched: string[] = [];
  const node = (name: string) => ({
    ...{ buffer: null as { length: number } | null, frequency: { value: 0 }, gain: { value: 0 } },
    connect: <It>(to: It) => to,
    start() {
      heard.push(`${name} ${this.buffer?.length ?? this.frequency.value}`);
    },
    stop: () => void heard.push(`${name} stops`),
  });
  const context = {
    ...{ currentTime: 0, state: 'running', destination: {} },
    setSinkId: async (id: string) => void heard.push(`at ${id}`),
    resume: async () => {},
    close: async () => void heard.push('closed'),
    createGain: () => node('gain'),
    createOscillator: () => node('tone'),
    createBufferSource: () => node('line'),
    createBuffer: (_: number, length: number) => ({ length, duration: length / 8000, copyToChannel() {} }),
  };
  const voice = createAloneVoice({
    context: () => context as unknown as AudioContext, // The part that is used.
    async fetch(url) {
      fetched.push(url);
      if (isBroken) throw new TypeError('no line');
      return new Response(writeALawWav(new Uint8Array(url.length)) as BodyInit);
    },
    soundOf: (line) => (line === 'silent' ? null : `/${line}`),
  });
  return { voice, heard, fetched };
}

test('a line is fetched once and sounds where the caller has chosen', async () => {
  const { voice, heard, fetched } = openBrowser();
  voice.prepare(['mira.hello']);
  expect(await voice.say('mira.hello', loud)).toBe(true);
  expect(await voice.say('mira.hello', loud)).toBe(true);
  expect(fetched).toEqual(['/mira.hello']);
  expect(heard).toEqual(['at headset', 'line 11', 'line stops', 'at headset', 'line 11']);
});

test('of two lines in a row only the last one sounds', async () => {
  const { voice, heard } = openBrowser();
  await Promise.all([voice.say('one', loud), voice.say('second', loud)]);
  expect(heard.filter((it) => it.startsWith('line'))).toEqual(['line 7']);
});

test('a mailbox has its tone', async () => {
  const { voice, heard } = openBrowser();
  await voice.say('mailbox.hello', { ...loud, hasBeep: true });
  expect(heard).toContain('tone 1000');
});

test('what cannot be fetched is said to be silent, and asked for again', async () => {
  const { voice, fetched } = openBrowser({ isBroken: true });
  expect(await voice.say('mira.hello', loud)).toBe(false);
  expect(await voice.say('mira.hello', loud)).toBe(false);
  expect(fetched).toHaveLength(2);
  expect(await openBrowser().voice.say('silent', loud)).toBe(false);
});
