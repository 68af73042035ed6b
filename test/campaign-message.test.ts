import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBeside } from '../src/adapters/files/read-beside.ts';
import { newId, openTestPeople } from '../src/adapters/store/test-people.ts';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import { readCampaignFile } from '../src/app/campaign-file.ts';
import { openCampaign } from '../src/app/open-campaign.ts';
import { recorded } from '../src/core/audio/recorded.fixture.ts';
import { seededChance } from '../src/simulator/seeded-chance.ts';

// A recording beside the campaign's file, from the disk to the store that a dialler reads it from.
let testStore: TestStore;
const folder = mkdtempSync(join(tmpdir(), 'draht-message-'));
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await testStore.close();
});

test('a campaign keeps its message as it was opened', async () => {
  const { store } = testStore;
  const people = await openTestPeople(testStore);
  await people.person([await people.number('+493023125099', 'fixed-line')]);
  const sample = readFileSync(new URL('../examples/sachsen/kampagne.yaml', import.meta.url), 'utf8');
  const path = join(folder, 'kampagne.yaml');
  writeFileSync(
    path,
    `${sample.replace(/^selection:[\s\S]*?(?=^\S)/m, '').replace(/^campaign:/m, 'selection: {}\ncampaign:')}
pacing: { mode: early, message: ansage.wav }
`,
  );
  expect(await readBeside(path)('ansage.wav')).toBeNull();
  writeFileSync(join(folder, 'ansage.wav'), recorded({ rate: 16_000, seconds: 5 }));
  const file = await readCampaignFile(readFileSync(path, 'utf8'), readBeside(path));
  if ('problems' in file) throw new Error(JSON.stringify(file.problems));
  const actor = { accountId: null, role: 'owner', unitPath: '/' } as const;
  const request = { ...file, actor, unit: people.unit, now: Date.now(), chance: seededChance(newId()) };
  const { id } = await store.inTransaction((doors) => openCampaign(doors, request));
  const kept = await store.campaigns.message(id);
  expect(kept?.length).toBe(5 * 8_000);
  expect(kept).toEqual(file.message);
  expect((await store.campaigns.byId(id))?.campaign.pacing).toEqual(file.campaign.pacing);
});
