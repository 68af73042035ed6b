import type { Store, StoreDoors } from '../../app/ports.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { callStore } from './call-store.ts';
import { campaignStore, type DefinitionCache } from './campaign-store.ts';
import type { Connection } from './connection.ts';
import { healthStore } from './health-store.ts';
import { offerStore } from './offer-store.ts';
import { outcomeStore } from './outcome-store.ts';
import { pacingStore } from './pacing-store.ts';
import { peopleStore } from './people-store.ts';
import { previewStore } from './preview-store.ts';
import { queueStore } from './queue-store.ts';
import { runStore } from './run-store.ts';
import { shiftStore } from './shift-store.ts';
import { undoStore } from './undo-store.ts';
import { unitStore } from './unit-store.ts';

/** The store on an open connection. Every door works alone or, handed out by `inTransaction`, all or nothing. */
export function openStore(connection: Connection, cipher: NumberCipher): Store {
  const definitions: DefinitionCache = new Map();
  return {
    ...doors(connection, cipher, definitions),
    inTransaction: (work) =>
      connection.transaction().execute((transaction) => work(doors(transaction, cipher, definitions))),
  };
}

function doors(on: Connection, cipher: NumberCipher, definitions: DefinitionCache): StoreDoors {
  return {
    units: unitStore(on),
    campaigns: campaignStore(on, definitions),
    queue: queueStore(on, cipher),
    shifts: shiftStore(on),
    calls: callStore(on, cipher),
    health: healthStore(on),
    offers: offerStore(on),
    people: peopleStore(on),
    undo: undoStore(on),
    outcomes: outcomeStore(on, cipher),
    run: runStore(on),
    pacing: pacingStore(on),
    previews: previewStore(on),
  };
}
