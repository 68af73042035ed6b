import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { Campaign } from '../core/campaign/campaign.ts';
import { isPledgeDue, type PledgeWording, pledgeOf } from '../core/campaign/pledge.ts';
import type { AccountId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { PledgeDoors } from './arrival-store.ts';
import type { CampaignRow, Chance, UnitStore } from './ports.ts';

/** Whether somebody has promised what a campaign asks for. */
export interface Pledges {
  /** Also the words, to be shown. */
  of(accountId: AccountId, campaigns: readonly Pick<Campaign, 'pledge'>[]): Promise<AskedPledge[]>;
}

export interface AskedPledge extends PledgeWording {
  readonly isDue: boolean;
}

/** @param now The wall's clock. */
export function createPledges(store: Pick<PledgeDoors, 'pledges'>, now: () => Instant): Pledges {
  return {
    async of(accountId, campaigns) {
      const given = await store.pledges(accountId);
      return campaigns.map((it) => {
        const wanted = pledgeOf(it);
        return { ...wanted, isDue: isPledgeDue(wanted, given, now()) };
      });
    },
  };
}

/** @throws AppError `error.pledge.due` */
export async function demandPledge(
  pledges: Pledges,
  accountId: AccountId,
  campaign: Campaign,
): Promise<void> {
  const [asked] = await pledges.of(accountId, [campaign]);
  if (asked === undefined || asked.isDue) throw new AppError('error.pledge.due');
}

/**
 * Keeps a promise with its words and time, and in the audit that it was given (GDPR Art. 29, 32(4)).
 *
 * @param promise.version What the page showed: the words of another version were not promised.
 * @throws AppError `error.pledge.changed`
 */
export async function keepPledge(
  doors: PledgeDoors & { readonly units: Pick<UnitStore, 'audit'> },
  chance: Chance,
  promise: {
    readonly actor: Actor & { readonly accountId: AccountId };
    readonly campaign: Pick<CampaignRow, 'id' | 'unitId' | 'campaign'>;
    readonly version: number;
    readonly at: Instant;
  },
): Promise<void> {
  const { actor, campaign, version, at } = promise;
  const wording = pledgeOf(campaign.campaign);
  if (wording.version !== version) throw new AppError('error.pledge.changed');
  const { accountId } = actor;
  await doors.insertPledge({ id: chance.uuid(), accountId, campaignId: campaign.id, wording, at });
  await doors.units.audit({
    at,
    actorId: accountId,
    actorRole: actor.role,
    action: 'give-pledge',
    thingKind: 'account',
    thingId: accountId,
    unitId: campaign.unitId,
    detail: { campaignId: campaign.id, version },
  });
}
