import type { NumberId, TrunkId } from '../core/ids.ts';
import { type Instant, MINUTE } from '../core/instant.ts';
import type { CallEvidence } from '../core/outcome/call-evidence.ts';
import type { Classification } from '../core/outcome/classify.ts';
import type { Disposition } from '../core/outcome/disposition.ts';
import { bringsNews, numberHealth } from '../core/outcome/number-health.ts';
import { type SignOfNumber, signsOfCall } from '../core/outcome/number-sign.ts';
import { isGateOpen, signValidity, trunkAlarm } from '../core/outcome/trunk-health.ts';
import { OWN_PHONE } from '../core/speak-way.ts';
import type { AttemptRow } from './call-store.ts';
import type { StoreDoors } from './ports.ts';

/** The gate looks this far to both sides (DOMAIN 1.1, point 5), the alarm this far back (1.7). */
const WINDOW = 10 * MINUTE;

/**
 * Adds what one call says of its number, and of others that its caller calls wrong, and settles their health.
 *
 * @returns the numbers whose health may have changed, so that their contacts can be decided anew.
 */
export async function addSigns(
  doors: StoreDoors,
  now: Instant,
  call: {
    attempt: AttemptRow;
    evidence: CallEvidence;
    classification: Classification;
    said: Disposition | null;
    /** As the caller names them; whose they are is looked up here. */
    wrongNumbers: readonly string[];
  },
): Promise<NumberId[]> {
  const { attempt, evidence, classification, said, wrongNumbers } = call;
  const { id: attemptId, dialledAt: at, day } = attempt;
  const named = wrongNumbers.length === 0 ? [] : await doors.health.numbersOf(attempt.personId, wrongNumbers);
  const judged = { attemptId, at, day, evidence, classification };
  const signs = signsOfCall(
    {
      ...judged,
      callerSaid: said,
      callerAccountId: said === null ? null : attempt.callerId,
      validity: await validityOf(doors, attempt, classification, said, now),
    },
    { dialled: attempt.numberId, named },
  );
  const changed: NumberId[] = [];
  for (const it of signs) changed.push(...(await addSign(doors, attempt, it)));
  return changed;
}

async function addSign(
  doors: StoreDoors,
  attempt: AttemptRow,
  { numberId, sign }: SignOfNumber,
): Promise<NumberId[]> {
  await doors.health.putSign({ numberId, trunkId: attempt.trunkId, sign });
  if (sign.wrongPerson) await doors.health.setWrongPerson(attempt.personId, numberId);
  const known = { state: attempt.numberState, recheckAfter: attempt.recheckAfter };
  if (numberId !== attempt.numberId || bringsNews(sign, known)) await settleHealth(doors, numberId);
  return sign.tenths > 0 || sign.announcementReported || sign.wrongPerson ? [numberId] : [];
}

/** Looks at signs that waited for their gate: valid when a call has alerted near them, void when ten minutes are over. */
export async function settlePendingSigns(doors: StoreDoors, now: Instant): Promise<NumberId[]> {
  const changed = new Set<NumberId>();
  for (const sign of await doors.health.pendingSigns()) {
    const gate = await gateAt(doors, sign.trunkId, sign.at, now);
    if (gate === 'not-yet') continue;
    for (const id of await doors.health.setSignValidity([sign.attemptId], gate ? 'valid' : 'void'))
      changed.add(id);
  }
  for (const id of changed) await settleHealth(doors, id);
  return [...changed];
}

/** After a suspicious final: does the trunk answer like a broken one? Then its window is void and it rests. */
export async function judgeTrunk(
  doors: StoreDoors,
  now: Instant,
  trunkId: TrunkId,
  evidence: CallEvidence,
): Promise<NumberId[]> {
  const status = evidence.sipStatus ?? 0;
  // Answered, busy and cancelled calls never start an alarm, and most calls are that.
  if (status < 400 || status >= 600 || status === 480 || status === 486 || status === 487) return [];
  const last = await doors.health.lastAlarm(trunkId);
  const from = Math.max(now - WINDOW, last?.pausedUntil ?? 0);
  const alarm = trunkAlarm(await doors.health.trunkFinals(trunkId, from, now), now);
  if (alarm === null) return [];
  await doors.health.putAlarm(trunkId, alarm);
  const voided = await doors.health.signsBetween(trunkId, alarm.from, alarm.until);
  const changed = await doors.health.setSignValidity(voided, 'void');
  for (const id of changed) await settleHealth(doors, id);
  await doors.units.audit({
    at: now,
    actorId: null,
    actorRole: 'system',
    action: 'trunk-alarm',
    thingKind: 'trunk',
    thingId: trunkId,
    unitId: null,
    detail: { kind: alarm.kind, status: alarm.status, count: alarm.count, voidedSigns: voided.length },
  });
  return changed;
}

async function settleHealth(doors: StoreDoors, numberId: NumberId): Promise<void> {
  await doors.health.setHealth(numberId, numberHealth(await doors.health.signsOf(numberId)));
}

async function validityOf(
  doors: StoreDoors,
  attempt: AttemptRow,
  classification: Classification,
  said: Disposition | null,
  now: Instant,
) {
  // What a person heard on a phone of their own needs no trunk of ours to be believed.
  if (attempt.trunkId === OWN_PHONE) return 'valid' as const;
  // A call that rang, was answered or was reported by a person needs no gate to be believed.
  if (classification.tenths === 0 && !classification.isIncomplete && said === null) return 'valid' as const;
  const alarm = await doors.health.lastAlarm(attempt.trunkId);
  const gate = await gateAt(doors, attempt.trunkId, attempt.dialledAt, now);
  return signValidity({ at: attempt.dialledAt, gate }, alarm === null ? [] : [alarm]);
}

async function gateAt(
  doors: StoreDoors,
  trunkId: TrunkId,
  at: Instant,
  now: Instant,
): Promise<boolean | 'not-yet'> {
  const alerted = await doors.health.trunkAlerted(trunkId, at - WINDOW, at + WINDOW);
  return isGateOpen(alerted ? [{ at, alertedOrAnswered: true }] : [], { at, now });
}
