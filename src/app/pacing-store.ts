// What the store keeps of a campaign's pacing: what people chose, what was decided and learned, what was abandoned.
import type { AccountId, CampaignId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { AnsweredCalls } from '../core/pacing/abandonment.ts';
import type { PacingBasis, PacingDecision, PacingMode, PacingReason } from '../core/pacing/pacing.ts';

export interface PacingStore {
  settings(campaignId: CampaignId): Promise<PacingChoice>;
  /** @param mode Null: as the campaign's file says. */
  choose(campaignId: CampaignId, mode: PacingMode | null): Promise<void>;
  /** @param permission Null takes it back. */
  allowLookAhead(campaignId: CampaignId, permission: LookAheadPermission | null): Promise<void>;

  /** What an earlier shift's pacer learned (null: nothing yet), and how many callers there were at most. */
  learned(campaignId: CampaignId): Promise<{ readonly learned: unknown; readonly callers: number }>;
  saveLearned(campaignId: CampaignId, learned: unknown, callers: number): Promise<void>;

  /** The dialler keeps one a second at most; the newest 10,000 of a campaign stay (`dropOldDecisions`). */
  keepDecision(
    campaignId: CampaignId,
    made: {
      readonly at: Instant;
      readonly mode: PacingMode;
      readonly decision: PacingDecision;
      readonly basis: PacingBasis;
    },
  ): Promise<void>;
  dropOldDecisions(campaignId: CampaignId): Promise<void>;
  lastDecision(campaignId: CampaignId): Promise<KeptDecision | null>;

  /** Calls of the campaign that people answered since then (`abandonment.ts`). */
  answered(campaignId: CampaignId, since: Instant): Promise<AnsweredCalls>;
}

export interface PacingChoice {
  readonly wanted: PacingMode | null;
  readonly allowed: LookAheadPermission | null;
}

export interface LookAheadPermission {
  readonly by: AccountId;
  readonly at: Instant;
  readonly reason: string;
}

export interface KeptDecision {
  readonly at: Instant;
  readonly mode: PacingMode;
  readonly calls: number;
  readonly reason: PacingReason;
}
