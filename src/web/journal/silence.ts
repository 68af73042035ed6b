import type { BrowserClock } from '../browser-clock.ts';

/** So long without a word while the live line is up, and while it is not, in milliseconds. */
const SILENT_UP = 20_000;
const SILENT_DOWN = 2_500;
const LOOK_EVERY = 500;

/**
 * Asks by itself when nothing was heard for long: the next step never depends on a pushed event alone (ASKS 33).
 *
 * One question at a time; `heard()` says that something came by whatever way.
 */
export function watchSilence(parts: {
  clock: Pick<BrowserClock, 'now' | 'every'>;
  isUp: () => boolean;
  ask: () => Promise<void>;
}): { heard(): void; close(): void } {
  const { clock, isUp, ask } = parts;
  let heardAt = clock.now();
  let isAsking = false;
  const stop = clock.every(LOOK_EVERY, () => {
    if (isAsking || clock.now() - heardAt < (isUp() ? SILENT_UP : SILENT_DOWN)) return;
    isAsking = true;
    void ask().finally(() => {
      isAsking = false;
      heardAt = clock.now();
    });
  });
  return {
    heard() {
      heardAt = clock.now();
    },
    close: stop,
  };
}
