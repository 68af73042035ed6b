import type { Actor } from '../core/access/may-do.ts';
import { reportOutcome } from './caller-desk.ts';
import type { ShiftCallRow } from './outcome-store.ts';
import type { OutcomeReport, StoreDoors } from './ports.ts';
import type { SettleContext } from './settle-attempt.ts';
import { takeBackOutcome } from './undo-outcome.ts';

/**
 * Puts another outcome in the place of one that was given earlier in the shift (ASKS 22).
 *
 * Inside the caller's transaction, with the attempt locked. What followed from the first word is taken back, the first
 * word itself is kept as it was (`undone_outcome`), and the audit says who changed what into what. The call keeps its
 * place in the shift: it was not the last one by being corrected.
 */
export async function correctOutcome(
  doors: StoreDoors,
  context: SettleContext & { readonly actor: Actor },
  { report, call }: { readonly report: OutcomeReport; readonly call: ShiftCallRow },
): Promise<void> {
  const { actor, campaign, now } = context;
  await takeBackOutcome(doors, context, report.attemptId);
  await reportOutcome(doors, context, report);
  await doors.outcomes.keepTimes(report.attemptId, call);
  await doors.units.audit({
    at: now,
    actorId: actor.accountId,
    actorRole: actor.role,
    action: 'correct-outcome',
    thingKind: 'attempt',
    thingId: report.attemptId,
    unitId: campaign.unitId,
    detail: { from: call.disposition, to: report.disposition },
  });
}
