import type {
  AccountId,
  AttemptId,
  CampaignId,
  ContactId,
  NumberId,
  PersonId,
  ShiftId,
  TrunkId,
} from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { SkipReason } from '../core/outcome/skip-reason.ts';

/** People who are shown to a caller and not rung yet: claims without an attempt, each with the id that its call will have. */
export interface PreviewStore {
  /** Shows a claimed contact to its caller. @returns false when the epoch is no longer ours or the caller no longer ready. */
  hold(preview: {
    readonly attemptId: AttemptId;
    readonly contactId: ContactId;
    readonly campaignId: CampaignId;
    readonly shiftId: ShiftId;
    readonly trunkId: TrunkId;
    readonly epoch: number;
    readonly at: Instant;
  }): Promise<boolean>;
  /** Null once its call has begun, or the person went back. */
  find(attemptId: AttemptId): Promise<Preview | null>;
  ofShift(shiftId: ShiftId): Promise<Preview | null>;
  /** Whom its caller has in hand: read about, in a call, or neither yet; null: nobody. */
  inHand(shiftId: ShiftId): Promise<Hand | null>;
  ofCampaign(campaignId: CampaignId): Promise<Preview[]>;
  /** Those that end by themselves: nobody tapped in time, or the person is not to be called any more. */
  overdue(
    campaignId: CampaignId,
    since: { readonly shownBefore: Instant; readonly tappedBefore: Instant },
  ): Promise<{ readonly open: number; readonly ending: readonly EndingPreview[] }>;
  /** Its caller wants the call, on this number. @returns false when it is another one than was shown, or nothing is shown. */
  tap(attemptId: AttemptId, numberId: NumberId, at: Instant): Promise<boolean>;
  /** What follows for the caller when a preview ends without a call; `lapsed` is a pause that nobody asked for. */
  endFor(shiftId: ShiftId, then: 'ready' | 'lapsed', at: Instant): Promise<void>;
  /** Notes that its caller would rather not ring this person; twice is once. */
  skip(preview: Preview, entry: { reason: SkipReason; at: Instant; untilAt: Instant }): Promise<void>;
  /** Its call is a call of this shift by now. */
  hasBegun(attemptId: AttemptId, shiftId: ShiftId): Promise<boolean>;
  /** Somebody was shown by this id and objected before any call. */
  wasObjected(attemptId: AttemptId): Promise<boolean>;
}

export interface Preview {
  readonly attemptId: AttemptId;
  readonly contactId: ContactId;
  readonly personId: PersonId;
  readonly campaignId: CampaignId;
  readonly callerId: AccountId;
  readonly shiftId: ShiftId;
  readonly trunkId: TrunkId;
  readonly isTapped: boolean;
}

export interface Hand {
  readonly contactId: ContactId;
  readonly previewId: AttemptId | null;
  readonly isCall: boolean;
}

export interface EndingPreview extends Preview {
  readonly why: 'lapsed' | 'not-dialled' | 'not-to-be-called';
}
