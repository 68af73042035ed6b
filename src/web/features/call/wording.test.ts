import { describe, expect, test } from 'vitest';
import { guideSample as guide } from '../../samples/guide.sample.ts';
import { filled, linesOf, spelled, spokenAndHints, wordingFor } from './wording.ts';

const places = { name: 'Sabine Krüger', caller: 'Kim' };
const told = (text: string) =>
  linesOf(text, places).map(({ kind, runs }) => `${kind}: ${runs.map((it) => it.text).join('')}`);

describe('a wording', () => {
  test.each([
    [
      '„Spreche ich mit {name}?“ Erst nach dem Ja weiter.',
      ['say: „Spreche ich mit Sabine Krüger?“', 'aside: Erst nach dem Ja weiter.'],
    ],
    [
      'Warten und nachfragen: „Erzähl gern mehr.“',
      ['aside: Warten und nachfragen:', 'say: „Erzähl gern mehr.“'],
    ],
    ['Spiegeln: „Dir ist also wichtig, dass …“', ['aside: Spiegeln:', 'say: „Dir ist also wichtig, dass …“']],
    [
      'Keine Gegenrede, den Wunsch „keine Anrufe“ anbieten.',
      ['aside: Keine Gegenrede, den Wunsch „keine Anrufe“ anbieten.'],
    ],
    ['Danach: “How are you?” Wait.', ['aside: Danach:', 'say: “How are you?”', 'aside: Wait.']],
    ['Nach der Frage: still sein.', ['aside: Nach der Frage: still sein.']],
    ['', []],
  ])('%j is told as %j', (text, lines) => {
    expect(told(text)).toEqual(lines);
  });

  test('of the sample guide leaves no place open and loses no word', () => {
    const known = {
      ...places,
      unit: 'u',
      joined: 'j',
      email: 'e',
      contact: 'c',
      date: 'd',
      place: 'p',
      mailsPerMonth: '2',
    };
    const all = [
      ...guide.steps.flatMap((it) => [...it.bullets, ...it.questions.map((question) => question.ask)]),
      ...guide.moments.map((it) => it.reply),
      ...guide.offers.map((it) => it.ask),
      ...guide.newsletters.map((it) => it.wording),
    ].map((it) => wordingFor(guide, it));
    for (const text of all) {
      const lines = linesOf(text, known).map((it) => it.runs.map((run) => run.text).join(''));
      expect(lines.join(' ')).not.toMatch(/[{}]/);
      const whole = filled(text, known)
        .map((it) => it.text)
        .join('');
      expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toBe(whole.replaceAll(/\s+/g, ' ').trim());
    }
  });

  test('that begins with words to say is said, any other is a hint', () => {
    const bullets = ['„Hallo?“ Warten.', 'Warten: „Hallo?“', 'Warten.'].map((it) => ({
      lines: linesOf(it, places),
      full: null,
    }));
    const { spoken, hints } = spokenAndHints(bullets);
    expect([spoken.length, hints.length]).toEqual([1, 2]);
  });
});

test('a place that nobody knows stays to be seen', () => {
  expect(filled('Hallo {name}, {nothing}', places)).toEqual([
    { text: 'Hallo ', isFilled: false },
    { text: 'Sabine Krüger', isFilled: true },
    { text: ', ', isFilled: false },
    { text: '{nothing}', isFilled: false },
  ]);
});

test('a mail address is spelled with room around its signs', () => {
  expect(spelled('sabine.krueger@example.org')).toBe('sabine . krueger @ example . org');
});
