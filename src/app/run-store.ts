import type { CampaignId, ShiftId, TrunkId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { ShiftRow } from './shift-store.ts';

/** What an organiser changes while a campaign runs. */
export interface RunStore {
  /** Overdue promises of callers who are not on shift are no longer kept for them. @returns how many. */
  freePromises(campaignId: CampaignId, now: Instant): Promise<number>;
  /** The trunk that the campaign used last rests no longer. @returns which; null when it did not rest. */
  resumeTrunk(campaignId: CampaignId, now: Instant): Promise<TrunkId | null>;
  /** Somebody answers the call for help. @returns the shift; null when it does not ask (any more). */
  endHelp(campaignId: CampaignId, shiftId: ShiftId): Promise<Pick<ShiftRow, 'id' | 'accountId'> | null>;
}
