import type { Role } from '../core/access/may-do.ts';
import type { AccountId, ListId } from '../core/ids.ts';
import type { ListRow } from '../core/import/list-row.ts';
import type { RowProblem } from '../core/import/row-problem.ts';
import type { Instant } from '../core/instant.ts';
import type { PeopleStore, UnitRow, UnitStore } from './ports.ts';

/** Reads a membership export, batch by batch, away from the main thread. */
export interface MembersReader {
  /**
   * @param request.onBatch Rows and problems in the order of the file; the reader waits until it resolves.
   * @throws AppError `import.error.…` for a file that cannot be read as an export.
   */
  read(request: {
    readonly path: string;
    readonly mappingPath: string | null;
    readonly onBatch: (rows: readonly ReadRow[], problems: readonly RowProblem[]) => Promise<void>;
  }): Promise<MembersRead>;
}
export interface ReadRow {
  readonly line: number;
  readonly row: ListRow;
}
/** What was found out about the file. */
export interface MembersRead {
  /** SHA-256 of file and mapping, hex. */
  readonly fileHash: string;
  readonly encoding: string;
  readonly delimiter: string;
  /** Heading to target, as used. */
  readonly columns: Readonly<Record<string, string>>;
  readonly ignoredColumns: readonly string[];
  readonly dataRows: number;
}

export interface ImportStore {
  /**
   * One import, all or nothing: stages what `fill` hands in, merges rows of one person, writes what has changed.
   *
   * A block is never lifted, a number known as a wrong person's stays so. With `isDryRun` everything is computed
   * and nothing kept. Where the organisation's latest list came from the same file, nothing is written.
   */
  run(request: {
    /** Finds or makes the unit the list is for, inside the import's transaction. */
    readonly unit: (units: UnitStore) => Promise<UnitRow>;
    readonly at: Instant;
    readonly isDryRun: boolean;
    /** The file holds all members: who is missing has left. */
    readonly isComplete: boolean;
    readonly actorId: AccountId | null;
    readonly actorRole: Role;
    /** Looks at the people as they would be after the import, before a dry run is rolled back. */
    readonly inspect: (people: PeopleStore, unit: UnitRow) => Promise<void>;
    readonly fill: (
      stage: (rows: readonly ReadRow[], problems: readonly RowProblem[]) => Promise<void>,
    ) => Promise<MembersRead>;
  }): Promise<ImportResult>;
}
export interface ImportResult {
  readonly read: MembersRead;
  /** Null when nothing was written. */
  readonly listId: ListId | null;
  readonly dataRows: number;
  readonly distinctMembers: number;
  readonly duplicateRows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Known people of this organisation that the file does not hold. */
  readonly missing: number;
  readonly numbers: number;
  /** By code, how often. */
  readonly problems: Readonly<Record<string, number>>;
  /** The first ones, for a person to look at. */
  readonly firstProblems: readonly RowProblem[];
  /** The same file as last time. */
  readonly isSame: boolean;
}
