/** What a column of an export may mean to us. `ignore` is for mapping files. */
export const columnTargets = [
  'member-number',
  'given-name',
  'family-name',
  'salutation',
  'birth-date',
  'birth-year',
  'postcode',
  'city',
  'state-name',
  'language',
  'joined-on',
  'status',
  'branch',
  'email',
  'newsletter',
  'newsletter-opt-out',
  'do-not-call',
  'last-contact-state',
  'last-contact-youth',
  'last-contact-branch',
  'phone',
  'note',
  'ignore',
] as const;
export type ColumnTarget = (typeof columnTargets)[number];

/** Headings compare without case, accents, dots, spaces, hyphens: `Mitgl.-Nr.` is `mitglnr`. */
export function normaliseHeading(heading: string): string {
  return heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^a-z0-9]/g, '');
}

/** Data we must not even read (Art. 5(1)(c) and 9 GDPR, DOMAIN 7.1): such a column is ignored whatever a mapping says. */
export function isSensitiveHeading(heading: string): boolean {
  return sensitive.test(normaliseHeading(heading));
}

/**
 * What a heading means by itself, or undefined. `rank` orders columns of the same target: the lowest is the one
 * that is used (`Mitgliedsnummer` before `ID`), branches go from the widest to the nearest by it.
 */
export function targetOfHeading(heading: string): { target: ColumnTarget; rank: number } | undefined {
  const name = normaliseHeading(heading);
  const known = synonyms.get(name);
  if (known) return known;
  const found = patterns.find(({ pattern, unless }) => pattern.test(name) && !unless?.test(name));
  return found && { target: found.target, rank: 100 };
}

const sensitive =
  /iban|bankverbindung|kontonummer|kontonr|kontoinhaber|^konto$|^bic$|^blz$|sepa|beitrag|religion|konfession|gesundheit|behinder|krankheit|staatsangehor|staatsburger|nationalitat|nationality|migration|ethnie|ethnic|sexuell|einkommen/;

/** DOMAIN 7.2: German exports, CiviCRM, Zetkin. The order inside a line is the rank. */
const words: Partial<Record<ColumnTarget, string>> = {
  'member-number':
    'Mitgliedsnummer, Mitgliedernummer, Mitgliednummer, Mitgl.-Nr., Mitgl.nummer, Mitglieds-Nr., Mitglied-Nr., Mitgliedsnr, MNr, MglNr, MGNr, M-Nr., Personennummer, Personen-Nr., Membership ID, Member ID, Member Number, External Identifier, External ID, ext_id, Contact ID, ID',
  'given-name': 'Vorname, Vornamen, Rufname, First Name, Given Name, Forename',
  'family-name': 'Nachname, Familienname, Zuname, Last Name, Family Name, Surname, Name',
  salutation: 'Anrede, Prefix, Salutation, Geschlecht, Geschlecht (m/w/d), Gender, Titel, Pronomen, Pronouns',
  'birth-date':
    'Geburtsdatum, Geb.-Datum, Geb.Dat., Geburtstag, Geb., Geboren, Geboren am, Geb. am, Birth Date, Date of Birth, Birthday, DOB',
  'birth-year': 'Jahrgang, Geburtsjahr, Birth Year',
  postcode: 'PLZ, Postleitzahl, Postal Code, Post Code, ZIP, ZIP Code, Postcode',
  city: 'Ort, Wohnort, Stadt, City, Town',
  'state-name': 'Bundesland, State, State/Province, State Province',
  // Which one somebody likes to be spoken to in; a mother tongue is not asked for.
  language:
    'Sprache, Korrespondenzsprache, Bevorzugte Sprache, Language, Preferred Language, preferred_language, lang',
  'joined-on':
    'Eintrittsdatum, Eintritt, Eintritt am, Eingetreten am, Beitrittsdatum, Beitritt, Beitritt am, Mitglied seit, Mitgliedschaft seit, Aufnahmedatum, Member Since, Membership Start Date, Start Date, Join Date, Joined',
  status: 'Mitgliedsstatus, Mitgliedstatus, Mitgliederstatus, Status, Membership Status, Member Status',
  branch:
    'Landesverband, LV, Bezirk, Bezirksverband, Regionalverband, Kreisverband, KV, Kreis, Stadtverband, Unterbezirk, Ortsverband, OV, Ortsverein, Ortsgruppe, Basisgruppe, BO, Basisorganisation, Gliederung, Gliederungsnr., Untergliederung, Organisation, Organization, Groups, Branch',
  email:
    'E-Mail, Mail, E-Mail privat, E-Mail-Adresse, Mailadresse, Email, Email Address, E-Mail 1, E-Mail dienstlich, E-Mail (privat)',
  newsletter: 'Newsletter, E-Mail-Verteiler, Mailverteiler, Newsletter abonniert, Rundbrief',
  'newsletter-opt-out': 'Is Opt Out, No Bulk Emails (User Opt Out), No Bulk Emails, Opt Out',
  'do-not-call':
    'Telefonsperre, Anrufsperre, Keine Anrufe, Kein Anruf, Nicht anrufen, Sperrvermerk, Werbesperre, Do Not Phone, Do Not Call, do_not_phone, do_not_call',
  phone:
    'Telefon, Telefon privat, Tel. privat, Tel., Festnetz, Telefon dienstl., Mobil, Handy, Mobiltelefon, Phone, Home-Phone-Mobile, alt_phone, Rufnummer, Telefonnummer, Funk, Fon',
  note: 'Bemerkung, Bemerkungen, Notiz, Notizen, Anmerkung, Anmerkungen, Note, Notes',
};

/** What the lists cannot name one by one: numbered phones, levels of last contacts, other blocks. */
const patterns: readonly { pattern: RegExp; unless?: RegExp; target: ColumnTarget }[] = [
  {
    pattern: contact('landesverband|landesvorstand|landesebene|land|lv|state'),
    target: 'last-contact-state',
  },
  { pattern: contact('jugendverband|jugendorganisation|jugend|jv|youth'), target: 'last-contact-youth' },
  {
    pattern: contact(
      'kreisverband|kreisvorstand|kreis|kv|ortsverband|ov|ortsgruppe|basisgruppe|stadtverband|bezirk|bezirksverband|branch|local',
    ),
    target: 'last-contact-branch',
  },
  {
    pattern: /sperr|donotphone|donotcall|nichtanruf|keineanruf|keinewerbung/,
    unless: /mail|brief|post|sms|newsletter/,
    target: 'do-not-call',
  },
  {
    pattern:
      /^tel(\d|efon|ephon|privat|dienst|gesch|arbeit|mobil|fest|haupt|neben|nr|nummer|p$|d$|g$|m$)|^(mobil|handy|festnetz|rufnummer|funk)|phone|(telefon|mobil|handy|ruf)(nummer|nr)?\d*$/,
    unless:
      /fax|type|typ$|art$|ext(ension)?$|sperr|notiz|bemerk|kontakt|datum|zeit|status|einwillig|erlaub|consent/,
    target: 'phone',
  },
  { pattern: /^(letzte|last)\w*(notiz|note)$/, target: 'ignore' },
];

function contact(levels: string): RegExp {
  return new RegExp(
    `^(letzterkontakt|letztekontaktaufnahme|letztesgesprach|kontakt|kontaktiert|zuletztkontaktiert|lastcontact|lastcontacted)(am|mit|durch|durchden|vom|von|by|with)?(den|dem|der)?(${levels})$`,
  );
}

const synonyms = new Map(
  columnTargets.flatMap((target) =>
    (words[target] ?? '')
      .split(', ')
      .filter((word) => word !== '')
      .map((word, rank) => [normaliseHeading(word), { target, rank }] as const),
  ),
);
