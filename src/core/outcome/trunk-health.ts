import { type Instant, MINUTE } from '../instant.ts';
import type { SignValidity } from './number-sign.ts';

const GATE_WINDOW = 10 * MINUTE;
const ALARM_WINDOW = 10 * MINUTE;
const ALARM_PAUSE = 15 * MINUTE;
const ALARM_FINALS = 20;
const ALARM_SHARE = 0.6;
const FAST_RUN = 10;
const FAST_MS = 1000;
/** These say that the callee's side was reached or that we cancelled; a day of bad luck is full of them. */
const ordinaryStatuses: ReadonlySet<number> = new Set([480, 486, 487]);

/**
 * Was the trunk healthy around a call: did any call on it reach 180 or 200 in the 10 min before or after?
 *
 * Only then may a call say something of its number (DOMAIN 1.1, point 5). `events` are the calls of the same trunk,
 * the one asked about among them, each at the moment it alerted, was answered or failed.
 * @returns `not-yet` while the 10 min after it are not over and nothing has alerted.
 */
export function isGateOpen(
  events: readonly { readonly at: Instant; readonly alertedOrAnswered: boolean }[],
  call: { readonly at: Instant; readonly now: Instant },
): boolean | 'not-yet' {
  const isOpen = events.some(
    (event) => event.alertedOrAnswered && Math.abs(event.at - call.at) <= GATE_WINDOW,
  );
  if (isOpen) return true;
  return call.now - call.at > GATE_WINDOW ? false : 'not-yet';
}

/** A final response on one trunk. */
export interface TrunkFinal {
  readonly at: Instant;
  /** 200 to 699; answered and cancelled calls (200, 487) belong to the base. */
  readonly status: number;
  /** A re-check of a suspected number: it is expected to fail. */
  readonly isRecheck: boolean;
  readonly msToFinal: number;
  readonly earlyMediaSeen: boolean;
}

export interface TrunkAlarm {
  readonly kind: 'same-final' | 'fast-404';
  /** Points of signs from `from` to `until`, both included, are void. */
  readonly from: Instant;
  readonly until: Instant;
  /** No call goes out on the trunk until then, or until one successful test call. */
  readonly pausedUntil: Instant;
  readonly status: number;
  readonly count: number;
  /** Of the finals in the window, 0 to 1. */
  readonly share: number;
}

/**
 * Does the trunk answer like a broken one? Then it rests 15 min, the window's points are void, the organiser is told.
 *
 * In the last 10 min: at least 20 finals of which at least 60 % are the same 4xx or 5xx (486, 480 and 487 apart), or
 * at least 10 times 404 within a second and in a row (DOMAIN 1.7, "batch alarm"). How the two cases are told apart:
 * numbers that are really out of date lie scattered among others that ring (a tenth of a list, say), they fail in
 * different ways and after seconds, often after an announcement; so 200, 180 and 487 between them keep the share
 * low and break the run. A broken trunk or a lost route answers everything alike and at once. Only re-checks put dead
 * numbers side by side, and these are left out. If a list is so old that the alarm rings without a fault, time is
 * lost, but no number is accused: its calls are repeated.
 *
 * @param finals Of one trunk, in any order; after an alarm only those since its pause ended, or it would ring again.
 */
export function trunkAlarm(finals: readonly TrunkFinal[], now: Instant): TrunkAlarm | null {
  const from = now - ALARM_WINDOW;
  const base = finals
    .filter(({ at, isRecheck }) => at >= from && at <= now && !isRecheck)
    .sort((a, b) => a.at - b.at || a.status - b.status);
  const found = sameFinal(base) ?? fast404(base);
  return found && { ...found, from, until: now, pausedUntil: now + ALARM_PAUSE };
}

type Finding = Pick<TrunkAlarm, 'kind' | 'status' | 'count' | 'share'>;

function sameFinal(base: readonly TrunkFinal[]): Finding | null {
  if (base.length < ALARM_FINALS) return null;
  const counts = new Map<number, number>();
  for (const { status } of base) {
    if (isSuspicious(status)) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  for (const [status, count] of counts) {
    const share = count / base.length;
    if (share >= ALARM_SHARE) return { kind: 'same-final', status, count, share };
  }
  return null;
}

function isSuspicious(status: number): boolean {
  return status >= 400 && status < 600 && !ordinaryStatuses.has(status);
}

function fast404(base: readonly TrunkFinal[]): Finding | null {
  let run = 0;
  let longest = 0;
  for (const final of base) {
    run = isFast404(final) ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest >= FAST_RUN
    ? { kind: 'fast-404', status: 404, count: longest, share: longest / base.length }
    : null;
}

function isFast404({ status, msToFinal, earlyMediaSeen }: TrunkFinal): boolean {
  return status === 404 && msToFinal < FAST_MS && !earlyMediaSeen;
}

/**
 * Does the sign of a call count? Void when the trunk was not healthy around it or it lies in an alarm's window.
 *
 * @param alarms Windows of this trunk's alarms, both ends included.
 */
export function signValidity(
  call: { readonly at: Instant; readonly gate: boolean | 'not-yet' },
  alarms: readonly Pick<TrunkAlarm, 'from' | 'until'>[],
): SignValidity {
  if (alarms.some(({ from, until }) => call.at >= from && call.at <= until)) return 'void';
  if (call.gate === 'not-yet') return 'pending';
  return call.gate ? 'valid' : 'void';
}
