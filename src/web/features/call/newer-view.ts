import type { Heard, ShiftView } from '../../../protocol/views.ts';

/**
 * The later one of two views: an answer to a click may arrive after the event that came of it. `undefined`: nothing
 * is known yet; null: not on shift.
 */
export function newerView(known: ShiftView | null | undefined, came: ShiftView | null): ShiftView | null {
  if (known === null || known === undefined || came === null) return came;
  if (known.shiftId === came.shiftId && came.now < known.now) return known;
  return came;
}

/** What is heard belongs to one attempt; a voice of the last call must not speak in the next. */
export function withHeard(
  view: ShiftView | null | undefined,
  attemptId: string,
  heard: Heard,
): ShiftView | null | undefined {
  if (!view?.call || view.call.attemptId !== attemptId) return view;
  return { ...view, call: { ...view.call, heard } };
}
