import { MINUTE } from '../core/instant.ts';
import { noEvidence } from '../core/outcome/call-evidence.ts';
import { OWN_PHONE } from '../core/speak-way.ts';
import type { Clock, Telephony, Timer } from './ports.ts';

/**
 * So long a call by an own phone waits for its caller's word. Who has said nothing then went away in the middle of it,
 * or talks on: either way the shift is free again, and the word stays owed.
 */
export const OWN_CALL_LIMIT = 60 * MINUTE;

/**
 * Calls that callers dial themselves, each on a phone of their own: no network tells us anything of them.
 *
 * A leg lies still until it is hung up, by the caller's word or the caller's "Aufgelegt", or until `OWN_CALL_LIMIT` is
 * over. `close()` ends nothing: who talks talks on, and the next dialler finds the call in the store.
 */
export function ownPhone(clock: Clock): Telephony & { close(): void } {
  const limits = new Set<Timer>();
  return {
    dial(_request, listener) {
      const dialledAt = clock.now();
      let isOver = false;
      const end = async () => {
        limit.cancel();
        limits.delete(limit);
        if (isOver) return;
        isOver = true;
        const ms = { ...noEvidence.ms, ended: clock.now() - dialledAt };
        await listener({ kind: 'ended', evidence: { ...noEvidence, trunkId: OWN_PHONE, ms } });
      };
      const limit = clock.at(dialledAt + OWN_CALL_LIMIT, end);
      limits.add(limit);
      // By the clock, as all events of a leg: an error of its listener is heard where those of other tasks are.
      return { hangUp: () => void clock.at(clock.now(), end) };
    },
    close() {
      for (const limit of limits) limit.cancel();
      limits.clear();
    },
  };
}
