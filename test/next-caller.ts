// Another program at the same store: a dialler of another campaign that would like to ring one person, as often as it can.
// Started by objection-elsewhere.test.ts; `argv[2]` is a Wish as JSON.
import { setTimeout as pause } from 'node:timers/promises';
import { openConnection } from '../src/adapters/store/connection.ts';
import { openStore } from '../src/adapters/store/open-store.ts';
import { openDataFolder } from '../src/adapters/system/data-folder.ts';
import { openKeyRing } from '../src/adapters/system/key-file.ts';
import { createNumberCipher } from '../src/adapters/system/number-cipher.ts';
import type { StoreDoors } from '../src/app/ports.ts';
import type { AccountId, CampaignId, ContactId, ShiftId } from '../src/core/ids.ts';
import { MINUTE } from '../src/core/instant.ts';
import { nextTry } from '../src/core/queue/next-try.ts';

export interface Wish {
  /** Of the server that the test has started. */
  readonly server: Parameters<typeof openConnection>[0];
  readonly folder: string;
  readonly campaignId: CampaignId;
  readonly contactId: ContactId;
  readonly callerId: AccountId;
  readonly shiftId: ShiftId;
  /** The campaign's clock. */
  readonly now: number;
}

/** What came of one look: would the person be rung now, and what does the queue say of it? */
export interface Look {
  readonly wouldRing: boolean;
  readonly says: string;
}

class NotKept extends Error {}

async function look(doors: StoreDoors, wish: Wish, tell: (look: Look) => void): Promise<never> {
  const { campaignId, contactId, callerId, shiftId, now } = wish;
  const campaign = await doors.campaigns.byId(campaignId);
  if (campaign === null) throw new Error('no campaign');
  const claim = await doors.queue.claim({
    ...{ campaignId, kind: 'any', hand: { callerId, shiftId }, now, leaseUntil: now + MINUTE },
    ...{ part: 'B', sameCallerGrace: 0 },
  });
  // As a dialler does in the moment before it dials.
  const next = nextTry(await doors.queue.facts(contactId), campaign.campaign, now);
  const says = next.kind === 'try' ? 'try' : next.reason;
  tell({ wouldRing: claim !== null && next.kind === 'try' && next.at <= now, says });
  throw new NotKept();
}

// The parent has written it with its own type.
const wish = JSON.parse(process.argv[2] ?? '') as Wish;
const dataFolder = openDataFolder(wish.folder);
const { connection } = openConnection(wish.server);
const store = openStore(connection, createNumberCipher(openKeyRing(dataFolder, { mayCreate: false })));
let isOver = false;
process.on('disconnect', () => {
  isOver = true;
});
while (!isOver) {
  // Rolled back each time: it only ever asks.
  await store
    .inTransaction((doors) => look(doors, wish, (it) => process.connected && process.send?.(it)))
    .catch((error: unknown) => {
      if (!(error instanceof NotKept)) throw error;
    });
  await pause(5);
}
await connection.destroy();
