import { systemChance, systemClock } from '../adapters/system/system-clock.ts';
import { createSipTelephony } from '../adapters/telephony/sip-telephony.ts';
import type { Leg } from '../app/ports.ts';
import type { CallRequest } from '../cli/call.ts';
import type { AttemptId, E164, ShiftId, TrunkId } from '../core/ids.ts';
import { SECOND } from '../core/instant.ts';
import type { CallEvidence } from '../core/outcome/call-evidence.ts';

/** Whoever answers a test call has this long to hang up; then we do. */
const TALK_SECONDS = 5;

/** Places one call and waits for its end. @param signal Hangs up when it is aborted. @throws AppError `error.cli.trunk-host`. */
export async function placeCall(request: CallRequest, signal: AbortSignal): Promise<CallEvidence> {
  const errors: unknown[] = [];
  const clock = systemClock((error) => errors.push(error));
  const telephony = await createSipTelephony({
    trunk: request.trunk,
    clock,
    onError: (error) => errors.push(error),
  });
  const ended = Promise.withResolvers<CallEvidence>();
  const chance = systemChance();
  const dialRequest = {
    // The command line's own words, checked when they were read.
    attemptId: chance.uuid() as AttemptId,
    shiftId: chance.uuid() as ShiftId,
    side: 'contact' as const,
    analyseSound: false,
    trunkId: 'draht-call' as TrunkId,
    to: request.to as E164,
    from: request.from as E164,
    ringSeconds: request.ringSeconds,
  };
  const leg: Leg = telephony.dial(dialRequest, async (event) => {
    if (event.kind === 'answered') clock.at(clock.now() + TALK_SECONDS * SECOND, async () => leg.hangUp());
    if (event.kind === 'ended') ended.resolve(event.evidence);
  });
  signal.addEventListener('abort', () => leg.hangUp());
  const evidence = await ended.promise;
  await telephony.close();
  if (errors.length > 0) throw errors[0];
  return evidence;
}
