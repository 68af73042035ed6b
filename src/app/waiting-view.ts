import type { AccountId, CampaignId } from '../core/ids.ts';
import { type Instant, SECOND } from '../core/instant.ts';
import { mainReason } from '../core/queue/main-reason.ts';
import type { CampaignRow } from './ports.ts';
import type { PeopleCount } from './view-store.ts';
import type { MissingReason, ShiftView } from './workplace.ts';
import type { WorkplaceParts } from './workplace-parts.ts';

/** Counting everybody who waits costs too much to do it for each screen anew; the next moment is always read. */
const KEPT_FOR = 15 * SECOND;

/** What a caller reads while nobody is due: when it goes on, and what the missing people wait for. */
export function createWaiting({ views, store, clock }: Pick<WorkplaceParts, 'views' | 'store' | 'clock'>) {
  const known = new Map<CampaignId, { readonly at: Instant; readonly counts: PeopleCount[] }>();
  const countsOf = async (id: CampaignId, now: Instant): Promise<PeopleCount[]> => {
    const last = known.get(id);
    if (last !== undefined && now - last.at < KEPT_FOR && now >= last.at) return last.counts;
    const counts = await (await views.people(id, now)).filter(isStillToCall);
    known.set(id, { at: now, counts });
    return counts;
  };
  return async ({ id }: CampaignRow, callerId: AccountId): Promise<NonNullable<ShiftView['waiting']>> => {
    const now = clock.now();
    const counts = await countsOf(id, now);
    return {
      nextAt: await store.queue.nextDueFor(id, callerId, now),
      missing: sumOf(counts),
      reasons: missingReasons(counts.filter((it) => it.place !== 'now')),
    };
  };
}

/** The counts by the one rule that holds people back, the most first. */
export function missingReasons(counts: readonly PeopleCount[]): MissingReason[] {
  const found = new Map<string, MissingReason>();
  for (const it of counts) {
    const reason = reasonOf(it);
    const before = found.get(reason);
    found.set(reason, {
      reason,
      people: (before?.people ?? 0) + it.people,
      nextAt: earlier(before?.nextAt ?? null, it.nextAt),
    });
  }
  return [...found.values()].sort((a, b) => b.people - a.people || (a.reason < b.reason ? -1 : 1));
}

/** The one reason why these people are where they are. */
export function reasonOf({ reasons, place }: Pick<PeopleCount, 'reasons' | 'place'>): string {
  return mainReason(reasons, { isDueNow: place === 'now' });
}

export function isStillToCall({ place }: Pick<PeopleCount, 'place'>): boolean {
  return place === 'now' || place === 'promised' || place === 'later';
}

export function sumOf(counts: readonly PeopleCount[]): number {
  return counts.reduce((sum, it) => sum + it.people, 0);
}

function earlier(a: Instant | null, b: Instant | null): Instant | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}
