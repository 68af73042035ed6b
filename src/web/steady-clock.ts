import { type BrowserClock, browserClock } from './browser-clock.ts';
import type { SteadyRequest } from './steady-worker.ts';

/** Of a page that nobody looks at browsers run timers once a second or once a minute; a worker's they leave alone. */
export function createSteadyClock(openWorker: () => Worker): BrowserClock {
  const waiting = new Map<number, () => void>();
  let worker: Worker | null = null;
  let newest = 0;
  const tell = (request: SteadyRequest) => {
    if (worker === null) {
      worker = openWorker();
      worker.addEventListener('message', ({ data }: MessageEvent<number>) => waiting.get(data)?.());
    }
    worker.postMessage(request);
  };
  const start = (ms: number, isRepeated: boolean, then: () => void) => {
    const id = ++newest;
    waiting.set(id, () => {
      if (!isRepeated) waiting.delete(id);
      then();
    });
    tell({ id, ms, isRepeated });
    return () => {
      if (waiting.delete(id)) tell({ id, ms: null, isRepeated });
    };
  };
  return {
    now: browserClock.now,
    after: (ms, then) => start(ms, false, then),
    every: (ms, then) => start(ms, true, then),
  };
}

/** For what must go on while the caller looks at another tab: the line of sound, and the one that tells news. */
export const steadyClock = createSteadyClock(
  () => new Worker(new URL('./steady-worker.ts', import.meta.url), { type: 'module', name: 'clock' }),
);
