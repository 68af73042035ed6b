import { sql } from 'kysely';
import type { KeptDecision, LookAheadPermission, PacingChoice, PacingStore } from '../../app/pacing-store.ts';
import type { AnsweredCalls } from '../../core/pacing/abandonment.ts';
import { OWN_PHONE } from '../../core/speak-way.ts';
import { at, type Connection, firstRow } from './connection.ts';

/** Decisions of one campaign that are kept, the newest: some hours of a full shift. */
const KEPT_DECISIONS = 10_000;

export function pacingStore(on: Connection): PacingStore {
  return { ...choices(on), ...decisions(on) };
}

function choices(on: Connection) {
  return {
    async settings(campaignId) {
      const row = await firstRow(
        sql<PacingChoice>`
          select wanted, case when allowed_by is not null then jsonb_build_object('by', allowed_by,
              'at', (extract(epoch from allowed_at) * 1000)::float8, 'reason', allowed_reason) end as allowed
          from campaign_pacing where campaign_id = ${campaignId}`,
        on,
      );
      return row ?? { wanted: null, allowed: null };
    },
    async choose(campaignId, mode) {
      await sql`
        insert into campaign_pacing (campaign_id, wanted) values (${campaignId}, ${mode})
        on conflict (campaign_id) do update set wanted = excluded.wanted`.execute(on);
    },
    async allowLookAhead(campaignId, permission: LookAheadPermission | null) {
      const allowedAt = permission && at(permission.at);
      await sql`
        insert into campaign_pacing (campaign_id, allowed_by, allowed_at, allowed_reason)
        values (${campaignId}, ${permission?.by ?? null}, ${allowedAt}, ${permission?.reason ?? null})
        on conflict (campaign_id) do update set allowed_by = excluded.allowed_by, allowed_at = excluded.allowed_at,
          allowed_reason = excluded.allowed_reason`.execute(on);
    },
    async learned(campaignId) {
      const row = await firstRow(
        sql<{ learned: unknown; callers: number }>`
          select learned, callers from campaign_pacing where campaign_id = ${campaignId}`,
        on,
      );
      return row ?? { learned: null, callers: 0 };
    },
    async saveLearned(campaignId, learned, callers) {
      await sql`
        insert into campaign_pacing (campaign_id, learned, callers)
        values (${campaignId}, ${JSON.stringify(learned)}, ${callers})
        on conflict (campaign_id) do update set learned = excluded.learned, callers = excluded.callers`.execute(
        on,
      );
    },
  } satisfies Partial<PacingStore>;
}

function decisions(on: Connection) {
  return {
    async keepDecision(campaignId, { at: moment, mode, decision, basis }) {
      const { calls, reason } = decision;
      await sql`
        insert into pacing_decision (campaign_id, at, mode, calls, reason, reason_values, basis)
        values (${campaignId}, ${at(moment)}, ${mode}, ${calls}, ${reason.code}, ${JSON.stringify(reason.values)},
                ${JSON.stringify(basis)})`.execute(on);
    },
    async dropOldDecisions(campaignId) {
      await sql`
        delete from pacing_decision where campaign_id = ${campaignId} and id <= (
          select id from pacing_decision where campaign_id = ${campaignId} order by id desc offset ${KEPT_DECISIONS} limit 1)`.execute(
        on,
      );
    },
    lastDecision: (campaignId) =>
      firstRow(
        sql<KeptDecision>`
          select at, mode, calls, jsonb_build_object('code', reason, 'values', reason_values) as reason
          from pacing_decision where campaign_id = ${campaignId} order by id desc limit 1`,
        on,
      ),
    async answered(campaignId, since) {
      // The caller's word makes it a person's answer: until then a call counts for nothing, an abandoned one at once.
      const row = await firstRow(
        sql<AnsweredCalls>`
          select count(*) filter (where abandoned_at is null and caller_id is not null and class = 'ANSWERED_HUMAN'
                                  and trunk_id <> ${OWN_PHONE})::int as connected,
            count(*) filter (where abandoned_at is not null)::int as abandoned,
            coalesce(sum(coalesce(person_share, 1)) filter (where abandoned_at is not null), 0)::float8 as people
          from attempt where campaign_id = ${campaignId} and dialled_at >= ${at(since)}`,
        on,
      );
      return row ?? { connected: 0, abandoned: 0, people: 0 };
    },
  } satisfies Partial<PacingStore>;
}
