import type { AccountId, AttemptId, CampaignId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';

/** What a caller has filled in of a call, until its outcome is given. */
export interface DraftStore {
  /** Whose call it is, and in which campaign; null when there is no such attempt. */
  ownerOf(attemptId: AttemptId): Promise<{ callerId: AccountId; campaignId: CampaignId } | null>;
  /**
   * Keeps a draft unless a newer one is there: the higher `seq` wins, whatever came first.
   *
   * @returns what is kept then; null when the outcome has been given.
   */
  keep(draft: NewDraft): Promise<KeptDraft | null>;
  /** Removes what nobody needs: of calls that were given up, and of shifts that ended a day ago. @returns how many. */
  removeOld(now: Instant): Promise<number>;
}

export interface KeptDraft {
  readonly seq: number;
  /** One JSON object as the page made it; plain. */
  readonly body: DraftBody;
}

export type DraftBody = Readonly<Record<string, unknown>>;

export interface NewDraft extends KeptDraft {
  readonly attemptId: AttemptId;
  readonly callerId: AccountId;
  readonly at: Instant;
}
