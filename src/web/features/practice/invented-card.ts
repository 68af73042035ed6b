import type { AloneCase } from '../../../core/practice/alone/alone-case.ts';
import { inventedMembers } from '../../../core/practice/personas.ts';
import type { GuideView, PersonCard } from '../../../protocol/views.ts';

const DAY = 24 * 60 * 60_000;
/** Of the range that rings nobody (Bundesnetzagentur, 030 23125 …). */
const OWN_NUMBER = '030 23125 099';
const NUMBER_ID = '00000000-0000-4000-8000-000000000000';

/** The card of an invented member for a practice alone, as the real screen shows a real one's. @param now The campaign's. */
export function inventedCard(persona: AloneCase['persona'], guide: GuideView, now: number): PersonCard {
  const { givenName, familyName, joinedDaysAgo, mobile } = inventedMembers[persona];
  const digits = grouped(mobile);
  return {
    ...{ givenName, familyName, branch: guide.unit, email: `${persona}@example.org` },
    joinedOn: new Date(now - joinedDaysAgo * DAY).toISOString().slice(0, 10),
    ...{ reasons: ['never-tried'], promise: null, earlier: [], lastContacts: [] },
    ...{ dialled: digits, dialledFrom: null, otherNumbers: [], callerId: OWN_NUMBER },
    numbers: [{ id: NUMBER_ID, digits, label: null, isDialled: true }],
    ...{ notBefore: null, localContact: null, signUps: [], zone: 'Europe/Berlin' },
    offers: guide.offers.map((it) => it.id),
  };
}

function grouped(mobile: string): string {
  return mobile.replace(/^\+49(\d{3})(\d{5})(\d+)$/, '0$1 $2 $3');
}
