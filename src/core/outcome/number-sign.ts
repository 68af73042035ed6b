import type { IsoDate } from '../campaign/campaign.ts';
import type { AttemptId, NumberId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { CallClass } from './call-class.ts';
import { type CallEvidence, ringSeconds } from './call-evidence.ts';
import type { Classification } from './classify.ts';
import { type Disposition, dispositions } from './disposition.ts';

/**
 * What one call says of its number, the network's word and the caller's together: one call, one sign.
 */
export interface NumberSign {
  readonly attemptId: AttemptId;
  readonly at: Instant;
  /** Calendar day of the call where the number is rung. */
  readonly day: IsoDate;
  /** The network's points in tenths, 0 to 10. */
  readonly tenths: number;
  /** The caller heard that the number is not in service; counts 10 tenths. */
  readonly announcementReported: boolean;
  /** Who called; null when no caller was on the line. */
  readonly callerAccountId: string | null;
  /** Seconds from the first 180 on, not rounded; 0 without a 180. */
  readonly alertedSeconds: number;
  /** A person spoke. */
  readonly confirmedConversation: boolean;
  /** A mailbox or answering machine took the call. */
  readonly answeredByMachine: boolean;
  /** The network found the number incomplete (484, Q.850 cause 28). */
  readonly incomplete: boolean;
  /** "Not known here": the caller's word, of this number for this person. */
  readonly wrongPerson: boolean;
  /** By `signValidity` of `trunk-health.ts`. */
  readonly validity: SignValidity;
}

export type SignValidity = 'valid' | 'void' | 'pending';

/** A sign and the number it is of. */
export interface SignOfNumber {
  readonly numberId: NumberId;
  readonly sign: NumberSign;
}

/** A phone that rang this long exists (DOMAIN 1.7, "reset"). */
export const ALIVE_RING_SECONDS = 10;

/** Whatever else was seen of such a call, it says nothing of the number (DOMAIN 1.7, "never count"). */
const neverASign: ReadonlySet<CallClass> = new Set(['TRUNK_FAULT', 'POLICY_REFUSED']);
/** These say nothing by themselves, but what was heard or how long it rang in them does. */
const noSignByItself: ReadonlySet<CallClass> = new Set(['NETWORK_FAULT', 'CANCELLED']);

export interface CallToJudge {
  readonly attemptId: AttemptId;
  readonly at: Instant;
  readonly day: IsoDate;
  readonly evidence: CallEvidence;
  readonly classification: Classification;
  readonly callerSaid: Disposition | null;
  readonly callerAccountId: string | null;
  readonly validity: SignValidity;
}

/** What the caller says of the number alone; else of the person. */
const accusing: ReadonlySet<Disposition> = new Set(['wrong-person', 'not-in-service', 'number-changed']);

/**
 * The signs of one call, one for each number it says something of.
 *
 * "Wrong number" is of the dialled one, unless the caller names others of this person: then the word is of those, and
 * on the dialled one somebody was there, or the network's word stands alone.
 * @param numbers.named Numbers of this person that the caller calls wrong; looked at only when the outcome says so.
 */
export function signsOfCall(
  call: CallToJudge,
  numbers: { readonly dialled: NumberId; readonly named: readonly NumberId[] },
): SignOfNumber[] {
  const { callerSaid } = call;
  const named = callerSaid !== null && accusing.has(callerSaid) ? numbers.named : [];
  const isOfOthers = named.length > 0 && !named.includes(numbers.dialled);
  const spoke = callerSaid === 'wrong-person' ? 'third-person' : null;
  const onDialled = numberSign(isOfOthers ? { ...call, callerSaid: spoke } : call);
  const signs: SignOfNumber[] = onDialled === null ? [] : [{ numberId: numbers.dialled, sign: onDialled }];
  for (const numberId of new Set(named))
    if (numberId !== numbers.dialled) signs.push({ numberId, sign: toldSign(call) });
  return signs;
}

/** Nobody rang this number in the call: it is what the caller was told of it, and as good as one caller's report. */
function toldSign({ attemptId, at, day, callerSaid, callerAccountId }: CallToJudge): NumberSign {
  const isWrongPerson = callerSaid === 'wrong-person';
  return {
    ...{ attemptId, at, day, callerAccountId, tenths: 0, alertedSeconds: 0 },
    ...{ confirmedConversation: false, answeredByMachine: false, incomplete: false },
    ...{ announcementReported: !isWrongPerson, wrongPerson: isWrongPerson, validity: 'valid' },
  };
}

/**
 * The sign of one call, or null when it has none: our trunk failed, our guard refused, or it was cut short.
 *
 * A network fault or a cancelled call gives a sign only with points of its own row (cause 2 from the third day on),
 * with a phone that rang for 10 s, or with the caller's word: what a person heard with their own ears beats the
 * code of a gateway (DOMAIN 1.7, "how sure").
 */
export function numberSign(call: CallToJudge): NumberSign | null {
  const { classification, callerSaid } = call;
  const effect = callerSaid === null ? 'none' : dispositions[callerSaid].numberEffect;
  const alertedSeconds = ringSeconds(call.evidence);
  if (neverASign.has(classification.class)) return null;
  const isTelling = classification.tenths > 0 || effect !== 'none' || alertedSeconds >= ALIVE_RING_SECONDS;
  if (noSignByItself.has(classification.class) && !isTelling) return null;
  const isMachine = callerSaid === 'voicemail' || callerSaid === 'voicemail-message';
  return {
    attemptId: call.attemptId,
    at: call.at,
    day: call.day,
    tenths: classification.tenths,
    announcementReported: effect === 'announcement-report' || effect === 'new-number',
    callerAccountId: call.callerAccountId,
    alertedSeconds,
    confirmedConversation: effect === 'alive' && !isMachine,
    answeredByMachine: isMachine,
    incomplete: classification.isIncomplete,
    wrongPerson: effect === 'wrong-person',
    validity: call.validity,
  };
}
