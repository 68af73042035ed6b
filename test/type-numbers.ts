// Numbers as people type them into a membership programme.
import type { Draw } from './draw.ts';

/** The two phone cells of a member as typed, and what they mean. */
export interface PhoneCells {
  readonly cells: readonly [string, string];
  /** That may be dialled, E.164. */
  readonly numbers: readonly string[];
  /** At least one cell holds something that is no number to be dialled. */
  readonly hasRefused: boolean;
}

export const EMPTY_WORDS: readonly string[] = ['', '', '', 'k.A.', '-', 'unbekannt', '0', 'NULL', 'n/a', ' '];

/** Emergency, short, costly and foreign numbers, digits that a spreadsheet has lost, a local number, plain words. */
const REFUSED: readonly string[] = [
  ...[
    '110',
    '112',
    '115',
    '116117',
    '11833',
    '0900 1234567',
    '+49 900 1 234567',
    '0137 7123456',
    '0138 123456',
  ],
  ...['+49 180 5 123456', '0700 1234567', '0800 1234567', '010 12 0351 123456', '031 1234567', '0190 123456'],
  ...[
    '+44 20 7946 0958',
    '+881 612345678',
    '1,75123E+11',
    '20355555',
    '01711234',
    'siehe Bemerkung',
    '030 23125909 Fax',
  ],
];

export function drawPhones(draw: Draw, take: () => string): PhoneCells {
  const empty = () => draw.pick(EMPTY_WORDS);
  const cells = (
    first: string,
    second: string,
    numbers: readonly string[],
    hasRefused = false,
  ): PhoneCells => ({
    cells: draw.chance(0.25) ? [second, first] : [first, second],
    numbers,
    hasRefused,
  });
  const kind = draw.number(1, 100);
  if (kind <= 7) return cells(empty(), empty(), []);
  if (kind <= 14) return cells(draw.pick(REFUSED), empty(), [], true);
  const number = take();
  if (kind <= 18) return cells(typeNumber(draw, number), draw.pick(REFUSED), [number], true);
  if (kind <= 70) return cells(typeNumber(draw, number), empty(), [number]);
  const other = take();
  if (kind <= 85) return cells(typeNumber(draw, number), typeNumber(draw, other), [number, other]);
  const joint = draw.pick([' / ', '; ', ', ', ' oder ', ' und ', '\n', ' | ', ' u. ']);
  return cells(`${typeWhole(draw, number)}${joint}${typeWhole(draw, other)}`, empty(), [number, other]);
}

/** In any of the ways of the sample and of DOMAIN 2.1. */
export function typeNumber(draw: Draw, e164: string): string {
  const { area, rest, isMobile } = cut(e164);
  const odd = [
    `49${area}${rest}`,
    `="0${area}${rest}"`,
    `'0${area}${rest}`,
    `0${area}\u00a0${rest}`,
    `++49${area}${rest}`,
    `+0${area}${rest}`,
    `Tel.: 0${area} ${rest} (privat)`,
    `0${area}/${rest} (abends)`,
    `0${area} ${rest} nur nach 18 Uhr`,
    ` 0${area} / ${rest.slice(0, 2)} ${rest.slice(2)} `,
    ...(isMobile ? [`${area} ${rest}`, `Handy 0${area}-${rest}`] : []),
  ];
  return draw.chance(0.35) ? draw.pick(odd) : typeWhole(draw, e164);
}

/** With its trunk zero or country code, so that a second number may stand beside it. */
function typeWhole(draw: Draw, e164: string): string {
  const { area, rest } = cut(e164);
  return draw.pick([
    e164,
    `0${area}${rest}`,
    `0${area}/${rest}`,
    `0${area}-${rest}`,
    `0${area} ${rest}`,
    `(0${area}) ${rest.slice(0, 2)} ${rest.slice(2)}`,
    `+49 ${area} ${rest}`,
    `+49 (0) ${area} ${rest}`,
    `0049${area}${rest}`,
    `Tel. 0${area} ${rest}`,
    `0${area}.${rest}`,
  ]);
}

function cut(e164: string): { area: string; rest: string; isMobile: boolean } {
  const national = e164.slice(3);
  const isMobile = national.startsWith('17');
  const length = isMobile || national.startsWith('221') ? 3 : 2;
  return { area: national.slice(0, length), rest: national.slice(length), isMobile };
}
