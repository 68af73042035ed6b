import { useCallback, useState } from 'react';
import type { CallView } from '../../../protocol/views.ts';
import { type Draft, draftOf, emptyDraft } from './draft.ts';

/**
 * What is ticked and written, kept in memory for each attempt as long as the page lives: a lost line costs nothing.
 *
 * An outcome that was taken back fills an empty draft; what stands on this page already is newer and stays.
 */
export function useDrafts(): {
  draftFor(call: CallView): Draft;
  change(call: CallView, change: Partial<Draft>): void;
} {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Draft>>(new Map());
  const draftFor = useCallback((call: CallView) => drafts.get(call.attemptId) ?? draftOf(call), [drafts]);
  const change = useCallback((call: CallView, part: Partial<Draft>) => {
    setDrafts((known) => {
      const draft = known.get(call.attemptId) ?? draftOf(call);
      // Only the last few calls can still be corrected; older drafts hold personal data for nothing.
      const kept = [...known].filter(([id]) => id !== call.attemptId).slice(-3);
      return new Map([...kept, [call.attemptId, { ...emptyDraft, ...draft, ...part }]]);
    });
  }, []);
  return { draftFor, change };
}
