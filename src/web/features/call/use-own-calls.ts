import { useState } from 'react';
import type { CallView, OutcomeReportBody } from '../../../protocol/views.ts';
import { useCarriedDraft } from './use-carried-draft.ts';
import type { useDrafts } from './use-draft.ts';
import type { ShiftConnection } from './use-shift.ts';

export type OwnCallsState = ReturnType<typeof useOwnCalls>;

/** What outlives a screen: a call that is corrected, one that was hard, and a draft that goes to the next call. */
export function useOwnCalls(view: ShiftConnection['view'], drafts: ReturnType<typeof useDrafts>) {
  const [correcting, setCorrecting] = useState<CallView | null>(null);
  const [hardCall, setHardCall] = useState<OutcomeReportBody | null>(null);
  const carry = useCarriedDraft(view, drafts.change);
  return { correcting, setCorrecting, hardCall, setHardCall, carry };
}
