import type { IsoDate } from '../core/campaign/campaign.ts';
import type {
  AccountId,
  AttemptId,
  CallbackId,
  CampaignId,
  ContactId,
  E164,
  NumberId,
  PersonId,
  ShiftId,
  TrunkId,
} from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { NumberType } from '../core/numbers/phone-finding.ts';
import type { CallClass } from '../core/outcome/call-class.ts';
import type { CallEvidence } from '../core/outcome/call-evidence.ts';
import type { Disposition } from '../core/outcome/disposition.ts';
import type { NumberState } from '../core/outcome/number-health.ts';
import type { NextTry } from '../core/queue/next-try.ts';
import type { OutcomeReport } from './ports.ts';

/** Calls, what was reported of them, and what was promised in them. */
export interface CallStore {
  /**
   * Writes the attempt before the call is placed and binds the claim to it.
   * @returns the plain number to dial; null when the epoch is no longer ours or the caller no longer ready.
   */
  begin(attempt: NewAttempt): Promise<E164 | null>;
  /**
   * Gives a call that was answered without a caller to one who is ready: attempt, claim and shift at once.
   *
   * @returns false when the call is over or somebody's, the caller not ready, or the person one whom they skipped.
   */
  give(attemptId: AttemptId, hand: { readonly shiftId: ShiftId; readonly at: Instant }): Promise<boolean>;
  /** Nobody was there in time, for a person with this probability. @returns false when the call is somebody's, or is told as abandoned already. */
  abandon(attemptId: AttemptId, at: Instant, personShare: number): Promise<boolean>;
  /** The network says that it rings. */
  markRinging(id: AttemptId, at: Instant): Promise<void>;
  /** Something is heard before anybody has answered. */
  markEarlyMedia(id: AttemptId, at: Instant): Promise<void>;
  /** Somebody is there, says the line or the caller; the first one counts. */
  markAnswered(id: AttemptId, at: Instant): Promise<void>;
  /** The line is down, the outcome still to come. */
  markEnded(id: AttemptId, at: Instant, evidence: CallEvidence): Promise<void>;
  /**
   * Locks it inside a transaction: the end of the call and its caller's word may come in the same moment, and whoever is
   * second must see what the first one wrote.
   */
  attempt(id: AttemptId): Promise<AttemptRow>;
  settle(settlement: Settlement): Promise<void>;
  /** False when an outcome with this key is already there. */
  insertOutcome(
    report: OutcomeReport,
    callerId: AccountId,
    guideVersion: number,
    at: Instant,
  ): Promise<boolean>;
  insertConsent(consent: {
    personId: PersonId;
    attemptId: AttemptId;
    kind: string;
    wordingVersion: number;
    /** As it was read aloud. */
    wordingText: string;
    at: Instant;
  }): Promise<void>;
  insertDoNotCall(entry: { personId: PersonId; attemptId: AttemptId; at: Instant }): Promise<void>;
  insertCallback(callback: NewCallback): Promise<void>;
  /** The promise that a call of this contact answers, kept when `at` lies in its time or close to it. */
  answerCallback(contactId: ContactId, attemptId: AttemptId, at: Instant, tolerance: number): Promise<void>;
  /** The call that was to keep a promise came to nothing by our fault: it is owed again. */
  reopenCallback(attemptId: AttemptId, now: Instant, tolerance: number): Promise<void>;
  /** Promises whose time passed by `tolerance` without a call. */
  breakCallbacks(campaignId: CampaignId, now: Instant, tolerance: number): Promise<number>;
  /** What was reported of this attempt; null before that. */
  outcomeOf(id: AttemptId): Promise<OutcomeReport | null>;
  /** Attempts in flight whose call nobody holds any more: of an older epoch, or over and waiting for a word past their lease. */
  orphans(campaignId: CampaignId, epoch: number, now: Instant): Promise<AttemptRow[]>;
  /** Lost calls that wait for their caller's word, the oldest first. */
  wordOwed(callerId: AccountId): Promise<AttemptId | null>;
  clearWordOwed(attemptId: AttemptId): Promise<void>;
  progress(campaignId: CampaignId): Promise<Progress>;
}
export interface NewAttempt {
  readonly id: AttemptId;
  readonly campaignId: CampaignId;
  readonly contactId: ContactId;
  readonly personId: PersonId;
  readonly numberId: NumberId;
  /** Null: nobody's yet. */
  readonly callerId: AccountId | null;
  readonly shiftId: ShiftId | null;
  readonly trunkId: TrunkId;
  readonly epoch: number;
  readonly isCallback: boolean;
  readonly isRecheck: boolean;
  readonly part: string;
  readonly day: IsoDate;
  readonly why: NextTry;
  readonly at: Instant;
}
export interface AttemptRow {
  readonly id: AttemptId;
  readonly campaignId: CampaignId;
  readonly contactId: ContactId;
  readonly personId: PersonId;
  readonly numberId: NumberId;
  readonly numberType: NumberType;
  readonly numberState: NumberState;
  readonly recheckAfter: Instant | null;
  /** Null: no caller had it (yet). */
  readonly callerId: AccountId | null;
  readonly shiftId: ShiftId | null;
  readonly trunkId: TrunkId;
  readonly state: 'in-flight' | 'settled' | 'lost';
  readonly isCallback: boolean;
  readonly isRecheck: boolean;
  readonly needsWord: boolean;
  readonly hasOutcome: boolean;
  /** Its caller wanted somebody else to ring this person. */
  readonly isSkipped: boolean;
  readonly day: IsoDate;
  readonly dialledAt: Instant;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly evidence: CallEvidence | null;
}
export interface Settlement {
  readonly attemptId: AttemptId;
  /** It was the call its caller is busy with: the shift goes on to the wrap-up. */
  readonly endsCall: boolean;
  readonly state: 'settled' | 'lost';
  readonly class: CallClass | null;
  readonly disposition: Disposition;
  readonly rule: string;
  readonly evidence: CallEvidence | null;
  readonly ringingAt: Instant | null;
  readonly endedAt: Instant;
  readonly settledAt: Instant;
  readonly needsWord: boolean;
}
export interface NewCallback {
  readonly id: CallbackId;
  readonly campaignId: CampaignId;
  readonly contactId: ContactId;
  readonly personId: PersonId;
  readonly numberId: NumberId;
  readonly madeIn: AttemptId;
  readonly promisedTo: AccountId;
  readonly fromAt: Instant;
  readonly untilAt: Instant;
}
/** What the live line shows. Counts of contacts, but for `talking` (callers). */
export interface Progress {
  readonly contacts: number;
  readonly reached: number;
  readonly outOfDate: number;
  readonly stillToCall: number;
  readonly talking: number;
  readonly attempts: number;
}
