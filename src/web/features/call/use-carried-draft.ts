import { useCallback, useEffect, useRef } from 'react';
import type { CallView, PersonCard, ShiftView } from '../../../protocol/views.ts';
import type { Draft } from './draft.ts';

interface Carried {
  readonly attemptId: string;
  readonly card: PersonCard;
  readonly draft: Draft;
}

/**
 * Takes what was filled in over to the next call with the same person on the same number ("Noch einmal anrufen").
 *
 * @returns what to call when that is asked for; the draft waits until the call is there.
 */
export function useCarriedDraft(
  view: ShiftView | null | undefined,
  change: (call: CallView, part: Partial<Draft>) => void,
): (call: CallView, draft: Draft) => void {
  const carried = useRef<Carried | null>(null);
  const call = view?.call ?? null;
  useEffect(() => {
    const from = carried.current;
    if (from === null || call === null || call.attemptId === from.attemptId) return;
    carried.current = null;
    // Whoever comes instead of that person begins with nothing. What came of the first call says nothing of this one.
    if (isSamePerson(from.card, call.card)) change(call, { ...from.draft, disposition: null });
  }, [call, change]);
  return useCallback((of: CallView, draft: Draft) => {
    carried.current = { attemptId: of.attemptId, card: of.card, draft };
  }, []);
}

function isSamePerson(a: PersonCard, b: PersonCard): boolean {
  return a.givenName === b.givenName && a.familyName === b.familyName && a.dialled === b.dialled;
}
