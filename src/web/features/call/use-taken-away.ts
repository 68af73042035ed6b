import { useCallback, useEffect, useRef } from 'react';
import type { ShiftView } from '../../../protocol/views.ts';

/**
 * Tells when the person whom one reads about before a call is gone without one's own doing: somebody else has noted an
 * objection, say.
 *
 * @returns to be called before each step of one's own: what follows from it needs no word.
 */
export function useTakenAway(view: ShiftView | null | undefined, onTaken: () => void): () => void {
  const read = useRef<string | null>(null);
  const acted = useRef<string | null>(null);
  useEffect(() => {
    const attemptId = view?.call?.attemptId ?? null;
    const before = read.current;
    read.current = view?.call?.line === 'preview' ? attemptId : null;
    if (before === null || before === attemptId || before === acted.current) return;
    // In a pause the screen itself says why.
    if (view?.state === 'ready' || view?.state === 'preview') onTaken();
  }, [view, onTaken]);
  return useCallback(() => {
    acted.current = read.current;
  }, []);
}
