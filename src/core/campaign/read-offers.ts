import type { IsoDate, LocalContact, Newsletter, Offer } from './campaign.ts';
import { wording } from './read-wording.ts';
import {
  date,
  fields,
  id,
  items,
  maybe,
  oneOrMore,
  problem,
  reportDuplicates,
  type Spot,
  text,
  wholeNumber,
} from './yaml-reader.ts';

const AGE = { least: 14, most: 120 };

/** `offers:` of the file; one at least must still lie ahead on the campaign's last day (ASKS 65). */
export function readOffers(spot: Spot | undefined, lastDay: IsoDate): Offer[] {
  const spots = items(spot);
  const offers = spots.map(readOffer);
  reportDuplicates(offers.map((offer, index) => ({ id: offer.id, spot: spots[index] })));
  const isOpen = offers.some((it) => (it.until ?? it.date ?? lastDay) >= lastDay && it.places !== 0);
  if (spot !== undefined && !isOpen) problem(spot, 'no-open-offer', { until: lastDay });
  return offers;
}

function readOffer(spot: Spot): Offer {
  const from = fields(spot, ['id', 'title', 'ask', 'date', 'until', 'place', 'places', 'audience']);
  const offer: Offer = {
    id: id(from.need('id')),
    title: text(from.need('title'), 120),
    ask: wording(from.need('ask')),
    ...maybe('date', from, date),
    ...maybe('until', from, date),
    ...maybe('place', from, (it) => text(it, 120)),
    ...maybe('places', from, (it) => wholeNumber(it, { least: 0, most: 1_000_000 })),
    audience: readAudience(from.get('audience')),
  };
  const until = from.get('until');
  if (until && offer.until !== undefined && offer.date !== undefined && offer.until < offer.date)
    problem(until, 'until-before-date');
  return offer;
}

function readAudience(spot: Spot | undefined): Offer['audience'] {
  const from = fields(spot, [
    ...['minAgeYears', 'maxAgeYears', 'branches', 'joinedOnOrAfter', 'joinedOnOrBefore', 'languages'],
  ]);
  const audience: Offer['audience'] = {
    ...maybe('minAgeYears', from, (it) => wholeNumber(it, AGE)),
    ...maybe('maxAgeYears', from, (it) => wholeNumber(it, AGE)),
    ...maybe('branches', from, (it) => oneOrMore(it).map((one) => text(one))),
    ...maybe('joinedOnOrAfter', from, date),
    ...maybe('joinedOnOrBefore', from, date),
    ...maybe('languages', from, (it) => oneOrMore(it).map(readLanguage)),
  };
  const last = from.get('joinedOnOrBefore');
  if (last && (audience.joinedOnOrBefore ?? '') < (audience.joinedOnOrAfter ?? ''))
    problem(last, 'range-backwards');
  const oldest = from.get('maxAgeYears');
  if (oldest && (audience.maxAgeYears ?? 0) < (audience.minAgeYears ?? 0)) problem(oldest, 'range-backwards');
  return audience;
}

function readLanguage(spot: Spot): string {
  const language = text(spot, 60).toLowerCase();
  if (language !== '' && !/^[a-z]{2}$/.test(language)) problem(spot, 'not-a-language');
  return language;
}

/** `newsletters:` of the file: what exactly is read aloud, since the consent stores it (Art. 7 GDPR). */
export function readNewsletters(spot: Spot | undefined): Newsletter[] {
  const spots = items(spot);
  const newsletters = spots.map((it) => {
    const from = fields(it, ['id', 'title', 'wording', 'version', 'mailsPerMonth']);
    return {
      id: id(from.need('id')),
      title: text(from.need('title'), 120),
      wording: wording(from.need('wording')),
      version: wholeNumber(from.need('version'), { least: 1, most: 1_000_000 }),
      mailsPerMonth: wholeNumber(from.need('mailsPerMonth'), { least: 1, most: 100 }),
    };
  });
  reportDuplicates(newsletters.map((it, index) => ({ id: it.id, spot: spots[index] })));
  return newsletters;
}

/** `localContacts:` of the file: who is asked to ring a member back, one for each branch. */
export function readLocalContacts(spot: Spot | undefined): LocalContact[] {
  const branches = new Set<string>();
  return items(spot).map((it) => {
    const from = fields(it, ['branch', 'name', 'role']);
    const branch = text(from.need('branch'), 120);
    if (branches.has(branch) && branch !== '') problem(it, 'duplicate-branch');
    branches.add(branch);
    return { branch, name: text(from.need('name'), 120), ...maybe('role', from, (one) => text(one, 120)) };
  });
}
