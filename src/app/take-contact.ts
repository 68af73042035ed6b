import { dayPart } from '../core/calendar/day-part.ts';
import { localTime } from '../core/calendar/local-time.ts';
import type { AttemptId, E164, TrunkId } from '../core/ids.ts';
import { MINUTE } from '../core/instant.ts';
import type { PhoneKind } from '../core/pacing/pacing.ts';
import type { ContactFacts } from '../core/queue/contact-facts.ts';
import { type NextTry, nextTry, PROMISE_TOLERANCE } from '../core/queue/next-try.ts';
import type { NewAttempt } from './call-store.ts';
import type { CampaignRow, Chance, Clock, Store, StoreDoors } from './ports.ts';
import type { Claim, ClaimKind } from './queue-store.ts';
import { dayOf } from './settle-attempt.ts';
import type { DialShift } from './shift-store.ts';

/** DOMAIN L23: a contact in somebody's hand comes back after this, unless a call is on. */
const CLAIM_LEASE = 15 * MINUTE;
/** A promise waits this long for the caller who gave it before another one keeps it. */
const SAME_CALLER_GRACE = 3 * MINUTE;

export interface TakeParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly chance: Chance;
}

export interface Wish {
  readonly campaign: CampaignRow;
  /** Of the dialler's lease. */
  readonly epoch: number;
  readonly trunkId: TrunkId;
  readonly kind: ClaimKind;
  /** Who will speak; null for `ahead`. */
  readonly shift: DialShift | null;
}

/** Somebody to be called now: written down, and in nobody else's hand. */
export interface Taken {
  readonly attempt: NewAttempt;
  readonly to: E164;
  readonly phone: PhoneKind;
  /** Of the person in this campaign, before this one. */
  readonly tries: number;
}

/** Somebody who is shown to a caller; nothing rings yet. */
export interface Shown {
  readonly attemptId: AttemptId;
  readonly isCallback: boolean;
}

/**
 * Claims a contact, checks it in the moment before dialling (ASKS 28) and writes the attempt down before the call goes
 * out (ASKS 59), all in one transaction: a claim without its attempt cannot be left behind.
 *
 * @returns `not-due`: one less is due, look again. `nobody`: there is none, or no call may begin for this caller.
 */
export async function takeContact(parts: TakeParts, wish: Wish): Promise<Taken | 'not-due' | 'nobody'> {
  const { shift } = wish;
  const now = parts.clock.now();
  return parts.store.inTransaction(async (doors) => {
    const previewId = shift?.hand?.previewId ?? null;
    const due = await claimDue(doors, wish, { now, previewId });
    if (due === 'nobody' || due === 'not-due') return due;
    const { claim, facts, why } = due;
    const number = facts.numbers.find((it) => it.id === why.numberId);
    const isRecheck = number !== undefined && number.recheckAfter !== null;
    const attempt = attemptOf(parts, wish, { claim, why, isRecheck, id: previewId });
    const to = await doors.calls.begin(attempt);
    if (to !== null) {
      const { contactId, id } = attempt;
      if (why.isCallback) await doors.calls.answerCallback(contactId, id, now, PROMISE_TOLERANCE);
      const tries = facts.tries.filter((it) => it.campaignId === facts.campaignId).length;
      return { attempt, to, phone: number?.type === 'mobile' ? 'mobile' : 'landline', tries };
    }
    // Another dialler has the campaign, or the caller paused in this moment: nothing is dialled, the claim goes back.
    await doors.queue.release(claim.contactId, why);
    return 'nobody';
  });
}

/** Claims a contact as for a call and shows it to its caller: no attempt, no try, nobody else's (`preview.ts`). */
export async function showContact(
  parts: TakeParts,
  wish: Wish & { readonly shift: DialShift },
): Promise<Shown | 'not-due' | 'nobody'> {
  const { campaign, shift, trunkId, epoch } = wish;
  const now = parts.clock.now();
  return parts.store.inTransaction(async (doors) => {
    const due = await claimDue(doors, wish, { now, previewId: null });
    if (due === 'nobody' || due === 'not-due') return due;
    const { contactId } = due.claim;
    const attemptId = parts.chance.uuid() as AttemptId; // A fresh id of the right kind.
    // What the card says of "why now" is the decision as it is now.
    await doors.queue.decide(contactId, due.why);
    const held = {
      attemptId,
      contactId,
      campaignId: campaign.id,
      shiftId: shift.id,
      trunkId,
      epoch,
      at: now,
    };
    if (await doors.previews.hold(held)) return { attemptId, isCallback: due.why.isCallback };
    await doors.queue.release(contactId, due.why);
    return 'nobody';
  });
}

interface Due {
  readonly claim: Claim;
  readonly facts: ContactFacts;
  readonly why: NextTry & { readonly kind: 'try' };
}

/**
 * Somebody to be called now, in this caller's hand.
 *
 * @param as.previewId Whom the caller has read about and tapped; null: anybody.
 */
async function claimDue(
  doors: StoreDoors,
  { campaign, shift, kind }: Wish,
  { now, previewId }: { readonly now: number; readonly previewId: AttemptId | null },
): Promise<Due | 'not-due' | 'nobody'> {
  const claim = await doors.queue.claim({
    ...{ campaignId: campaign.id, kind, now, leaseUntil: now + CLAIM_LEASE },
    hand: shift && { shiftId: shift.id, callerId: shift.accountId },
    part: dayPart(localTime(now, campaign.campaign.timezone)),
    sameCallerGrace: SAME_CALLER_GRACE,
  });
  if (claim === null || claim.attemptId !== null) return 'nobody';
  const facts = await doors.queue.facts(claim.contactId);
  const why = nextTry(facts, campaign.campaign, now);
  // Two looks at one shift may claim at once: the contact is locked from here on, and what the first made of it is seen.
  const hand = shift && (await doors.previews.inHand(shift.id));
  if (shift !== null && (hand?.contactId !== claim.contactId || hand.isCall)) return 'nobody';
  if (hand !== null && hand.previewId !== previewId) {
    // Whoever was read about has gone back to the queue: this is somebody whom the caller has not seen.
    if (hand.previewId === null) await doors.queue.release(claim.contactId, why);
    return 'nobody';
  }
  if (isDueNow(why, claim, now) && !(kind === 'ahead' && needsCaller(why))) return { claim, facts, why };
  await doors.queue.release(claim.contactId, why);
  return 'not-due';
}

function attemptOf(
  { clock, chance }: TakeParts,
  { campaign, shift, trunkId, epoch }: Wish,
  it: Pick<Due, 'claim' | 'why'> & { readonly isRecheck: boolean; readonly id: AttemptId | null },
): NewAttempt {
  const { claim, why, isRecheck } = it;
  const now = clock.now();
  return {
    id: it.id ?? (chance.uuid() as AttemptId), // A fresh id of the right kind.
    campaignId: campaign.id,
    contactId: claim.contactId,
    personId: claim.personId,
    numberId: why.numberId,
    callerId: shift?.accountId ?? null,
    shiftId: shift?.id ?? null,
    trunkId,
    epoch,
    isCallback: why.isCallback,
    isRecheck,
    part: dayPart(localTime(now, campaign.campaign.timezone)),
    day: dayOf(campaign.campaign, now),
    why,
    at: now,
  };
}

function isDueNow(why: NextTry, claim: Claim, now: number): why is NextTry & { kind: 'try' } {
  return why.kind === 'try' && why.at <= now && why.numberId === claim.numberId;
}

/** A promise, or somebody who answered lately and heard nobody: a caller must wait for this very call. */
function needsCaller({ isCallback, callerFirstUntil }: NextTry & { kind: 'try' }): boolean {
  return isCallback || callerFirstUntil !== undefined;
}
