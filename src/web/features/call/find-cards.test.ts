import { describe, expect, test } from 'vitest';
import { findCards, plainForms } from './find-cards.ts';

const cards = [
  { title: 'Ärger über die Partei', keywords: ['verärgert', 'sauer'], text: '„Was genau ärgert dich?“' },
  { title: 'Beitrag', keywords: ['Geld', 'zu teuer'], text: '„Das klärt die Verwaltung.“' },
  { title: 'Umzug', keywords: ['neue Adresse'], text: '„Wie ist die neue Adresse?“' },
  { title: 'Krankheit', keywords: ['Ärztin', 'Klinik'], text: '„Das tut mir leid. Beitrag später.“' },
  { title: 'Straße', text: '' },
];
const found = (sought: string) => findCards(cards, sought).map((it) => it.title);

describe('two letters find', () => {
  test.each([
    ['be', ['Beitrag', 'Krankheit']],
    ['är', ['Ärger über die Partei', 'Krankheit']],
    ['ae', ['Ärger über die Partei', 'Krankheit']],
    ['ar', ['Ärger über die Partei', 'Krankheit']],
    ['AERGER', ['Ärger über die Partei']],
    ['Arztin', ['Krankheit']],
    ['ge', ['Beitrag', 'Ärger über die Partei']],
    ['strasse', ['Straße']],
    ['adr', ['Umzug']],
    ['nik', ['Krankheit']],
    ['ni', []],
  ])('%s: %j', (sought, titles) => {
    expect(found(sought)).toEqual(titles);
  });
});

test.each(['', ' ', 'b'])('%j is no search yet: all are there', (sought) => {
  expect(found(sought)).toHaveLength(cards.length);
});

test.each([
  ['Ermäßigung', ['ermassigung', 'ermaessigung']],
  ['Café', ['cafe']],
  ['„Ich will austreten.“', ['ich will austreten']],
])('%s compares as %j', (text, forms) => {
  expect(plainForms(text)).toEqual(forms);
});
