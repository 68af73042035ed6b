import type * as app from '../app/workplace.ts';
import type { AttemptId } from '../core/ids.ts';
import {
  type CallView,
  disposition,
  type Heard,
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

function presentCall(call: app.CallView, heard: Heard | null): DeepReadonly<CallView> {
  const { proposal, reported } = call;
  const word = reported && reportable(reported.disposition);
  return {
    ...call,
    proposal: proposal && reportable(proposal),
    reported: reported && word && { ...reported, disposition: word },
    heard,
  };
}

/** Null for what only the line or the program says of a call. */
export function reportable(word: string): ReportableDisposition | null {
  return disposition.safeParse(word).data ?? null;
}
