import type { ContactLevel, IsoDate } from '../campaign/campaign.ts';
import type { NumberIssue, PhoneFinding } from '../numbers/phone-finding.ts';
import { type PhoneCellOptions, readPhoneCell } from '../numbers/read-phone-cell.ts';
import { isEmptyWord } from './clean-cell.ts';
import type { ListRow } from './list-row.ts';
import type { Column } from './map-columns.ts';
import { readDate, type SlashOrder } from './read-date.ts';
import { meansDoNotCall, readLanguage, readStatus, readYesNo } from './read-words.ts';
import type { AdviceCode, ProblemCode, RowProblem } from './row-problem.ts';

export interface RowOptions {
  readonly phones: PhoneCellOptions;
  /** By index of the column: how it writes 03/04/2010. Absent: day first, as in Germany. */
  readonly slashOrders?: ReadonlyMap<number, SlashOrder>;
  /** How many columns the headings have. */
  readonly width: number;
}

export type RowDraft = { -readonly [Field in keyof ListRow]: ListRow[Field] };

export interface Place {
  readonly line: number;
  readonly column: Column;
  readonly options: RowOptions;
  /** Grows by what is wrong with the cell. */
  readonly problems: RowProblem[];
}

/** Lays what a cell says into the row. @param text Cleaned and not the empty string. */
export function readCell(draft: RowDraft, text: string, place: Place): void {
  readers[place.column.target](draft, text, place);
}

type Reader = (draft: RowDraft, text: string, place: Place) => void;

const readers: Record<Column['target'], Reader> = {
  // A spreadsheet's export of a number: 47404.0 is 47404.
  'member-number': word((draft, text) => {
    draft.memberNumber = text.replace(/^(\d+)\.0$/, '$1');
  }),
  'given-name': name((draft, text) => {
    draft.givenName = text;
  }),
  'family-name': name((draft, text) => {
    draft.familyName = text;
  }),
  salutation: word((draft, text) => {
    draft.salutation = text;
  }),
  // Excel eats the zero of 01067; German postcodes have five digits, so four have lost one.
  postcode: word((draft, text) => {
    draft.postcode = /^\d{4}$/.test(text) ? `0${text}` : text;
  }),
  city: word((draft, text) => {
    draft.city = text;
  }),
  'state-name': word((draft, text) => {
    draft.stateName = text;
  }),
  language: word((draft, text) => {
    const language = readLanguage(text);
    if (language !== undefined) draft.language = language;
  }),
  status: word((draft, text) => {
    draft.status = text;
    draft.statusKind = readStatus(text);
  }),
  branch: word((draft, text) => {
    draft.branch = [...(draft.branch ?? []), text];
  }),
  email: word((draft, text) => {
    draft.email = text;
  }),
  note: word((draft, text) => {
    draft.note = text;
  }),
  'birth-date': day((draft, date) => {
    draft.birthDate = date;
  }),
  'joined-on': day((draft, date) => {
    draft.joinedOn = date;
  }),
  'birth-year': readBirthYear,
  newsletter: yesNo((draft, answer) => {
    draft.newsletter = answer;
  }),
  'newsletter-opt-out': yesNo((draft, answer) => {
    draft.newsletter = !answer;
  }),
  'do-not-call': (draft, text) => {
    if (meansDoNotCall(text)) draft.doNotCall = true;
  },
  'last-contact-state': lastContact('state'),
  'last-contact-youth': lastContact('youth'),
  'last-contact-branch': lastContact('branch'),
  phone: readPhones,
};

function word(set: (draft: RowDraft, text: string) => void): Reader {
  return (draft, text) => {
    if (!isEmptyWord(text)) set(draft, text.replace(/\s+/g, ' '));
  };
}

/** Null, Ohne and Kein are family names; only what can be no name is empty here. */
function name(set: (draft: RowDraft, text: string) => void): Reader {
  return (draft, text) => {
    if (!/^(-+|0|\?|n\/a|k\.\s?a\.|NULL)$/.test(text)) set(draft, text.replace(/\s+/g, ' '));
  };
}

function day(set: (draft: RowDraft, date: IsoDate) => void): Reader {
  return (draft, text, place) => {
    if (isEmptyWord(text)) return;
    const reading = readDate(text, place.options.slashOrders?.get(place.column.index));
    if (reading.kind === 'date') set(draft, reading.date);
    else if (reading.kind === 'unreadable') place.problems.push(cellProblem(place, reading.reason));
  };
}

function readBirthYear(draft: RowDraft, text: string, place: Place): void {
  if (isEmptyWord(text)) return;
  if (/^(18|19|20)\d{2}$/.test(text)) draft.birthYear = Number(text);
  else place.problems.push(cellProblem(place, 'date-unreadable'));
}

function yesNo(set: (draft: RowDraft, answer: boolean) => void): Reader {
  return (draft, text, place) => {
    const answer = readYesNo(text);
    if (answer !== undefined) set(draft, answer);
    else if (!isEmptyWord(text)) place.problems.push(cellProblem(place, 'not-yes-or-no'));
  };
}

function lastContact(level: ContactLevel): Reader {
  return (draft, text, place) => {
    const reading = readDate(text, place.options.slashOrders?.get(place.column.index));
    // A placeholder date stands for "never"; every other text says that somebody has been in touch (DOMAIN 7.2).
    if (isEmptyWord(text) || reading.kind === 'empty') return;
    draft.lastContacts = { ...draft.lastContacts, [level]: reading.kind === 'date' ? reading.date : text };
  };
}

function readPhones(draft: RowDraft, text: string, place: Place): void {
  const findings = readPhoneCell(text, place.options.phones);
  if (findings.length === 0) return;
  draft.phones = { ...draft.phones, [place.column.heading]: findings };
  for (const finding of findings) place.problems.push(...phoneProblems(finding, place));
}

function phoneProblems(finding: PhoneFinding, place: Place): RowProblem[] {
  if (finding.kind === 'unusable') {
    const advice = correctable.has(finding.reason) ? 'correct-number' : 'never-called';
    return [at(place, `import.unusable.${finding.reason}`, advice, 'cell-ignored')];
  }
  const told = finding.issues.filter((issue) => !silentIssues.has(issue));
  return told.map((issue) => at(place, `import.issue.${issue}`, 'check-number', 'note'));
}

/** Worth knowing on the call or for the bill, but nothing to look after in the file. */
const silentIssues = new Set<NumberIssue>([
  'direct-dial-in',
  'national-subscriber',
  'other-person',
  'switchboard',
]);
/** What somebody can put right in the membership programme; the others are refused as they are. */
const correctable = new Set<string>([
  ...['no-area-code', 'digits-lost', 'incomplete', 'too-long', 'alternative-digits', 'not-a-number'],
  ...['voicemail', 'call-by-call', 'network-code', 'special'],
]);

function cellProblem(place: Place, what: ProblemCode): RowProblem {
  return at(place, `import.problem.${what}`, what, 'cell-ignored');
}

function at(
  { line, column: { heading, index } }: Place,
  code: RowProblem['code'],
  advice: AdviceCode,
  severity: RowProblem['severity'],
): RowProblem {
  return { line, column: { heading, index }, code, advice: `import.advice.${advice}`, severity };
}
