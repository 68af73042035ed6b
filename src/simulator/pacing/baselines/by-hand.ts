import type { Pacer, PacingEvent, PacingSettings } from '../../../core/pacing/pacing.ts';
import { rulePacer } from './rule-pacer.ts';

/**
 * Preview: each caller looks at the next person and dials by hand, one call after the other.
 *
 * Looking and dialling take `leastSeconds` to `mostSeconds` before each call, also after one that nobody answered; spread
 * evenly by caller and turn, without chance. Nothing is ever abandoned on purpose: each call has its caller.
 */
export function byHand(
  { leastSeconds, mostSeconds } = { leastSeconds: 45, mostSeconds: 60 },
): (settings: PacingSettings) => Pacer {
  return () => {
    const desk = callDesk((callerId, turn) => {
      // Steps of the golden ratio fill the range evenly (Weyl).
      const share = ((callerId * 7 + turn) * 0.618_033_988_75) % 1;
      return leastSeconds + share * (mostSeconds - leastSeconds);
    });
    return rulePacer('by-hand', {
      note: desk.note,
      wanted: ({ now, callers }) => {
        let calls = 0;
        for (const { id, state, since } of callers)
          if (state === 'ready' && desk.mayDial(id, { now, since })) calls += 1;
        return calls;
      },
    });
  };
}

interface Desk {
  /** Since when the caller looks at the next person: the end of the last call, if that was not a conversation. */
  lookingSince: number;
  turn: number;
  callId: number | null;
}

/** Who waits for which call, and since when each looks at the next person. */
function callDesk(lookSeconds: (callerId: number, turn: number) => number) {
  const desks = new Map<number, Desk>();
  const dialling: Desk[] = [];
  const deskOfCall = new Map<number, Desk>();
  const deskOf = (callerId: number) => {
    const desk = desks.get(callerId) ?? { lookingSince: Number.NEGATIVE_INFINITY, turn: 0, callId: null };
    desks.set(callerId, desk);
    return desk;
  };
  const give = (desk: Desk, callId: number | null) => {
    desk.callId = callId;
    if (callId !== null) deskOfCall.set(callId, desk);
  };
  return {
    /** A caller who may dial is taken to do so: the next call that goes out is this caller's. */
    mayDial(callerId: number, { now, since }: { now: number; since: number }): boolean {
      const desk = deskOf(callerId);
      const from = Math.max(since, desk.lookingSince);
      const isBusy = desk.callId !== null || dialling.includes(desk);
      if (isBusy || now < from + lookSeconds(callerId, desk.turn)) return false;
      dialling.push(desk);
      desk.turn += 1;
      return true;
    },
    note(event: PacingEvent): void {
      if (event.type === 'launched') {
        const desk = dialling.shift();
        if (desk !== undefined) give(desk, event.callId);
      } else if (event.type === 'connected') {
        // The world gives an answered call to any ready caller: whoever got another's call hands over the own one.
        const dialler = deskOfCall.get(event.callId);
        const speaker = deskOf(event.callerId);
        if (dialler !== undefined && dialler !== speaker) give(dialler, speaker.callId);
        speaker.callId = null;
        deskOfCall.delete(event.callId);
      } else if (event.type === 'failed' || event.type === 'abandoned') {
        const desk = deskOfCall.get(event.callId);
        if (desk !== undefined) {
          desk.callId = null;
          desk.lookingSince = event.at;
        }
        deskOfCall.delete(event.callId);
      }
    },
  };
}
