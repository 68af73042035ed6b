import { ageOn } from '../selection/conditions.ts';
import type { IsoDate, LocalContact, Offer } from './campaign.ts';

/** What an offer's audience is asked of a person. */
export interface OfferPerson {
  readonly birthDate: IsoDate | null;
  readonly joinedOn: IsoDate | null;
  /** Names of the person's branch and those above it, the nearest first. */
  readonly branches: readonly string[];
  /** ISO 639-1 (`de`); null or absent where nobody knows it. */
  readonly language?: string | null;
}

/**
 * The offers that fit a person, the soonest first, those without a day last; what is over is left out.
 *
 * Whoever's age or day of joining nobody knows gets only offers that do not ask for it; a language that nobody knows
 * leaves nothing out.
 */
export function offersFor(offers: readonly Offer[], person: OfferPerson, today: IsoDate): string[] {
  return offers
    .filter((it) => lastDayOf(it) >= today && fits(it.audience, person, today))
    .toSorted((a, b) => compare(a.date ?? a.until ?? NEVER, b.date ?? b.until ?? NEVER))
    .map((it) => it.id);
}

/** Who is there for new people where the person lives: of the nearest branch that names somebody. */
export function localContactFor(
  contacts: readonly LocalContact[],
  branches: readonly string[],
): LocalContact | null {
  for (const branch of branches) {
    const found = contacts.find((it) => plain(it.branch) === plain(branch));
    if (found !== undefined) return found;
  }
  return null;
}

/** Sorts after every calendar day. */
const NEVER: IsoDate = '9999-12-31';

function lastDayOf({ date, until }: Offer): IsoDate {
  return until ?? date ?? NEVER;
}

function fits(audience: Offer['audience'], person: OfferPerson, today: IsoDate): boolean {
  const { minAgeYears, maxAgeYears, branches, joinedOnOrAfter, joinedOnOrBefore, languages } = audience;
  const { joinedOn, language = null } = person;
  const age = person.birthDate === null ? null : ageOn(today, person.birthDate);
  if (minAgeYears !== undefined && (age === null || age < minAgeYears)) return false;
  if (maxAgeYears !== undefined && (age === null || age > maxAgeYears)) return false;
  if (joinedOnOrAfter !== undefined && (joinedOn === null || joinedOn < joinedOnOrAfter)) return false;
  if (joinedOnOrBefore !== undefined && (joinedOn === null || joinedOn > joinedOnOrBefore)) return false;
  // Most exports do not say a language: then the caller hears which one fits.
  if (languages !== undefined && language !== null && !languages.includes(language)) return false;
  const own = person.branches.map(plain);
  return branches === undefined || branches.some((it) => own.includes(plain(it)));
}

function plain(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
