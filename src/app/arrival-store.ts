// What arriving needs from the store. Moments of pledges and places are the wall clock's, as those of sign-in.
import type { PledgeWording } from '../core/campaign/pledge.ts';
import type { AccountId, CampaignId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { UnitStore } from './ports.ts';

export interface ArrivalStore extends PledgeDoors {
  /** Whether the account has ever had a call, of whatever campaign. */
  hasCalled(accountId: AccountId): Promise<boolean>;
  /** Who has which place; a shift that nobody has put themselves down for is not in it. */
  places(campaignId: CampaignId): Promise<TakenPlace[]>;
  /**
   * @returns false when all places are taken. True for whoever had one before.
   * Of two at once for the last place one gets it: places are numbered rows.
   */
  takePlace(place: TakenPlace & { campaignId: CampaignId; places: number }): Promise<boolean>;
  /** All that is done with the doors, or nothing. */
  inTransaction<Result>(
    work: (doors: PledgeDoors & { readonly units: UnitStore }) => Promise<Result>,
  ): Promise<Result>;
  leavePlace(place: { campaignId: CampaignId; shift: string; accountId: AccountId }): Promise<void>;
}

export interface PledgeDoors {
  insertPledge(pledge: {
    id: string;
    accountId: AccountId;
    campaignId: CampaignId;
    wording: PledgeWording;
    at: Instant;
  }): Promise<void>;
  /** All that the account ever gave, the latest first. */
  pledges(accountId: AccountId): Promise<(PledgeWording & { readonly at: Instant })[]>;
}

export interface TakenPlace {
  /** `plannedShiftId` */
  readonly shift: string;
  readonly accountId: AccountId;
  readonly at: Instant;
}
