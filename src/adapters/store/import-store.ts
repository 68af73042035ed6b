import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ImportResult, ImportStore, MembersRead } from '../../app/import-store.ts';
import type { UnitRow } from '../../app/ports.ts';
import { AppError } from '../../core/app-error.ts';
import type { ListId } from '../../core/ids.ts';
import type { RowProblem } from '../../core/import/row-problem.ts';
import type { NumberCipher } from '../system/number-cipher.ts';
import { at, type Connection, firstRow } from './connection.ts';
import { countMissing, markMissing, writePeople } from './import-people.ts';
import { countStagedNumbers, mergeStage, prepareStage, stage } from './import-stage.ts';
import { peopleStore } from './people-store.ts';
import { unitStore } from './unit-store.ts';

/** The request with its unit found. */
type Request = Omit<Parameters<ImportStore['run']>[0], 'unit'> & { readonly unit: UnitRow };
type Counts = Pick<ImportResult, 'dataRows' | 'distinctMembers' | 'duplicateRows'>;

/** Problems shown one by one; the rest is counted. All are stored. */
const PROBLEMS_SHOWN = 20;

/** Thrown to roll a dry run back; carries its result out of the transaction. */
class DryRun extends Error {
  readonly result: ImportResult;
  constructor(result: ImportResult) {
    super('dry run');
    this.result = result;
  }
}

/** Brings what a reader reads into the store, in one transaction. @throws AppError `error.import.disk-full`. */
export function importStore(connection: Connection, cipher: NumberCipher): ImportStore {
  return {
    async run(request) {
      try {
        return await connection.transaction().execute(async (on) => {
          const unit = await request.unit(unitStore(on));
          return importInto(on, cipher, { ...request, unit });
        });
      } catch (error) {
        if (error instanceof DryRun) return error.result;
        throw isDiskFull(error) ? new AppError('error.import.disk-full', {}, { cause: error }) : error;
      }
    },
  };
}

// SQLSTATE 53100: the database could not write. Then the whole transaction is taken back.
function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '53100';
}

async function importInto(on: Connection, cipher: NumberCipher, request: Request): Promise<ImportResult> {
  // One import of an organisation after the other: the second sees what the first has written.
  await sql`select pg_advisory_xact_lock(hashtextextended(${request.unit.organisationId}, 1))`.execute(on);
  await prepareStage(on);
  const problems = problemCounter();
  const read = await request.fill(async (batch, found) => {
    problems.add(found);
    await stage(on, cipher, batch, found);
  });
  const { stagedRows, distinctMembers } = await mergeStage(on, request.unit);
  const counts = { dataRows: read.dataRows, distinctMembers, duplicateRows: stagedRows - distinctMembers };
  const missing = await countMissing(on, request.unit);
  // The same file again has nothing new to say, but for: this time it holds everybody.
  const isSame = (await isLatestList(on, request.unit, read)) && !(request.isComplete && missing > 0);
  const written = isSame
    ? {
        listId: null,
        added: 0,
        changed: 0,
        unchanged: distinctMembers,
        numbers: await countStagedNumbers(on),
      }
    : await write(on, request, read, { ...counts, missing, problemCount: problems.total() });
  await request.inspect(peopleStore(on), request.unit);
  const result: ImportResult = {
    read,
    ...counts,
    ...written,
    missing,
    isSame,
    problems: problems.counts(),
    firstProblems: problems.first(),
  };
  if (request.isDryRun) throw new DryRun({ ...result, listId: null });
  return result;
}

async function isLatestList(on: Connection, unit: UnitRow, read: MembersRead): Promise<boolean> {
  const row = await firstRow(
    sql<{ fileHash: string }>`
      select encode(file_hash, 'hex') as "fileHash" from list
      where unit_id = ${unit.id} order by imported_at desc, id limit 1`,
    on,
  );
  return row?.fileHash === read.fileHash;
}

async function write(
  on: Connection,
  request: Request,
  read: MembersRead,
  { missing, problemCount, ...counts }: Counts & { missing: number; problemCount: number },
) {
  const listId = randomUUID() as ListId; // A fresh id of the right kind.
  await insertList(on, request, read, { ...counts, problemCount, listId });
  const phoneHeadings = Object.entries(read.columns).flatMap(([heading, target]) =>
    target === 'phone' ? [heading] : [],
  );
  const people = await writePeople(on, request.unit, listId, phoneHeadings);
  if (request.isComplete && missing > 0) await markMissing(on, request.unit, request.at);
  await unitStore(on).audit({
    at: request.at,
    actorId: request.actorId,
    actorRole: request.actorRole,
    action: 'import-members',
    thingKind: 'list',
    thingId: listId,
    unitId: request.unit.id,
    detail: { ...counts, ...people, missing, isComplete: request.isComplete },
  });
  return { listId, ...people, unchanged: counts.distinctMembers - people.added - people.changed };
}

async function insertList(
  on: Connection,
  { unit, at: moment }: Request,
  read: MembersRead,
  list: Counts & { listId: ListId; problemCount: number },
): Promise<void> {
  await sql`
    insert into list (id, unit_id, organisation_id, imported_at, file_hash, encoding, delimiter, columns,
                      data_rows, distinct_members, duplicate_rows, problem_count)
    values (${list.listId}, ${unit.id}, ${unit.organisationId}, ${at(moment)}, decode(${read.fileHash}, 'hex'), ${read.encoding},
            ${read.delimiter}, ${JSON.stringify(read.columns)}, ${list.dataRows}, ${list.distinctMembers},
            ${list.duplicateRows}, ${list.problemCount})`.execute(on);
  await sql`
    insert into row_problem (list_id, line, column_index, column_name, code, severity)
    select ${list.listId}, line, column_index, column_name, code, severity from staged_problem`.execute(on);
}

function problemCounter() {
  const counts: Record<string, number> = {};
  const first: RowProblem[] = [];
  return {
    add(found: readonly RowProblem[]) {
      for (const problem of found) {
        counts[problem.code] = (counts[problem.code] ?? 0) + 1;
        if (first.length < PROBLEMS_SHOWN) first.push(problem);
      }
    },
    counts: () => counts,
    first: () => first,
    total: () => Object.values(counts).reduce((sum, count) => sum + count, 0),
  };
}
