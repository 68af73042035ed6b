import { HOUR, type Instant, MINUTE } from '../instant.ts';

export interface Hours {
  readonly fromAt: Instant;
  readonly untilAt: Instant;
}

/** A stretch of calling time. What happens after the last one of an opening belongs to it: late conversations do. */
export interface Slot extends Hours {
  /** Which opening it lies in, 0 the first. */
  readonly opening: number;
}

const LENGTHS = [5, 10, 15, 20, 30, 60, 120, 240].map((minutes) => minutes * MINUTE);
/** More than so many do not fit into a picture. */
const MOST = 40;

/** The openings cut into slots of one length, the shortest by which they are few enough to be drawn. */
export function slotsOf(openings: readonly Hours[]): Slot[] {
  const cut = (length: number) => openings.flatMap((hours, opening) => cutOne(hours, opening, length));
  const length = LENGTHS.find((it) => cut(it).length <= MOST) ?? 24 * HOUR;
  return cut(length);
}

function cutOne({ fromAt, untilAt }: Hours, opening: number, length: number): Slot[] {
  const slots: Slot[] = [];
  for (let at = fromAt; at < untilAt; at += length)
    slots.push({ opening, fromAt: at, untilAt: Math.min(at + length, untilAt) });
  return slots;
}

/** The first `hours` hours of these openings; null: all of them. */
export function firstHours(openings: readonly Hours[], hours: number | null): Hours[] {
  if (hours === null) return [...openings];
  const taken: Hours[] = [];
  let left = hours * HOUR;
  for (const { fromAt, untilAt } of openings) {
    if (left <= 0) break;
    taken.push({ fromAt, untilAt: Math.min(untilAt, fromAt + left) });
    left -= untilAt - fromAt;
  }
  return taken;
}
