import { expect, test } from 'vitest';
import type { Selection } from '../core/campaign/campaign.ts';
import { inventedMembers, MOST_INVENTED } from './invented-members.ts';

const PERIOD = { from: '2026-11-24', until: '2026-11-28' };
const rowsOf = (selection: Selection, count = 3, seed = '1') =>
  inventedMembers({ selection, period: PERIOD }, { count, seed })
    .trimEnd()
    .split('\r\n')
    .map((row) => row.split(';'));

test('there are as many people as wanted, each with a number of their own', () => {
  const [, ...rows] = rowsOf({}, MOST_INVENTED);
  expect(rows).toHaveLength(MOST_INVENTED);
  expect(new Set(rows.map((row) => row.at(-1))).size).toBe(MOST_INVENTED);
});

test('the same seed invents the same people', () => {
  expect(rowsOf({})).toEqual(rowsOf({}));
  expect(rowsOf({})).not.toEqual(rowsOf({}, 3, '2'));
});

test('they are whom the selection asks for', () => {
  const [head = [], first = []] = rowsOf({
    ...{ joinedOnOrAfter: '2020-05-01', status: ['Fördermitglied'], minAgeYears: 60, branches: ['Nord'] },
    postcodes: ['041'],
  });
  expect(Object.fromEntries(head.map((name, index) => [name, first[index]]))).toMatchObject({
    ...{ Eintrittsdatum: '2020-05-01', Status: 'Fördermitglied', Kreisverband: 'Nord', PLZ: '04111' },
    Geburtsdatum: '01.01.1965',
  });
});
