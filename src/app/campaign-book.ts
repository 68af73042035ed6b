import type { Action, Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import { demand } from './demand.ts';
import type { CampaignRow, CampaignStore } from './ports.ts';
import type { ShiftFacts } from './view-store.ts';

/** Finds campaigns for who may see them. A shift's campaign is read again only when its definition has changed. */
export interface CampaignBook {
  /** @throws AppError `error.campaign.unknown` when there is none of that key, and the refusals of `demand`. */
  byKey(actor: Actor, key: string, action: Action): Promise<CampaignRow>;
  ofShift(shift: ShiftFacts): Promise<CampaignRow>;
}

export function createCampaignBook(campaigns: CampaignStore): CampaignBook {
  const known = new Map<string, CampaignRow>();
  return {
    async byKey(actor, key, action) {
      const campaign = await campaigns.byKey(key);
      if (campaign === null) throw new AppError('error.campaign.unknown');
      demand(actor, action, campaign);
      return campaign;
    },
    async ofShift({ campaignId, campaignVersion, campaignState }) {
      const name = `${campaignId}/${campaignVersion}`;
      const campaign = known.get(name) ?? (await campaigns.byId(campaignId));
      if (campaign === null) throw new AppError('error.campaign.unknown');
      known.set(name, campaign);
      return { ...campaign, state: campaignState };
    },
  };
}
