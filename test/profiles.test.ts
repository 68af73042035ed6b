import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { profileStore } from '../src/adapters/store/profile-store.ts';
import { openTestStore, type TestStore } from '../src/adapters/store/test-store.ts';
import { viewStore } from '../src/adapters/store/view-store.ts';
import { createCampaignBook } from '../src/app/campaign-book.ts';
import { createProfiles } from '../src/app/profiles.ts';
import { ANSWERS, openPhoneBank, type PhoneBank, says } from './phone-bank.fixture.ts';

let testStore: TestStore;
beforeAll(async () => {
  testStore = await openTestStore();
});
afterAll(() => testStore.close());

const NOTHING = { surprised: '', hard: '', change: '' };

async function bankWithProfiles() {
  const bank = await openPhoneBank(testStore, { behaviours: [ANSWERS, ANSWERS] });
  await bank.dialler.start();
  const { connection, cipher, store } = testStore;
  const profiles = createProfiles({
    profiles: profileStore(connection, cipher),
    views: viewStore(connection, cipher),
    campaigns: createCampaignBook(store.campaigns),
    clock: bank.clock,
    chance: { next: () => 0.5, uuid: randomUUID },
  });
  return { bank, profiles };
}

async function talked(bank: PhoneBank, report: Partial<Parameters<typeof says>[2]>) {
  const caller = await bank.actor();
  await bank.workplace.openShift(caller, bank.campaign.definition.key);
  await bank.workplace.ready(caller);
  await bank.pass(4);
  const attemptId = (await bank.workplace.shift(caller))?.call?.attemptId;
  if (attemptId === undefined) throw new Error('no call');
  await bank.workplace.report(caller, says(attemptId, 'conversation-complete', report));
  return caller;
}

test('what a person has set is theirs alone, and the last word counts', async () => {
  const { bank, profiles } = await bankWithProfiles();
  const [caller, other] = [await bank.actor(), await bank.actor()];
  expect(await profiles.settings(caller)).toEqual({});
  await profiles.save(caller, { textSize: 125 });
  await profiles.save(caller, { textSize: 150, keys: { N: 'J' } });
  expect(await profiles.settings(caller)).toEqual({ textSize: 150, keys: { N: 'J' } });
  expect(await profiles.settings(other)).toEqual({});
});

describe('the round at the end of a shift', () => {
  test('shows a caller the own good moments and nobody else’s', async () => {
    const { bank, profiles } = await bankWithProfiles();
    const caller = await talked(bank, { reception: 'pleased', note: 'Kommt mit der Nachbarin.' });
    const other = await talked(bank, { reception: 'neutral', note: 'Kurz.' });
    expect(await profiles.goodMoments(caller)).toMatchObject([{ note: 'Kommt mit der Nachbarin.' }]);
    expect(await profiles.goodMoments(other)).toEqual([]);
  });

  test('is kept encrypted, and only what there is to change reaches the organisers', async () => {
    const { bank, profiles } = await bankWithProfiles();
    const caller = await talked(bank, {});
    const organiser = await bank.actor('organiser');
    const { key } = bank.campaign.definition;
    await profiles.giveDebrief(caller, { ...NOTHING, hard: 'Die Mailboxen.' });
    expect(await bank.workplace.messages(organiser, key)).toEqual([]);
    await profiles.giveDebrief(caller, { ...NOTHING, hard: 'Die Mailboxen.', change: 'Später anfangen.' });
    // Pressed once more: it is the same word, and told once.
    await profiles.giveDebrief(caller, { ...NOTHING, hard: 'Die Mailboxen.', change: 'Früher anfangen.' });
    const told = await bank.workplace.messages(organiser, key);
    expect(told).toMatchObject([{ kind: 'other', text: 'Früher anfangen.', from: 'caller' }]);
    const { rows } = await sql<{ row: string }>`
      select row_to_json(d)::text as row from debrief d
      union all select row_to_json(m)::text from organiser_message m`.execute(testStore.connection);
    expect(rows.map((it) => it.row).join()).not.toMatch(/Mailboxen|anfangen/);
    await bank.workplace.messageDone(organiser, key, told[0]?.id ?? '');
    expect(await bank.workplace.messages(organiser, key)).toEqual([]);
  });

  test('needs a shift of one’s own', async () => {
    const { bank, profiles } = await bankWithProfiles();
    const caller = await bank.actor();
    for (const asked of [profiles.goodMoments(caller), profiles.giveDebrief(caller, NOTHING)])
      await expect(asked).rejects.toMatchObject({ code: 'error.shift.none' });
  });
});
