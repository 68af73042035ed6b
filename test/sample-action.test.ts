import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInstallation } from '../src/build/installation.ts';
import { generateAction } from './generate-action.ts';
import { brokenRules } from './journal-rules.ts';
import { expectTruth } from './meets-truth.ts';
import { expectNothingPersonal } from './nothing-personal.ts';
import { type DemoRun, demoFolder, runDemoIn, writeAction } from './run-demo-under-test.ts';
import { expectSampleTruth, sampleMembers } from './sample-truth.ts';

describe('the sample action', () => {
  let folder: Awaited<ReturnType<typeof demoFolder>>;
  let run: DemoRun;
  beforeAll(async () => {
    folder = await demoFolder();
    run = await runDemoIn(folder.path);
  }, 240_000);
  afterAll(() => folder.remove());

  it('meets what is expected of it', () => {
    expectSampleTruth(run.report, 'sample');
  });

  it('calls nobody too often, too late, too early, by a refused number or after the talk', () => {
    expect(run.network.length).toBeGreaterThan(1000);
    expect(brokenRules(sampleMembers, run.network, run.callers)).toEqual([]);
  });

  it('writes the report for the person who asked for it alone', () => {
    expect(JSON.parse(readFileSync(join(folder.path, 'report.json'), 'utf8'))).toEqual(run.report);
  });

  it('leaves no name, number or mail address in any log', async () => {
    await expectNothingPersonal(join(folder.path, 'data'), sampleMembers);
  });
});

describe('a demo', () => {
  const action = generateAction('again', { members: [40, 50] });

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
