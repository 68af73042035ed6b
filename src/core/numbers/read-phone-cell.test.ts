import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialPolicy } from './dial-policy.ts';
import { readPhoneCell } from './read-phone-cell.ts';

const options = { country: 'DE', allowedCountries: ['DE'] } as const;
const read = (cell: string) => readPhoneCell(cell, options);
/** `+49…` of a number, the reason of an unusable one. */
const brief = (cell: string) =>
  read(cell).map((finding) => (finding.kind === 'number' ? finding.e164 : finding.reason));

// The shapes are those of DOMAIN 2.1, row by row; the digits lie in the ranges kept free for films and books.
const berlin = '+493023125909';
const mobile = '+491713920055';

describe('reads what people type (DOMAIN 2.1)', () => {
  it.each([
    ['030/23125909', [berlin]],
    ['030 - 231 25 909', [berlin]],
    ['(030) 23125909', [berlin]],
    ['030.23125909', [berlin]],
    ['030\u00a023125909', [berlin]],
    ['030\u201323125909', [berlin]],
    ['\u202a030 23125909\u202c', [berlin]],
    ['+49 (0) 30 23125909', [berlin]],
    ['+49 (0)30/23125909', [berlin]],
    ['004930 23125909', [berlin]],
    ['0049 (0)30 23125909', [berlin]],
    ['00 49 30 23125909', [berlin]],
    ['(0)30 23125909', [berlin]],
    ['0171-3920055', [mobile]],
    ['0171/3920055', [mobile]],
    ['4930 23125909', [berlin]],
    ['491713920055', [mobile]],
    ['20355555', ['no-area-code']],
    ['203333', ['no-area-code']],
    ['1234567', ['no-area-code']],
    ['12345', ['no-area-code']],
    ['171 3920055', [mobile]],
    ['1.75123E+11', ['digits-lost']],
    ['4,91751E+12', ['digits-lost']],
    ['030/23125909, 0171-3920055', [berlin, mobile]],
    ['030/23125909 oder 0171-3920055', [berlin, mobile]],
    ['030/23125909/0171 3920055', [berlin, mobile]],
    ['030/2312590-9', [berlin]],
    ['030/2312590 -0', ['+493023125900']],
    ['030 23125909 App. 12', [berlin]],
    ['Tel.: 030 23125909 (privat)', [berlin]],
    ['030 23125909 Fax', ['fax']],
    ['030 23125909 (Mutter)', [berlin]],
    ['O30 23125909', [berlin]],
    ['++49 30 23125909', [berlin]],
    ['+030 23125909', [berlin]],
    ['+49 +49 30 23125909', [berlin]],
    ['k.A.', []],
    ['-', []],
    ['0', []],
    ['unbekannt', []],
    ['', []],
    [' \u00a0 ', []],
    ['000000', []],
    ['01511234567', ['incomplete']],
    ['0351/12', ['incomplete']],
    ['0900 1234567', ['premium']],
    ['01377 123456', ['mass-traffic']],
    ['0180 5 123456', ['shared-cost']],
    ['+49 180 5 123456', ['shared-cost']],
    ['01371 123456', ['mass-traffic']],
    ['0138 123456', ['mass-traffic']],
    ['0700 12345678', ['personal']],
    ['0800 1234567', ['toll-free']],
    ['0181 1234567', ['closed-group']],
    ['0164 123456', ['pager']],
    ['0168 123456', ['pager']],
    ['0169 123456', ['pager']],
    ['0177 99 1234567', ['voicemail']],
    ['0322 12345678', ['+4932212345678']],
    ['032 212345678', ['+4932212345678']],
    ['0190 123456', ['premium']],
    ['118 33', ['short-code']],
    ['11833', ['short-code']],
    ['010 33 030 23125909', ['call-by-call']],
    ['0194 123456', ['special']],
    ['012 345678', ['special']],
    ['0185 123456', ['closed-group']],
    ['0115', ['short-code']],
    ['116117', ['short-code']],
    ['110', ['emergency']],
    ['112', ['emergency']],
    ['115', ['short-code']],
    ['+881 6 12345678', ['international-service']],
    ['+870 773123456', ['international-service']],
    ['+882 1612345678', ['international-service']],
    ['+883 510012345', ['international-service']],
    ['+979 123456789', ['international-service']],
    ['+808 12345678', ['international-service']],
  ])('%j', (cell, expected) => {
    expect(brief(cell)).toEqual(expected);
  });
});

describe('splits at a slash only between two whole numbers (DOMAIN 2.2 step 3)', () => {
  it.each([
    ['0176 / 04 069056', ['+4917604069056']],
    ['+49 30 23125726 / 089 / 99 998261', ['+493023125726', '+498999998261']],
    ['030 / 23125726 / 089 / 99998261 / 040 / 66969123', ['+493023125726', '+498999998261', '+494066969123']],
    [' 069 / 90 009693 , 040 / 66 969488', ['+496990009693', '+494066969488']],
    ['1234567/68', ['alternative-digits']],
    ['030/2312590/91', ['alternative-digits']],
  ])('%j', (cell, expected) => {
    expect(brief(cell)).toEqual(expected);
  });
});

describe('separates numbers and keeps their words', () => {
  it.each([
    ['030 23125909\n0171 3920055', [berlin, mobile]],
    ['030 23125909 | 0171 3920055', [berlin, mobile]],
    ['030 23125909 u. 0171 3920055', [berlin, mobile]],
    ['030 23125909 und 0171 3920055', [berlin, mobile]],
    ['+49 30 23125909 +49 171 3920055', [berlin, mobile]],
    ['030 23125909 0171 3920055', [berlin, mobile]],
    ['030 23125909 - 0171 3920055', [berlin, mobile]],
    ['Tel. 030 23125909 Mobil 0171 3920055', [berlin, mobile]],
    ['Fax: 030 23125908, Tel: 030 23125909', ['fax', berlin]],
    ['030 23125909 Fax 030 23125908', ['fax', 'fax']],
    ['030 23125909 ab 18 Uhr', [berlin]],
    ['ab 18 und nach 20 Uhr 030 23125909', [berlin]],
    ['030 23125909 (nur abends, nicht vor 18:30 Uhr)', [berlin]],
    ['030 23125909 bitte nicht anrufen', ['marked-unusable']],
    ['110 oder 030 23125909', ['emergency', berlin]],
    ['siehe Bemerkung', ['not-a-number']],
  ])('%j', (cell, expected) => {
    expect(brief(cell)).toEqual(expected);
  });

  it.each([
    ['4930 23125909', { issues: ['assumed-country-code'], type: 'fixed-line' }],
    ['171 3920055', { issues: ['leading-zero-lost'], type: 'mobile' }],
    ['O30 23125909', { issues: ['letter-for-digit'] }],
    ['++49 30 23125909', { issues: ['prefix-repaired'] }],
    ['030/2312590 -0', { issues: ['switchboard'] }],
    ['030/2312590-9', { issues: ['direct-dial-in'] }],
    ['0322 12345678', { issues: ['national-subscriber'], type: 'voip' }],
    ['030 23125909 (Mutter)', { issues: ['other-person'], label: 'Mutter' }],
    ['Tel.: 030 23125909 (privat)', { label: 'Tel privat', raw: 'Tel.: 030 23125909 (privat)' }],
    ['030 23125909 App. 12', { extension: '12' }],
    ['030 23125909, DW 12', { extension: '12' }],
    ['030 23125909 Zimmer 12', { label: 'Zimmer', issues: ['extra-digits'] }],
    ['030 23125909 ab 18 Uhr', { label: 'ab 18 Uhr' }],
  ])('tells what it did with %j', (cell, expected) => {
    expect(read(cell)).toEqual([expect.objectContaining(expected)]);
  });
});

describe('refuses what could ring somebody else', () => {
  it.each([
    ['030 110', 'emergency'],
    ['030 112', 'emergency'],
    ['0351 19222', 'emergency'],
    ['030 115', 'short-code'],
    ['0049 110', 'emergency'],
    ['+112', 'emergency'],
    ['030 0312590', 'incomplete'],
    ['031 123456', 'test-number'],
    ['0100 33 030 23125909', 'call-by-call'],
    ['0161 1234567', 'special'],
    ['0199 123456', 'special'],
    ['09009 1234567', 'premium'],
    ['*21*03023125909#', 'network-code'],
    ['+43 1 4029999', 'foreign'],
    ['+1 876 9999999', 'foreign'],
    ['٠٣٠ ٢٣١٢٥٩٠٩', 'not-a-number'],
    ['030 23125909 '.repeat(40), 'not-a-number'],
  ])('%j', (cell, reason) => {
    expect(brief(cell)).toEqual([reason]);
  });

  it('a number abroad is read once its country is on the list', () => {
    const abroad = readPhoneCell('+43 1 4029999', { country: 'DE', allowedCountries: ['DE', 'AT'] });
    expect(abroad).toEqual([expect.objectContaining({ kind: 'number', e164: '+4314029999' })]);
  });
});

const three = fc.integer({ min: 100, max: 999 }).map(String);
const fictional = fc.oneof(
  fc.record({ area: fc.constantFrom('30', '40', '69', '89', '221'), end: three }).map(({ area, end }) => {
    const starts: Record<string, string> = {
      30: '23125',
      40: '66969',
      69: '90009',
      89: '99998',
      221: '4710',
    };
    return { area, line: `${starts[area]}${end}` };
  }),
  three.map((end) => ({ area: '171', line: `3920${end}` })),
);
const formats: ((area: string, line: string) => string)[] = [
  (area, line) => `+49${area}${line}`,
  (area, line) => `+49 ${area} ${line}`,
  (area, line) => `+49 (0) ${area} ${line}`,
  (area, line) => `+49(0)${area}/${line}`,
  (area, line) => `0049${area}${line}`,
  (area, line) => `00 49 ${area} ${line}`,
  (area, line) => `0${area}/${line}`,
  (area, line) => `0${area}-${line}`,
  (area, line) => `(0${area}) ${line.slice(0, 2)} ${line.slice(2)}`,
  (area, line) => ` 0${area} / ${line.slice(0, 3)} ${line.slice(3)} `,
  (area, line) => `0${area} ${line.match(/.{1,2}/g)?.join('.')}`,
  (area, line) => `Tel. 0${area} ${line} (abends)`,
  (area, line) => `="0${area}${line}"`,
  (area, line) => `49${area}${line}`,
  (area, line) => `0${area} ${line}, App. 7`,
];
const written = fc.record({ number: fictional, format: fc.constantFrom(...formats) });

describe('properties', () => {
  it('a number written in any of the usual ways is itself', () => {
    fc.assert(
      fc.property(written, ({ number: { area, line }, format }) => {
        expect(brief(format(area, line))).toEqual([`+49${area}${line}`]);
      }),
    );
  });

  it('two numbers in one cell are both themselves, whatever parts them', () => {
    const separator = fc.constantFrom(', ', '; ', ' / ', '/', ' oder ', '\n', ' | ', ' und ');
    fc.assert(
      fc.property(fictional, fictional, separator, (one, two, between) => {
        const cell = `0${one.area} ${one.line}${between}0${two.area}-${two.line}`;
        expect(brief(cell)).toEqual([`+49${one.area}${one.line}`, `+49${two.area}${two.line}`]);
      }),
    );
  });

  it('no garbage ever yields a number of a refused range', () => {
    // Written down apart from the product's own table, so that a hole there shows here.
    const refused =
      /^\+49(0|10|11|12|13|14|154|18|19|16[14-9]|31|700|800|900)|^\+49(30|40|69|89)(0|11|19222)|^\+(?!49)/;
    const piece = fc.constantFrom(
      ...[
        '0',
        '00',
        '49',
        '+',
        '+49',
        '0900',
        '110',
        '112',
        '0137',
        '180',
        '(0)',
        '30',
        '171',
        '3920055',
        '19222',
      ],
      ...[
        '23125909',
        ' ',
        '/',
        '-',
        ',',
        '.',
        '*',
        '#',
        'O',
        'Tel.',
        'oder',
        'App.',
        '1',
        '5',
        '9',
        '881',
        '\u00a0',
      ],
    );
    const garbage = fc.oneof(
      fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(garbage, (cell) => {
        for (const finding of read(cell)) {
          if (finding.kind !== 'number') continue;
          expect(finding.e164).not.toMatch(refused);
          expect(dialPolicy(finding.e164, options)).toEqual({ allowed: true });
        }
      }),
      { numRuns: 5000 },
    );
  });
});
