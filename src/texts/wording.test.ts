import { describe, expect, test } from 'vitest';
import { catalogue } from './catalogue.generated.ts';
import { createTexts } from './texts.ts';
import { variants } from './variants-de.generated.ts';
import { plainWording, variantsOf } from './wording.ts';

const sie = { ...plainWording, address: 'sie' } as const;

test('a text with a variant is said in it, any other as ever', () => {
  expect(createTexts('de').say('caller.pause.title')).toBe('Du hast Pause.');
  expect(createTexts('de', sie).say('caller.pause.title')).toBe('Sie haben Pause.');
  expect(createTexts('de', sie).say('web.brand')).toBe('Heißer Draht');
  expect(createTexts('en', sie).say('caller.pause.title')).toBe(createTexts('en').say('caller.pause.title'));
});

test('the variant for both settings wins over those for one', () => {
  expect(variantsOf(plainWording)).toEqual([]);
  expect(variantsOf({ address: 'du', genderStyle: 'star' })).toEqual(['star']);
  expect(variantsOf({ address: 'sie', genderStyle: 'star' })).toEqual(['star', 'sie', 'sie-star']);
});

/** What a caller reads. The organisers' pages, the terminal and what happens to organisers alone are still in du. */
const areas = [
  ...['web', 'caller', 'talk', 'arrive', 'journal', 'outcome', 'audio', 'everywhere', 'account', 'phone'],
  ...['practice', 'practice-web'],
];
/** Said by or to a member, or the name of the form of address itself. */
const spoken =
  /^(practice\.(persona|situation)\.|practice-web\.(line|try|case)\.|practice-web\.sheet\.sentence|caller\.heard\.(?!title)|caller\.stand-in\.(date|place)|talk\.(address|opening)\b|phone\.own\.say\.)/;
const callers = Object.entries(catalogue.de).filter(([id]) => areas.includes(id.split('.')[0] ?? ''));
const plain = (text: unknown) => JSON.stringify(text);

describe('the texts of callers', () => {
  test('each one in du has one in sie', () => {
    const lacking = callers
      .filter(([id, text]) => !spoken.test(id) && /\b([Dd]u|[Dd]ich|[Dd]ir|[Dd]ein\w*)\b/.test(plain(text)))
      .map(([id]) => id);
    expect(lacking.filter((id) => !(id in variants.sie))).toEqual([]);
  });

  test('none in sie says du, has other places, or belongs to no text', () => {
    const places = (text: unknown) => [...plain(text).matchAll(/[[,]\["(\w+)"/g)].map((it) => it[1]).sort();
    for (const [id, text] of Object.entries(variants.sie)) {
      const plainText = Object.entries(catalogue.de).find(([it]) => it === id)?.[1];
      expect(plainText, id).toBeDefined();
      expect(plain(text), id).not.toMatch(/\b([Dd]u|[Dd]ich|[Dd]ir|[Dd]ein\w*)\b/);
      expect(places(text), id).toEqual(places(plainText));
    }
  });

  test('are neutral: no star, no colon, and no word that names men alone', () => {
    const gendered =
      /\w[*_:](in|innen)\b|\b(Anrufer|Telefonist|Teilnehmer|Ansprechpartner|Benutzer|Administrator|Nutzer)(s|n|e)?\b/;
    expect(callers.filter(([, text]) => gendered.test(plain(text))).map(([id]) => id)).toEqual([]);
  });
});
