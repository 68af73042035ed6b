/**
 * The number of the next draft: higher than any that is known, and by the wall's clock, so that two devices that do not
 * know of each other come in the order of time (a hybrid logical clock).
 */
export function nextSeq(known: number, wallNow: number): number {
  return Math.max(known + 1, Math.floor(wallNow));
}
