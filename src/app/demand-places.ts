import { AppError } from '../core/app-error.ts';
import type { Campaign, Offer } from '../core/campaign/campaign.ts';
import type { OfferKey } from './offer-store.ts';
import type { OutcomeReport, StoreDoors } from './ports.ts';

/**
 * Refuses a yes to an offer whose last place went to somebody else; until the transaction ends nobody else gets one.
 *
 * @throws AppError `error.offer.full`: the caller chooses "perhaps" or "send information" instead.
 */
export async function demandPlaces(
  doors: Pick<StoreDoors, 'offers'>,
  campaign: Campaign,
  report: Pick<OutcomeReport, 'attemptId' | 'offers'>,
): Promise<void> {
  for (const offer of limitedYes(campaign, report)) {
    const taken = await doors.offers.holdPlaces(offerKey(offer), report.attemptId);
    if (taken >= (offer.places ?? 0)) throw new AppError('error.offer.full', { offer: offer.title });
  }
}

/** Offers with a number of places that this report takes one of, in an order that two at once cannot cross. */
export function limitedYes(campaign: Campaign, report: Pick<OutcomeReport, 'offers'>): Offer[] {
  const yes = new Set(report.offers.filter((it) => it.answer === 'yes').map((it) => it.id));
  return limitedOffers(campaign)
    .filter((it) => yes.has(it.id))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

export function limitedOffers({ offers }: Campaign): Offer[] {
  return offers.filter((it) => it.places !== undefined);
}

export function offerKey({ id, date }: Offer): OfferKey {
  return { id, date: date ?? null };
}
