import { groupDigits } from '../core/numbers/group-digits.ts';
import type { CampaignRow } from './ports.ts';
import type { GuideView } from './workplace.ts';

/** What callers see of a campaign file: the guide with its offers and newsletters, and who helps. */
export function guideView({ campaign }: Pick<CampaignRow, 'campaign'>): GuideView {
  const { guide, mailbox, helpContact } = campaign;
  return {
    ...guide,
    // A campaign that was opened before there were any has none.
    openings: guide.openings ?? {},
    topics: guide.topics ?? [],
    unit: campaign.unit,
    mailboxMessage: mailbox?.message ?? false,
    helpContact: helpContact ? { name: helpContact.name, phone: groupDigits(helpContact.phone) } : null,
    offers: campaign.offers.map(({ audience: { languages }, ...offer }) => ({
      ...offer,
      ...(languages === undefined ? {} : { languages }),
    })),
    newsletters: campaign.newsletters,
  };
}
