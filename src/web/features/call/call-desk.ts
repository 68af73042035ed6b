import { createContext, useContext } from 'react';
import type { SkipReason } from '../../../core/outcome/skip-reason.ts';
import type { CallView, GuideView, ReportableDisposition, ShiftView } from '../../../protocol/views.ts';
import type { Draft } from './draft.ts';
import type { Here } from './when.ts';
import type { Places } from './wording.ts';

/** What the parts of a call's screen share: the call, what is filled in, and what can be done. */
export interface CallDesk {
  readonly view: ShiftView;
  readonly call: CallView;
  readonly guide: GuideView;
  readonly draft: Draft;
  readonly here: Here;
  /** For the wordings. */
  readonly places: Places;
  change(part: Partial<Draft>): void;
  talking(): void;
  hangUp(): void;
  /** Saves this outcome with all that is filled in. */
  save(disposition: ReportableDisposition, more?: Partial<Draft>): void;
  /** Asks once, and then never calls again. */
  askNever(): void;
  /** Rings the organisers' bell, or lets go of it. */
  callHelp(isWanted: boolean): void;
  /** Shows a view that the server has answered with. */
  take(view: ShiftView): void;
  /** What reaches the queue; absent in a practice and in a call that is corrected. */
  readonly also?: {
    /** Leaves the person to somebody else. */
    skip(reason: SkipReason): void;
    /** The line dropped: the same number at once, with all that is filled in. */
    callAgain(): void;
    /** A pause after this call. */
    wantPause(isWanted: boolean): void;
  };
}

export const CallDeskContext = createContext<CallDesk | null>(null);

export function useDesk(): CallDesk {
  const desk = useContext(CallDeskContext);
  if (desk === null) throw new Error('useDesk stands outside of a call');
  return desk;
}
