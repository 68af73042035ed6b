import { sql } from 'kysely';
import { countsAsReached, type Disposition, dispositions } from '../../core/outcome/disposition.ts';

// The keys of the table are its type.
const all = Object.keys(dispositions) as Disposition[];
const reaching = all.filter((it) => countsAsReached(it, false));
const asked = all.filter((it) => countsAsReached(it, true));

/** `countsAsReached` of the core for an attempt `a` and its outcome `o`; never null. */
export const isConversation = sql`coalesce(a.disposition = any(${reaching}) or (a.disposition = any(${asked}) and o.talked_with_member), false)`;
