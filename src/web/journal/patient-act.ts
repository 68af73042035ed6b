import type { BrowserClock } from '../browser-clock.ts';

/** After so long without an answer the page says so and offers to try again, in milliseconds. */
const ANSWER_WITHIN = 8_000;

export interface ActListener {
  /** Nothing came yet; `again` does the same once more. The answer is still taken when it comes. */
  slow(again: () => void): void;
  failed(error: unknown, again: () => void): void;
  busy(isBusy: boolean): void;
  done(): void;
}

/**
 * Does one thing at the server at a time, as the caller sees it: what was tapped last decides what is said of it.
 *
 * @returns a function that answers true when it was done, and false when it was refused.
 */
export function createPatientAct<Answer>(parts: {
  clock: Pick<BrowserClock, 'after'>;
  take: (answer: Answer) => void;
  listener: ActListener;
}): (work: () => Promise<Answer>) => Promise<boolean> {
  const { clock, take, listener } = parts;
  let latest = 0;
  return async function act(work) {
    latest += 1;
    const mine = latest;
    const again = () => void act(work);
    const isLatest = () => mine === latest;
    listener.busy(true);
    const cancel = clock.after(ANSWER_WITHIN, () => {
      if (!isLatest()) return;
      listener.busy(false);
      listener.slow(again);
    });
    try {
      take(await work());
      if (isLatest()) listener.done();
      return true;
    } catch (error) {
      if (isLatest()) listener.failed(error, again);
      return false;
    } finally {
      cancel();
      if (isLatest()) listener.busy(false);
    }
  };
}
