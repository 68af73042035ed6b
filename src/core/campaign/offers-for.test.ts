import { describe, expect, it } from 'vitest';
import type { Offer } from './campaign.ts';
import { localContactFor, type OfferPerson, offersFor } from './offers-for.ts';

const TODAY = '2012-03-15';
const kim: OfferPerson = {
  birthDate: '1990-03-15',
  joinedOn: '2012-01-10',
  branches: ['Leipzig', 'Sachsen'],
  language: 'pl',
};

function offer(id: string, changes: Partial<Offer> = {}): Offer {
  return { id, title: id, ask: { du: id, sie: id }, audience: {}, ...changes };
}
const fits = (audience: Offer['audience'], person: Partial<OfferPerson> = {}) =>
  offersFor([offer('it', { audience })], { ...kim, ...person }, TODAY).length === 1;

describe('an offer', () => {
  it.each<[string, Offer['audience'], Partial<OfferPerson>, boolean]>([
    ['for everybody fits', {}, { birthDate: null, joinedOn: null, branches: [] }, true],
    ['from 22 years on fits on the birthday', { minAgeYears: 22 }, {}, true],
    ['from 23 years on does not fit at 22', { minAgeYears: 23 }, {}, false],
    ['up to 22 years fits at 22', { maxAgeYears: 22 }, {}, true],
    ['up to 21 years does not', { maxAgeYears: 21 }, {}, false],
    ['with an age does not fit where nobody knows the age', { minAgeYears: 14 }, { birthDate: null }, false],
    ['of a branch above fits', { branches: ['sachsen '] }, {}, true],
    ['of another branch does not', { branches: ['Bayern'] }, {}, false],
    ['for new members fits from that day on', { joinedOnOrAfter: '2012-01-10' }, {}, true],
    ['for new members does not fit earlier ones', { joinedOnOrAfter: '2012-01-11' }, {}, false],
    ['for old members fits up to that day', { joinedOnOrBefore: '2012-01-10' }, {}, true],
    ['for old members does not fit later ones', { joinedOnOrBefore: '2012-01-09' }, {}, false],
    ["in the person's language fits", { languages: ['de', 'pl'] }, {}, true],
    ['in other languages does not', { languages: ['de'] }, {}, false],
    ['in a language fits whoever has none on file', { languages: ['en'] }, { language: null }, true],
    ['for new members needs the day', { joinedOnOrAfter: '2012-01-01' }, { joinedOn: null }, false],
  ])('%s', (_name, audience, person, expected) => {
    expect(fits(audience, person)).toBe(expected);
  });

  it('comes the soonest first, without a day last, and not at all when it is over', () => {
    const offers = [
      offer('always'),
      offer('over', { date: '2012-03-14' }),
      offer('later', { date: '2012-04-01' }),
      offer('today', { date: TODAY }),
      offer('runs-on', { date: '2012-03-10', until: '2012-03-20' }),
    ];
    expect(offersFor(offers, kim, TODAY)).toEqual(['runs-on', 'today', 'later', 'always']);
  });
});

it('the local contact is of the nearest branch that names one', () => {
  const contacts = [
    { branch: 'Sachsen', name: 'weit' },
    { branch: 'leipzig', name: 'nah' },
  ];
  expect(localContactFor(contacts, kim.branches)?.name).toBe('nah');
  expect(localContactFor(contacts, ['Dresden', 'Sachsen'])?.name).toBe('weit');
  expect(localContactFor(contacts, ['Bayern'])).toBeNull();
});
