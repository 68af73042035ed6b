import { describe, expect, it } from 'vitest';
import { AppError } from '../app-error.ts';
import { countKnownHeadings, mapColumns } from './map-columns.ts';
import { readMappingText } from './mapping-file.ts';

const targetOf = (heading: string) => mapColumns([heading]).columns[0]?.target ?? 'ignored';

// Row by row DOMAIN 7.2.
const expected: Record<string, string> = {
  'member-number':
    'Mitgliedsnummer|Mitgl.-Nr.|MNr|Personennummer|ID|Contact ID|External Identifier|Membership ID|ext_id|id|MITGLIEDSNUMMER|Mitglieds Nummer',
  'given-name': 'Vorname|Rufname|First Name|first_name',
  'family-name': 'Name|Nachname|Familienname|Last Name|last_name',
  salutation: 'Anrede|Titel|Geschlecht (m/w/d)|Geschlecht|Prefix|Gender|gender',
  phone:
    'Telefon|Telefon privat|Tel. privat|Tel.|Festnetz|Telefon dienstl.|Mobil|Handy|Mobiltelefon|Phone|Home-Phone-Mobile|phone|alt_phone|Telefon 2|Telefon mobil|Tel.-Nr.|Mobilnummer|Private Telefonnummer|phone_1',
  email: 'E-Mail|Mail|E-Mail privat|Email|email|e-mail',
  postcode: 'PLZ|Postal Code|zip_code',
  city: 'Ort|Wohnort|City|city',
  'state-name': 'Bundesland|State',
  language: 'Sprache|Korrespondenzsprache|Preferred Language|preferred_language',
  'joined-on':
    'Eintritt|Eintrittsdatum|Beitritt|Beitrittsdatum|Mitglied seit|Member Since|Membership Start Date',
  status: 'Status|Mitgliedsstatus|Membership Status',
  branch:
    'Landesverband|Bezirk|Kreisverband|Ortsverband|Basisgruppe|Gliederung|Gliederungsnr.|Groups|organisation',
  'birth-date': 'Geburtsdatum|Geb.-Datum|Birth Date',
  'birth-year': 'Jahrgang',
  'do-not-call':
    'Telefonsperre|Anrufsperre|keine Anrufe|Sperrvermerk|Werbesperre|Do Not Phone|Telefon gesperrt',
  'last-contact-state': 'Letzter Kontakt Landesverband|Kontakt LV|Zuletzt kontaktiert durch Landesverband',
  'last-contact-youth':
    'Letzter Kontakt Jugendverband|Kontakt Jugend|Zuletzt kontaktiert durch den Jugendverband',
  'last-contact-branch': 'Letzter Kontakt Kreisverband|Kontakt KV|Zuletzt kontaktiert durch KV',
  newsletter: 'Newsletter|E-Mail-Verteiler',
  'newsletter-opt-out': 'Is Opt Out',
  ignored:
    'Bemerkung|Notiz|Straße|Anschrift|street_address|Phone Type|Location Type|Fax|Telegram|Jugendverband|AG',
};

describe('headings', () => {
  it.each(
    Object.entries(expected).flatMap(([target, names]) => names.split('|').map((name) => [name, target])),
  )('%s means %s', (heading, target) => {
    expect(targetOf(heading)).toBe(target);
  });

  it.each(['IBAN', 'Beitrag', 'Religion', 'Gesundheit', 'Staatsangehörigkeit', 'Beitragshöhe', 'Konto-Nr.'])(
    '%s is never read, and that is said',
    (heading) => {
      const plan = mapColumns(['ID', heading, 'Telefon']);
      expect(plan.columns.map(({ index }) => index)).toEqual([0, 2]);
      expect(plan.problems).toEqual([
        expect.objectContaining({ code: 'import.problem.sensitive-column', column: { heading, index: 1 } }),
      ]);
      expect(() => mapColumns(['ID', heading], new Map([[heading, 'phone']]))).toThrow(AppError);
      expect(() => mapColumns(['ID', heading], new Map([[heading, 'ignore']]))).not.toThrow();
    },
  );

  it('the more telling of two columns is read, the other is named', () => {
    const { columns, problems } = mapColumns(['ID', 'Mitgliedsnummer', 'Telefon']);
    expect(columns.map(({ heading }) => heading)).toEqual(['Mitgliedsnummer', 'Telefon']);
    expect(problems).toEqual([expect.objectContaining({ code: 'import.problem.column-not-used' })]);
  });

  it('a mapping beats the synonyms, asks for notes, and names what the export lacks', () => {
    const mapping = readMappingText(
      'Code: member-number\n"Bemerkung": note\nStatus: ignore\nFehlt: phone\n',
      'm.yaml',
    );
    const { columns, problems } = mapColumns(['ID', 'Code', 'Status', 'Bemerkung', 'Tel.'], mapping);
    expect(columns.map(({ heading, target }) => [heading, target])).toEqual([
      ['Code', 'member-number'],
      ['Bemerkung', 'note'],
      ['Tel.', 'phone'],
    ]);
    expect(problems.map(({ code }) => code)).toEqual([
      'import.problem.column-not-used',
      'import.problem.mapped-column-missing',
    ]);
  });

  it('a row of data is no row of headings, even with a word that could be one', () => {
    expect(countKnownHeadings(['ID', 'Telefon', 'Ort'])).toBe(3);
    expect(countKnownHeadings(['47', 'Name', 'Status', 'kim@example.org'])).toBe(0);
  });
});

describe('mapping files', () => {
  it.each([
    ['a: phone\nb: [', 'import.error.mapping-yaml', 2],
    ['- a\n', 'import.error.mapping-shape', 1],
    ['a: phone\nb:\n  c: phone\n', 'import.error.mapping-shape', 2],
    ['a: phone\n\nb: telephone\n', 'import.error.mapping-target', 3],
  ])('%j fails in its line', (text, code, line) => {
    const expected = expect.objectContaining({
      code,
      values: expect.objectContaining({ file: 'm.yaml', line }),
    });
    expect(() => readMappingText(text, 'm.yaml')).toThrow(expected);
  });
});
