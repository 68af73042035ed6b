import { Kysely, PostgresDialect, type sql } from 'kysely';
import pg from 'pg';

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
  return { connection: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }), pool };
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
