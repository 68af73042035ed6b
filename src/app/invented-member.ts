import { addDays, localTime } from '../core/calendar/local-time.ts';
import type { IsoDate } from '../core/campaign/campaign.ts';
import type { E164, NumberId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import { inventedMembers, type PersonaId } from '../core/practice/personas.ts';
import { LANE_NEW } from '../core/queue/lane.ts';
import type { CampaignRow } from './ports.ts';
import { personCard } from './shift-view.ts';
import type { CardFacts } from './view-store.ts';
import type { PersonCard } from './workplace.ts';

/** Names no number of the store: an invented one has no row. */
const NOWHERE = '00000000-0000-4000-8000-000000000000' as NumberId;

/**
 * The card of an invented member, as the real screen shows a real one's: made of the campaign's own offers, local
 * contacts and day.
 *
 * @param now Of the campaign's clock.
 */
export function inventedCard(persona: PersonaId, campaign: CampaignRow, now: Instant): PersonCard {
  const { date } = localTime(now, campaign.campaign.timezone);
  return { ...personCard(cardFacts(persona, campaign, date), campaign, now), signUps: [] };
}

function cardFacts(persona: PersonaId, { campaign }: CampaignRow, today: IsoDate): CardFacts {
  const { givenName, familyName, age, joinedDaysAgo, mobile } = inventedMembers[persona];
  const branch = campaign.localContacts[0]?.branch ?? campaign.unit;
  return {
    ...{ givenName, familyName, joinedOn: addDays(today, -joinedDaysAgo) },
    // Half a year past the birthday, so that the age is right whatever the day.
    birthDate: addDays(today, -Math.round((age + 0.5) * 365.25)),
    // RFC 2606: nobody's.
    email: `${persona}@example.org`,
    ...{ language: null, lastContacts: {}, branches: [branch], isOwnUnit: branch === campaign.unit },
    why: {
      ...{ kind: 'try', at: 0, numberId: NOWHERE, lane: LANE_NEW, isCallback: false, isRecheck: false },
      ...{ promisedTo: null, lastPart: null, reasons: ['never-tried'] },
    },
    ...{ day: today, promise: null, earlier: [], notBefore: null },
    // The same kind of id and number as a member's, but of the range that rings nobody.
    numbers: [{ id: NOWHERE, number: mobile as E164, label: null, isDialled: true }],
  };
}
