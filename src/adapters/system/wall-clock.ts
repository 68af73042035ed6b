import { randomBytes } from 'node:crypto';
import type { SipClock } from '../../sip/clock.ts';

/** The wall's time for SIP's timers, from a clock that nobody sets back. */
export function wallClock(): SipClock {
  return {
    now: () => performance.now(),
    after(ms, task) {
      const timer = setTimeout(task, ms);
      return { cancel: () => clearTimeout(timer) };
    },
  };
}

/** 96 random bits in hexadecimal digits: branches and tags must not be guessed (RFC 3261 section 19.3). */
export function randomToken(): string {
  return randomBytes(12).toString('hex');
}
