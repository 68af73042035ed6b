import type { Actor } from '../core/access/may-do.ts';
import type { CampaignBook } from './campaign-book.ts';
import { accountOf, createOwnShift } from './own-shift.ts';
import type { Chance, Clock } from './ports.ts';
import type { Debrief, GoodMoment, ProfileStore, Settings } from './profile-store.ts';
import type { WorkplaceParts } from './workplace-parts.ts';

/** How the pages are for one person, and the round at the end of a shift. */
export interface Profiles {
  settings(actor: Actor): Promise<Settings>;
  save(actor: Actor, settings: Settings): Promise<void>;
  /** One's own good conversations of the open shift. @throws AppError `error.shift.none`. */
  goodMoments(actor: Actor): Promise<GoodMoment[]>;
  /** What there is to change also goes to the organisers. @throws AppError `error.shift.none`. */
  giveDebrief(actor: Actor, debrief: Debrief): Promise<void>;
}

export function createProfiles(parts: {
  readonly profiles: ProfileStore;
  readonly views: WorkplaceParts['views'];
  readonly campaigns: CampaignBook;
  /** The campaign's. */
  readonly clock: Clock;
  readonly chance: Chance;
}): Profiles {
  const { profiles, clock, chance } = parts;
  const { own } = createOwnShift(parts, parts.campaigns);
  return {
    settings: (actor) => profiles.settings(accountOf(actor)),
    save: (actor, settings) => profiles.save(accountOf(actor), settings),
    async goodMoments(actor) {
      const { facts } = await own(actor);
      return profiles.goodMoments(facts);
    },
    async giveDebrief(actor, debrief) {
      const { facts } = await own(actor);
      const { id: shiftId, accountId, campaignId } = facts;
      const keys = { shiftId, accountId, campaignId, messageId: chance.uuid() };
      await profiles.keepDebrief({ ...debrief, ...keys, at: clock.now() });
    },
  };
}
