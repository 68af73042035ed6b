import type { NumberType } from '../numbers/phone-finding.ts';

/** When a call rang and was answered, in seconds since it was dialled. */
export interface AnswerTiming {
  /** First 180; null without one. */
  readonly ringingSeconds: number | null;
  readonly answeredSeconds: number | null;
  readonly numberType: NumberType;
  /** Ring seconds of earlier calls of this number that a mailbox took. */
  readonly earlierMailboxRingSeconds: readonly number[];
}

/**
 * Does the timing of the answer suggest a mailbox? Shown, never acted on (DOMAIN 5.3).
 *
 * A mobile that is off is answered by its mailbox at once: within 3 s of the 180, or of the dialling without one. And a
 * mailbox takes its calls after the same ringing each time: 14 to 31 s, within 1 s of an earlier one of the number.
 */
export function isProbablyMailbox(timing: AnswerTiming): boolean {
  const { ringingSeconds, answeredSeconds, numberType } = timing;
  if (answeredSeconds === null) return false;
  if (isMobile(numberType) && answeredSeconds - (ringingSeconds ?? 0) <= 3) return true;
  const rang = ringingSeconds === null ? 0 : answeredSeconds - ringingSeconds;
  const isAsBefore = timing.earlierMailboxRingSeconds.some((earlier) => Math.abs(earlier - rang) <= 1);
  return rang >= 14 && rang <= 31 && isAsBefore;
}

function isMobile(type: NumberType): boolean {
  return type === 'mobile' || type === 'fixed-line-or-mobile';
}
