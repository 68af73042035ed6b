import { HOUR, type Instant, MINUTE } from '../core/instant.ts';

/** Slows down whoever guesses: some tries are free, then each one waits longer. Kept in memory, for one process. */
export interface SignInThrottle {
  /** Counts a try before it is known what it comes to. @returns milliseconds to wait; 0 lets it through. */
  begin(key: string, now: Instant): number;
  /** The try was right: what went before is forgiven. */
  forgive(key: string): void;
}

const FIRST_WAIT = MINUTE;
const LONGEST_WAIT = 15 * MINUTE;
const FORGOTTEN_AFTER = HOUR;
/** Somebody who makes up names must not fill the memory: then those who have waited longest are forgotten. */
const MOST_KEYS = 10_000;

/** @param freeTries How many may go wrong before the first wait. */
export function createSignInThrottle(freeTries: number): SignInThrottle {
  const tries = new Map<string, { count: number; lastAt: Instant }>();
  return {
    begin(key, now) {
      const known = tries.get(key);
      const before =
        known !== undefined && now - known.lastAt < FORGOTTEN_AFTER ? known : { count: 0, lastAt: 0 };
      const wait = before.lastAt + waitAfter(before.count, freeTries) - now;
      if (wait > 0) return wait;
      tries.delete(key);
      tries.set(key, { count: before.count + 1, lastAt: now });
      const [oldest] = tries.keys();
      if (tries.size > MOST_KEYS && oldest !== undefined) tries.delete(oldest);
      return 0;
    },
    forgive: (key) => void tries.delete(key),
  };
}

/** How long after so many tries the next one waits: a minute, then twice as long each time, a quarter of an hour at most. */
function waitAfter(tries: number, freeTries: number): number {
  return tries < freeTries ? 0 : Math.min(FIRST_WAIT * 2 ** (tries - freeTries), LONGEST_WAIT);
}
