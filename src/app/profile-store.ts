import type { AccountId, AttemptId, CampaignId, ShiftId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';

/** As the page wrote them; protocol/profile-contract.ts says what there is. */
export type Settings = Readonly<Record<string, unknown>>;

/** What people set for themselves, and what they say at the end of a shift. */
export interface ProfileStore {
  /** Empty when nothing was ever set. */
  settings(accountId: AccountId): Promise<Settings>;
  save(accountId: AccountId, settings: Settings): Promise<void>;
  /** Calls of the shift that this caller says were received as pleased, the latest first, ten at most. */
  goodMoments(shift: { id: ShiftId; accountId: AccountId }): Promise<GoodMoment[]>;
  /** The second one of a shift takes the place of the first, its message to the organisers too. */
  keepDebrief(debrief: NewDebrief): Promise<void>;
}

export interface GoodMoment {
  readonly attemptId: AttemptId;
  readonly at: Instant;
  readonly name: string;
  readonly note: string | null;
}

/** Plain; empty where nothing was said. */
export interface Debrief {
  readonly surprised: string;
  readonly hard: string;
  readonly change: string;
}

export interface NewDebrief extends Debrief {
  readonly shiftId: ShiftId;
  readonly accountId: AccountId;
  readonly campaignId: CampaignId;
  /** Of the message to the organisers, when there is something to change. */
  readonly messageId: string;
  readonly at: Instant;
}
