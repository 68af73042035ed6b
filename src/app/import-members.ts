import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { IsoDate, Selection } from '../core/campaign/campaign.ts';
import type { Instant } from '../core/instant.ts';
import { createSelection, type SelectionResult } from '../core/selection/select.ts';
import { demand } from './demand.ts';
import type { ImportResult, ImportStore, MembersReader } from './import-store.ts';
import type { UnitRow, UnitStore } from './ports.ts';

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
    /** Name of the branch the list is for; null: the only organisation there is. */
    readonly unitName: string | null;
    /** How an organisation is called that nobody has named. */
    readonly defaultUnitName: string;
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
  const { actor, path, mappingPath, isDryRun, isComplete } = request;
  const running = createSelection(request.selection, { today: request.today, timezone: request.timezone });
  const result = await store.run({
    unit: async (units) => {
      const unit = await unitFor(units, request.unitName, request.defaultUnitName);
      demand(actor, 'import-members', { unitId: unit.id, unitPath: unit.path });
      return unit;
    },
    at: request.now,
    isDryRun,
    isComplete,
    actorId: actor.accountId,
    actorRole: actor.role,
    fill: (stage) => reader.read({ path, mappingPath, onBatch: stage }),
    inspect: async (people, unit) => {
      for await (const person of people.forSelection(unit.path)) running.add(person);
    },
  });
  return { ...result, selection: running.result() };
}

async function unitFor(units: UnitStore, name: string | null, defaultName: string): Promise<UnitRow> {
  if (name !== null) {
    const [unit, second] = await units.byName(name);
    if (second !== undefined) throw new AppError('error.import.unit-ambiguous', { unit: name });
    return unit ?? units.ensure(name, null);
  }
  const [only, other] = await units.organisations();
  if (other !== undefined) throw new AppError('error.import.which-unit');
  return only ?? units.ensure(defaultName, null);
}
