import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { AttemptId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import { numberHealth } from '../core/outcome/number-health.ts';
import { PROMISE_TOLERANCE } from '../core/queue/next-try.ts';
import type { AttemptRow } from './call-store.ts';
import type { StoreDoors } from './ports.ts';
import { decideAgain, decideNumbersAgain, type SettleContext } from './settle-attempt.ts';
import type { Undoable } from './undo-store.ts';
import { UNDO_TIME } from './workplace.ts';

/**
 * Takes back what a caller said last, within ten seconds, with everything that followed from it.
 *
 * Inside the caller's transaction. The call then waits for its word like one that was cut off: its caller gets no other
 * before, and nobody rings the person meanwhile (`word-owed` of the queue). Undone twice is undone once.
 * @throws AppError `error.call.unknown`, `error.access.not-yours`, `error.outcome.nothing-to-undo`,
 *   `error.outcome.not-last`, `error.outcome.too-late`.
 */
export async function undoOutcome(
  doors: StoreDoors,
  context: SettleContext & { readonly actor: Actor },
  attemptId: AttemptId,
): Promise<void> {
  const { actor, now } = context;
  const found = await doors.undo.lock(attemptId);
  if (found === null) throw new AppError('error.call.unknown');
  if (found.callerId !== actor.accountId)
    throw new AppError('error.access.not-yours', { action: 'report-outcome' });
  if (found.reportedAt === null && found.wasUndone) return;
  demandInTime(found, now);
  const attempt = await takeBackOutcome(doors, context, attemptId);
  if (attempt.state !== 'in-flight') await doors.shifts.wrapUp(found.callerId, now);
}

/**
 * Takes an outcome back with all that followed from it; the call waits for its word again.
 *
 * @returns the attempt as it was before.
 */
export async function takeBackOutcome(
  doors: StoreDoors,
  context: SettleContext & { readonly actor: Actor },
  attemptId: AttemptId,
): Promise<AttemptRow> {
  const { now } = context;
  const attempt = await doors.calls.attempt(attemptId);
  const taken = await doors.undo.takeBack(attemptId, now);
  if (taken.lostItsPromise)
    await doors.calls.answerCallback(attempt.contactId, attempt.id, attempt.dialledAt, PROMISE_TOLERANCE);
  for (const numberId of taken.numberIds)
    await doors.health.setHealth(numberId, numberHealth(await doors.health.signsOf(numberId)));
  if (taken.liftedObjection) await noteLifted(doors, context, attempt);
  await decideAgain(doors, context, attempt.contactId, 'decide');
  if (taken.liftedObjection)
    for (const id of await doors.undo.contactsOf(attempt.personId))
      if (id !== attempt.contactId) await decideAgain(doors, context, id, 'decide');
  await decideNumbersAgain(doors, context, taken.numberIds);
  return attempt;
}

function demandInTime({ reportedAt, isLast }: Undoable, now: Instant): void {
  if (reportedAt === null) throw new AppError('error.outcome.nothing-to-undo');
  if (now >= reportedAt + UNDO_TIME) throw new AppError('error.outcome.too-late');
  if (!isLast) throw new AppError('error.outcome.not-last');
}

async function noteLifted(
  doors: StoreDoors,
  { actor, campaign, now }: SettleContext & { readonly actor: Actor },
  attempt: AttemptRow,
): Promise<void> {
  await doors.units.audit({
    at: now,
    actorId: actor.accountId,
    actorRole: actor.role,
    action: 'undo-do-not-call',
    thingKind: 'person',
    thingId: attempt.personId,
    unitId: campaign.unitId,
    detail: { attemptId: attempt.id },
  });
}
