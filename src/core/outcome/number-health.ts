import type { IsoDate } from '../campaign/campaign.ts';
import { HOUR, type Instant } from '../instant.ts';
import { ALIVE_RING_SECONDS, type NumberSign } from './number-sign.ts';

/**
 * `unverified` → `reachable` or `suspected` → `invalid` → `replaced` (DOMAIN 1.7). Of a number, not of a person.
 * Software proposes `invalid`; a person confirms before anything goes back to the membership programme.
 */
export type NumberState = 'unverified' | 'reachable' | 'suspected' | 'invalid' | 'replaced';

export interface NumberHealth {
  readonly state: NumberState;
  /** Sum of the points since the last sign of life, in tenths. */
  readonly tenths: number;
  /** Invalid because the network twice found it too short. */
  readonly isIncomplete: boolean;
  /** The number rests until then; null when nothing is to be checked. The queue sees to another part of the day. */
  readonly needsRecheckNotBefore: Instant | null;
  /** Valid re-checks since the number became suspected. */
  readonly rechecksDone: number;
  /** Suspected, and the re-checks are used up: it rests for good, and its person counts as never reached. */
  readonly isExhausted: boolean;
  /** Signs wait for the gate: the number is not dialled until it is decided (10 min at most). */
  readonly isPending: boolean;
  /** Of the link between this number and the person that was asked for: never dial it for this person again. */
  readonly linkState: 'ok' | 'wrong-person';
  readonly reason: HealthReason;
}

export type HealthReason =
  | 'no-sign'
  | 'few-points'
  | 'alive'
  | 'points'
  | 'rechecks-used-up'
  | 'machine-twice'
  | 'machine-and-human'
  | 'two-callers'
  | 'incomplete-once'
  | 'incomplete-twice'
  | 'replaced'
  | 'wrong-person';

/** Tenths from which a number is suspected; from which one network sign stands beside a caller's report. */
const SUSPECTED_TENTHS = 6;
const INVALID_TENTHS = 16;
/** A caller who heard "not in service". */
const REPORT_TENTHS = 10;
const RECHECK_GAP = 20 * HOUR;
const RECHECKS = 2;

/**
 * What all signs of one number say together, by the rows of DOMAIN 1.7 and the Decisions.
 *
 * Signs may come in any order; two of the same attempt count once, with the higher value. Signs that the gate or the
 * alarm voided do not count (a sign of life always does). For `linkState` pass the signs of one person's attempts.
 * @param isReplaced The data steward has put another number in its place.
 */
export function numberHealth(signs: readonly NumberSign[], { isReplaced = false } = {}): NumberHealth {
  const calls = onePerCall(signs);
  const lifeAt = Math.max(...calls.filter(isAlive).map(({ at }) => at));
  const counted = calls.flatMap((sign) => countedSign(sign, lifeAt));
  const tenths = counted.reduce((sum, sign) => sum + pointsOf(sign), 0);
  const proof = proofOfInvalid(counted);
  const isWrongPerson = calls.some(({ wrongPerson }) => wrongPerson);
  const state = stateOf({ isReplaced, proof, tenths, isKnownAlive: lifeAt > Number.NEGATIVE_INFINITY });
  const rechecksDone = countRechecks(counted);
  const isExhausted = state === 'suspected' && rechecksDone >= RECHECKS;
  const isOpen = state === 'unverified' || state === 'reachable';
  const mustRecheck = (state === 'suspected' && !isExhausted) || (isOpen && awaitsSecondTry(counted));
  const last = counted.at(-1);
  return {
    state,
    tenths,
    isIncomplete: proof === 'incomplete-twice',
    needsRecheckNotBefore: mustRecheck && last ? last.at + RECHECK_GAP : null,
    rechecksDone,
    isExhausted,
    isPending: calls.some((sign) => sign.validity === 'pending' && sign.at > lifeAt && accuses(sign)),
    linkState: isWrongPerson ? 'wrong-person' : 'ok',
    reason: reasonOf({ state, proof, isExhausted, isWrongPerson, tenths, mustRecheck }),
  };
}

function stateOf(found: {
  readonly isReplaced: boolean;
  readonly proof: Proof | null;
  readonly tenths: number;
  readonly isKnownAlive: boolean;
}): NumberState {
  if (found.isReplaced) return 'replaced';
  if (found.proof !== null) return 'invalid';
  if (found.tenths >= SUSPECTED_TENTHS) return 'suspected';
  return found.isKnownAlive ? 'reachable' : 'unverified';
}

/**
 * Whether a new sign can change what is known of its number; most calls only say again that it lives or say nothing.
 *
 * @param known What the signs before it came to.
 */
export function bringsNews(
  sign: NumberSign,
  known: { readonly state: NumberState; readonly recheckAfter: Instant | null },
): boolean {
  const isAccusing = sign.tenths > 0 || sign.incomplete || sign.announcementReported || sign.wrongPerson;
  if (isAccusing || known.recheckAfter !== null) return true;
  return known.state === 'unverified' ? isAlive(sign) : known.state !== 'reachable';
}

type Proof = 'machine-twice' | 'machine-and-human' | 'two-callers' | 'incomplete-twice';

/** The first rule that makes the number invalid, or null. */
function proofOfInvalid(signs: readonly NumberSign[]): Proof | null {
  const reports = signs.filter(({ announcementReported }) => announcementReported);
  const machine = signs.filter(({ tenths, alertedSeconds }) => tenths > 0 && alertedSeconds === 0);
  const machineTenths = machine.reduce((sum, { tenths }) => sum + tenths, 0);
  if (machineTenths >= INVALID_TENTHS && hasTwoDays(machine)) return 'machine-twice';
  const isBoth = signs.some(({ tenths, attemptId }) => {
    // One call is one signal: the caller's report must be of another call than the network's word.
    return tenths >= SUSPECTED_TENTHS && reports.some((report) => report.attemptId !== attemptId);
  });
  if (isBoth) return 'machine-and-human';
  const callers = new Set(reports.flatMap(({ callerAccountId }) => callerAccountId ?? []));
  if (callers.size >= 2) return 'two-callers';
  return hasTwoDays(signs.filter(isIncompleteSign)) ? 'incomplete-twice' : null;
}

/** Are two of these calls on different calendar days and at least 20 h apart? */
function hasTwoDays(signs: readonly NumberSign[]): boolean {
  return signs.some((early) => signs.some((late) => isAnotherDay(early, late)));
}

function isAnotherDay(early: { at: Instant; day: IsoDate }, late: { at: Instant; day: IsoDate }): boolean {
  return late.at - early.at >= RECHECK_GAP && late.day !== early.day;
}

/** Calls at least 20 h and a day apart, counted from the call that made the number suspected. */
function countRechecks(signs: readonly NumberSign[]): number {
  let sum = 0;
  let done = 0;
  let last: NumberSign | null = null;
  for (const sign of signs) {
    sum += pointsOf(sign);
    if (last !== null && isAnotherDay(last, sign)) {
      done++;
      last = sign;
    }
    if (last === null && sum >= SUSPECTED_TENTHS) last = sign;
  }
  return done;
}

/** The sign as it counts after the last sign of life, or nothing. */
function countedSign(sign: NumberSign, lifeAt: Instant): NumberSign[] {
  if (sign.validity !== 'valid') return [];
  if (sign.at > lifeAt) return [sign];
  // It rang, and then the caller heard "not in service" in this very call: the ringing wipes what the network said
  // before, but not the caller's own word after it.
  const isOwnReport = sign.at === lifeAt && sign.announcementReported && !sign.confirmedConversation;
  return isOwnReport && !sign.answeredByMachine ? [{ ...sign, tenths: 0, incomplete: false }] : [];
}

function isAlive(sign: NumberSign): boolean {
  return sign.alertedSeconds >= ALIVE_RING_SECONDS || sign.confirmedConversation || sign.answeredByMachine;
}

/** Incomplete, says the network, and no later day has been tried since (Decisions: "tried once more"). */
function awaitsSecondTry(signs: readonly NumberSign[]): boolean {
  const first = signs.find(isIncompleteSign);
  return first !== undefined && !signs.some((sign) => isAnotherDay(first, sign));
}

function accuses(sign: NumberSign): boolean {
  return pointsOf(sign) > 0 || sign.incomplete;
}

function isIncompleteSign({ incomplete }: NumberSign): boolean {
  return incomplete;
}

function pointsOf(sign: NumberSign): number {
  return sign.announcementReported ? Math.max(sign.tenths, REPORT_TENTHS) : sign.tenths;
}

/** The signs by time, those of one attempt made one. Equal times are put in a fixed order: the result must not hang on it. */
function onePerCall(signs: readonly NumberSign[]): NumberSign[] {
  const byAttempt = new Map<string, NumberSign>();
  for (const sign of [...signs].sort((a, b) => a.at - b.at || order(a.callerAccountId, b.callerAccountId))) {
    const earlier = byAttempt.get(sign.attemptId);
    byAttempt.set(sign.attemptId, earlier ? bothAsOne(earlier, sign) : sign);
  }
  return [...byAttempt.values()].sort((a, b) => a.at - b.at || order(a.attemptId, b.attemptId));
}

function order(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : (a ?? '') > (b ?? '') ? 1 : 0;
}

function bothAsOne(a: NumberSign, b: NumberSign): NumberSign {
  const validities = [a.validity, b.validity];
  return {
    attemptId: a.attemptId,
    at: a.at,
    day: a.day,
    tenths: Math.max(a.tenths, b.tenths),
    announcementReported: a.announcementReported || b.announcementReported,
    callerAccountId: a.callerAccountId ?? b.callerAccountId,
    alertedSeconds: Math.max(a.alertedSeconds, b.alertedSeconds),
    confirmedConversation: a.confirmedConversation || b.confirmedConversation,
    answeredByMachine: a.answeredByMachine || b.answeredByMachine,
    incomplete: a.incomplete || b.incomplete,
    wrongPerson: a.wrongPerson || b.wrongPerson,
    validity: validities.includes('void') ? 'void' : validities.includes('pending') ? 'pending' : 'valid',
  };
}

function reasonOf(found: {
  readonly state: NumberState;
  readonly proof: Proof | null;
  readonly isExhausted: boolean;
  readonly isWrongPerson: boolean;
  readonly tenths: number;
  readonly mustRecheck: boolean;
}): HealthReason {
  if (found.state === 'replaced') return 'replaced';
  if (found.isWrongPerson) return 'wrong-person';
  if (found.proof) return found.proof;
  if (found.state === 'suspected') return found.isExhausted ? 'rechecks-used-up' : 'points';
  if (found.mustRecheck) return 'incomplete-once';
  if (found.tenths > 0) return 'few-points';
  return found.state === 'reachable' ? 'alive' : 'no-sign';
}
