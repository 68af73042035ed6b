// A membership export in one of the many ways programmes and people write it (DOMAIN 7.1, 7.2).
import type { Draw } from './draw.ts';
import type { GeneratedMember } from './generate-action.ts';
import { EMPTY_WORDS, typeNumber } from './type-numbers.ts';

export interface ExportFile {
  readonly bytes: Buffer;
  /** For the message of a test that fails. */
  readonly form: string;
  readonly dataRows: number;
}

type Field =
  | 'memberNumber'
  | 'givenName'
  | 'familyName'
  | 'birthDate'
  | 'postcode'
  | 'city'
  | 'branch'
  | 'joinedOn'
  | 'status'
  | 'phone1'
  | 'phone2'
  | 'email'
  | 'state'
  | 'youth'
  | 'kv'
  | 'newsletter'
  | 'block'
  | 'other';
type Cells = Readonly<Record<Field, string>>;

const FIELDS: readonly Field[] = [
  ...([
    'memberNumber',
    'givenName',
    'familyName',
    'birthDate',
    'postcode',
    'city',
    'branch',
    'joinedOn',
  ] as const),
  ...([
    'status',
    'phone1',
    'phone2',
    'email',
    'state',
    'youth',
    'kv',
    'newsletter',
    'block',
    'other',
  ] as const),
];

/** In the order of `FIELDS`: three German programmes, CiviCRM and Zetkin with the fields they lack as custom ones. */
const HEADINGS: Readonly<Record<string, readonly string[]>> = {
  sample: [
    ...[
      'Mitgliedsnummer',
      'Vorname',
      'Nachname',
      'Geburtsdatum',
      'PLZ',
      'Ort',
      'Kreisverband',
      'Eintrittsdatum',
    ],
    ...['Status', 'Telefon privat', 'Telefon mobil', 'E-Mail', 'Letzter Kontakt Landesverband'],
    ...[
      'Letzter Kontakt Jugendverband',
      'Letzter Kontakt Kreisverband',
      'Newsletter',
      'Sperrvermerk',
      'Bemerkung',
    ],
  ],
  short: [
    ...[
      'Mitgl.-Nr.',
      'Rufname',
      'Familienname',
      'Geb.-Datum',
      'PLZ',
      'Wohnort',
      'Gliederung',
      'Mitglied seit',
    ],
    ...['Mitgliedsstatus', 'Tel. privat', 'Handy', 'Mail', 'Kontakt LV', 'Kontakt Jugend', 'Kontakt KV'],
    ...['E-Mail-Verteiler', 'Telefonsperre', 'Straße'],
  ],
  long: [
    ...[
      'Personennummer',
      'Vorname',
      'Name',
      'Geburtsdatum',
      'PLZ',
      'Ort',
      'Ortsverband',
      'Beitrittsdatum',
      'Status',
    ],
    ...['Festnetz', 'Mobiltelefon', 'E-Mail privat', 'Zuletzt kontaktiert durch Landesverband'],
    ...['Zuletzt kontaktiert durch Jugendverband', 'Zuletzt kontaktiert durch Kreisverband', 'Newsletter'],
    ...['keine Anrufe', 'Anmerkung'],
  ],
  civicrm: [
    ...[
      'External Identifier',
      'First Name',
      'Last Name',
      'Birth Date',
      'Postal Code',
      'City',
      'Groups',
      'Member Since',
    ],
    ...[
      'Membership Status',
      'Phone',
      'Home-Phone-Mobile',
      'Email',
      'Letzter Kontakt Landesverband',
      'Kontakt Jugend',
    ],
    ...['Kontakt KV', 'Newsletter', 'Do Not Phone', 'Street Address'],
  ],
  zetkin: [
    ...[
      'ext_id',
      'first_name',
      'last_name',
      'Geburtsdatum',
      'zip_code',
      'city',
      'organisation',
      'Eintritt',
      'Status',
    ],
    ...[
      'phone',
      'alt_phone',
      'email',
      'Kontakt LV',
      'Kontakt Jugend',
      'Kontakt KV',
      'Newsletter',
      'Anrufsperre',
      'tags',
    ],
  ],
};

const ENCODINGS = ['utf-8', 'utf-8-bom', 'windows-1252', 'utf-16le'] as const;
const DATE_FORMS = ['dd.mm.yyyy', 'd.m.yy', 'iso', 'serial', 'dd/mm/yyyy'] as const;

interface Form {
  readonly headings: string;
  readonly delimiter: string;
  readonly encoding: (typeof ENCODINGS)[number];
  readonly lineEnd: '\r\n' | '\n';
  readonly dates: (typeof DATE_FORMS)[number];
  readonly quotesAll: boolean;
  readonly hasSeparatorLine: boolean;
  readonly order: readonly Field[];
}

/** @param take Gives a number that belongs to nobody in the end: what an earlier row of a member said. */
export function writeExport(draw: Draw, members: readonly GeneratedMember[], take: () => string): ExportFile {
  const form = drawForm(draw);
  const rows = draw.shuffle(members).map((member) => [cellsOf(draw, member, form)]);
  for (const row of rows) if (draw.chance(0.04)) row.unshift(earlierRow(draw, row[0] as Cells, take)); // Each has its one.
  const later = rows.flatMap((row) => row.slice(1));
  const all = [...rows.flatMap((row) => row.slice(0, 1)), ...draw.shuffle(later)];
  const headings = HEADINGS[form.headings] ?? [];
  const heading = form.order.map((field) => headings[FIELDS.indexOf(field)] ?? '');
  const lines = [
    ...(form.hasSeparatorLine ? [`sep=${form.delimiter}`] : []),
    heading.map((cell) => quote(cell, form)).join(form.delimiter),
    ...all.flatMap((cells) => lineOf(draw, cells, form)),
  ];
  return {
    bytes: encode(`${lines.join(form.lineEnd)}${form.lineEnd}`, form.encoding),
    form: JSON.stringify({ ...form, order: undefined }),
    dataRows: all.length,
  };
}

function drawForm(draw: Draw): Form {
  const delimiter = draw.pick([';', ',', '\t', '|']);
  return {
    headings: draw.pick(Object.keys(HEADINGS)),
    delimiter,
    encoding: draw.pick(ENCODINGS),
    lineEnd: draw.pick(['\r\n', '\n'] as const),
    dates: draw.pick(DATE_FORMS),
    quotesAll: draw.chance(0.25),
    hasSeparatorLine: draw.chance(0.15),
    order: draw.shuffle(FIELDS),
  };
}

function cellsOf(draw: Draw, member: GeneratedMember, form: Form): Cells {
  const contact = (was: boolean) =>
    was
      ? draw.pick([writeDate('2010-05-17', form), 'ja', 'Telefonat im Mai', writeDate('2011-12-24', form)])
      : draw.pick(['', '', 'k.A.']);
  return {
    memberNumber: member.memberNumber,
    givenName: member.givenName,
    familyName: member.familyName,
    birthDate: writeDate(member.birthDate, form),
    postcode: member.postcode,
    city: member.city,
    branch: member.branch,
    joinedOn: member.joinedOn === null ? draw.pick(['', 'k.A.']) : writeDate(member.joinedOn, form),
    status: member.status,
    phone1: member.phones.cells[0],
    phone2: member.phones.cells[1],
    email: member.email,
    state: contact(member.contacted.state),
    youth: contact(member.contacted.youth),
    kv: contact(member.contacted.branch),
    newsletter: draw.pick(member.newsletter ? ['ja', '1', 'x'] : ['nein', '0', '']),
    block: draw.pick(
      member.isBlocked ? ['X', 'ja', '1', 'gesperrt', 'true'] : ['', '', 'nein', '0', '-', 'no', 'false'],
    ),
    other: draw.pick(['', '', 'Zeile eins\nZeile "zwei"; mit , und | drin', 'ruft gern zurück']),
  };
}

/**
 * A row of the same member further up. What it says beside the final row is either an old value that the final row
 * replaces, or the value itself while the final row's cell is made empty.
 */
function earlierRow(draw: Draw, final: Cells, take: () => string): Cells {
  const earlier: Record<Field, string> = { ...final };
  const last = final as Record<Field, string>; // This row's own cells, emptied below.
  const isEmpty = (field: Field) => EMPTY_WORDS.includes(final[field]);
  for (const field of [
    'givenName',
    'familyName',
    'email',
    'status',
    'joinedOn',
    'phone1',
    'phone2',
    'state',
    'youth',
    'kv',
    'block',
  ] as const) {
    if (isEmpty(field) || !draw.chance(0.5)) continue;
    if (draw.chance(0.5)) last[field] = field.startsWith('phone') ? draw.pick(EMPTY_WORDS) : '';
    else if (field.startsWith('phone')) earlier[field] = typeNumber(draw, take());
    else if (field === 'status') earlier[field] = final[field] === 'ruhend' ? 'aktiv' : 'ruhend';
    // A block and a contact hold wherever they are said; names of an earlier row may have been others.
    else if (field === 'givenName' || field === 'familyName') earlier[field] = 'Frühername';
  }
  return earlier;
}

/** Lines of the file: now and then a blank one before, or a delimiter too many at the end. */
function lineOf(draw: Draw, cells: Cells, form: Form): string[] {
  const line = form.order.map((field) => quote(cells[field], form)).join(form.delimiter);
  const whole = draw.chance(0.03) ? `${line}${form.delimiter}` : line;
  return draw.chance(0.01) ? ['', whole] : [whole];
}

function quote(cell: string, { delimiter, quotesAll }: Form): string {
  const mustQuote = quotesAll || cell.includes(delimiter) || /["\r\n]/.test(cell);
  return mustQuote ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function writeDate(iso: string, { dates }: Form): string {
  const [year = '', month = '', day = ''] = iso.split('-');
  switch (dates) {
    case 'iso':
      return iso;
    case 'dd.mm.yyyy':
      return `${day}.${month}.${year}`;
    case 'd.m.yy':
      return `${Number(day)}.${Number(month)}.${year.slice(2)}`;
    case 'dd/mm/yyyy':
      return `${day}/${month}/${year}`;
    case 'serial':
      return String(Date.parse(`${iso}T00:00:00Z`) / 86_400_000 + 25_569);
    default:
      return dates satisfies never;
  }
}

function encode(text: string, encoding: Form['encoding']): Buffer {
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8-bom':
      return Buffer.from(`\ufeff${text}`, 'utf8');
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'windows-1252':
      // Only characters of Latin 1 are drawn, and those are the same in Windows-1252.
      return Buffer.from(text, 'latin1');
    default:
      return encoding satisfies never;
  }
}
