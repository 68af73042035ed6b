import { describe, expect, test } from 'vitest';
import { createTexts } from '../texts/texts.ts';
import { reportText } from './report-text.ts';
import { reportUnderTest } from './report-under-test.ts';

const texts = { de: createTexts('de'), en: createTexts('en') };

/** The report on one line, for sentences that are wrapped. */
function said(locale: 'de' | 'en', changes: Parameters<typeof reportUnderTest>[0] = {}): string {
  return reportText(reportUnderTest(changes), texts[locale]).replaceAll(/\s+/g, ' ');
}

describe.each(['de', 'en'] as const)('in %s', (locale) => {
  test('no line is wider than 80 letters, no message is missing, no place stays empty', () => {
    const text = reportText(reportUnderTest(), texts[locale]);
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(text).not.toMatch(/report\.|selection\.|undefined|NaN|[{}]/);
  });

  test('every percentage and every share in words has its two counts behind it', () => {
    const shares = said(locale).match(
      /[^.]*(Fünftel|Drittel|Hälfte|zehnte|vierte|fifth|third|tenth|half|quarter)[^.]*\./gi,
    );
    expect(shares?.length).toBeGreaterThan(2);
    for (const it of shares ?? []) expect(it).toMatch(/\(\d+ (von|of) \d+\)/);
  });
});

test.each([
  ['Wir haben 200 Mitglieder angerufen, mit denen vorher noch niemand von uns gesprochen hatte.', {}],
  ['Mit 120 von ihnen kam ein Gespräch zustande.', {}],
  ['Ein Fünftel der Angerufenen fühlt sich gut eingebunden (40 von 200).', {}],
  ['Jede dritte angerufene Person hat noch keinen Anschluss gefunden (67 von 200).', {}],
  ['Jede zehnte ausgewählte Person hat keine Nummer mehr, die stimmt (20 von 200).', {}],
  ['83 Prozent der Erreichten haben sich über den Anruf gefreut (100 von 120).', {}],
  ['3 weitere Nummern sind vielleicht veraltet.', {}],
  ['30 möchten einen Kontakt vor Ort.', {}],
  ['1 möchte den Newsletter.', {}],
  ['7 von 9 versprochenen Rückrufen sind gehalten, 1 nicht, einer ist noch offen.', {}],
  ['2 möchten nicht mehr angerufen werden.', {}],
  ['ohne Antwort ', {}],
  ['werktags am Abend. Jeder vierte Anruf führt dann zu einem Gespräch (50 von 200).', {}],
  ['3 Leute waren zusammen 1.024,3 Stunden am Telefon', {}],
  ['Kein Anruf ging ins Leere', {}],
  ['Die Liste hatte 1.030 Zeilen mit 1.000 Mitgliedern.', {}],
  ['Ausgewählt sind 200 Personen. 800 blieben draußen.', {}],
  ['Wir haben 150 von 200 ausgewählten Mitgliedern angerufen.', { called: 150 }],
  ['2 Anrufe gingen ins Leere', { abandoned: 2 }],
])('says: %s', (sentence, changes) => {
  expect(said('de', changes)).toContain(sentence);
});

test('branches with small groups stand together under both names, and the reader is told why', () => {
  const text = said('de');
  expect(text).toMatch(/Aue und Meißen/);
  expect(text).toContain('weil sonst Gruppen unter 5 Personen sichtbar wären');
  expect(text).not.toMatch(/^ *Meißen /m);
});

test('a campaign in which nothing happened yet is told without a division by nothing', () => {
  const none = { attempts: 0, conversations: 0 };
  const byDayPart = {
    'weekday-morning': none,
    'weekday-afternoon': none,
    'weekday-evening': none,
    'saturday-morning': none,
    'saturday-afternoon': none,
  };
  const effort = {
    callers: 0,
    callerHours: 0,
    conversationsPerHour: null,
    attemptsPerConversation: null,
    utilisation: null,
  };
  const counts = {
    selected: 0,
    called: 0,
    attempts: 0,
    conversations: 0,
    reached: 0,
    outOfDate: 0,
    neverReached: 0,
    byBranch: [],
  };
  const reception = { pleased: 0, neutral: 0, disturbed: 0 };
  const text = said('de', {
    ...counts,
    byDayPart,
    effort,
    reception,
    answers: { integration: {} },
    excludedBy: {},
    dataRows: 0,
  });
  expect(text).toContain('Wir haben noch kein Mitglied angerufen');
  expect(text).not.toMatch(/NaN|Infinity|undefined/);
});
