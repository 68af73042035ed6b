import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { CampaignBook } from './campaign-book.ts';
import { accountOf, createOwnShift } from './own-shift.ts';
import type { CampaignRow } from './ports.ts';
import type { Workplace } from './workplace.ts';
import type { WorkplaceParts } from './workplace-parts.ts';

type PacingRoom = Pick<Workplace, 'choosePacing' | 'allowLookAhead' | 'nearlyReady'>;

/** How a campaign calls, as people choose it while it runs. Each choice is audited. */
export function pacingRoom(parts: WorkplaceParts, campaigns: CampaignBook): PacingRoom {
  const { store, clock, signals } = parts;
  const { own } = createOwnShift(parts, campaigns);
  const tell = ({ id }: CampaignRow) => {
    signals.changed(id);
    signals.boardChanged(id);
  };
  const entry = (actor: Actor, { id, unitId }: CampaignRow) => ({
    ...{ at: clock.now(), actorId: actor.accountId, actorRole: actor.role },
    ...{ thingKind: 'campaign', thingId: id, unitId },
  });
  return {
    async choosePacing(actor, campaignKey, mode) {
      const campaign = await campaigns.byKey(actor, campaignKey, 'run-campaign');
      await store.inTransaction(async (doors) => {
        const { wanted, allowed } = await doors.pacing.settings(campaign.id);
        if (mode === 'look-ahead' && allowed === null) throw new AppError('error.pacing.not-allowed');
        await doors.pacing.choose(campaign.id, mode);
        const detail = { from: wanted ?? campaign.campaign.pacing?.mode ?? 'progressive', to: mode };
        await doors.units.audit({ ...entry(actor, campaign), action: 'choose-pacing', detail });
      });
      tell(campaign);
    },
    async allowLookAhead(actor, campaignKey, reason) {
      const campaign = await campaigns.byKey(actor, campaignKey, 'allow-look-ahead');
      const by = accountOf(actor);
      await store.inTransaction(async (doors) => {
        const permission = reason === null ? null : { by, at: clock.now(), reason };
        await doors.pacing.allowLookAhead(campaign.id, permission);
        await doors.units.audit({
          ...entry(actor, campaign),
          action: reason === null ? 'forbid-look-ahead' : 'allow-look-ahead',
          // The owner's own words about the campaign, and nobody's data: they are why it may be so.
          detail: reason === null ? {} : { reason },
        });
      });
      tell(campaign);
    },
    async nearlyReady(actor) {
      const { facts } = await own(actor);
      signals.nearlyReady(facts.id);
    },
  };
}
