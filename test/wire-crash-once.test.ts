import { afterAll, expect, test } from 'vitest';
import { removeDemos } from './crash/demo-process.ts';
import { crashOnTheWire } from './crash/wire-crash.ts';
import { openWireWorld, type WireWorld } from './crash/wire-world.ts';

// One of the twenty that wire-crash-runs.long.test.ts makes.
const worlds: WireWorld[] = [];
afterAll(async () => {
  for (const world of worlds) await world.close();
  await removeDemos();
}, 60_000);

test('a kill -9 in the middle of talks on the wire: calls end, pages come back, no word is lost', {
  timeout: 600_000,
}, async () => {
  const world = await openWireWorld('wire-crash-once', 40);
  worlds.push(world);
  const week = await crashOnTheWire(world, [{ what: 'answered', count: 6 }]);
  expect(week.orphans, 'the kill cut no call off').toBeGreaterThan(0);
  expect(week.talksCut, 'the kill cut no talk off').toBeGreaterThan(0);
});
