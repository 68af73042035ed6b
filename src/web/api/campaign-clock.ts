import type { Instant } from '../../core/instant.ts';

/** The campaign's clock as the server last told it: at `wallAt` of the browser it showed `now` and went at `speed`. */
export interface ClockReading {
  readonly now: Instant;
  readonly speed: number;
  readonly wallAt: number;
}

/** What the campaign's clock shows at `wall` of the browser's clock. The two may differ by years: only the pace counts. */
export function campaignTime(reading: ClockReading, wall: number): Instant {
  return reading.now + (wall - reading.wallAt) * reading.speed;
}

/** When the browser's clock will be there, as the campaign's goes now. */
export function wallTime(reading: ClockReading, at: Instant): number {
  return reading.wallAt + (at - reading.now) / reading.speed;
}
