import { ServerError } from '../../../protocol/client.ts';
import type { OutcomeReportBody, ShiftView } from '../../../protocol/views.ts';
import type { BrowserClock } from '../../browser-clock.ts';

export interface OutboxListener {
  /** How many reports are not with the server yet, and whether the line to it has failed. */
  changed(state: { readonly waiting: number; readonly isStuck: boolean }): void;
  taken(report: OutcomeReportBody, view: ShiftView): void;
  /** The server understood and said no: it is not sent again. */
  refused(report: OutcomeReportBody, error: ServerError): void;
}

export interface Outbox {
  put(report: OutcomeReportBody): void;
  /** The line is back: try at once. */
  flush(): void;
  close(): void;
}

/** Milliseconds between two tries while the server does not answer. */
const AGAIN = 2_000;

/**
 * Sends reports one after the other until the server has taken each.
 *
 * The key stays the same, so one that arrived without our hearing of it is not taken twice. Held in memory only.
 */
export function createOutbox(parts: {
  send: (report: OutcomeReportBody) => Promise<ShiftView>;
  clock: Pick<BrowserClock, 'after'>;
  listener: OutboxListener;
}): Outbox {
  const { send, clock, listener } = parts;
  const waiting: OutcomeReportBody[] = [];
  let isSending = false;
  let isStuck = false;
  let isClosed = false;
  let cancel: (() => void) | null = null;
  const tell = () => listener.changed({ waiting: waiting.length, isStuck });

  const work = async () => {
    const report = waiting[0];
    if (report === undefined || isSending || isClosed) return;
    isSending = true;
    const wait = await sendOne(report);
    isSending = false;
    if (isClosed) return;
    tell();
    if (wait) cancel = clock.after(AGAIN, () => void work());
    else void work();
  };

  /** Whether to wait before the next try. */
  const sendOne = async (report: OutcomeReportBody): Promise<boolean> => {
    try {
      const view = await send(report);
      waiting.shift();
      isStuck = false;
      listener.taken(report, view);
      return false;
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      if (error.status === 0 || error.status >= 500) {
        isStuck = true;
        return true;
      }
      waiting.shift();
      isStuck = false;
      listener.refused(report, error);
      return false;
    }
  };

  return {
    put(report) {
      waiting.push(report);
      tell();
      void work();
    },
    flush() {
      cancel?.();
      void work();
    },
    close() {
      isClosed = true;
      cancel?.();
    },
  };
}
