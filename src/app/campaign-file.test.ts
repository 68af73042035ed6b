import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { recorded } from '../core/audio/recorded.fixture.ts';
import { readCampaignFile } from './campaign-file.ts';

const sample = readFileSync(new URL('../../examples/sachsen/kampagne.yaml', import.meta.url), 'utf8');
const yaml = `${sample}\npacing:\n  mode: early\n  message: ansage.wav\n`;
const line = yaml.split('\n').length - 1;

test('a campaign comes with the message beside it, as a telephone plays it', async () => {
  const asked: string[] = [];
  const found = await readCampaignFile(yaml, async (name) => {
    asked.push(name);
    return recorded({ seconds: 4 });
  });
  expect(asked).toEqual(['ansage.wav']);
  expect(found).toMatchObject({ campaign: { pacing: { message: 'ansage.wav' } } });
  expect('message' in found && found.message?.length).toBe(4 * 8_000);
});

test('one that names no message asks for no file', async () => {
  const found = await readCampaignFile(sample, () => Promise.reject(new Error('asked')));
  expect(found).toMatchObject({ message: null });
});

test.each([
  [null, 'message-missing'],
  [new TextEncoder().encode('ID3'), 'message-no-wav'],
  [recorded({ bits: 24 }), 'message-no-pcm'],
  [recorded({ seconds: 25, rate: 8_000 }), 'message-length'],
  [recorded({ levels: [0] }), 'message-silent'],
])('what is no message is a problem of the file, with its place (%#)', async (bytes, code) => {
  expect(await readCampaignFile(yaml, async () => bytes)).toEqual({
    problems: [
      {
        ...{ line, column: 12, path: 'pacing.message', code },
        values: { file: 'ansage.wav', least: 2, most: 20 },
      },
    ],
  });
});

test('what is wrong in the file itself is told first', async () => {
  const broken = yaml.replace('mode: early', 'mode: soon');
  expect(await readCampaignFile(broken, () => Promise.reject(new Error('asked')))).toMatchObject({
    problems: [{ path: 'pacing.mode' }],
  });
});
