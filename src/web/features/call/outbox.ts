import { ServerError } from '../../../protocol/client.ts';
import type { ShiftView } from '../../../protocol/views.ts';
import type { BrowserClock } from '../../browser-clock.ts';
import { nameOf, type Pending } from '../../journal/entry.ts';
import type { Journal } from '../../journal/journal.ts';
import { isLineDown, mayWorkLater, withTimeLimit } from '../../journal/time-limit.ts';

export interface OutboxListener {
  /** What waits, or whether the last try failed, is different. */
  changed(): void;
  /** Put in this tab. */
  put(pending: Pending): void;
  taken(pending: Pending, view: ShiftView): void;
  /** The server understood and said no: it is not sent again. */
  refused(pending: Pending, error: ServerError): void;
}

export interface Outbox {
  put(pending: Pending): void;
  /** From the journal, or from another tab. */
  adopt(pending: Pending): void;
  /** Another tab has sent it. */
  drop(name: string): void;
  /** What is not with the server yet, in the order it was said. */
  waiting(): readonly Pending[];
  isStuck(): boolean;
  /** The line is back, or this tab leads now: try at once. */
  flush(): void;
  /** Resolves when nothing waits any more, or the next try failed. */
  settled(): Promise<void>;
  close(): void;
}

/** Milliseconds between two tries while the server does not answer, and while a sign-in or a shift is missing. */
const AGAIN = 2_000;
const LATER = 10_000;
const PATIENCE = 10_000;

/**
 * Sends what was said, one after the other, until the server has taken each.
 *
 * The key of a report stays the same, so one that arrived without our hearing of it is not taken twice. Each lies in the
 * journal until then: a page that is gone goes on with it when it comes back.
 */
export function createOutbox(parts: {
  send: (pending: Pending) => Promise<ShiftView>;
  journal: Pick<Journal, 'put' | 'remove'>;
  clock: Pick<BrowserClock, 'after'>;
  /** Only one tab sends. */
  mayStart: () => boolean;
  listener: OutboxListener;
}): Outbox {
  const { send, journal, clock, listener } = parts;
  let waiting: readonly Pending[] = [];
  let isSending = false;
  let isStuck = false;
  let isClosed = false;
  let cancel: (() => void) | null = null;
  const onSettled: (() => void)[] = [];

  const set = (now: readonly Pending[]) => {
    waiting = now;
    listener.changed();
  };
  const forget = (name: string) => {
    journal.remove(name);
    set(waiting.filter((it) => nameOf(it) !== name));
  };
  const add = (pending: Pending): boolean => {
    const name = nameOf(pending);
    if (waiting.some((it) => nameOf(it) === name)) return false;
    set([...waiting, pending]);
    return true;
  };
  const settle = () => {
    for (const then of onSettled.splice(0)) then();
  };

  const work = async () => {
    cancel?.();
    cancel = null;
    const [pending] = waiting;
    if (pending === undefined || isClosed || !parts.mayStart()) return settle();
    if (isSending) return;
    isSending = true;
    const wait = await sendOne(pending);
    isSending = false;
    if (isClosed) return settle();
    listener.changed();
    if (wait === null) return void work();
    settle();
    cancel = clock.after(wait, () => void work());
  };

  /** How long to wait before the next try; null: this one is done with. */
  const sendOne = async (pending: Pending): Promise<number | null> => {
    try {
      const view = await withTimeLimit(clock, PATIENCE, send(pending));
      isStuck = false;
      // First what came of it: nothing in between is drawn.
      listener.taken(pending, view);
      forget(nameOf(pending));
      return null;
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      isStuck = mayWorkLater(error);
      if (isStuck) return isLineDown(error) ? AGAIN : LATER;
      forget(nameOf(pending));
      listener.refused(pending, error);
      return null;
    }
  };

  return {
    put(pending) {
      if (!add(pending)) return;
      journal.put(pending);
      listener.put(pending);
      void work();
    },
    adopt(pending) {
      if (add(pending)) void work();
    },
    drop: forget,
    waiting: () => waiting,
    isStuck: () => isStuck,
    flush: () => void work(),
    settled() {
      return new Promise((resolve) => {
        onSettled.push(resolve);
        void work();
      });
    },
    close() {
      isClosed = true;
      cancel?.();
    },
  };
}
