import { cleanCell, isEmptyWord } from '../import/clean-cell.ts';
import { isCompleteNumber, readDigits } from './dialled-digits.ts';
import type { NumberIssue, PhoneFinding, UnusableReason } from './phone-finding.ts';
import { type NumberPart, splitPhoneCell } from './split-phone-cell.ts';

export interface PhoneCellOptions {
  /** The organisation's own country: what a number without a country code belongs to. */
  readonly country: 'DE';
  /** ISO 3166 codes of the countries that may be rung (DOMAIN 2.4). */
  readonly allowedCountries: readonly string[];
}

/**
 * The numbers of a phone cell of a membership export, each read to E.164 or refused with its reason.
 *
 * @param cell As the file gives it: several numbers, words (`Tel. … (Mutter)`), typing habits of all kinds.
 * @returns one finding a number, none for an empty cell or a word that means empty (`k.A.`). A text that is
 *   neither (`siehe Bemerkung`) is one unusable finding: somebody meant to say something there.
 * Never guesses: what could be two numbers, or another one, is refused (DOMAIN 2.1 to 2.3).
 */
export function readPhoneCell(cell: string, options: PhoneCellOptions): PhoneFinding[] {
  const text = cleanCell(cell);
  if (isEmptyWord(text)) return [];
  const raw = text.slice(0, rawLength);
  if (text.length > cellLength || foreignDigits.test(text))
    return [{ kind: 'unusable', raw, reason: 'not-a-number' }];
  // 4,91751E+12: a spreadsheet has rounded the number away, and no rule brings it back.
  if (/^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(text))
    return [{ kind: 'unusable', raw, reason: 'digits-lost' }];
  const parts = splitPhoneCell(text.replace(/^(\+?\d[\d ]{6,})\.0$/, '$1'));
  if (parts.length === 0) return [{ kind: 'unusable', raw, reason: 'not-a-number' }];
  return parts.flatMap((part) => readPart(part, options));
}

/** Longer is a note that slipped into the column. */
const cellLength = 300;
const rawLength = 80;
/** Digits of other scripts: libphonenumber would read them, our refuse lists would not. */
const foreignDigits = /(?![0-9])\p{Nd}/u;

const faxWords = /fax/i;
const warningWords =
  /nicht\s+(?:mehr\s+)?(?:anrufen|aktuell|erreichbar|gültig)|keine\s+anrufe|gesperrt|ungültig|veraltet|falsch/i;
const otherPeople =
  /\b(?:mutter|vater|eltern|oma|opa|großeltern|tochter|sohn|schwester|bruder|ehefrau|ehemann|frau|mann|partner(?:in)?|nachbar(?:in)?|freund(?:in)?|betreuer(?:in)?|büro|c\/o)\b/i;

function readPart(part: NumberPart, options: PhoneCellOptions): PhoneFinding[] {
  const { raw } = part;
  const refused = refusedForm(part);
  if (refused) return [{ kind: 'unusable', raw, reason: refused }];
  const reading = readDigits(part.run, options.allowedCountries);
  if (reading.kind === 'empty') return [];
  const { inspection } = reading;
  if (inspection.kind === 'refused') return [{ kind: 'unusable', raw, reason: inspection.reason }];
  return [
    {
      kind: 'number',
      raw,
      e164: inspection.e164,
      type: inspection.type,
      ...(part.label === '' ? {} : { label: part.label }),
      ...(part.extension === undefined ? {} : { extension: part.extension }),
      issues: [...reading.issues, ...partIssues(part)],
    },
  ];
}

function refusedForm(part: NumberPart): UnusableReason | undefined {
  if (faxWords.test(part.label)) return 'fax';
  if (warningWords.test(part.label)) return 'marked-unusable';
  return hasAlternativeDigits(part.run) ? 'alternative-digits' : undefined;
}

/** `2312590/91`: the last digits of a second line. Either line could be meant, so neither is rung. */
function hasAlternativeDigits(run: string): boolean {
  const written = /^(.*\d)\s*\/\s*\d{1,2}\s*$/.exec(run)?.[1];
  if (written === undefined) return false;
  return isCompleteNumber(written) || /^[1-9][\d\s.-]{3,}$/.test(written);
}

function partIssues(part: NumberPart): NumberIssue[] {
  const issues: NumberIssue[] = [];
  if (part.letterForDigit) issues.push('letter-for-digit');
  if (part.extraDigits) issues.push('extra-digits');
  if (otherPeople.test(part.label)) issues.push('other-person');
  return issues;
}
