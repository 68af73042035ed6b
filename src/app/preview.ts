import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { AttemptId, ShiftId } from '../core/ids.ts';
import { type Instant, MINUTE, SECOND } from '../core/instant.ts';
import { type SkipReason, skippedUntil } from '../core/outcome/skip-reason.ts';
import { type NextTry, nextTry } from '../core/queue/next-try.ts';
import { demand } from './demand.ts';
import type { OutcomeReport, StoreDoors } from './ports.ts';
import type { Preview } from './preview-store.ts';
import { decideAgain, type SettleContext } from './settle-attempt.ts';

/** So long somebody may read before the person goes back to the queue; less than a claim lasts (`take-contact.ts`). */
export const PREVIEW_TIME = 10 * MINUTE;
/** A tap that no call has followed by then will have none: whoever waits would be surprised by it. */
export const TAP_TIME = 30 * SECOND;

/** Why a tap calls nobody; each is a message `error.preview.<why>`. */
export type TapRefusal = 'gone' | 'not-to-be-called' | 'hours' | 'not-now' | 'line-rests' | 'not-running';

/**
 * The caller has read and wants the call: from here on the dialler does as with everybody who is ready.
 *
 * Inside the caller's transaction. Hours, objections and limits are asked once more, as they are now; where they forbid
 * the call, the person goes back. Tapped twice, or in two tabs, is tapped once: the call has the id of its preview.
 * @returns null when the call goes out, or is on already.
 */
export async function tapPreview(
  doors: StoreDoors,
  { campaign, now }: Pick<SettleContext, 'campaign' | 'now'>,
  { shiftId, attemptId }: { readonly shiftId: ShiftId; readonly attemptId: AttemptId },
): Promise<TapRefusal | null> {
  const shown = await doors.previews.find(attemptId);
  if (shown === null) return (await doors.previews.hasBegun(attemptId, shiftId)) ? null : 'gone';
  if (shown.shiftId !== shiftId) return 'gone';
  // Locks the contact: whoever else ends this preview waits, or has done so.
  const next = nextTry(await doors.queue.facts(shown.contactId), campaign.campaign, now);
  const preview = await doors.previews.find(attemptId);
  if (preview === null) return (await doors.previews.hasBegun(attemptId, shiftId)) ? null : 'gone';
  if (preview.isTapped) return null;
  const alarm = await doors.health.lastAlarm(preview.trunkId);
  // The card stays: the line will be back.
  if (alarm !== null && alarm.pausedUntil > now) return 'line-rests';
  const why = campaign.state === 'running' ? whyNot(next, now) : 'not-running';
  if (why === null && next.kind === 'try' && (await doors.previews.tap(attemptId, next.numberId, now)))
    return null;
  await doors.queue.release(preview.contactId, next);
  await doors.previews.endFor(preview.shiftId, 'ready', now);
  return why ?? 'not-now';
}

function whyNot(next: NextTry, now: Instant): TapRefusal | null {
  const reasons = next.kind === 'try' ? next.reasons : [next.reason];
  if (next.kind === 'try' && next.at <= now) return null;
  if (reasons.some((it) => OUT_OF_HOURS.includes(it))) return 'hours';
  return next.kind === 'try' ? 'not-now' : 'not-to-be-called';
}

const OUT_OF_HOURS: readonly string[] = ['hours', 'campaign-over', 'promise-after-last-day'];

/**
 * The person goes back to the queue unharmed: no try, no call, and a promise is owed as before.
 *
 * @returns false when the call has begun, or somebody else gave the person back.
 */
export async function endPreview(
  doors: StoreDoors,
  context: SettleContext,
  preview: Preview,
  then: 'ready' | 'lapsed',
): Promise<boolean> {
  await doors.queue.facts(preview.contactId);
  if ((await doors.previews.find(preview.attemptId)) === null) return false;
  await decideAgain(doors, context, preview.contactId, 'release');
  await doors.previews.endFor(preview.shiftId, then, context.now);
  return true;
}

/** Before its caller pauses or goes. */
export async function endPreviewOf(
  doors: StoreDoors,
  context: SettleContext,
  shiftId: ShiftId,
): Promise<void> {
  const preview = await doors.previews.ofShift(shiftId);
  if (preview !== null) await endPreview(doors, context, preview, 'ready');
}

/** @returns false when nobody is shown by this id: then it may be a call. */
export async function skipPreview(
  doors: StoreDoors,
  context: SettleContext,
  { attemptId, reason }: { readonly attemptId: AttemptId; readonly reason: SkipReason },
): Promise<boolean> {
  const { now } = context;
  const preview = await doors.previews.find(attemptId);
  if (preview === null || !(await endPreview(doors, context, preview, 'ready'))) return false;
  await doors.previews.skip(preview, { reason, at: now, untilAt: skippedUntil(reason, now) });
  return true;
}

/**
 * "Nicht mehr anrufen" before any call, as an earlier note may ask for: known everywhere at once.
 *
 * @returns false when nobody is shown by this id and none was objected for: then it may be a call.
 * @throws AppError `error.preview.not-called` for any other word: nobody was rung.
 */
export async function objectToPreview(
  doors: StoreDoors,
  context: SettleContext & { readonly actor: Actor },
  { attemptId, disposition }: Pick<OutcomeReport, 'attemptId' | 'disposition'>,
): Promise<boolean> {
  const { actor, campaign, now } = context;
  const preview = await doors.previews.find(attemptId);
  // The answer to the first sending may be lost.
  if (preview === null) return disposition === 'objection' && doors.previews.wasObjected(attemptId);
  demand(actor, 'report-outcome', { ...campaign, ownerId: preview.callerId });
  if (disposition !== 'objection') throw new AppError('error.preview.not-called');
  const { personId } = preview;
  await doors.calls.insertDoNotCall({ personId, attemptId, at: now });
  await doors.units.audit({
    ...{ at: now, actorId: actor.accountId, actorRole: actor.role, action: 'do-not-call' },
    ...{ thingKind: 'person', thingId: personId, unitId: campaign.unitId, detail: { attemptId } },
  });
  await endPreview(doors, context, preview, 'ready');
  for (const id of await doors.queue.contactsOfPerson(personId))
    if (id !== preview.contactId) await decideAgain(doors, context, id, 'decide');
  return true;
}
