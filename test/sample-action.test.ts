import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInstallation } from '../src/build/installation.ts';
import type { ActionTruth } from './generate-action.ts';
import { generateAction } from './generate-action.ts';
import { brokenRules } from './journal-rules.ts';
import { expectTruth } from './meets-truth.ts';
import { type DemoRun, demoFolder, runDemoIn, SAMPLE, writeAction } from './run-demo-under-test.ts';

interface Expected extends Omit<ActionTruth, 'reached' | 'outOfDate' | 'neverReached'> {
  readonly members: readonly { readonly memberNumber: string; readonly numbers: readonly string[] }[];
  readonly outcome: {
    readonly reached: number;
    readonly outOfDate: number;
    readonly neverReached: number;
    readonly answers: { readonly integration: Record<string, number> };
    readonly reception: Record<string, number>;
    readonly newsletter: number;
    readonly offers: Record<string, number>;
    readonly localContact: number;
  };
}

const expected = JSON.parse(readFileSync(join(SAMPLE, 'erwartet.json'), 'utf8')) as Expected; // Ours, with these keys.

describe('the sample action', () => {
  let folder: Awaited<ReturnType<typeof demoFolder>>;
  let run: DemoRun;
  beforeAll(async () => {
    folder = await demoFolder();
    run = await runDemoIn(folder.path);
  }, 240_000);
  afterAll(() => folder.remove());

  it('meets what is expected of it', () => {
    const { outcome, ...list } = expected;
    const { answers, ...more } = outcome;
    const truth = {
      ...list,
      ...more,
      integration: answers.integration,
      receptionByIntegration: {},
      selectedMembers: [],
    };
    expect(run.report?.receptionByIntegration).toBeDefined();
    // How answers and receptions go together is not in the file; the generated actions test it.
    const report = run.report && { ...run.report, receptionByIntegration: {} };
    expectTruth(report, truth, 'sample');
  });

  it('calls nobody too often, too late, too early, by a refused number or after the talk', () => {
    expect(run.network.length).toBeGreaterThan(1000);
    expect(brokenRules(expected.members, run.network, run.callers)).toEqual([]);
  });

  it('writes the report for the person who asked for it alone', () => {
    expect(JSON.parse(readFileSync(join(folder.path, 'report.json'), 'utf8'))).toEqual(run.report);
  });

  it('leaves no name, number or mail address in any log', async () => {
    const logs = readdirSync(join(folder.path, 'data'), { recursive: true, encoding: 'utf8' }).filter((it) =>
      it.endsWith('.log'),
    );
    expect(logs).toEqual(expect.arrayContaining(['run/draht.log', 'postgres/server.log']));
    const text = logs.map((file) => readFileSync(join(folder.path, 'data', file), 'utf8')).join('\n');
    const digits = text.replace(/\D/g, '');
    for (const { numbers } of expected.members)
      for (const number of numbers) expect(digits).not.toContain(number.slice(3));
    for (const word of await personalWords())
      expect(text.includes(word), 'a word of the export in a log').toBe(false);
  });
});

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

describe('a demo', () => {
  const action = generateAction('again', { members: [60, 70] });

  it('comes to the same report by the same seed, and begins anew after its end', {
    timeout: 240_000,
  }, async () => {
    const folder = await demoFolder();
    const files = await writeAction(folder.path, action);
    const first = await runDemoIn(folder.path, files);
    const again = await runDemoIn(folder.path, files);
    const other = await demoFolder();
    const elsewhere = await runDemoIn(other.path, files);
    await Promise.all([folder.remove(), other.remove()]);
    expect(again.imported?.added).toBe(first.imported?.added);
    expect(again.report).toEqual(first.report);
    expect(elsewhere.report).toEqual(first.report);
  });

  it('goes on where it was stopped, without calling anybody who has talked', {
    timeout: 240_000,
  }, async () => {
    const folder = await demoFolder();
    const files = await writeAction(folder.path, action);
    const firstStop = await runDemoIn(folder.path, files, (it) => it.reached >= 5);
    const secondStop = await runDemoIn(folder.path, files, (it) => it.share > 0.3);
    const end = await runDemoIn(folder.path, files);
    await folder.remove();
    expect([firstStop.isDone, secondStop.isDone, end.isDone]).toEqual([false, false, true]);
    expect(firstStop.report).toBe(null);
    expect(secondStop.said).toContain('demo.goes-on');
    expect(end.imported).toBe(null);
    expectTruth(end.report, action.truth, 'stopped twice');
    expect(brokenRules(action.truth.selectedMembers, end.network, end.callers)).toEqual([]);
  });

  it('refuses a folder that holds anything real', async () => {
    const folder = await demoFolder();
    const data = join(folder.path, 'data');
    const real = await openInstallation({
      dataPath: data,
      databaseUrl: undefined,
      mayJoin: false,
      onEvent: () => {},
    });
    await real.store.units.ensure('Landesverband', null);
    await real.close();
    await expect(runDemoIn(folder.path)).rejects.toMatchObject({ code: 'error.demo.real-folder' });
    const after = await openInstallation({
      dataPath: data,
      databaseUrl: undefined,
      mayJoin: false,
      onEvent: () => {},
    });
    expect(await after.store.units.organisations()).toHaveLength(1);
    await after.close();
    await folder.remove();
  });

  it('refuses other inputs while one is not finished', { timeout: 120_000 }, async () => {
    const folder = await demoFolder();
    const files = await writeAction(folder.path, action);
    await runDemoIn(folder.path, files, () => true);
    await expect(runDemoIn(folder.path, { ...files, seed: '2' })).rejects.toMatchObject({
      code: 'error.demo.other-inputs',
    });
    await folder.remove();
  });
});
