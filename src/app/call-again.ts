import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { AttemptId } from '../core/ids.ts';
import { MINUTE } from '../core/instant.ts';
import { unsaid } from '../core/outcome/unsaid.ts';
import { type NextTry, nextTry, WORD_LEASE } from '../core/queue/next-try.ts';
import { reportOutcome } from './caller-desk.ts';
import type { OutcomeReport, StoreDoors } from './ports.ts';
import type { SettleContext } from './settle-attempt.ts';
import type { ShiftFacts } from './view-store.ts';

/** "I ring you right back": so long it is a promise of its own, should anything come between. */
const RIGHT_BACK = 10 * MINUTE;

/**
 * The line dropped in the middle of a talk: the same person on the same number, at once (ASKS 38).
 *
 * Inside the caller's transaction. The first call is a broken line (`technical`) that promises to ring back now; the
 * promise is in this caller's hand, so the dialler rings it next. Gaps and the campaign's own limits give way, as for
 * every promise; hours and the three calls a day of the law do not. What was filled in goes with the second call.
 * @throws AppError `error.call-again.reported`, `.not-over`, `.hard-cap-today`, `.hours`, `.not-now`.
 */
export async function callAgain(
  doors: StoreDoors,
  context: SettleContext & { readonly actor: Actor },
  call: { readonly facts: ShiftFacts; readonly attemptId: AttemptId; readonly key: string },
): Promise<void> {
  const { campaign, now } = context;
  const { facts, attemptId, key } = call;
  const attempt = await doors.calls.attempt(attemptId);
  if (attempt.hasOutcome) {
    // The answer to the first pressing may be lost.
    if ((await doors.calls.outcomeOf(attemptId))?.key === key) return;
    throw new AppError('error.call-again.reported');
  }
  const isOn = attempt.state === 'in-flight' && attempt.endedAt === null;
  if (isOn || facts.state === 'ringing' || facts.state === 'talking')
    throw new AppError('error.call-again.not-over');
  await reportOutcome(doors, context, {
    ...brokenLine({ attemptId, key }),
    callback: { fromAt: now, untilAt: now + RIGHT_BACK },
  });
  const next = nextTry(await doors.queue.facts(attempt.contactId), campaign.campaign, now);
  demandNow(next, now);
  // Another number of the person is another call: that one is the queue's to choose.
  if (next.kind !== 'try' || next.numberId !== attempt.numberId)
    throw new AppError('error.call-again.not-now');
  const hand = { contactId: attempt.contactId, callerId: facts.accountId, shiftId: facts.id };
  if (!(await doors.outcomes.claimAgain({ ...hand, now, leaseUntil: now + WORD_LEASE })))
    throw new AppError('error.call-again.not-now');
  if (!(await doors.shifts.setReady(facts.id, now))) throw new AppError('error.shift.finish-last-call');
}

function demandNow(next: NextTry, now: number): void {
  if (next.kind === 'try' && next.at <= now) return;
  const reasons = next.kind === 'try' ? next.reasons : [next.reason];
  if (reasons.includes('hard-cap-today')) throw new AppError('error.call-again.hard-cap-today');
  if (reasons.includes('hours') || reasons.includes('promise-after-last-day'))
    throw new AppError('error.call-again.hours');
  throw new AppError('error.call-again.not-now');
}

function brokenLine(of: Pick<OutcomeReport, 'attemptId' | 'key'>): OutcomeReport {
  return {
    ...{ ...of, disposition: 'technical', talkedWithMember: false, answers: {}, reception: null },
    ...{ channels: [], offers: [], newsletter: null, localContact: null, callback: null, note: null },
    ...unsaid,
  };
}
