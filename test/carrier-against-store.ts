// The carrier's own log against what the application says of the same calls.
import type { CarrierLogEntry } from '../src/simulator/carrier-log.ts';
import type { StoreAfter, StoredAttempt } from './store-after.ts';

/** Of a call in the carrier's log. */
interface CarrierCall {
  readonly callId: string;
  readonly to: string;
  readonly entries: readonly CarrierLogEntry[];
}

/**
 * What the two tell differently of a demo that nobody killed, in words without numbers: empty when they agree.
 *
 * Each attempt is one INVITE with its id as Call-ID; the number, the answer and the final status are the same; each call
 * has one end, and none of them by a timer.
 */
export function carrierAgainstStore(log: readonly CarrierLogEntry[], { attempts }: StoreAfter): string[] {
  const calls = callsOf(log);
  const missing = [...attempts.keys()].filter((id) => !calls.some((it) => it.callId === id));
  return [
    ...missing.map((id) => `the carrier has not seen ${id}`),
    ...calls.flatMap((call) => {
      const attempt = attempts.get(call.callId);
      if (attempt === undefined) return [`the store does not know ${call.callId}`];
      return [...callDiffers(call, attempt), ...openEnd(call)].map((it) => `${it}: ${call.callId}`);
    }),
  ];
}

export function callsOf(log: readonly CarrierLogEntry[]): CarrierCall[] {
  return [...Map.groupBy(log, (it) => it.callId)].map(([callId, entries]) => {
    return { callId, to: entries[0]?.to ?? '', entries };
  });
}

function callDiffers({ to, entries }: CarrierCall, attempt: StoredAttempt): string[] {
  const { evidence } = attempt;
  if (evidence === null) return ['nothing is stored of the call'];
  const count = (event: string) => entries.filter((it) => it.event === event).length;
  const status = entries.find((it) => it.event === 'ended')?.status;
  const problems: string[] = [];
  if (to !== attempt.to) problems.push('another number was dialled');
  if (count('dialled') !== 1) problems.push(`${count('dialled')} calls of one attempt`);
  // Who answers in the moment of our CANCEL has answered for the carrier, and nobody was there for us (RFC 3261 section 15).
  const isCrossed = evidence.cancelledByUs && count('answered') === 1;
  if (isCrossed) return problems;
  if (count('answered') !== (evidence.ms.answered === null ? 0 : 1)) problems.push('answered for one alone');
  if (status !== evidence.sipStatus) problems.push(`ended with ${status}, stored as ${evidence.sipStatus}`);
  return problems;
}

function openEnd({ entries }: CarrierCall): string[] {
  const ends = entries.filter((it) => it.event === 'ended');
  const problems: string[] = [];
  if (ends.length !== 1 || entries.at(-1)?.event !== 'ended') problems.push(`${ends.length} ends`);
  if (ends.some((it) => it.by === 'timer')) problems.push('ended by a timer');
  return problems;
}
