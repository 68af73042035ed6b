// How far a pacer looks ahead: a call that begins now is answered, if ever, within this time.

/** Seconds between two points at which answers and free callers are compared. */
export const STEP_SECONDS = 2;
export const POINTS = 15;
/** Seconds from now to each point: the middles of the steps. */
export const pointsAhead: readonly number[] = Array.from(
  { length: POINTS },
  (_, point) => (point + 0.5) * STEP_SECONDS,
);

/** One number for each point. */
export type Row = Float64Array;
export const newRow = (): Row => new Float64Array(POINTS);
