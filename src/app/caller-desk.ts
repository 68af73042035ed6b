import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { AttemptId, CampaignId, ShiftId } from '../core/ids.ts';
import { OWN_PHONE } from '../core/speak-way.ts';
import { demand } from './demand.ts';
import { demandPlaces, limitedYes } from './demand-places.ts';
import type { CallerDesk, CampaignRow, Chance, Clock, OutcomeReport, Store, StoreDoors } from './ports.ts';
import { endPreviewOf, objectToPreview, tapPreview } from './preview.ts';
import { keepWhatWasSaid, settleAttempt } from './settle-attempt.ts';
import type { ShiftRow } from './shift-store.ts';

/** What the desk tells the dialler and the screens: hints, nothing hangs on them (all of it stands in the store, too). */
export interface DeskSignals {
  /** A caller became ready, went or reported; or an organiser changed what may be dialled. */
  changed(campaignId: CampaignId): void;
  /** The outcome is given: whatever line the attempt still has is no longer needed. */
  reported(attemptId: AttemptId): void;
  /** The caller wants the line down, answered or not. */
  hangUp(attemptId: AttemptId): void;
  /** This caller will be ready in a moment: a pacer may know before it comes true. */
  nearlyReady(shiftId: ShiftId): void;
  /** What this caller's screen shows is no longer what the store says. */
  shiftChanged(shift: Pick<ShiftRow, 'id' | 'accountId'>): void;
  /** The same of the campaign's board. */
  boardChanged(campaignId: CampaignId): void;
}

/** What callers do: join, be ready, pause, say what a call was, leave. Every door asks `mayDo` first. */
export function createCallerDesk(parts: {
  store: Store;
  clock: Clock;
  chance: Chance;
  signals: DeskSignals;
}): CallerDesk {
  const { store, clock, chance, signals } = parts;
  // Unit and rules of a campaign that runs do not change; a closed one takes no new shift (`join` reads it anew).
  const known = new Map<CampaignRow['id'], CampaignRow>();
  const open = async (shiftId: ShiftId, action: 'work-shift' | 'report-outcome') => {
    const shift = await store.shifts.shift(shiftId);
    const campaign = known.get(shift.campaignId) ?? (await campaignOf(store, shift.campaignId));
    known.set(campaign.id, campaign);
    const actor: Actor = { accountId: shift.accountId, role: 'caller', unitPath: campaign.unitPath };
    demand(actor, action, { ...campaign, ownerId: shift.accountId });
    return { campaign, actor, shift };
  };
  const tell = (shift: ShiftRow) => {
    signals.shiftChanged(shift);
    signals.boardChanged(shift.campaignId);
  };
  const stop = async (shiftId: ShiftId, state: 'pause' | 'left') => {
    const { shift, campaign } = await open(shiftId, 'work-shift');
    const now = clock.now();
    const isStopped = await store.inTransaction(async (doors) => {
      await endPreviewOf(doors, { campaign, now, chance }, shiftId);
      return doors.shifts.setShift(shiftId, state, now);
    });
    // An old page may say once more what is so already.
    if (!isStopped && hasCall(await store.shifts.shift(shiftId))) throw new AppError('error.shift.in-call');
    tell(shift);
    signals.changed(shift.campaignId);
  };
  return {
    async join(campaignId, accountId) {
      const campaign = await campaignOf(store, campaignId);
      demand({ accountId, role: 'caller', unitPath: campaign.unitPath }, 'join-shift', campaign);
      if (campaign.state !== 'running') throw new AppError('error.campaign.closed');
      const id = chance.uuid() as ShiftId; // A fresh id of the right kind.
      const shift = await store.shifts.openShift({ id, campaignId, accountId, at: clock.now() });
      tell(shift);
      return { shiftId: shift.id, lastCallFirst: await store.calls.wordOwed(accountId) };
    },
    async ready(shiftId) {
      const { shift } = await open(shiftId, 'work-shift');
      const isReady = await store.shifts.setReady(shiftId, clock.now());
      // Pressed twice: the second time the next call may be on already.
      if (!isReady && !hasCall(await store.shifts.shift(shiftId)))
        throw new AppError('error.shift.finish-last-call');
      if (isReady && shift.wantsPause) await store.shifts.setWantsPause(shiftId, false);
      tell(shift);
      signals.changed(shift.campaignId);
    },
    pause: (shiftId) => stop(shiftId, 'pause'),
    leave: (shiftId) => stop(shiftId, 'left'),
    async dial(shiftId, attemptId) {
      const { shift } = await open(shiftId, 'work-shift');
      // What is remembered of a campaign does not say whether it is over.
      const campaign = await campaignOf(store, shift.campaignId);
      const refusal = await store.inTransaction((doors) =>
        tapPreview(doors, { campaign, now: clock.now() }, { shiftId, attemptId }),
      );
      tell(shift);
      signals.changed(shift.campaignId);
      if (refusal !== null) throw new AppError(`error.preview.${refusal}`);
    },
    async report(shiftId, report) {
      const { actor, campaign, shift } = await open(shiftId, 'report-outcome');
      const wasRead = await store.inTransaction(async (doors) => {
        const context = { actor, campaign, now: clock.now(), chance };
        if (await objectToPreview(doors, context, report)) return true;
        await reportOutcome(doors, context, report);
        return false;
      });
      if (wasRead) signals.changed(shift.campaignId);
      signals.reported(report.attemptId);
      // Whoever must not be called is not rung a second longer, nor heard by somebody who picks up just now.
      if (report.disposition === 'objection') signals.hangUp(report.attemptId);
      tell(shift);
      // A place less, on all screens.
      if (limitedYes(campaign.campaign, report).length > 0)
        for (const it of await store.offers.openShifts(campaign.id)) signals.shiftChanged(it);
    },
  };
}

function hasCall({ state }: ShiftRow): boolean {
  return state === 'preview' || state === 'ringing' || state === 'talking';
}

/** Writes down what a caller says of a call, once, with all that follows from it. Inside the caller's transaction. */
export async function reportOutcome(
  doors: StoreDoors,
  context: { actor: Actor; campaign: CampaignRow; now: number; chance: Chance },
  report: OutcomeReport,
): Promise<void> {
  const { actor, campaign, now } = context;
  const attempt = await doors.calls.attempt(report.attemptId);
  const { callerId } = attempt;
  // Nobody has had it: there is nothing to say of it.
  if (callerId === null) throw new AppError('error.call.unknown');
  demand(actor, 'report-outcome', { ...campaign, ownerId: callerId });
  if (report.callback !== null && report.callback.untilAt <= report.callback.fromAt) {
    throw new AppError('error.outcome.callback-order');
  }
  await demandPlaces(doors, campaign.campaign, report);
  const isNew = await doors.calls.insertOutcome(report, callerId, campaign.campaign.guide.version, now);
  if (!isNew) return;
  await keepWhatWasSaid(doors, context, attempt, report);
  // The word may come while the line is still up (a mailbox, an announcement): then the end of the call settles it. Of a
  // caller's own phone there is no other end than this word.
  if (attempt.endedAt === null && attempt.state === 'in-flight' && attempt.trunkId !== OWN_PHONE) return;
  await settleAttempt(doors, context, { attempt, evidence: attempt.evidence, report });
  if (attempt.needsWord) await doors.calls.clearWordOwed(attempt.id);
}

async function campaignOf(store: Store, id: CampaignRow['id']): Promise<CampaignRow> {
  const campaign = await store.campaigns.byId(id);
  if (campaign === null) throw new AppError('error.campaign.unknown');
  return campaign;
}
