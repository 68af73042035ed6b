import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'vitest';
import { SAMPLE } from './run-demo-under-test.ts';

/** No log of a demo of the sample's members holds a name, a number or a mail address of its export. */
export async function expectNothingPersonal(
  data: string,
  members: readonly { readonly numbers: readonly string[] }[],
): Promise<void> {
  const logs = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((it) => it.endsWith('.log'));
  expect(logs).toEqual(expect.arrayContaining(['run/draht.log', 'postgres/server.log']));
  const text = logs.map((file) => readFileSync(join(data, file), 'utf8')).join('\n');
  const digits = text.replace(/\D/g, '');
  for (const { numbers } of members)
    for (const number of numbers) expect(digits).not.toContain(number.slice(3));
  for (const word of await personalWords())
    expect(text.includes(word), 'a word of the export in a log').toBe(false);
}

/** Names, mail addresses and typed numbers of the export; short ones could stand in a log by chance. */
async function personalWords(): Promise<Set<string>> {
  const words = new Set<string>();
  const lines = createInterface({ input: createReadStream(join(SAMPLE, 'mitglieder.csv'), 'latin1') });
  for await (const line of lines) {
    const cells = line.split(';');
    for (const index of [2, 3, 11, 12, 13]) {
      const word = cells[index]?.trim() ?? '';
      if (word.length >= 4 && word !== 'Telefon privat') words.add(word);
    }
  }
  words.delete('Vorname');
  words.delete('Nachname');
  return words;
}
