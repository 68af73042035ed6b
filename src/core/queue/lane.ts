/**
 * The order in which people are served: promises first, then those never tried, then those with the fewest tries.
 *
 * A lane is a small whole number, so that the store's index can walk the queue lane by lane.
 */
export const LANE_PROMISE = 0;
export const LANE_NEW = 1;
/** No campaign may try more often (DOMAIN L7's hard cap a campaign). */
export const LANE_LAST = LANE_NEW + 20;

/**
 * A contact's place among equals: who joined most recently is called first (a welcome is worth most when it is
 * fresh), those of one day in random order; smaller is earlier.
 *
 * @param joinedDay Days since 1970-01-01, null when unknown (last).
 * @param chance 0 to 1.
 */
export function rankOf(joinedDay: number | null, chance: number): number {
  return joinedDay === null ? 1 + chance : chance - joinedDay;
}
