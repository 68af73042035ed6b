import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateAction } from './generate-action.ts';
import { brokenRules } from './journal-rules.ts';
import { expectTruth } from './meets-truth.ts';
import { demoFolder, runDemoIn, writeAction } from './run-demo-under-test.ts';

// The same with 30 seeds and longer lists: generated-actions.long.test.ts.
let folder: Awaited<ReturnType<typeof demoFolder>>;
beforeEach(async () => {
  folder = await demoFolder();
});
afterEach(() => folder.remove());

describe('an action with an export and a network that nobody has seen comes to what the network makes true', () => {
  it.each(['1', '2'])('seed %s', { timeout: 120_000 }, async (seed) => {
    const action = generateAction(seed, { members: [60, 80] });
    const place = `seed ${seed} ${action.form}`;
    const files = await writeAction(folder.path, action);
    const run = await runDemoIn(folder.path, { ...files, seed });
    expectTruth(run.report, action.truth, place);
    expect(brokenRules(action.truth.selectedMembers, run.network, run.callers), place).toEqual([]);
  });
});
