import type { GermanState, IsoDate } from '../campaign/campaign.ts';
import type { AccountId, AttemptId, CallbackId, CampaignId, NumberId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { CallClass } from '../outcome/call-class.ts';
import type { Disposition } from '../outcome/disposition.ts';
import type { NumberState } from '../outcome/number-health.ts';

/** All that the queue's decision about one contact is made from, as the store holds it at one moment. */
export interface ContactFacts {
  readonly campaignId: CampaignId;
  readonly person: {
    /** States of the postcode; empty when unknown, then the branch's state rules. */
    readonly states: readonly GermanState[];
    readonly doNotCall: boolean;
    readonly restricted: boolean;
    readonly leftSource: boolean;
  };
  readonly numbers: readonly NumberFacts[];
  /** Every try of the person in any campaign, oldest first; without those that a caller skipped before anybody answered. */
  readonly tries: readonly TryFacts[];
  /** Those that were skipped while it rang already. They are no tries of ours, but the person's telephone did ring. */
  readonly skips: readonly { readonly day: IsoDate }[];
  /** The promise that is still owed in this campaign, the earliest first. */
  readonly promise: PromiseFacts | null;
  /** When a word on a call with this person was taken back that still waits for its correction; the last one. */
  readonly undoneAt: Instant | null;
  /** "Never before five", as the person said it: minutes after local midnight. */
  readonly notBefore: number | null;
}

export interface NumberFacts {
  readonly id: NumberId;
  readonly type: string;
  /** Order in the export, 0 first. */
  readonly position: number;
  /** What the dial policy says of it now. */
  readonly isAllowed: boolean;
  readonly health: NumberState;
  readonly recheckAfter: Instant | null;
  /** Suspected, checked twice again, and still neither proved nor cleared. */
  readonly isExhausted: boolean;
  /** Another person answered: never again for this contact. */
  readonly isWrongPerson: boolean;
  /** The last try of anybody on this number, over all campaigns (households share one). */
  readonly lastTriedAt: Instant | null;
  /** Mailboxes met on this number in this campaign, whoever of a household was called. */
  readonly mailboxes: number;
}

export interface TryFacts {
  readonly attemptId: AttemptId;
  readonly campaignId: CampaignId;
  readonly numberId: NumberId;
  readonly at: Instant;
  readonly day: IsoDate;
  readonly isCallback: boolean;
  /** It rang before any caller had it. */
  readonly rangAhead: boolean;
  /** Null while the call is in flight. */
  readonly class: CallClass | null;
  readonly disposition: Disposition | null;
}

export interface PromiseFacts {
  readonly callbackId: CallbackId;
  readonly numberId: NumberId;
  readonly promisedTo: AccountId;
  readonly fromAt: Instant;
  readonly untilAt: Instant;
}
