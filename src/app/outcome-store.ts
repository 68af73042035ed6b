import type { AccountId, AttemptId, CampaignId, ContactId, ShiftId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { CallToCorrect } from '../core/outcome/correctable.ts';
import type { Disposition } from '../core/outcome/disposition.ts';
import type { OrganiserMessage } from '../core/outcome/report-parts.ts';
import type { SkipReason } from '../core/outcome/skip-reason.ts';

/** What callers do with outcomes besides giving them, and what organisers read of it. */
export interface OutcomeStore {
  /** Notes that the caller of the attempt would rather not ring this person; twice is once. */
  skip(entry: { attemptId: AttemptId; reason: SkipReason; at: Instant; untilAt: Instant }): Promise<void>;
  /** The shift's calls, the latest first; `only`: that one of them. */
  callsOfShift(shiftId: ShiftId, only?: AttemptId): Promise<ShiftCallRow[]>;
  /** Gives a corrected outcome the moments of the first one: it is not the shift's last word by being corrected. */
  keepTimes(attemptId: AttemptId, times: Pick<ShiftCallRow, 'reportedAt' | 'settledAt'>): Promise<void>;
  /** Puts a contact that nobody has into this caller's hand. @returns false when somebody has the person. */
  claimAgain(claim: {
    contactId: ContactId;
    callerId: AccountId;
    shiftId: ShiftId;
    now: Instant;
    leaseUntil: Instant;
  }): Promise<boolean>;
  /** Messages of a campaign that nobody has ticked off, the oldest first. */
  openMessages(campaignId: CampaignId): Promise<MessageRow[]>;
  /** @returns false when it is no message of this campaign, or ticked off already. */
  messageDone(done: { campaignId: CampaignId; id: string; by: AccountId; at: Instant }): Promise<boolean>;
}

export interface ShiftCallRow extends CallToCorrect {
  readonly attemptId: AttemptId;
  readonly dialledAt: Instant;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly disposition: Disposition | null;
  readonly reportedAt: Instant | null;
  readonly settledAt: Instant | null;
}

export interface MessageRow extends OrganiserMessage {
  readonly id: string;
  readonly at: Instant;
  readonly from: string;
  /** Whom the call was with. */
  readonly givenName: string | null;
  readonly familyName: string | null;
}
