import type { ShiftId } from '../core/ids.ts';
import type { OutcomeReport } from './ports.ts';
import type { WorkplaceParts } from './workplace-parts.ts';

/**
 * After a hard call nobody is rung until the caller wants to go on; who asks to be looked after is seen on the board.
 *
 * @returns whether the shift is another one by it.
 */
export async function lookAfter(
  { store, views, clock }: Pick<WorkplaceParts, 'store' | 'views' | 'clock'>,
  shiftId: ShiftId,
  { isHard, message }: OutcomeReport,
): Promise<boolean> {
  if (isHard) await store.shifts.setShift(shiftId, 'pause', clock.now());
  const asksForHelp = message?.kind === 'care';
  if (asksForHelp) await views.setHelp(shiftId, true);
  return isHard || asksForHelp;
}
