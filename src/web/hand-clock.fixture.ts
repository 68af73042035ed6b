import type { BrowserClock } from './browser-clock.ts';

/** A wall clock that a test moves by hand; timers go off in their order. */
export function handClock(start = 0): BrowserClock & { pass(ms: number): void } {
  let now = start;
  let timers: { at: number; every: number | null; then: () => void }[] = [];
  const add = (ms: number, every: number | null, then: () => void) => {
    const timer = { at: now + ms, every, then };
    timers.push(timer);
    return () => {
      timers = timers.filter((it) => it !== timer);
    };
  };
  return {
    now: () => now,
    after: (ms, then) => add(ms, null, then),
    every: (ms, then) => add(ms, ms, then),
    pass(ms) {
      const until = now + ms;
      for (;;) {
        const next = timers.filter((it) => it.at <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        now = next.at;
        if (next.every === null) timers = timers.filter((it) => it !== next);
        else next.at += next.every;
        next.then();
      }
      now = until;
    },
  };
}
