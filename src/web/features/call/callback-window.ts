import type { CampaignSummary } from '../../../protocol/views.ts';

type Opening = CampaignSummary['openings'][number];

const MINUTE = 60_000;
const STEP = 30 * MINUTE;
/** A promise needs somebody to keep it: not within the next minutes, and with room to try. */
const SOONEST = 30 * MINUTE;

/** One day's opening hours as far as a callback can still be promised in them. */
export interface CallbackDay {
  readonly opening: Opening;
  /** Beginnings, every half hour on the campaign's clock. */
  readonly from: readonly number[];
}

/** The days on which a callback can be promised, the next first, at most `most`. */
export function callbackDays(openings: readonly Opening[], now: number, most = 5): CallbackDay[] {
  return openings
    .map((opening) => ({ opening, from: beginnings(opening, now) }))
    .filter((it) => it.from.length > 0)
    .slice(0, most);
}

/** Ends that fit to a beginning: half an hour after it until closing time. */
export function endsFor(day: CallbackDay, fromAt: number): number[] {
  const ends: number[] = [];
  for (let at = fromAt + STEP; at <= day.opening.untilAt; at += STEP) ends.push(at);
  return ends;
}

/** What one begins with: the first free hour of the day. */
export function suggestedWindow(day: CallbackDay): { fromAt: number; untilAt: number } {
  const fromAt = day.from[0] ?? day.opening.fromAt;
  return { fromAt, untilAt: Math.min(fromAt + 2 * STEP, day.opening.untilAt) };
}

export type CallbackProblem = 'order' | 'past' | 'closed';

/** Why a window cannot be promised; null when it can. */
export function callbackProblem(
  window: { readonly fromAt: number; readonly untilAt: number },
  openings: readonly Opening[],
  now: number,
): CallbackProblem | null {
  if (window.untilAt <= window.fromAt) return 'order';
  if (window.untilAt <= now) return 'past';
  const isOpen = openings.some((it) => it.fromAt <= window.fromAt && window.untilAt <= it.untilAt);
  return isOpen ? null : 'closed';
}

function beginnings({ fromAt, untilAt }: Opening, now: number): number[] {
  const first = Math.max(fromAt, now + SOONEST);
  const all: number[] = [];
  for (let at = fromAt; at + STEP <= untilAt; at += STEP) if (at >= first) all.push(at);
  return all;
}
