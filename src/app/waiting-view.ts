import type { CampaignId } from '../core/ids.ts';
import { type Instant, SECOND } from '../core/instant.ts';
import { mainReason } from '../core/queue/main-reason.ts';
import type { CampaignRow } from './ports.ts';
import type { WaitingCount } from './view-store.ts';
import type { MissingReason, ShiftView } from './workplace.ts';
import type { WorkplaceParts } from './workplace-parts.ts';

/** Counting everybody who waits costs too much to do it for each screen anew; the next moment is always read. */
const KEPT_FOR = 15 * SECOND;

/** What a caller reads while nobody is due: when it goes on, and what the missing people wait for. */
export function createWaiting({ views, store, clock }: Pick<WorkplaceParts, 'views' | 'store' | 'clock'>) {
  const known = new Map<CampaignId, { readonly at: Instant; readonly counts: WaitingCount[] }>();
  const countsOf = async (id: CampaignId, now: Instant): Promise<WaitingCount[]> => {
    const last = known.get(id);
    if (last !== undefined && now - last.at < KEPT_FOR && now >= last.at) return last.counts;
    const counts = await views.waitingPeople(id, now);
    known.set(id, { at: now, counts });
    return counts;
  };
  return async ({ id }: CampaignRow): Promise<NonNullable<ShiftView['waiting']>> => {
    const counts = await countsOf(id, clock.now());
    return {
      nextAt: await store.queue.nextDueAt(id),
      missing: sumOf(counts),
      reasons: missingReasons(counts.filter((it) => !it.isDueNow)),
    };
  };
}

/** The counts by the one rule that holds people back, the most first. */
export function missingReasons(counts: readonly WaitingCount[]): MissingReason[] {
  const found = new Map<string, MissingReason>();
  for (const it of counts) {
    const reason = mainReason(it.reasons, it);
    const before = found.get(reason);
    found.set(reason, {
      reason,
      people: (before?.people ?? 0) + it.people,
      nextAt: earlier(before?.nextAt ?? null, it.nextAt),
    });
  }
  return [...found.values()].sort((a, b) => b.people - a.people || (a.reason < b.reason ? -1 : 1));
}

export function sumOf(counts: readonly WaitingCount[]): number {
  return counts.reduce((sum, it) => sum + it.people, 0);
}

function earlier(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
