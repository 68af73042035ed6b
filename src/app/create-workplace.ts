import { type Actor, mayDo } from '../core/access/may-do.ts';
import { callerWorkplace } from './caller-workplace.ts';
import { createCampaignBook } from './campaign-book.ts';
import { campaignSummary } from './campaign-summary.ts';
import { guideView } from './guide-view.ts';
import { organiserWorkplace } from './organiser-workplace.ts';
import { outcomeRoom } from './outcome-room.ts';
import { accountOf } from './own-shift.ts';
import { pacingRoom } from './pacing-room.ts';
import { createPledges, keepPledge } from './pledges.ts';
import type { CampaignRow } from './ports.ts';
import type { Workplace } from './workplace.ts';
import type { WorkplaceParts } from './workplace-parts.ts';

/** The use cases behind the routes: rooms for callers and organisers, and what both need. */
export function createWorkplace(parts: WorkplaceParts): Workplace {
  const { store, views, clock } = parts;
  const campaigns = createCampaignBook(store.campaigns);
  const pledges = createPledges(parts.arrival, parts.arrival.now);
  return {
    ...callerWorkplace(parts, campaigns),
    ...outcomeRoom(parts, campaigns),
    ...organiserWorkplace(parts, campaigns),
    ...pacingRoom(parts, campaigns),
    async me(actor) {
      const accountId = accountOf(actor);
      const now = clock.now();
      const all = await store.campaigns.all();
      const open = await views.openShift(accountId, now);
      const here = all.filter((it) => mayEnter(actor, it));
      const asked = await pledges.of(
        accountId,
        here.map((it) => it.campaign),
      );
      return {
        account: { id: accountId, name: (await views.accountName(accountId)) ?? '', role: actor.role },
        campaigns: here.map((it) => campaignSummary(it, now)),
        shiftIn: open && (await campaigns.ofShift(open)).campaign.key,
        isNewcomer: !(await parts.arrival.hasCalled(accountId)),
        pledges: asked.map((it, place) => ({ ...it, campaign: here[place]?.campaign.key ?? '' })),
        now,
      };
    },
    async givePledge(actor, campaignKey, version) {
      const campaign = await campaigns.byKey(actor, campaignKey, 'join-shift');
      const promise = { actor: { ...actor, accountId: accountOf(actor) }, campaign, version };
      await parts.arrival.inTransaction((doors) =>
        keepPledge(doors, parts.chance, { ...promise, at: parts.arrival.now() }),
      );
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
