import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { AttemptId } from '../core/ids.ts';
import { whyFixed } from '../core/outcome/correctable.ts';
import { type SkipReason, skippedUntil } from '../core/outcome/skip-reason.ts';
import { nameOf } from './board-view.ts';
import { callAgain } from './call-again.ts';
import type { CampaignBook } from './campaign-book.ts';
import { correctOutcome } from './correct-outcome.ts';
import { lookAfter } from './look-after.ts';
import type { ShiftCallRow } from './outcome-store.ts';
import { accountOf, createOwnShift } from './own-shift.ts';
import type { OutcomeReport, StoreDoors } from './ports.ts';
import { skipPreview } from './preview.ts';
import { createShiftView } from './shift-view.ts';
import type { ShiftFacts } from './view-store.ts';
import type { ShiftCall, Workplace } from './workplace.ts';
import type { WorkplaceParts } from './workplace-parts.ts';

type OutcomeRoom = Pick<
  Workplace,
  'skip' | 'callAgain' | 'shiftCalls' | 'callToCorrect' | 'correct' | 'messages' | 'messageDone'
>;

/** What callers do with outcomes besides giving one, and what of it reaches the organisers. */
export function outcomeRoom(parts: WorkplaceParts, campaigns: CampaignBook): OutcomeRoom {
  const { store, views, clock, chance, signals } = parts;
  const { own } = createOwnShift(parts, campaigns);
  const { shiftView, viewOfCall } = createShiftView(parts);
  const show = async (actor: Actor) => {
    const { facts, campaign } = await own(actor);
    return shiftView(facts, campaign);
  };
  const tell = ({ id, accountId, campaignId }: ShiftFacts) => {
    signals.shiftChanged({ id, accountId });
    signals.boardChanged(campaignId);
  };
  /** Not even an organiser speaks for somebody else's call. */
  const demandOwn = async (actor: Actor, attemptId: AttemptId) => {
    const callerId = await views.callerOf(attemptId);
    if (callerId === null) throw new AppError('error.call.unknown');
    if (callerId !== actor.accountId)
      throw new AppError('error.access.not-yours', { action: 'report-outcome' });
  };
  return {
    async skip(actor, attemptId, reason) {
      const { facts, campaign } = await own(actor);
      await demandOwn(actor, attemptId);
      const now = clock.now();
      const skipped = await store.inTransaction(async (doors) => {
        const wasRead = await skipPreview(doors, { campaign, now, chance }, { attemptId, reason });
        if (wasRead) return 'preview';
        return (await skip(doors, attemptId, { reason, now })) ? 'call' : null;
      });
      if (skipped === 'call') signals.hangUp(attemptId);
      tell(facts);
      // The next one, please.
      if (skipped === 'preview') signals.changed(facts.campaignId);
      return show(actor);
    },
    async callAgain(actor, attemptId, key) {
      const { facts, campaign } = await own(actor);
      await demandOwn(actor, attemptId);
      const context = { actor, campaign, now: clock.now(), chance };
      await store.inTransaction((doors) => callAgain(doors, context, { facts, attemptId, key }));
      tell(facts);
      signals.changed(facts.campaignId);
      return show(actor);
    },
    async shiftCalls(actor) {
      const { facts } = await own(actor);
      return (await store.outcomes.callsOfShift(facts.id)).map(shiftCall);
    },
    async callToCorrect(actor, attemptId) {
      const { facts, campaign } = await own(actor);
      await demandOwn(actor, attemptId);
      demandOpen((await store.outcomes.callsOfShift(facts.id, attemptId))[0]);
      const call = await views.callOf(attemptId);
      if (call === null) throw new AppError('error.call.unknown');
      return viewOfCall(call, campaign);
    },
    async correct(actor, report: OutcomeReport) {
      const { facts, campaign } = await own(actor);
      await demandOwn(actor, report.attemptId);
      const context = { actor, campaign, now: clock.now(), chance };
      await store.inTransaction(async (doors) => {
        // Locked first: what is read after it stays so.
        await doors.undo.lock(report.attemptId);
        // The answer to the first sending may be lost: it is the same word.
        if ((await doors.calls.outcomeOf(report.attemptId))?.key === report.key) return;
        const [call] = await doors.outcomes.callsOfShift(facts.id, report.attemptId);
        await correctOutcome(doors, context, { report, call: demandOpen(call) });
      });
      await lookAfter(parts, facts.id, report);
      tell(facts);
      signals.changed(facts.campaignId);
      return show(actor);
    },
    async messages(actor, campaignKey) {
      const { id } = await campaigns.byKey(actor, campaignKey, 'run-campaign');
      const found = await store.outcomes.openMessages(id);
      return found.map(({ givenName, familyName, ...it }) => ({
        ...it,
        about: nameOf({ givenName, familyName }),
      }));
    },
    async messageDone(actor, campaignKey, messageId) {
      const { id: campaignId, unitId } = await campaigns.byKey(actor, campaignKey, 'run-campaign');
      const by = accountOf(actor);
      const at = clock.now();
      await store.inTransaction(async (doors) => {
        // Two may press it at once: the second one finds it done.
        if (!(await doors.outcomes.messageDone({ campaignId, id: messageId, by, at }))) return;
        await doors.units.audit({
          ...{ at, actorId: by, actorRole: actor.role, action: 'message-done' },
          ...{ thingKind: 'message', thingId: messageId, unitId, detail: { campaignId } },
        });
      });
      signals.boardChanged(campaignId);
    },
  };
}

/** @returns false when the call is over, or something was said of it: then there is nothing to skip. */
async function skip(
  doors: StoreDoors,
  attemptId: AttemptId,
  { reason, now }: { readonly reason: SkipReason; readonly now: number },
): Promise<boolean> {
  const attempt = await doors.calls.attempt(attemptId);
  if (attempt.state !== 'in-flight' || attempt.endedAt !== null || attempt.hasOutcome) return false;
  // Nobody leaves a person who has picked up without a word.
  if (attempt.answeredAt !== null) throw new AppError('error.skip.answered');
  await doors.outcomes.skip({ attemptId, reason, at: now, untilAt: skippedUntil(reason, now) });
  return true;
}

/** @throws AppError `error.correct.<why>`. */
function demandOpen(call: ShiftCallRow | undefined): ShiftCallRow {
  if (call === undefined) throw new AppError('error.correct.other-shift');
  const why = whyFixed(call);
  if (why !== null) throw new AppError(`error.correct.${why}`);
  return call;
}

/** Enough to know which call it was, and no list of members (DOMAIN L23). */
function shiftCall(row: ShiftCallRow): ShiftCall {
  const { attemptId, dialledAt: at, givenName, familyName, disposition } = row;
  const initial = (familyName ?? '').slice(0, 1);
  const name = [givenName ?? '', initial === '' ? '' : `${initial}.`].filter(Boolean).join(' ');
  return { attemptId, at, name, disposition, fixed: whyFixed(row) };
}
