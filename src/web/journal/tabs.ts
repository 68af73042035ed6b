import type { DraftEntry, Pending } from './entry.ts';

/** What tabs of one account tell each other. */
export type TabMessage =
  | { readonly kind: 'made'; readonly draft: DraftEntry }
  | { readonly kind: 'confirmed'; readonly attemptId: string; readonly seq: number }
  | { readonly kind: 'waits'; readonly pending: Pending }
  /** Taken or refused by the server. */
  | { readonly kind: 'sent'; readonly name: string; readonly attemptId: string };

export interface Tabs {
  /** One tab at a time sends to the server. Where the browser has no locks every tab does: the server takes each once. */
  isLeading(): boolean;
  /** This tab is the one in hand: it leads from now on. */
  lead(): void;
  tell(message: TabMessage): void;
  close(): void;
}

export interface TabParts {
  readonly name: string;
  /** Missing in a page without TLS. */
  readonly locks: Pick<LockManager, 'request'> | null;
  readonly channel: Pick<BroadcastChannel, 'postMessage' | 'close' | 'addEventListener'>;
  readonly listener: { heard(message: TabMessage): void; leads(): void };
}

export function openTabs({ name, locks, channel, listener }: TabParts): Tabs {
  let isLeading = locks === null;
  let isClosed = false;
  let letGo: () => void = () => {};

  let turn = 0;
  let queued = new AbortController();

  const ask = (steal: boolean) => {
    if (locks === null || isClosed) return;
    turn += 1;
    const mine = turn;
    // One request at a time: whoever steals does not stand in the queue as well.
    queued.abort();
    queued = new AbortController();
    const held = () =>
      new Promise<void>((resolve) => {
        if (isClosed) return resolve();
        letGo = resolve;
        isLeading = true;
        listener.leads();
      });
    locks.request(name, steal ? { steal } : { signal: queued.signal }, held).catch(() => {
      if (mine !== turn) return;
      // Another tab has taken it: this one waits for its turn.
      isLeading = false;
      ask(false);
    });
  };

  channel.addEventListener('message', ({ data }) => listener.heard(data as TabMessage)); // Our own tabs alone are here.
  ask(false);
  return {
    isLeading: () => isLeading,
    lead() {
      if (isLeading) return;
      isLeading = true;
      ask(true);
    },
    tell: (message) => channel.postMessage(message),
    close() {
      isClosed = true;
      isLeading = false;
      queued.abort();
      letGo();
      channel.close();
    },
  };
}
