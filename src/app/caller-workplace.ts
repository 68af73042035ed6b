import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { AttemptId, ShiftId } from '../core/ids.ts';
import type { SpeakWay } from '../core/speak-way.ts';
import { createCallerDesk } from './caller-desk.ts';
import type { CampaignBook } from './campaign-book.ts';
import { chooseWay, speakingShift, waysIn } from './choose-way.ts';
import { demand } from './demand.ts';
import { lookAfter } from './look-after.ts';
import { accountOf, createOwnShift } from './own-shift.ts';
import { createPledges, demandPledge } from './pledges.ts';
import type { CampaignRow } from './ports.ts';
import { createShiftView } from './shift-view.ts';
import { undoOutcome } from './undo-outcome.ts';
import type { ShiftFacts } from './view-store.ts';
import type { Voice } from './voice.ts';
import type { ShiftView, Workplace } from './workplace.ts';
import type { WorkplaceParts } from './workplace-parts.ts';

type CallerRoom = Pick<
  Workplace,
  | 'openShift'
  | 'shift'
  | 'chooseWay'
  | 'ringMe'
  | 'ready'
  | 'pause'
  | 'wantPause'
  | 'leave'
  | 'dial'
  | 'talking'
  | 'hangUp'
  | 'askForHelp'
  | 'report'
  | 'undo'
>;

/** What a caller does in the browser. Each answer is the whole shift as it is then. */
export function callerWorkplace(parts: WorkplaceParts, campaigns: CampaignBook): CallerRoom {
  const { store, views, clock, signals, voice } = parts;
  const desk = createCallerDesk(parts);
  const { shiftView: view } = createShiftView(parts);
  const pledges = createPledges(parts.arrival, parts.arrival.now);
  const { find, own } = createOwnShift(parts, campaigns);
  const show = async (actor: Actor): Promise<ShiftView> => {
    const { facts, campaign } = await own(actor);
    return view(facts, campaign);
  };
  const tell = ({ id, accountId, campaignId }: ShiftFacts) => {
    signals.shiftChanged({ id, accountId });
    signals.boardChanged(campaignId);
  };
  const choose = async (facts: ShiftFacts, way: SpeakWay, phone: string | null) => {
    await chooseWay({ shifts: store.shifts, voice }, facts, { way, phone });
    // Only who dials needs the phone beside the page.
    if (way !== 'own') await parts.pairedPhone.forget(facts.id);
    tell(facts);
    // Whom the dialler waited for may be heard now.
    signals.changed(facts.campaignId);
  };
  const then = async (actor: Actor, act: (shiftId: ShiftId) => Promise<void>): Promise<ShiftView> => {
    await act((await own(actor)).facts.id);
    return show(actor);
  };
  return {
    async openShift(actor, campaignKey) {
      const campaign = await campaigns.byKey(actor, campaignKey, 'join-shift');
      const there = await find(actor);
      if (there !== null && there.campaign.id !== campaign.id)
        throw new AppError('error.shift.elsewhere', { campaign: there.campaign.campaign.title });
      if (there === null) {
        await demandPledge(pledges, accountOf(actor), campaign.campaign);
        await desk.join(campaign.id, accountOf(actor));
      }
      const { facts } = await own(actor);
      const [way, another] = waysIn(campaign, voice).ways;
      // Where there is no choice, nobody is asked; a call that is on goes on as it began.
      if (way !== undefined && another === undefined && !isInCall(facts)) await choose(facts, way, null);
      return show(actor);
    },
    async shift(actor) {
      const found = await find(actor);
      return found && view(found.facts, found.campaign);
    },
    async chooseWay(actor, way, phone) {
      const { facts } = await own(actor);
      await choose(facts, way, phone);
      return show(actor);
    },
    async ringMe(actor) {
      const { facts } = await own(actor);
      if (speakingShift(facts, voice).way !== 'phone') throw new AppError('error.voice.no-phone');
      voice.ringCaller(facts.id);
      tell(facts);
      return show(actor);
    },
    async ready(actor) {
      const { facts, campaign } = await own(actor);
      demandLine(facts, voice);
      await demandPractice(parts.practice, facts, campaign);
      await parts.practice.leave(facts.accountId);
      await desk.ready(facts.id);
      // Once more, for a partner who was found in the same moment.
      await parts.practice.leave(facts.accountId);
      return show(actor);
    },
    pause: (actor) => then(actor, desk.pause),
    async wantPause(actor, isWanted) {
      const { facts } = await own(actor);
      // An old page may say so of a call that is long over: the next one is not meant.
      if (!isInCall(facts) && facts.state !== 'wrap-up') return show(actor);
      await store.shifts.setWantsPause(facts.id, isWanted);
      tell(facts);
      // A pacer calls nobody ahead for them.
      signals.changed(facts.campaignId);
      return show(actor);
    },
    async leave(actor) {
      const found = await find(actor);
      // An old page may leave once more.
      if (found === null) return;
      await desk.leave(found.facts.id);
      voice.over(found.facts.id);
      await parts.pairedPhone.forget(found.facts.id);
    },
    async dial(actor, attemptId) {
      const { facts } = await own(actor);
      demandLine(facts, voice);
      await desk.dial(facts.id, attemptId);
      return show(actor);
    },
    async talking(actor, attemptId) {
      const { facts } = await own(actor);
      // A click that comes after the end of the call says nothing of the next one.
      if (isOnLine(facts, attemptId)) {
        await store.calls.markAnswered(attemptId, clock.now());
        voice.talking(attemptId);
        tell(facts);
      }
      return show(actor);
    },
    async hangUp(actor, attemptId) {
      const { facts } = await own(actor);
      if (isOnLine(facts, attemptId)) signals.hangUp(attemptId);
      return show(actor);
    },
    async askForHelp(actor, isWanted) {
      const { facts } = await own(actor);
      await views.setHelp(facts.id, isWanted);
      tell(facts);
      return show(actor);
    },
    async report(actor, report) {
      const { facts, campaign } = await own(actor);
      const callerId = await views.callerOf(report.attemptId);
      // The answer to the first sending may be lost.
      if (callerId === null && (await store.previews.wasObjected(report.attemptId))) return show(actor);
      if (callerId === null) throw new AppError('error.call.unknown');
      demand(actor, 'report-outcome', { ...campaign, ownerId: callerId });
      // Not even an organiser speaks for somebody else's call.
      if (callerId !== actor.accountId)
        throw new AppError('error.access.not-yours', { action: 'report-outcome' });
      await desk.report(facts.id, report);
      if (await lookAfter(parts, facts.id, report)) tell(facts);
      return show(actor);
    },
    async undo(actor, attemptId) {
      const { facts, campaign } = await own(actor);
      const context = { actor, campaign, now: clock.now(), chance: parts.chance };
      await store.inTransaction((doors) => undoOutcome(doors, context, attemptId));
      tell(facts);
      signals.changed(facts.campaignId);
      return show(actor);
    },
  };
}

/** A first call comes after the practice, where the campaign wants it so; a call that is on goes on. */
async function demandPractice(
  practice: WorkplaceParts['practice'],
  facts: ShiftFacts,
  { campaign }: CampaignRow,
): Promise<void> {
  if (!(campaign.practice?.required ?? false) || isInCall(facts)) return;
  if (!(await practice.isReady(facts.accountId, facts.campaignId)))
    throw new AppError('error.practice.required');
}

/** Who would not be heard gets nobody on the line; whoever has a call already, hears or not, is not asked. */
function demandLine(facts: ShiftFacts, voice: Voice): void {
  if (isInCall(facts)) return;
  const shift = speakingShift(facts, voice);
  if (shift.way === null) throw new AppError('error.voice.choose-way');
  if (!voice.isHeard(shift)) throw new AppError('error.voice.not-connected');
}

function isInCall({ state }: ShiftFacts): boolean {
  return state === 'ringing' || state === 'talking';
}

function isOnLine({ call }: ShiftFacts, attemptId: AttemptId): boolean {
  if (call === null || call.attemptId !== attemptId || call.preview !== null) return false;
  return call.state === 'in-flight' && call.endedAt === null;
}
