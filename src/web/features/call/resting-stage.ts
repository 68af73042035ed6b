import type { ShiftView } from '../../../protocol/views.ts';
import { isLineChecked } from '../arrive/checked-line.ts';

/** What one does before or between calls; `as-it-comes`: whatever is due by itself. */
export type RestingStage = 'as-it-comes' | 'choose' | 'check' | 'meet' | 'none';

/** Without a way nothing goes on; a line is tried before the first call of the day; whoever is new is told what comes. */
export function restingStage(view: ShiftView, wanted: RestingStage, isFirst: boolean): RestingStage {
  const { voice } = view;
  if (voice.way === null || wanted === 'choose') return 'choose';
  const hasLine = voice.way === 'browser' || voice.way === 'phone';
  const isUntried = wanted === 'as-it-comes' && isBeforeCalls(view) && !isLineChecked(view.shiftId);
  if (hasLine && (wanted === 'check' || isUntried)) return 'check';
  return isFirst && wanted !== 'none' ? 'meet' : 'none';
}

/** Nobody has been rung in this shift, and nobody is until `Bereit`. */
export function isBeforeCalls({ today, state, hasLapsed }: ShiftView): boolean {
  return state === 'pause' && today.calls === 0 && !hasLapsed;
}
