import { addDays } from '../core/calendar/local-time.ts';
import type { Campaign } from '../core/campaign/campaign.ts';
import { seededChance } from './seeded-chance.ts';

/** The ranges that the Bundesnetzagentur keeps free for films and books, a thousand numbers each. */
const LANDLINES = ['030 23125', '089 99998', '069 90009', '0221 4710', '040 66969'];
const MOBILES = ['0171 3920'];
const RANGE = 1000;
/** So many people can be invented with a number that nobody else has. */
export const MOST_INVENTED = (LANDLINES.length + MOBILES.length) * RANGE;

const HEADINGS = [
  ...['Mitgliedsnummer', 'Vorname', 'Nachname', 'Geburtsdatum', 'PLZ', 'Ort', 'Kreisverband'],
  ...['Eintrittsdatum', 'Status', 'Telefon'],
];

/**
 * A membership export (UTF-8, semicolons) of invented people whom the campaign's selection takes.
 *
 * @param count People, `MOST_INVENTED` at most: their numbers lie in the ranges that can ring nobody.
 */
export function inventedMembers(
  { selection, period }: Pick<Campaign, 'selection' | 'period'>,
  { count, seed }: { readonly count: number; readonly seed: string },
): string {
  const numbers = shuffled(seed).slice(0, count);
  const age = selection.minAgeYears ?? Math.min(30, selection.maxAgeYears ?? 30);
  const bornIn = Number(period.from.slice(0, 4)) - age - 1;
  const joinedOn = selection.joinedOnOrAfter ?? selection.joinedOnOrBefore ?? addDays(period.from, -200);
  const rows = numbers.map((number, index) => [
    ...[
      `E${index + 1}`,
      'Kim',
      'Beispiel',
      `01.01.${bornIn}`,
      postcode(selection.postcodes?.[0]),
      'Musterstadt',
    ],
    ...[selection.branches?.[0] ?? '', joinedOn, selection.status?.[0] ?? 'aktiv', number],
  ]);
  return [HEADINGS, ...rows].map((cells) => `${cells.join(';')}\r\n`).join('');
}

/** Any that begins so; without a wish one that leaves the state to the branch. */
function postcode(prefix: string | undefined): string {
  return prefix === undefined ? '' : prefix.padEnd(5, '1').slice(0, 5);
}

function shuffled(seed: string): string[] {
  const { next } = seededChance(`${seed}/invented`);
  const all = [...LANDLINES, ...MOBILES].flatMap((range) =>
    Array.from({ length: RANGE }, (_, last) => `${range}${String(last).padStart(3, '0')}`),
  );
  return all
    .map((number) => ({ number, key: next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ number }) => number);
}
