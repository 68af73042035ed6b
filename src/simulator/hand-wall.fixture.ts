import type { SipClock } from '../sip/clock.ts';

/** A wall clock that is moved by hand; with `early` every timer comes that many milliseconds too soon. */
export function handWall(options: { early?: number } = {}) {
  const early = options.early ?? 0;
  let ms = 1000;
  let timers: { at: number; task: () => void }[] = [];
  function setTimer(task: () => void, wait: number) {
    const timer = { at: ms + wait, task };
    timers.push(timer);
    return () => {
      timers = timers.filter((it) => it !== timer);
    };
  }
  const sipClock: SipClock = {
    now: () => ms,
    after: (wait, task) => ({ cancel: setTimer(task, wait) }),
  };
  return {
    wall: () => ms,
    setTimer,
    sipClock,
    timers: () => timers.length,
    /** The process gets no turn: time passes, and no timer comes. */
    standStill(milliseconds: number) {
      ms += milliseconds;
    },
    /** Lets time pass; timers run in their order, each at its moment. */
    pass(milliseconds: number) {
      const until = ms + milliseconds;
      for (;;) {
        const next = timers.filter((it) => it.at - early <= until).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        timers = timers.filter((it) => it !== next);
        // A timer that was set for what has passed already comes half a millisecond later, as real ones do.
        ms = next.at - early > ms ? next.at - early : ms + (early > 0 ? 0.5 : 0);
        next.task();
      }
      ms = Math.max(ms, until);
    },
  };
}
