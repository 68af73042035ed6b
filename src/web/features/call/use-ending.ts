import { useState } from 'react';
import { useApp } from '../../app-context.ts';
import type { ShiftConnection } from './use-shift.ts';

/** The way out of a shift: after calls a last page comes first, and nobody is rung for who looks back. */
export function useEnding({ view, act, leave }: ShiftConnection) {
  const { client } = useApp();
  const [endingShift, setEndingShift] = useState<string | null>(null);
  const isResting = view?.state === 'pause' || view?.state === 'ready';
  // A call that came in between comes first.
  if (endingShift !== null && (endingShift !== view?.shiftId || !isResting)) setEndingShift(null);
  return {
    isOn: endingShift !== null,
    stop: () => setEndingShift(null),
    begin() {
      if (!view || view.today.calls === 0) return void leave();
      setEndingShift(view.shiftId);
      if (view.state === 'ready') void act(() => client.call('pause'));
    },
  };
}
