import type { KeptDraft as StoredDraft } from '../app/draft-store.ts';
import type * as app from '../app/workplace.ts';
import type { AttemptId } from '../core/ids.ts';
import {
  type CallView,
  disposition,
  draftBody,
  type Heard,
  type KeptDraft,
  type ReportableDisposition,
  type ShiftView,
} from '../protocol/views.ts';
import type { DeepReadonly } from './handlers.ts';

/** A shift as the browser gets it: with what is heard on the line, and only words that a caller can choose. */
export function presentShift(
  view: app.ShiftView,
  heardOf: (attemptId: AttemptId) => Heard | null,
): DeepReadonly<ShiftView> {
  return { ...view, call: view.call && presentCall(view.call, heardOf(view.call.attemptId)) };
}

export function presentCall(call: app.CallView, heard: Heard | null): DeepReadonly<CallView> {
  const { proposal, reported, draft } = call;
  const word = reported && reportable(reported.disposition);
  return {
    ...call,
    proposal: proposal && reportable(proposal),
    reported: reported && word && { ...reported, disposition: word },
    draft: draft && presentDraft(draft),
    heard,
  };
}

/** Null where a page of another version wrote what this one does not know. */
export function presentDraft({ seq, body }: StoredDraft): KeptDraft | null {
  const known = draftBody.safeParse(body);
  return known.success ? { seq, body: known.data } : null;
}

/** Null for what only the line or the program says of a call. */
export function reportable(word: string): ReportableDisposition | null {
  return disposition.safeParse(word).data ?? null;
}
