import type { Client, ServerError } from '../../protocol/client.ts';
import type { ShiftView } from '../../protocol/views.ts';
import type { ClockReading } from '../api/campaign-clock.ts';
import type { BrowserClock } from '../browser-clock.ts';
import { createOutbox, type Outbox } from '../features/call/outbox.ts';
import { createDraftDesk, type DraftDesk } from './draft-desk.ts';
import { type Entry, type KeptPage, nameOf, PAGE, type Pending } from './entry.ts';
import { createJournal, type Shelf } from './journal.ts';
import { openTabs, type TabMessage, type TabParts } from './tabs.ts';
import { shiftToKeep } from './went-on.ts';

export interface KeepingState {
  /** The journal has been read: what was filled in before a crash is here. */
  readonly isReady: boolean;
  /** False: nothing can be sealed here, what is not confirmed goes with the page. */
  readonly isLasting: boolean;
  /** Drafts and reports that the server has not confirmed. */
  readonly unconfirmed: number;
  /** The last try failed. */
  readonly isStuck: boolean;
  readonly pending: readonly Pending[];
  /** The campaign's clock as it went before the page was loaded anew without a line. */
  readonly clock: ClockReading | null;
}

export interface KeepingListener {
  taken(pending: Pending, view: ShiftView): void;
  /** `pending` is null when it was a draft. */
  refused(pending: Pending | null, error: ServerError): void;
}

/** All that one account's page has on this device and owes the server. Outlives every screen. */
export interface Keeping {
  readonly drafts: DraftDesk;
  readonly outbox: Outbox;
  state(): KeepingState;
  /** Calls at each change of the state or of a draft. */
  subscribe(then: () => void): () => void;
  listen(listener: KeepingListener): () => void;
  /** What a page without a line needs, as long as it may be kept; takes it away otherwise. */
  keepPage(view: ShiftView | null, clock: ClockReading | null): void;
  /** What `about` answers is different. */
  aboutChanged(): void;
  /** Something would be lost if the page went now. */
  isAtRisk(): boolean;
  /** The page goes: what is not confirmed is sent once more, whoever leads and without waiting for an answer. */
  sendLast(): void;
  /** The shift is over: everything goes, but for outcomes that the server has not taken. */
  leave(): void;
  /** Signed out: everything goes. */
  forget(): Promise<void>;
}

export interface KeepingParts {
  readonly client: Client;
  /** The same, whose requests outlive the page. */
  readonly lastClient: Client;
  readonly clock: BrowserClock;
  openShelf(): Promise<Shelf | null>;
  openTabs: Pick<TabParts, 'name' | 'locks' | 'channel'>;
  /** What the server said last; null where it has not yet. */
  about(): Pick<KeptPage, 'installation' | 'me' | 'guide'> | null;
}

/** A disk that does not answer: the page goes on without the journal, in milliseconds. */
const PATIENCE = 3_000;

export function createKeeping(parts: KeepingParts): Keeping {
  const { client, clock } = parts;
  const journal = createJournal(parts.openShelf);
  const watchers = new Set<() => void>();
  const listeners = new Set<KeepingListener>();
  let isReady = false;
  /** Undefined: perhaps one that was there before this page. */
  let keptPage: string | null | undefined;
  let keptClock: ClockReading | null = null;
  let state: KeepingState;
  const changed = () => {
    state = read();
    for (const then of watchers) then();
  };

  const tabs = openTabs({
    ...parts.openTabs,
    listener: {
      heard: (message) => heard(message),
      leads() {
        // What another tab put there before it went.
        void readJournal();
        flush();
      },
    },
  });
  const outbox: Outbox = createOutbox({
    ...{ journal, clock, send: (pending) => sendPending(client, pending) },
    mayStart: () => isReady && tabs.isLeading(),
    listener: {
      changed,
      put(pending) {
        tabs.lead();
        tabs.tell({ kind: 'waits', pending });
      },
      taken(pending, view) {
        done(pending);
        if (pending.kind === 'report') drafts.over(pending.report.attemptId);
        for (const it of listeners) it.taken(pending, view);
      },
      refused(pending, error) {
        done(pending);
        drafts.flush();
        for (const it of listeners) it.refused(pending, error);
      },
    },
  });
  const drafts: DraftDesk = createDraftDesk({
    ...{ journal, clock, send: (body) => client.call('saveDraft', { body }) },
    mayStart: () => isReady && tabs.isLeading(),
    isHeld: (attemptId) => outbox.waiting().some((it) => reported(it) === attemptId),
    listener: {
      changed,
      made(draft) {
        tabs.lead();
        tabs.tell({ kind: 'made', draft });
      },
      confirmed: (attemptId, seq) => tabs.tell({ kind: 'confirmed', attemptId, seq }),
      refused(error) {
        for (const it of listeners) it.refused(null, error);
      },
    },
  });
  const flush = () => {
    outbox.flush();
    drafts.flush();
  };
  const done = (pending: Pending) =>
    tabs.tell({ kind: 'sent', name: nameOf(pending), attemptId: reported(pending) ?? '' });
  const heard = (message: TabMessage) => {
    if (message.kind === 'made') drafts.adopt(message.draft);
    else if (message.kind === 'confirmed') drafts.confirmed(message.attemptId, message.seq);
    else if (message.kind === 'waits') outbox.adopt(message.pending);
    else {
      outbox.drop(message.name);
      if (message.attemptId !== '') drafts.over(message.attemptId);
    }
  };
  const adopt = (entry: Entry) => {
    if (entry.kind === 'draft') drafts.adopt(entry);
    else if (entry.kind === 'page') keptClock = entry.clock;
    else outbox.adopt(entry);
  };
  const readJournal = async () => {
    for (const entry of await journal.readAll()) adopt(entry);
  };
  const begin = () => {
    if (isReady) return;
    isReady = true;
    changed();
    flush();
  };
  const read = (): KeepingState => {
    const pending = outbox.waiting();
    const reports = pending.filter((it) => it.kind === 'report').length;
    return {
      ...{ isReady, pending, isLasting: journal.isLasting() !== false, clock: keptClock },
      unconfirmed: drafts.unconfirmed().length + reports,
      isStuck: outbox.isStuck() || drafts.isStuck(),
    };
  };
  state = read();
  void readJournal().then(begin);
  clock.after(PATIENCE, begin);

  const keep = (page: KeptPage | null) => {
    const text = page && JSON.stringify(page);
    if (text === keptPage) return;
    keptPage = text;
    if (page === null) journal.remove(PAGE);
    else journal.put(page);
  };

  return {
    drafts,
    outbox,
    state: () => state,
    subscribe(then) {
      watchers.add(then);
      return () => watchers.delete(then);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    keepPage(view, reading) {
      const kept = shiftToKeep(view);
      const about = parts.about();
      if (kept === null || kept.call === null) return keep(null);
      if (about === null) return;
      const draft = drafts.kept(kept.call.attemptId, kept.call.draft);
      keep({ kind: 'page', ...about, view: { ...kept, call: { ...kept.call, draft } }, clock: reading });
    },
    aboutChanged: changed,
    isAtRisk: () => state.unconfirmed > 0 && journal.isAtRisk(),
    sendLast() {
      for (const { attemptId, seq, body } of drafts.bodies())
        void parts.lastClient.call('saveDraft', { body: { attemptId, seq, body } }).catch(() => {});
      for (const it of outbox.waiting())
        if (it.kind === 'report') void parts.lastClient.call('report', { body: it.report }).catch(() => {});
    },
    leave() {
      keep(null);
      for (const { attemptId } of drafts.unconfirmed()) drafts.over(attemptId);
    },
    async forget() {
      outbox.close();
      drafts.close();
      tabs.close();
      await journal.clear();
    },
  };
}

function sendPending(client: Client, pending: Pending): Promise<ShiftView> {
  if (pending.kind === 'report') return client.call('report', { body: pending.report });
  return client.call(pending.step, { body: { attemptId: pending.attemptId } });
}

function reported(pending: Pending): string | null {
  return pending.kind === 'report' ? pending.report.attemptId : null;
}
