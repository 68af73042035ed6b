import type {
  AccountId,
  AttemptId,
  CampaignId,
  ContactId,
  NumberId,
  PersonId,
  ShiftId,
} from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { NumberType } from '../core/numbers/phone-finding.ts';
import type { ContactFacts } from '../core/queue/contact-facts.ts';
import type { NextTry, QueueReason } from '../core/queue/next-try.ts';

/** Whom to call, and in whose hand they are. */
export interface QueueStore {
  /** Adds the contacts of a newly opened campaign. */
  addContacts(campaignId: CampaignId, contacts: readonly NewContact[]): Promise<void>;
  /**
   * Hands out the next contact that is due and in nobody's hand, for `leaseSeconds`; the same one again when the
   * caller already has a claim. One conditional statement: no person and no number is ever in two hands.
   */
  claim(request: ClaimRequest): Promise<Claim | null>;
  /** Gives back claims that ran out before a call was placed. */
  freeExpired(campaignId: CampaignId, now: Instant): Promise<void>;
  /** All that the decision about a contact needs. Locks the contact's row inside a transaction. */
  facts(contactId: ContactId): Promise<ContactFacts>;
  /** Writes the decision; a contact that is claimed keeps its claim. */
  decide(contactId: ContactId, decision: NextTry): Promise<void>;
  /** Gives a claim back and writes the decision with it. */
  release(contactId: ContactId, decision: NextTry): Promise<void>;
  /** Whom `ahead` may hand out now: the next `most` in about the order of the queue, and how many there are, at most `count`. */
  upcoming(
    campaignId: CampaignId,
    now: Instant,
    limit: { readonly most: number; readonly count: number },
  ): Promise<{ readonly next: readonly { type: NumberType; tries: number }[]; readonly count: number }>;
  /** When the earliest waiting contact of the campaign is due; null when none waits. */
  nextDueAt(campaignId: CampaignId): Promise<Instant | null>;
  /** The same for one caller: whom that one skipped comes later, or not at all. */
  nextDueFor(campaignId: CampaignId, callerId: AccountId, now: Instant): Promise<Instant | null>;
  /** How many contacts are in which state for which first reason. */
  countByReason(campaignId: CampaignId): Promise<QueueCount[]>;
  byMember(campaignId: CampaignId, memberNumber: string): Promise<ContactId | null>;
  /** Contacts whose person has that number, in any open campaign. */
  contactsOfNumber(numberId: NumberId): Promise<ContactId[]>;
  contactsOfPerson(personId: PersonId): Promise<ContactId[]>;
}
export interface NewContact {
  readonly id: ContactId;
  readonly personId: PersonId;
  readonly rank: number;
  readonly decision: NextTry;
}
export interface ClaimRequest {
  readonly campaignId: CampaignId;
  /** Null for `ahead`: nobody's yet. */
  readonly hand: { readonly shiftId: ShiftId; readonly callerId: AccountId } | null;
  readonly kind: ClaimKind;
  readonly now: Instant;
  readonly leaseUntil: Instant;
  readonly part: string;
  /** A promise to another caller who is on shift waits this long for that caller (ms). */
  readonly sameCallerGrace: number;
}
/**
 * `any`: whoever is next. `reserved`: only whom a caller must wait for: promises, and people who answered lately and heard
 * nobody. `ahead`: only others, for a caller who is found when they answer.
 */
export type ClaimKind = 'any' | 'reserved' | 'ahead';
export interface Claim {
  readonly contactId: ContactId;
  readonly personId: PersonId;
  readonly numberId: NumberId;
  /** The call this claim is already used for. */
  readonly attemptId: AttemptId | null;
}
export interface QueueCount {
  readonly state: string;
  readonly reason: QueueReason;
  readonly contacts: number;
  readonly nextDueAt: Instant | null;
}
