import type { RefObject } from 'react';
import type { MeView, OutcomeReportBody, ShiftView } from '../../../protocol/views.ts';
import type { useDrafts } from './use-draft.ts';
import type { OwnCallsState } from './use-own-calls.ts';
import type { ShiftConnection } from './use-shift.ts';
import type { Here } from './when.ts';

/** What the page hands on to whichever screen stands. */
export interface ShiftParts {
  readonly shift: ShiftConnection;
  readonly me: MeView;
  readonly drafts: ReturnType<typeof useDrafts>;
  readonly own: OwnCallsState;
  /** Ends the shift, after its last page where there is one. */
  leave(): void;
}

/** What the screens of a shift share, whichever of them stands. */
export interface ShiftRoom extends ShiftParts {
  readonly here: Here;
  readonly headingRef: RefObject<HTMLHeadingElement | null>;
  ready(): void;
  pause(): void;
  /** Shows a view that the server has answered with. */
  take(view: ShiftView): void;
  /** False when it was refused; the page says why. */
  correct(body: OutcomeReportBody): Promise<boolean>;
}
