import { useCallback } from 'react';
import type { CallView } from '../../../protocol/views.ts';
import type { Keeping } from '../../journal/keeping.ts';
import { type Draft, draftOf } from './draft.ts';

/**
 * What is ticked and written in each call, on whatever device and before whatever crash: the newest of what stands here,
 * in the journal, in another tab and at the server.
 *
 * An outcome that was taken back fills an empty draft; what stands on this page already is newer and stays.
 */
export function useDrafts(keeping: Keeping | null): {
  draftFor(call: CallView): Draft;
  change(call: CallView, change: Partial<Draft>): void;
} {
  const draftFor = useCallback(
    (call: CallView) => keeping?.drafts.newest(call.attemptId, call.draft) ?? draftOf(call),
    [keeping],
  );
  const change = useCallback(
    (call: CallView, part: Partial<Draft>) =>
      keeping?.drafts.change(call.attemptId, call.draft, { ...draftFor(call), ...part }),
    [keeping, draftFor],
  );
  return { draftFor, change };
}
