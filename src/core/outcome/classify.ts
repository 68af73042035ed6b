import type { NumberType } from '../numbers/phone-finding.ts';
import { OWN_PHONE } from '../speak-way.ts';
import type { CallClass } from './call-class.ts';
import {
  type CallEvidence,
  earlyMediaSeconds,
  q850Cause,
  ringSeconds,
  silentCauses,
} from './call-evidence.ts';
import { classOfAnswer, classOfUnanswered, type Disposition, dispositions } from './disposition.ts';
import { isProbablyMailbox } from './probable-mailbox.ts';
import { q850Causes } from './q850-causes.ts';
import { sipFinals } from './sip-finals.ts';
import { type CallFacts, type OwnAlarm, type SoftSign, type Verdict, verdictFor } from './verdict.ts';

export interface Classification {
  readonly class: CallClass;
  /** The network's number-health points in tenths, 0 to 10; what the caller heard is counted by `number-sign.ts`. */
  readonly tenths: number;
  readonly soft: SoftSign | null;
  readonly alarm: OwnAlarm | null;
  readonly isIncomplete: boolean;
  /** A 4xx to 6xx within a second and without early media: what the trunk alarm looks for in runs. */
  readonly isFastFinal: boolean;
  /** Shown as a chip until the caller has said who answered; never acts (DOMAIN 5.3). */
  readonly answeredHint: 'mailbox-probable' | null;
  /** Which rule decided, for the organiser and for later statistics: `q850-1`, `sip-404`, `cancelled-early`. */
  readonly rule: string;
}

export interface ClassifyOptions {
  /** From here on an unanswered ringing is "no answer"; 15 s or more (DOMAIN 1.8). */
  readonly minRingSeconds: number;
  readonly numberType: NumberType;
  /** Does our own parser take the number for complete? If not, a 484 tells nothing new. */
  readonly ownParserSaysComplete: boolean;
  /** What the caller said, once it is known. */
  readonly callerSaid?: Disposition;
  /** Earlier days on which the number met the same cause 2 or 3 while others with its prefix went through. */
  readonly sameCauseDaysBefore?: number;
  /** Ring seconds of earlier calls of this number that a mailbox took. */
  readonly earlierMailboxRingSeconds?: readonly number[];
}

/**
 * What became of a call: own state first, then who answered, then the Q.850 cause, then the SIP status with its timing.
 *
 * Total: any evidence gets a class, never an exception; what no rule knows is `UNKNOWN`.
 * Source: DOMAIN 1.1, 1.4, 1.5 and 1.8. Three departures are named where they stand.
 */
export function classify(evidence: CallEvidence, options: ClassifyOptions): Classification {
  const { rule, verdict } = decide(evidence, options);
  return {
    class: verdict.class,
    tenths: verdict.tenths ?? 0,
    soft: verdict.soft ?? null,
    alarm: verdict.alarm ?? null,
    isIncomplete: verdict.isIncomplete ?? false,
    isFastFinal: isFastFinal(evidence),
    answeredHint: isAnswered(evidence) && !options.callerSaid ? answeredHint(evidence, options) : null,
    rule,
  };
}

type Decision = { readonly rule: string; readonly verdict: Verdict };

function decide(evidence: CallEvidence, options: ClassifyOptions): Decision {
  if (evidence.policyRefused !== null)
    return { rule: 'policy-refused', verdict: { class: 'POLICY_REFUSED' } };
  if (evidence.trunkId === OWN_PHONE)
    return byWordAlone(options.callerSaid, { wasAnswered: isAnswered(evidence) });
  if (evidence.localTimeout) return { rule: 'local-timeout', verdict: { class: 'TRUNK_FAULT' } };
  if (evidence.transportError) return { rule: 'transport-error', verdict: { class: 'TRUNK_FAULT' } };
  if (isAnswered(evidence)) return answered(options.callerSaid);
  if (evidence.cancelledByUs) return cancelled(evidence, options);
  return byNetwork(evidence, factsOf(evidence, options));
}

function answered(callerSaid: Disposition | undefined): Decision {
  // Nobody has told yet: a person may be on the line, and this is the reading that hangs up on nobody.
  if (callerSaid === undefined) return { rule: 'answered', verdict: { class: 'ANSWERED_HUMAN' } };
  const rule = callerSaid === 'abandoned' ? 'abandoned' : `caller-${callerSaid}`;
  return { rule, verdict: { class: classOfAnswer(callerSaid) } };
}

/**
 * A caller dialled on an own phone and says what it was; nothing else is known. The caller's ear tells a number that
 * rings in vain from a busy one, which behind an answer (`classOfAnswer`) only tones could have been.
 */
function byWordAlone(
  callerSaid: Disposition | undefined,
  { wasAnswered }: { readonly wasAnswered: boolean },
): Decision {
  if (callerSaid === undefined || callerSaid === 'lost' || callerSaid === 'abandoned')
    return { rule: 'own-phone', verdict: { class: 'UNKNOWN' } };
  const heard = wasAnswered ? undefined : classOfUnanswered(callerSaid);
  return { rule: `caller-${callerSaid}`, verdict: { class: heard ?? classOfAnswer(callerSaid) } };
}

function cancelled(evidence: CallEvidence, { minRingSeconds, callerSaid }: ClassifyOptions): Decision {
  // The caller heard the announcement before an answer and pressed its button (DOMAIN 1.6). Without this
  // (departure 1) the call would be a mere cancellation, and the dead number would be rung again at once.
  if (callerSaid !== undefined && tellsOfNumber(callerSaid)) {
    return { rule: `caller-${callerSaid}`, verdict: { class: 'NOT_IN_SERVICE' } };
  }
  if (ringSeconds(evidence) >= minRingSeconds) {
    return { rule: 'rung-long-enough', verdict: { class: 'NO_ANSWER', soft: 'no-answer' } };
  }
  // Departure 2: some trunks never send 180. Waiting out a 183 was a try, or it would be repeated for ever at once.
  if (earlyMediaSeconds(evidence) >= minRingSeconds)
    return { rule: 'early-media-only', verdict: { class: 'UNKNOWN' } };
  return { rule: 'ring-shorter-than-minimum', verdict: { class: 'CANCELLED' } };
}

function byNetwork(evidence: CallEvidence, facts: CallFacts): Decision {
  const { sipStatus } = evidence;
  const cause = q850Cause(evidence.reasons);
  // Departure 3: no gateway invents 607 or 608, while both come with cause 21. That somebody marked the call as
  // unwanted must not be lost as a mere "declined" (RFC 8197, RFC 8688).
  const statusFirst = sipStatus === 607 || sipStatus === 608;
  if (!statusFirst && cause !== null && !silentCauses.has(cause)) {
    const verdict = verdictFor(q850Causes, cause, facts);
    if (verdict) return { rule: `q850-${cause}`, verdict: withSoftNoAnswer(verdict) };
  }
  const verdict = sipStatus === null ? null : verdictFor(sipFinals, sipStatus, facts);
  if (verdict) return { rule: `sip-${sipStatus}`, verdict: withSoftNoAnswer(verdict) };
  return { rule: 'no-rule', verdict: { class: 'UNKNOWN' } };
}

function withSoftNoAnswer(verdict: Verdict): Verdict {
  return verdict.class === 'NO_ANSWER' ? { ...verdict, soft: 'no-answer' } : verdict;
}

function factsOf(evidence: CallEvidence, options: ClassifyOptions): CallFacts {
  return {
    ringSeconds: ringSeconds(evidence),
    hasRung: evidence.ms.ringing !== null,
    minRingSeconds: options.minRingSeconds,
    ownParserSaysComplete: options.ownParserSaysComplete,
    isAnalyticsBlock: isAnalyticsBlock(evidence),
    sameCauseDaysBefore: options.sameCauseDaysBefore ?? 0,
  };
}

/** Does this word of the caller say that the number is no good, whoever spoke it? */
function tellsOfNumber(callerSaid: Disposition): boolean {
  const effect = dispositions[callerSaid].numberEffect;
  return effect === 'announcement-report' || effect === 'new-number';
}

function isAnswered({ sipStatus, ms }: CallEvidence): boolean {
  return ms.answered !== null || (sipStatus !== null && sipStatus >= 200 && sipStatus < 300);
}

function isFastFinal({ sipStatus, ms }: CallEvidence): boolean {
  return (
    sipStatus !== null && sipStatus >= 400 && ms.progress === null && ms.ended !== null && ms.ended < 1000
  );
}

/** "603+" (ATIS-1000099): the phrase, a Reason text or a Call-Info names the analytics that blocked the call. */
function isAnalyticsBlock({ sipStatus, reasonPhrase, reasons, callInfo }: CallEvidence): boolean {
  if (sipStatus !== 603) return false;
  const words = [reasonPhrase ?? '', ...reasons.map(({ text }) => text ?? '')].join(' ');
  return callInfo !== null || /network blocked|analytics/i.test(words);
}

/** By timing (DOMAIN 5.3); when a caller pressed "Wir sprechen" on an own phone, tells nothing. */
function answeredHint({ ms, trunkId }: CallEvidence, options: ClassifyOptions): 'mailbox-probable' | null {
  if (trunkId === OWN_PHONE) return null;
  const isMailbox = isProbablyMailbox({
    ringingSeconds: ms.ringing === null ? null : ms.ringing / 1000,
    answeredSeconds: ms.answered === null ? null : ms.answered / 1000,
    numberType: options.numberType,
    earlierMailboxRingSeconds: options.earlierMailboxRingSeconds ?? [],
  });
  return isMailbox ? 'mailbox-probable' : null;
}
