import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { drawFrom } from './draw.ts';
import { generateAction } from './generate-action.ts';
import { brokenRules } from './journal-rules.ts';
import { expectTruth } from './meets-truth.ts';
import { demoFolder, runDemoIn, writeAction } from './run-demo-under-test.ts';

let folder: Awaited<ReturnType<typeof demoFolder>>;
beforeEach(async () => {
  folder = await demoFolder();
});
afterEach(() => folder.remove());

// SEEDS=from-until runs others.
const [from = 101, until = 130] = (process.env['SEEDS'] ?? '')
  .split('-')
  .filter((it) => it !== '')
  .map(Number);

describe('thirty actions of full length come to what their networks make true', () => {
  const seeds = Array.from({ length: until - from + 1 }, (_, index) => String(from + index));
  it.each(seeds)('seed %s', async (seed) => {
    const action = generateAction(seed, { members: [150, 400] });
    const callers = drawFrom(`callers/${seed}`).number(8, 14);
    const place = `seed ${seed}, ${callers} callers ${action.form}`;
    const files = await writeAction(folder.path, action);
    const run = await runDemoIn(folder.path, { ...files, seed, callers });
    expectTruth(run.report, action.truth, place);
    expect(brokenRules(action.truth.selectedMembers, run.network, run.callers), place).toEqual([]);
  });
});
