import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { reachMoment } from './crash/crash-moment.ts';
import { finishDemo, killDemo, newDemo, removeDemos, startDemo } from './crash/demo-process.ts';
import { cutTalks, whatWasLost } from './crash/nothing-lost.ts';
import { smallTruth, writeSmallExport } from './crash/small-export.ts';
import { journalLength, readJournals } from './journals.ts';
import { readStoreAfter } from './store-after.ts';

// One crash of the twenty that crash-runs.long.test.ts makes, on a small export.
const MINUTE = 60_000;
const FIRST_OPENING = Date.UTC(2012, 2, 13, 15);
const LAST_CLOSING = Date.UTC(2012, 2, 17, 17);

afterAll(removeDemos, 60_000);

test('a kill -9 in the middle of calling loses no word, and the same command goes on', {
  timeout: 120_000,
}, async () => {
  const crashed = newDemo('crash-once');
  const members = join(crashed.base, 'members.csv');
  const callees = writeSmallExport(members);
  const demo = startDemo({ ...crashed, members });
  await reachMoment(demo, crashed, { how: 'week', at: FIRST_OPENING + 7 * MINUTE });
  expect(await killDemo(demo, crashed), 'a postgres lives').toBeLessThan(2000);
  const kill = journalLength(crashed.journal);
  expect(kill.network).toBeGreaterThan(0);

  await finishDemo({ ...crashed, members });

  const store = await readStoreAfter(crashed.data);
  const journals = readJournals(crashed.journal);
  const run = { journals, store, kills: [kill], callees, lastClosing: LAST_CLOSING };
  expect(whatWasLost(run)).toEqual([]);
  expect(cutTalks(run).talks, 'the kill cut nobody off').toBeGreaterThan(0);
  const report = JSON.parse(readFileSync(crashed.report, 'utf8'));
  expect(report).toMatchObject(smallTruth(callees));
  const { agreed, kept, broken, open } = report.callbacks;
  expect(agreed).toBe(kept + broken + open);
});
