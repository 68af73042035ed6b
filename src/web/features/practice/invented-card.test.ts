import { expect, test } from 'vitest';
import { personaIds } from '../../../core/practice/personas.ts';
import { personCard } from '../../../protocol/views.ts';
import { guideSample } from '../../samples/guide.sample.ts';
import { inventedCard } from './invented-card.ts';

const NOW = Date.UTC(2012, 2, 13, 15);

test.each(personaIds)(
  'the card of %s is one that a server could send, with a number that rings nobody',
  (persona) => {
    const card = inventedCard(persona, guideSample, NOW);
    expect(personCard.safeParse(card).error).toBeUndefined();
    expect(card.dialled).toMatch(/^0171 39200 \d\d$/);
  },
);

test('Ingrid answers the telephone of her son, so it is his card', () => {
  expect(inventedCard('ingrid', guideSample, NOW)).toMatchObject({
    givenName: 'Paul',
    joinedOn: '2012-02-12',
  });
});
