import { type DayPart, dayPart } from '../calendar/day-part.ts';
import { dialWindow, nextOpening } from '../calendar/dial-window.ts';
import { addDays, instantOf, localTime, weekdayOf } from '../calendar/local-time.ts';
import type { Campaign } from '../campaign/campaign.ts';
import type { AccountId, NumberId } from '../ids.ts';
import { HOUR, type Instant, MINUTE } from '../instant.ts';
import { callClasses } from '../outcome/call-class.ts';
import { dispositions } from '../outcome/disposition.ts';
import type { ContactFacts, NumberFacts, PromiseFacts, TryFacts } from './contact-facts.ts';
import { LANE_NEW, LANE_PROMISE } from './lane.ts';
import { brokeOff, gapMinutes, waitMinutes } from './wait-after-try.ts';

/** Why a try is due when it is, or why there is none; each is a message `queue.reason.<reason>`. */
export type QueueReason =
  | 'promise'
  | 'never-tried'
  | 'retry'
  | 'recheck'
  | 'hours'
  | 'not-before'
  | 'gap-after-try'
  | 'wait-after-outcome'
  | 'word-owed'
  | 'abandoned-today'
  | 'tries-today'
  | 'tries-this-week'
  | 'hard-cap-today'
  | 'number-rests'
  | 'number-of-household'
  | 'finished'
  | 'do-not-call'
  | 'restricted'
  | 'left-source'
  | 'ended-by-outcome'
  | 'declined-twice'
  | 'no-number-left'
  | 'mailbox-only'
  | 'tries-in-all'
  | 'campaign-over'
  | 'promise-after-last-day';

export type NextTry =
  | {
      readonly kind: 'try';
      /** The earliest moment that breaks no rule. */
      readonly at: Instant;
      readonly numberId: NumberId;
      readonly lane: number;
      readonly isCallback: boolean;
      readonly isRecheck: boolean;
      readonly promisedTo: AccountId | null;
      /** Part of the day of the last try, null before the first. */
      readonly lastPart: DayPart | null;
      /** Until then the person is called only for a caller who waits for this very call; absent: no matter. */
      readonly callerFirstUntil?: Instant;
      /** First what kind of try, then each rule that moved it to later. */
      readonly reasons: readonly QueueReason[];
    }
  /** Nothing more in this campaign. */
  | { readonly kind: 'rest'; readonly reason: QueueReason }
  /** Done, or not to be called again. */
  | { readonly kind: 'stop'; readonly reason: QueueReason };

/** A promise may be kept this much early or late (DOMAIN 6.2: exact time ±10 min). */
export const PROMISE_TOLERANCE = 10 * MINUTE;
/** DOMAIN L23: so long a person stays in the hand of a caller who took a word back; then anybody may try again. */
export const WORD_LEASE = 15 * MINUTE;

/**
 * When the next try of a contact is due, on which number, and why.
 *
 * Limits of tries, gaps, health of the numbers, mailbox cap, promises, hours and holidays (DOMAIN 1.7, 6.2,
 * L2 to L8) in one decision; made again in the moment before dialling. Pure: the same facts give the same answer.
 * @param now Tries earlier than this are not proposed.
 */
export function nextTry(facts: ContactFacts, campaign: Campaign, now: Instant): NextTry {
  const own = facts.tries.filter((it) => it.campaignId === facts.campaignId);
  const stop = reasonToStop(facts, own);
  if (stop !== null) return { kind: 'stop', reason: stop };
  if (facts.promise !== null) return promisedTry(facts, own, facts.promise, campaign, now);
  return ordinaryTry(facts, own, campaign, now);
}

function reasonToStop(facts: ContactFacts, own: readonly TryFacts[]): QueueReason | null {
  if (facts.person.doNotCall) return 'do-not-call';
  if (facts.person.restricted) return 'restricted';
  if (facts.person.leftSource) return 'left-source';
  const said = own.map((it) => it.disposition).filter((it) => it !== null);
  if (said.includes('conversation-complete')) return 'finished';
  if (said.some((it) => dispositions[it].endsContact)) return 'ended-by-outcome';
  return null;
}

function promisedTry(
  facts: ContactFacts,
  own: readonly TryFacts[],
  promise: PromiseFacts,
  campaign: Campaign,
  now: Instant,
): NextTry {
  const diallable = facts.numbers.filter((it) => isDiallable(it) && !wasBlocked(it, own));
  const number = diallable.find((it) => it.id === promise.numberId) ?? diallable[0];
  if (number === undefined) return { kind: 'rest', reason: 'no-number-left' };
  // The last-dial rule (L5) is ours; a promise is the member's: it may be kept until the opening ends.
  // A millisecond before, that is: the last dial is still open, the end of an opening is not.
  const untilClosing = { ...campaign, limits: { ...campaign.limits, lastDialMinutesBeforeEnd: 1 / MINUTE } };
  const rules = [untilWord(facts), atHours(facts, untilClosing), atHardCap(facts, campaign)];
  const due = settle(Math.max(now, promise.fromAt), rules);
  if (due === null) return { kind: 'rest', reason: 'promise-after-last-day' };
  return {
    kind: 'try',
    at: due.at,
    numberId: number.id,
    lane: LANE_PROMISE,
    isCallback: true,
    isRecheck: number.recheckAfter !== null,
    promisedTo: promise.promisedTo,
    lastPart: lastPart(facts, campaign),
    reasons: ['promise', ...due.reasons],
  };
}

function ordinaryTry(
  facts: ContactFacts,
  own: readonly TryFacts[],
  campaign: Campaign,
  now: Instant,
): NextTry {
  const counted = own.filter((it) => !it.isCallback && countsAsTry(it));
  if (counted.filter((it) => it.class === 'REJECTED').length >= 2)
    return { kind: 'rest', reason: 'declined-twice' };
  const diallable = facts.numbers.filter((it) => isDiallable(it) && !wasBlocked(it, own));
  if (diallable.length === 0) return { kind: 'rest', reason: 'no-number-left' };
  const open = diallable.filter((it) => it.mailboxes < campaign.limits.mailboxesPerNumber);
  if (open.length === 0) return { kind: 'rest', reason: 'mailbox-only' };
  if (counted.length >= campaign.limits.triesInAll) return { kind: 'rest', reason: 'tries-in-all' };
  const rules = personRules(facts, own, counted, campaign);
  const choices = open.flatMap((number) => {
    const due = settle(now, [...rules, ...numberRules(number, facts, campaign)]);
    return due === null ? [] : [{ number, ...due }];
  });
  const best = choices.sort(
    (a, b) => a.at - b.at || compareNumbers(a.number, b.number, own, a.at, campaign),
  )[0];
  if (best === undefined)
    return { kind: 'rest', reason: isTooLate(facts, campaign) ? 'not-before' : 'campaign-over' };
  const isRecheck = best.number.recheckAfter !== null;
  const kind = isRecheck ? 'recheck' : counted.length === 0 ? 'never-tried' : 'retry';
  return {
    kind: 'try',
    at: best.at,
    numberId: best.number.id,
    lane: LANE_NEW + counted.length,
    isCallback: false,
    isRecheck,
    promisedTo: null,
    lastPart: lastPart(facts, campaign),
    ...callerFirst(facts, now),
    reasons: [kind, ...best.reasons],
  };
}

/** DOMAIN L11: whoever answered and heard nobody is not called for 72 hours, unless a caller waits for it already. */
const CALLER_FIRST = 72 * HOUR;

function callerFirst({ tries }: ContactFacts, now: Instant): { callerFirstUntil?: Instant } {
  const last = tries.findLast((it) => it.disposition === 'abandoned');
  const until = last === undefined ? now : last.at + CALLER_FIRST;
  return until > now ? { callerFirstUntil: until } : {};
}

/** One rule: the earliest moment from `at` on that it allows, null when it never does again. */
interface Rule {
  readonly reason: QueueReason;
  readonly from: (at: Instant) => Instant | null;
}

/** The earliest moment that all rules allow, and the rules that moved it. */
function settle(start: Instant, rules: readonly Rule[]): { at: Instant; reasons: QueueReason[] } | null {
  const reasons: QueueReason[] = [];
  let at = start;
  // Each round that moves the moment moves it to a rule's next free day or opening, so it ends with the period.
  for (let isMoved = true; isMoved; ) {
    isMoved = false;
    for (const rule of rules) {
      const allowed = rule.from(at);
      if (allowed === null) return null;
      if (allowed <= at) continue;
      at = allowed;
      isMoved = true;
      if (!reasons.includes(rule.reason)) reasons.push(rule.reason);
    }
  }
  return { at, reasons };
}

function personRules(
  facts: ContactFacts,
  own: readonly TryFacts[],
  counted: readonly TryFacts[],
  campaign: Campaign,
): Rule[] {
  const { limits, timezone } = campaign;
  const last = facts.tries.at(-1);
  const lastOwn = own.at(-1);
  return [
    untilWord(facts),
    notBefore('gap-after-try', last === undefined ? null : last.at + gapMinutes(last, campaign) * MINUTE),
    notBefore(
      'wait-after-outcome',
      lastOwn === undefined ? null : lastOwn.at + waitMinutes(lastOwn, own.at(-2), campaign) * MINUTE,
    ),
    // DOMAIN L11: not on the same day either way.
    perDay(
      'abandoned-today',
      facts.tries.filter((it) => it.disposition === 'abandoned'),
      1,
      timezone,
    ),
    perDay(
      'tries-today',
      counted,
      limits.triesPerDay + (mayRedialToday(counted, campaign) ? 1 : 0),
      timezone,
    ),
    atHardCap(facts, campaign),
    perWeek(counted, limits.triesPerWeek, timezone),
    atHours(facts, campaign),
    atTimeOfDay(facts, campaign),
  ];
}

function numberRules(number: NumberFacts, facts: ContactFacts, campaign: Campaign): Rule[] {
  const { lastTriedAt } = number;
  // Two members of one household share a line: called one after the other, with the gap of one person.
  const byHousehold =
    lastTriedAt !== null && !facts.tries.some((it) => it.numberId === number.id && it.at === lastTriedAt);
  return [
    notBefore('number-rests', number.recheckAfter),
    notBefore(
      'number-of-household',
      byHousehold ? lastTriedAt + campaign.limits.minGapMinutes * MINUTE : null,
    ),
  ];
}

/** Nobody rings a person again before the caller has said what the last call was, but not for ever. */
function untilWord({ undoneAt }: ContactFacts): Rule {
  return notBefore('word-owed', undoneAt === null ? null : undoneAt + WORD_LEASE);
}

/** The person's own "never before five" holds for every try but a promise, which names its time itself. */
function atTimeOfDay({ notBefore: minute }: ContactFacts, { timezone }: Campaign): Rule {
  return {
    reason: 'not-before',
    from: (at) => {
      const local = localTime(at, timezone);
      return minute === null || local.minute >= minute ? at : instantOf(local.date, minute, timezone);
    },
  };
}

/** Nobody calls as late as the person wishes: that, and not the end of the campaign, is why there is no try. */
function isTooLate({ notBefore: minute }: ContactFacts, { hours, limits }: Campaign): boolean {
  if (minute === null) return false;
  const ends = Object.values(hours).flatMap((day) => day.map((it) => it.untilMinute));
  return ends.every((end) => end - limits.lastDialMinutesBeforeEnd <= minute);
}

function notBefore(reason: QueueReason, earliest: Instant | null): Rule {
  return { reason, from: (at) => Math.max(at, earliest ?? at) };
}

function atHours(facts: ContactFacts, campaign: Campaign): Rule {
  const { states } = facts.person;
  const state = states.length === 0 ? null : states;
  return {
    reason: 'hours',
    from: (at) => (dialWindow(campaign, state, at).open ? at : nextOpening(campaign, state, at)),
  };
}

/** More than three calls a day are harassment whoever counts them (Bundesnetzagentur; DOMAIN L6): all campaigns, promises too. */
function atHardCap(facts: ContactFacts, campaign: Campaign): Rule {
  return perDay(
    'hard-cap-today',
    [...facts.tries.filter(countsAsTry), ...facts.skips],
    campaign.limits.hardTriesPerDay,
    campaign.timezone,
  );
}

function perDay(
  reason: QueueReason,
  tries: readonly { readonly day: string }[],
  limit: number,
  timezone: string,
): Rule {
  return {
    reason,
    from: (at) => {
      const { date } = localTime(at, timezone);
      const isFull = tries.filter((it) => it.day === date).length >= limit;
      return isFull ? instantOf(addDays(date, 1), 0, timezone) : at;
    },
  };
}

function perWeek(tries: readonly TryFacts[], limit: number, timezone: string): Rule {
  return {
    reason: 'tries-this-week',
    from: (at) => {
      const { date } = localTime(at, timezone);
      const monday = addDays(date, 1 - weekdayOf(date));
      const next = addDays(monday, 7);
      const isFull = tries.filter((it) => it.day >= monday && it.day < next).length >= limit;
      return isFull ? instantOf(next, 0, timezone) : at;
    },
  };
}

/** DOMAIN L6: where one try a day is the rule, a busy line may be tried a second time that day. */
function mayRedialToday(counted: readonly TryFacts[], campaign: Campaign): boolean {
  return campaign.limits.triesPerDay === 1 && counted.at(-1)?.class === 'BUSY';
}

/** A call ahead that we took back is one for the person all the same, when the telephone had rung. */
function countsAsTry(attempt: TryFacts): boolean {
  if (attempt.class === 'CANCELLED') return attempt.rangAhead;
  return attempt.class === null || callClasses[attempt.class].countsAsTry;
}

function isDiallable(number: NumberFacts): boolean {
  const isDead = number.health === 'invalid' || number.health === 'replaced' || number.isExhausted;
  return number.isAllowed && !isDead && !number.isWrongPerson;
}

/** A machine on the way refused this number (608): it stays untouched until an organiser has looked (DOMAIN 1.2). */
function wasBlocked(number: NumberFacts, own: readonly TryFacts[]): boolean {
  return own.some((it) => it.numberId === number.id && it.class === 'BLOCKED');
}

/**
 * The number where a conversation broke off; else the one with the fewest tries; of equals mobile in the evening and on
 * Saturday, fixed line by day; then the export's order.
 */
function compareNumbers(
  a: NumberFacts,
  b: NumberFacts,
  own: readonly TryFacts[],
  at: Instant,
  campaign: Campaign,
): number {
  const tries = (number: NumberFacts) => own.filter((it) => it.numberId === number.id).length;
  const part = dayPart(localTime(at, campaign.timezone));
  const prefersMobile = part !== 'A' && part !== 'B';
  const misfit = (number: NumberFacts) => ((number.type === 'mobile') === prefersMobile ? 0 : 1);
  const last = own.at(-1);
  const brokeOffOn = last !== undefined && brokeOff(last) ? last.numberId : null;
  const isElsewhere = (number: NumberFacts) => (number.id === brokeOffOn ? 0 : 1);
  if (brokeOffOn !== null && isElsewhere(a) !== isElsewhere(b)) return isElsewhere(a) - isElsewhere(b);
  return tries(a) - tries(b) || misfit(a) - misfit(b) || a.position - b.position;
}

function lastPart(facts: ContactFacts, campaign: Campaign): DayPart | null {
  const last = facts.tries.at(-1);
  return last === undefined ? null : dayPart(localTime(last.at, campaign.timezone));
}
