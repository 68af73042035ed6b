import { openings } from '../core/calendar/dial-window.ts';
import type { Campaign } from '../core/campaign/campaign.ts';
import type { Instant } from '../core/instant.ts';
import type { CampaignRow } from './ports.ts';
import type { CampaignSummary } from './workplace.ts';

/** Enough for two weeks; a page that shows more asks again. */
const MOST_OPENINGS = 14;

/** What everybody who works in a campaign may know of it. */
export function campaignSummary({ campaign, state }: CampaignRow, now: Instant): CampaignSummary {
  return {
    key: campaign.key,
    title: campaign.title,
    unit: campaign.unit,
    state,
    timezone: campaign.timezone,
    period: campaign.period,
    figuresPerPerson: campaign.care?.figuresPerPerson ?? false,
    openings: openingsOf(campaign)
      .filter((it) => it.untilAt > now)
      .slice(0, MOST_OPENINGS),
  };
}

type OpeningTime = CampaignSummary['openings'][number];
const known = new WeakMap<Campaign, readonly OpeningTime[]>();

/** All openings, once for each definition: a shift is read many times a second, and a calendar takes its time. */
function openingsOf(campaign: Campaign): readonly OpeningTime[] {
  const before = known.get(campaign);
  if (before !== undefined) return before;
  const found = openings(campaign).map(({ fromAt, untilAt }) => ({ fromAt, untilAt }));
  known.set(campaign, found);
  return found;
}
