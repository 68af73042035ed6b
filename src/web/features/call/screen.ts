import type { CallView, ShiftView } from '../../../protocol/views.ts';

/** What the caller sees; everything follows from the shift as the server tells it. */
export type Screen =
  | { readonly kind: 'not-on-shift' }
  | { readonly kind: 'pause'; readonly view: ShiftView }
  | { readonly kind: 'waiting'; readonly view: ShiftView }
  /** Somebody to read about; nothing rings before the tap. */
  | { readonly kind: 'preview'; readonly view: ShiftView; readonly call: CallView }
  | { readonly kind: 'ringing' | 'talking'; readonly view: ShiftView; readonly call: CallView }
  /** The line settled it alone: nothing is asked. */
  | { readonly kind: 'settled'; readonly view: ShiftView; readonly call: CallView }
  | {
      readonly kind: 'wrap-up';
      readonly view: ShiftView;
      readonly call: CallView;
      readonly isSaved: boolean;
    };

/**
 * @param savedHere The attempt whose outcome this page has sent and the server has taken, null while there is none.
 * @param sending The attempt whose outcome is on its way: for the caller that call is over, also without a line.
 */
export function screenOf(
  view: ShiftView | null,
  { savedHere, sending }: { readonly savedHere: string | null; readonly sending: string | null },
): Screen {
  if (view === null) return { kind: 'not-on-shift' };
  const { call } = view;
  if (call !== null) {
    const isSaved = isReported(call) || (savedHere === call.attemptId && !call.isUnfinished);
    if (sending === call.attemptId) return { kind: 'wrap-up', view, call, isSaved: false };
    // A word that is owed comes before everything else, whatever the shift is doing.
    if (call.isUnfinished && !isSaved) return { kind: 'wrap-up', view, call, isSaved };
    if (call.line === 'preview') return { kind: 'preview', view, call };
    if (view.state === 'ringing' || view.state === 'talking') {
      if (call.line !== 'ended') return { kind: view.state, view, call };
      return call.isSettled ? { kind: 'settled', view, call } : { kind: 'wrap-up', view, call, isSaved };
    }
    if (view.state === 'wrap-up')
      return call.isSettled && call.reported === null
        ? { kind: 'settled', view, call }
        : { kind: 'wrap-up', view, call, isSaved };
  }
  return view.state === 'pause' ? { kind: 'pause', view } : { kind: 'waiting', view };
}

/** Whether the outcome is with the server. One that was taken back is there too, and its word is owed again. */
export function isReported(call: CallView): boolean {
  return call.reported !== null && !call.isUnfinished;
}

/** A call that was cut off before anything could be said of it; one that was taken back is none. */
export function isCutOff(call: CallView): boolean {
  return call.isUnfinished && call.reported === null;
}
