import { ServerError } from '../../protocol/client.ts';
import type { DraftBody, KeptDraft } from '../../protocol/views.ts';
import type { BrowserClock } from '../browser-clock.ts';
import { type Draft, emptyDraft } from '../features/call/draft.ts';
import { type DraftEntry, draftName } from './entry.ts';
import type { Journal } from './journal.ts';
import { nextSeq } from './next-seq.ts';
import { isLineDown, mayWorkLater, withTimeLimit } from './time-limit.ts';

export interface DraftDesk {
  /** The newest of what stands here and what the server has; null when nothing was filled in. */
  newest(attemptId: string, server: KeptDraft | null): Draft | null;
  /** A tap or a letter: into the journal at once, to the server in a moment. */
  change(attemptId: string, server: KeptDraft | null, body: Draft): void;
  /** From the journal, or from another tab. An older one changes nothing. */
  adopt(entry: DraftEntry): void;
  /** The server has this one, or a newer one: another tab sent it. */
  confirmed(attemptId: string, seq: number): void;
  /** The outcome is with the server: its draft is over. What is in memory stays, for a word that is taken back. */
  over(attemptId: string): void;
  /** What the server has not confirmed. */
  unconfirmed(): readonly DraftEntry[];
  /** The newest that the server has. */
  kept(attemptId: string, server: KeptDraft | null): KeptDraft | null;
  /** The unconfirmed ones as they are sent. */
  bodies(): readonly { attemptId: string; seq: number; body: DraftBody }[];
  /** Whether a try has failed since the last that went well. */
  isStuck(): boolean;
  /** Try at once: the line is back, or this tab leads now. */
  flush(): void;
  close(): void;
}

export interface DraftDeskParts {
  send(draft: { attemptId: string; seq: number; body: DraftBody }): Promise<{ draft: KeptDraft | null }>;
  readonly journal: Pick<Journal, 'put' | 'remove'>;
  readonly clock: Pick<BrowserClock, 'now' | 'after'>;
  /** Only one tab sends. */
  mayStart(): boolean;
  /** The outcome of this attempt is on its way: it takes the draft along. */
  isHeld(attemptId: string): boolean;
  readonly listener: {
    changed(): void;
    /** Made in this tab. */
    made(entry: DraftEntry): void;
    confirmed(attemptId: string, seq: number): void;
    refused(error: ServerError): void;
  };
}

/** So long after the last letter it is sent, but not later than `LONGEST` after the first, in milliseconds. */
const PAUSE = 400;
const LONGEST = 2_000;
const AGAIN = 2_000;
const PATIENCE = 10_000;
/** Calls that can still be corrected; what is older holds personal data for nothing. */
const KEPT = 4;

interface Known extends DraftEntry {
  readonly isConfirmed: boolean;
}

/** What is filled in, of the last few calls: which one is newest, and what the server does not have yet. */
export function createDraftDesk(parts: DraftDeskParts): DraftDesk {
  const { journal, clock, listener } = parts;
  let known: ReadonlyMap<string, Known> = new Map();
  /** What the server has of each call; whatever is newer lies in the journal by itself. */
  const confirmedDrafts = new Map<string, KeptDraft>();
  let isSending = false;
  let isStuck = false;
  let isClosed = false;
  let cancel: (() => void) | null = null;
  let firstUnsentAt: number | null = null;

  const set = (it: Known) => {
    const others = [...known].filter(([id]) => id !== it.attemptId);
    const surplus = others.length + 1 - KEPT;
    const kept = others.filter(([, other], place) => place >= surplus || !other.isConfirmed);
    known = new Map([...kept, [it.attemptId, it]]);
    if (it.isConfirmed) confirmedDrafts.set(it.attemptId, { seq: it.seq, body: bodyOf(it.body) });
    for (const id of confirmedDrafts.keys()) if (!known.has(id)) confirmedDrafts.delete(id);
    listener.changed();
  };
  const unconfirmed = () => [...known.values()].filter((it) => !it.isConfirmed);
  const confirm = (attemptId: string, seq: number) => {
    const it = known.get(attemptId);
    if (it === undefined || it.seq > seq || it.isConfirmed) return;
    journal.remove(draftName(attemptId));
    set({ ...it, isConfirmed: true });
  };
  const plan = (ms: number) => {
    cancel?.();
    cancel = isClosed ? null : clock.after(ms, () => void work());
  };

  const work = async () => {
    cancel?.();
    cancel = null;
    if (isSending || isClosed || !parts.mayStart()) return;
    const next = unconfirmed().find((it) => !parts.isHeld(it.attemptId));
    if (next === undefined) return;
    isSending = true;
    firstUnsentAt = null;
    const wait = await sendOne(next);
    isSending = false;
    listener.changed();
    if (wait !== null) plan(wait);
    else if (unconfirmed().length > 0) plan(PAUSE);
  };

  /** Milliseconds until the next try; null when this one was answered. */
  const sendOne = async ({ attemptId, seq, body }: Known): Promise<number | null> => {
    try {
      const sent = parts.send({ attemptId, seq, body: bodyOf(body) });
      const { draft } = await withTimeLimit(clock, PATIENCE, sent);
      isStuck = false;
      take(attemptId, seq, draft);
      return null;
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      isStuck = mayWorkLater(error);
      if (isStuck) return isLineDown(error) ? AGAIN : PATIENCE;
      // Not this one, but perhaps the next: it stays on the page.
      confirm(attemptId, seq);
      listener.refused(error);
      return null;
    }
  };

  const take = (attemptId: string, seq: number, draft: KeptDraft | null) => {
    const here = known.get(attemptId);
    if (draft !== null && draft.seq > (here?.seq ?? 0)) {
      journal.remove(draftName(attemptId));
      set({ kind: 'draft', attemptId, seq: draft.seq, body: wholeDraft(draft.body), isConfirmed: true });
    }
    const upTo = Math.max(seq, draft?.seq ?? 0);
    confirm(attemptId, upTo);
    listener.confirmed(attemptId, upTo);
  };

  return {
    newest(attemptId, server) {
      const here = known.get(attemptId);
      if (here !== undefined && here.seq >= (server?.seq ?? 0)) return here.body;
      return server && wholeDraft(server.body);
    },
    change(attemptId, server, body) {
      const seq = nextSeq(Math.max(known.get(attemptId)?.seq ?? 0, server?.seq ?? 0), clock.now());
      const entry: DraftEntry = { kind: 'draft', attemptId, seq, body };
      journal.put(entry);
      set({ ...entry, isConfirmed: false });
      listener.made(entry);
      firstUnsentAt ??= clock.now();
      if (!isStuck) plan(Math.min(PAUSE, Math.max(0, firstUnsentAt + LONGEST - clock.now())));
    },
    adopt(entry) {
      if ((known.get(entry.attemptId)?.seq ?? 0) >= entry.seq) return;
      set({ ...entry, isConfirmed: false });
      if (!isStuck) plan(PAUSE);
    },
    confirmed: confirm,
    over(attemptId) {
      const it = known.get(attemptId);
      journal.remove(draftName(attemptId));
      if (it !== undefined) set({ ...it, isConfirmed: true });
    },
    unconfirmed,
    kept(attemptId, server) {
      const here = confirmedDrafts.get(attemptId);
      return here !== undefined && here.seq >= (server?.seq ?? 0) ? here : server;
    },
    bodies: () =>
      unconfirmed()
        .filter((it) => !parts.isHeld(it.attemptId))
        .map(({ attemptId, seq, body }) => ({ attemptId, seq, body: bodyOf(body) })),
    isStuck: () => isStuck,
    flush: () => void work(),
    close() {
      isClosed = true;
      cancel?.();
    },
  };
}

function bodyOf(draft: Draft): DraftBody {
  return draft as DraftBody; // The schema has every field of it (below); only the arrays here are read-only.
}

/** One that a page of another version made may lack what this one has. */
function wholeDraft(body: DraftBody): Draft {
  // Only fields of a draft are in it, and JSON knows no `undefined`.
  return { ...emptyDraft, ...body } as Draft;
}

// A field of the draft that the server's schema does not name would be refused there: then this does not compile.
const _everyField: Record<keyof Draft, true> extends Record<keyof DraftBody, true> ? true : never = true;
const _noOther: Record<keyof DraftBody, true> extends Record<keyof Draft, true> ? true : never = true;
void _everyField;
void _noOther;
