import type { SipClock, SipTimer } from '../clock.ts';
import type { TimerValues } from './timers.ts';

/**
 * Repeats the 2xx of an INVITE until its ACK has come: after T1, 2*T1 ... at most T2, on every transport, for 64*T1.
 * RFC 3261 section 13.3.1.4. The first sending is not ours.
 */
export function repeatAnswer(parts: {
  readonly clock: SipClock;
  readonly timers: TimerValues;
  readonly send: () => void;
  readonly onGivenUp: () => void;
}): { stop(): void } {
  const { clock, timers, send, onGivenUp } = parts;
  let pauseMs = timers.t1Ms;
  let repetition: SipTimer = clock.after(pauseMs, repeat);
  const end = clock.after(64 * timers.t1Ms, () => {
    repetition.cancel();
    onGivenUp();
  });

  function repeat() {
    send();
    pauseMs = Math.min(2 * pauseMs, timers.t2Ms);
    repetition = clock.after(pauseMs, repeat);
  }
  return {
    stop() {
      repetition.cancel();
      end.cancel();
    },
  };
}
