import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { AccountId } from '../core/ids.ts';
import type { CampaignBook } from './campaign-book.ts';
import { demand } from './demand.ts';
import type { CampaignRow } from './ports.ts';
import type { ShiftFacts } from './view-store.ts';
import type { WorkplaceParts } from './workplace-parts.ts';

export interface OwnShift {
  readonly facts: ShiftFacts;
  readonly campaign: CampaignRow;
}

/** Finds the open shift of whoever asks; every door of a caller's room begins with it. */
export function createOwnShift(
  { views, clock }: Pick<WorkplaceParts, 'views' | 'clock'>,
  campaigns: CampaignBook,
) {
  const find = async (actor: Actor): Promise<OwnShift | null> => {
    const accountId = accountOf(actor);
    const facts = await views.openShift(accountId, clock.now());
    if (facts === null) return null;
    const campaign = await campaigns.ofShift(facts);
    demand(actor, 'work-shift', { ...campaign, ownerId: accountId });
    return { facts, campaign };
  };
  return {
    find,
    /** @throws AppError `error.shift.none`. */
    async own(actor: Actor): Promise<OwnShift> {
      const found = await find(actor);
      if (found === null) throw new AppError('error.shift.none');
      return found;
    },
  };
}

/** Only accounts have shifts; the system has none. */
export function accountOf({ accountId }: Actor): AccountId {
  if (accountId === null) throw new AppError('error.access.role', { action: 'work-shift' });
  return accountId;
}
