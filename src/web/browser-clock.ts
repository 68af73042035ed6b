/** The wall and its timers, handed in so that a test can stand in their place. */
export interface BrowserClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls once after `ms`; the answer takes it back. */
  after(ms: number, then: () => void): () => void;
  /** Calls every `ms`; the answer ends it. */
  every(ms: number, then: () => void): () => void;
}

/** The browser's own clock: the one place of the page that tells the time. */
export const browserClock: BrowserClock = {
  now: () => Date.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
  every(ms, then) {
    const timer = setInterval(then, ms);
    return () => clearInterval(timer);
  },
};
