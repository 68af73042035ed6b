import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { recorded } from '../core/audio/recorded.fixture.ts';
import { problemCodes } from '../core/campaign/campaign-problem.ts';
import { catalogue } from '../texts/catalogue.generated.ts';
import { createTexts, type Locale } from '../texts/texts.ts';
import { campaignCheck } from './campaign-check.ts';

const sample = fileURLToPath(new URL('../../examples/sachsen/kampagne.yaml', import.meta.url));

async function check(
  path: string,
  content?: string,
  locale: Locale = 'de',
  beside: Uint8Array | null = null,
) {
  const lines: string[] = [];
  const code = await campaignCheck({
    path,
    readFile: async (it) => content ?? (await readFile(it, 'utf8')),
    readBeside: async () => beside,
    print: (line) => lines.push(line),
    texts: createTexts(locale),
  });
  return { code, lines };
}

test('a good file is told with what the campaign will do', async () => {
  const { code, lines } = await check(sample);
  expect(code).toBe(0);
  const told = lines.join('\n');
  expect(told).toContain('Di., 13. März 2012 bis Sa., 17. März 2012');
  expect(told).toContain('Di–Fr 16:00–20:00, Sa 10:00–18:00');
  expect(told).toContain('5 Termine, zusammen 24 Stunden');
  expect(told).toContain('2 am Tag, 10 in der Woche, 10 insgesamt');
  expect(told).toContain('Pfingstcamp (Fr., 25. Mai 2012, Doksy)');
});

test('that the sound of calls is looked at is told before it happens', async () => {
  const content = await readFile(sample, 'utf8');
  const { lines } = await check('a.yaml', `${content}\nhints: { sound: ja }\n`);
  expect(lines.join('\n')).toContain('nichts wird aufgenommen');
  expect((await check(sample)).lines.join('\n')).not.toContain('Hinweise');
});

test('that practice comes first is told where the file wants it', async () => {
  const content = await readFile(sample, 'utf8');
  const { lines } = await check('a.yaml', content.replace('required: nein }', 'required: ja }'));
  expect(lines.join('\n')).toMatch(/Übung +vor dem ersten Anruf/);
  expect((await check(sample)).lines.join('\n')).not.toContain('Übung');
});

describe('what whoever answers and finds nobody hears', () => {
  const withPacing = async (pacing: string) => `${await readFile(sample, 'utf8')}\npacing: ${pacing}\n`;

  test('is asked for where calls go out ahead, with the words to read out', async () => {
    const { code, lines } = await check('a.yaml', await withPacing('{ mode: early }'));
    expect(code).toBe(0);
    expect(lines.join('\n')).toContain('keine eigene Ansage');
    expect(lines.at(-1)).toMatch(
      /^ {2}„Guten Tag, hier ist Landesverband .+Sie erreichen uns unter 0\d+ [\d ]+\.“$/,
    );
    for (const pacing of ['{ mode: progressive }', '{ mode: own-phone }'])
      expect((await check('a.yaml', await withPacing(pacing))).lines.join('\n')).not.toContain('Ansage');
  });

  test('is told with its length where the campaign has its own', async () => {
    const content = await withPacing('{ mode: early, message: ansage.wav }');
    const { code, lines } = await check('a.yaml', content, 'de', recorded({ seconds: 8 }));
    expect(code).toBe(0);
    expect(lines.join('\n')).toMatch(/Eigene Ansage +8 Sekunden/);
    expect(lines.join('\n')).not.toContain('keine eigene Ansage');
  });

  test('is a problem of the file where the recording is none', async () => {
    const content = await withPacing('{ mode: early, message: ansage.wav }');
    const line = content.split('\n').findIndex((it) => it.startsWith('pacing:')) + 1;
    const { code, lines } = await check('a.yaml', content);
    expect(code).toBe(1);
    expect(lines[0]).toBe(
      `a.yaml:${line}:33: pacing.message: Die Datei „ansage.wav“ liegt nicht neben der Kampagnendatei, oder sie lässt sich nicht lesen.`,
    );
  });
});

test('a problem is told as file, line, column, place and sentence', async () => {
  const content = (await readFile(sample, 'utf8')).replace('triesPerDay: 2', 'triesPerDay: 9');
  const { code, lines } = await check('a.yaml', content);
  expect(code).toBe(1);
  expect(lines[0]).toMatch(/^a\.yaml:\d+:\d+: limits\.triesPerDay: Möglich sind 1 bis 3 Versuche am Tag\./);
  expect(lines.at(-1)).toBe('Eine Stelle muss geändert werden. Ändere die Datei und prüfe sie noch einmal.');
});

test('a file that is not there is an error with its path', async () => {
  await expect(check('/nowhere/a.yaml')).rejects.toMatchObject({ code: 'campaign.error.unreadable' });
});

describe.each(['de', 'en'] as const)('in %s', (locale) => {
  test.each(problemCodes)('the problem %s has its sentence', (code) => {
    expect(catalogue[locale]).toHaveProperty([`campaign.problem.${code}`]);
  });

  test('the sample is told without a gap', async () => {
    const { lines } = await check(sample, undefined, locale);
    expect(lines.join('\n')).not.toMatch(/campaign\.|undefined|NaN|\{/);
  });
});

test('what to expect is told of a list of five hundred', async () => {
  const lines: string[] = [];
  await campaignCheck({
    path: sample,
    readFile: (it) => readFile(it, 'utf8'),
    readBeside: async () => null,
    print: (line) => lines.push(line),
    texts: createTexts('en'),
    forecast: () => ({ callers: 8, callsPerHour: 400, conversationsPerHour: 82 }),
  });
  expect(lines.at(-1)).toContain('8 people on the phone have about 80 conversations an hour');
  expect(lines.at(-1)).toContain('500 members have been called once after about 1.3 hours');
});
