import type { IsoDate } from '../core/campaign/campaign.ts';
import type { AttemptId, CampaignId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { ShiftRow } from './shift-store.ts';

/** An offer as something that takes place once: the same id on another day is another one, in whatever campaign. */
export interface OfferKey {
  readonly id: string;
  /** Null for an offer without a day. */
  readonly date: IsoDate | null;
}

export interface OfferReading {
  /** People who have said yes, by offer; those whom nobody chose are missing. */
  placesTaken(offers: readonly OfferKey[]): Promise<ReadonlyMap<string, number>>;
  /** What the person of this attempt said yes to in other calls, of any campaign, among the offers of this one. */
  signUps(attemptId: AttemptId): Promise<readonly { readonly offer: string; readonly at: Instant }[]>;
}

/** Inside a transaction. */
export interface OfferStore {
  /**
   * Keeps all others from this offer until the transaction ends, and counts the people who have said yes, the one of
   * `except` left out.
   */
  holdPlaces(offer: OfferKey, except: AttemptId): Promise<number>;
  /** Open shifts of the campaign: whose screens show places. */
  openShifts(campaignId: CampaignId): Promise<readonly Pick<ShiftRow, 'id' | 'accountId'>[]>;
}
