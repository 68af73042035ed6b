import { type Actor, mayDo } from '../core/access/may-do.ts';
import { accountOf, callerWorkplace } from './caller-workplace.ts';
import { createCampaignBook } from './campaign-book.ts';
import { campaignSummary } from './campaign-summary.ts';
import { organiserWorkplace } from './organiser-workplace.ts';
import type { CampaignRow } from './ports.ts';
import type { GuideView, Workplace } from './workplace.ts';
import type { WorkplaceParts } from './workplace-parts.ts';

/** The use cases behind the routes: rooms for callers and organisers, and what both need. */
export function createWorkplace(parts: WorkplaceParts): Workplace {
  const { store, views, clock } = parts;
  const campaigns = createCampaignBook(store.campaigns);
  return {
    ...callerWorkplace(parts, campaigns),
    ...organiserWorkplace(parts, campaigns),
    async me(actor) {
      const accountId = accountOf(actor);
      const now = clock.now();
      const all = await store.campaigns.all();
      const open = await views.openShift(accountId, now);
      return {
        account: { id: accountId, name: (await views.accountName(accountId)) ?? '', role: actor.role },
        campaigns: all.filter((it) => mayEnter(actor, it)).map((it) => campaignSummary(it, now)),
        shiftIn: open && (await campaigns.ofShift(open)).campaign.key,
        now,
      };
    },
    async guide(actor, campaignKey) {
      return guideView(await campaigns.byKey(actor, campaignKey, 'join-shift'));
    },
    campaign: (actor, campaignKey, action) => campaigns.byKey(actor, campaignKey, action),
  };
}

/** Callers find what they can call for; who may read a campaign finds it also before and after. */
function mayEnter(actor: Actor, campaign: CampaignRow): boolean {
  if (mayDo(actor, 'read-campaign', campaign).allowed) return true;
  return campaign.state === 'running' && mayDo(actor, 'join-shift', campaign).allowed;
}

function guideView({ campaign }: CampaignRow): GuideView {
  return {
    ...campaign.guide,
    unit: campaign.unit,
    offers: campaign.offers.map(({ audience: _, ...offer }) => offer),
    newsletters: campaign.newsletters,
  };
}
