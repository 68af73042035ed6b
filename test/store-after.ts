// What the store of a demo holds when it is over.
import { sql } from 'kysely';
import { rows } from '../src/adapters/store/connection.ts';
import { openInstallation } from '../src/build/installation.ts';
import type { CallEvidence } from '../src/core/outcome/call-evidence.ts';

export interface StoredAttempt {
  readonly id: string;
  readonly memberNumber: string;
  /** The number that was dialled. */
  readonly to: string;
  readonly callerId: string;
  readonly state: string;
  readonly disposition: string | null;
  readonly isCallback: boolean;
  readonly needsWord: boolean;
  readonly dialledAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly evidence: CallEvidence | null;
  /** What was said of it; null when nothing was. */
  readonly said: string | null;
  readonly saidAt: number | null;
  readonly promisedFrom: number | null;
  readonly promisedUntil: number | null;
}
export interface StoreAfter {
  readonly attempts: ReadonlyMap<string, StoredAttempt>;
  readonly claims: number;
  readonly openShifts: number;
  readonly people: number;
  readonly campaigns: readonly string[];
}

export async function readStoreAfter(data: string): Promise<StoreAfter> {
  const installation = await openInstallation({
    dataPath: data,
    databaseUrl: undefined,
    mayJoin: false,
    onEvent: () => {},
  });
  try {
    const on = installation.connection;
    const attempts = await rows(
      sql<Omit<StoredAttempt, 'to'> & { numberCipher: Buffer }>`
        select a.id, p.member_number as "memberNumber", a.caller_id as "callerId", a.state, a.disposition,
          a.is_callback as "isCallback", a.needs_word as "needsWord", a.dialled_at as "dialledAt",
          a.answered_at as "answeredAt", a.ended_at as "endedAt", a.evidence, n.number_cipher as "numberCipher", o.disposition as said, o.reported_at as "saidAt", b.from_at as "promisedFrom", b.until_at as "promisedUntil"
        from attempt a join person p on p.id = a.person_id join phone_number n on n.id = a.number_id left join outcome o on o.attempt_id = a.id
        left join callback b on b.made_in = a.id`,
      on,
    );
    const [counts] = await rows(
      sql<{ claims: number; openShifts: number; people: number }>`
        select (select count(*) from claim) as claims, (select count(*) from shift where left_at is null) as "openShifts",
          (select count(*) from person) as people`,
      on,
    );
    const campaigns = await rows(sql<{ state: string }>`select state from campaign`, on);
    return {
      attempts: new Map(
        attempts.map(({ numberCipher, ...it }) => [
          it.id,
          { ...it, to: installation.cipher.decrypt(numberCipher) },
        ]),
      ),
      claims: counts?.claims ?? 0,
      openShifts: counts?.openShifts ?? 0,
      people: counts?.people ?? 0,
      campaigns: campaigns.map((it) => it.state),
    };
  } finally {
    await installation.close();
  }
}
