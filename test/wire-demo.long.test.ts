import { afterAll, test } from 'vitest';
import { newDemo, removeDemos } from './crash/demo-process.ts';
import { expectSampleTruth, sampleMembers } from './sample-truth.ts';
import { runWireDemo, WIRE_WORDS } from './wire-demo-under-test.ts';

afterAll(removeDemos, 60_000);

test('the whole sample on the wire meets what is expected of it, and the carrier has seen what the store says', async () => {
  const demo = newDemo('wire-sample', undefined, WIRE_WORDS);
  expectSampleTruth(await runWireDemo(demo, sampleMembers), 'sample on the wire');
});
