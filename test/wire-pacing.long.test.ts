// The sample on the wire with twelve simulated callers, in preview and in the modes that call before a caller is free: each answered call
// reaches one caller or is told as abandoned, and the campaign comes to the same truth as always.
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { newDemo, removeDemos } from './crash/demo-process.ts';
import { writeSmallExport } from './crash/small-export.ts';
import { readCarrierLog } from './journals.ts';
import { expectTruthOf } from './sample-truth.ts';
import { readStoreAfter } from './store-after.ts';
import { runWireDemo, WIRE_WORDS } from './wire-demo-under-test.ts';

afterAll(removeDemos, 60_000);

test.each(['preview', 'early', 'look-ahead'])('%s', { timeout: 900_000 }, async (mode) => {
  const demo = newDemo(`wire-${mode}`, undefined, [...WIRE_WORDS, '--speed', '50', '--pacing', mode]);
  const members = join(demo.base, 'members.csv');
  const callees = writeSmallExport(members, 120);
  const report = await runWireDemo({ ...demo, members }, callees);
  expectTruthOf(callees, report, mode);
  const store = await readStoreAfter(demo.data);
  const answered = readCarrierLog(demo.journal).filter((it) => it.event === 'answered').length;
  const attempts = [...store.attempts.values()];
  expect(store.claims).toBe(0);
  expect(attempts.filter((it) => it.state === 'in-flight')).toEqual([]);
  expect(report.abandoned).toBeLessThanOrEqual(Math.max(1, answered * 0.05));
});
