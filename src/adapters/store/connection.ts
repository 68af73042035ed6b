import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, type sql } from 'kysely';
import pg from 'pg';
import { asConnectionError } from './connection-error.ts';

/** Our statements are plain SQL in kysely's `sql` template; the tables need no second description in TypeScript. */
export type Connection = Kysely<unknown>;

const TIMESTAMPTZ = 1184;
const DATE = 1082;
const INT8 = 20;

/**
 * Opens a pool on a PostgreSQL 15 or newer.
 *
 * Moments come back as milliseconds since 1970 (`Instant`), calendar days as text, counts as numbers.
 */
export function openConnection(config: pg.PoolConfig): { connection: Connection; pool: pg.Pool } {
  const pool = new pg.Pool({
    max: 10,
    ...config,
    options: '-c TimeZone=UTC -c DateStyle=ISO',
    types: { getTypeParser: typeParser },
  });
  // A connection that dies while idle is replaced by the pool; whoever used it gets the error.
  pool.on('error', () => {});
  // One that dies in somebody's hand fails that one's next statement; unheard, this event would end the program.
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    connection: new Kysely<unknown>({ dialect: new PostgresDialect({ pool: preparing(pool) }) }),
    pool,
  };
}

/**
 * Each statement is prepared once on a connection and then sent by its name: planning the claim takes three times as
 * long as running it (bench/README.md).
 */
function preparing(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect().catch(asConnectionError);
      const query = (text: string, values: unknown[]) =>
        client.query({ ...named(text, values), text, values }).catch(asConnectionError);
      // kysely's type has a second form, with a cursor, that we do not use.
      return { query: query as unknown as PostgresPoolClient['query'], release: () => client.release() };
    },
    end: () => pool.end(),
  };
}

const statementNames = new Map<string, string>();
/** Far more than we have; statements made up at run time would otherwise fill the server's memory. */
const MOST_STATEMENTS = 500;

function named(text: string, values: readonly unknown[]): { name?: string } {
  const known = statementNames.get(text);
  if (known !== undefined) return { name: known };
  // Without values pg sends a text as it is, so it may hold several statements.
  if (values.length === 0 || statementNames.size >= MOST_STATEMENTS) return {};
  const name = `draht-${statementNames.size + 1}`;
  statementNames.set(text, name);
  return { name };
}

/** A moment as PostgreSQL takes it. */
export function at(instant: number): Date {
  return new Date(instant);
}

export function atOrNull(instant: number | null): Date | null {
  return instant === null ? null : new Date(instant);
}

export async function rows<Row>(query: ReturnType<typeof sql<Row>>, on: Connection): Promise<Row[]> {
  return (await query.execute(on)).rows;
}

export async function firstRow<Row>(query: ReturnType<typeof sql<Row>>, on: Connection): Promise<Row | null> {
  return (await query.execute(on)).rows[0] ?? null;
}

function typeParser(oid: number, format?: 'text' | 'binary') {
  if (format !== 'binary') {
    if (oid === TIMESTAMPTZ) return (text: string) => Date.parse(`${text.replace(' ', 'T')}:00`);
    if (oid === DATE) return (text: string) => text;
    if (oid === INT8) return Number;
  }
  // pg's own signature asks for the literal it was overloaded with.
  return pg.types.getTypeParser(oid, format as 'text');
}
