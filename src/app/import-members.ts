import type { Actor } from '../core/access/may-do.ts';
import type { IsoDate, Selection } from '../core/campaign/campaign.ts';
import type { Instant } from '../core/instant.ts';
import { createSelection, type SelectionResult } from '../core/selection/select.ts';
import { demand } from './demand.ts';
import type { ImportResult, ImportStore, MembersReader, UnitRow } from './ports.ts';

/** What a welcome campaign asks of everybody, for the look at a list before any campaign is written. */
export const WELCOME_SELECTION: Selection = {
  status: ['aktiv', 'active'],
  noContactBy: ['state', 'youth', 'branch'],
  diallableNumber: true,
  notBlocked: true,
};

export interface ImportReport extends ImportResult {
  /** How the selection judges everybody known of the unit after this import. */
  readonly selection: SelectionResult;
}

/**
 * Brings a membership export into the store, all or nothing, and says whom a campaign could call then.
 *
 * @throws AppError of the reader for a file that cannot be read; nothing is imported then.
 */
export async function importMembers(
  { reader, store }: { reader: MembersReader; store: ImportStore },
  request: {
    readonly actor: Actor;
    readonly unit: UnitRow;
    readonly path: string;
    readonly mappingPath: string | null;
    readonly isDryRun: boolean;
    readonly isComplete: boolean;
    readonly selection: Selection;
    readonly today: IsoDate;
    readonly timezone: string;
    readonly now: Instant;
  },
): Promise<ImportReport> {
  const { actor, unit, path, mappingPath, isDryRun, isComplete } = request;
  demand(actor, 'import-members', { unitId: unit.id, unitPath: unit.path });
  const running = createSelection(request.selection, { today: request.today, timezone: request.timezone });
  const result = await store.run({
    unit,
    at: request.now,
    isDryRun,
    isComplete,
    actorId: actor.accountId,
    actorRole: actor.role,
    fill: (stage) => reader.read({ path, mappingPath, onBatch: stage }),
    inspect: async (people) => {
      for await (const person of people.forSelection(unit.path)) running.add(person);
    },
  });
  return { ...result, selection: running.result() };
}
