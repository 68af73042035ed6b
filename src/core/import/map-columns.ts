import { AppError } from '../app-error.ts';
import { cleanCell } from './clean-cell.ts';
import {
  type ColumnTarget,
  isSensitiveHeading,
  normaliseHeading,
  targetOfHeading,
} from './column-synonyms.ts';
import type { ProblemCode, RowProblem } from './row-problem.ts';

/** Headings of an export and what they mean, as the organiser wrote it down; it beats the synonyms. */
export type ColumnMapping = ReadonlyMap<string, ColumnTarget>;

export interface Column {
  /** From 0. */
  readonly index: number;
  /** As the file has it, cleaned; a second column of the same heading is `Telefon (2)`. */
  readonly heading: string;
  readonly target: Exclude<ColumnTarget, 'ignore'>;
}

export interface ColumnPlan {
  /** In the order in which they are read. */
  readonly columns: readonly Column[];
  readonly ignored: readonly { readonly index: number; readonly heading: string }[];
  readonly problems: readonly RowProblem[];
}

/**
 * Which column means what: by the mapping, else by synonyms (DOMAIN 7.2). A note column is read only when mapped.
 *
 * @param line Of the headings, for the problems.
 * @throws AppError `import.error.mapping-sensitive` when the mapping asks for data we must not read.
 */
export function mapColumns(
  headings: readonly string[],
  mapping: ColumnMapping = new Map(),
  line = 1,
): ColumnPlan {
  const named = nameHeadings(headings);
  const wanted = new Map([...mapping].map(([heading, target]) => [normaliseHeading(heading), target]));
  const candidates = named.map((column) => ({ ...column, ...meaning(column.plain, wanted) }));
  const { used, surplus } = chooseColumns(candidates);
  const known = new Set(named.map(({ plain }) => normaliseHeading(plain)));
  const problems = [
    ...candidates
      .filter(({ plain }) => isSensitiveHeading(plain))
      .map((c) => note(line, c, 'sensitive-column')),
    ...surplus.map((column) => note(line, column, 'column-not-used')),
    ...[...mapping.keys()]
      .filter((heading) => !known.has(normaliseHeading(heading)))
      .map((heading) => absent(line, heading)),
    ...(used.some(({ target }) => target === 'phone') ? [] : [noPhoneColumn(line)]),
  ];
  const usedIndexes = new Set(used.map(({ index }) => index));
  const ignored = named
    .filter(({ index }) => !usedIndexes.has(index))
    .map(({ index, heading }) => ({ index, heading }));
  return {
    columns: used.map(({ index, heading, target }) => ({ index, heading, target })),
    ignored,
    problems,
  };
}

/** How many headings say something to us: a row of data says nothing, or a word by chance. */
export function countKnownHeadings(cells: readonly string[], mapping: ColumnMapping = new Map()): number {
  const wanted = new Set([...mapping.keys()].map(normaliseHeading));
  const names = cells.map(cleanCell);
  // Mail addresses, dates and long numbers stand in data, never in headings.
  if (names.some((name) => /@|\d{5}|\d\.\d/.test(name))) return 0;
  return names.filter((name) => wanted.has(normaliseHeading(name)) || targetOfHeading(name)).length;
}

interface Candidate {
  readonly index: number;
  readonly heading: string;
  readonly target: ColumnTarget;
  readonly rank: number;
}
type UsedCandidate = Candidate & { readonly target: Column['target'] };

function nameHeadings(headings: readonly string[]) {
  const seen = new Map<string, number>();
  return headings.map((cell, index) => {
    const plain = cleanCell(cell).replace(/\s+/g, ' ');
    const times = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, times);
    return { index, plain, heading: times === 1 ? plain : `${plain} (${times})` };
  });
}

function meaning(
  heading: string,
  wanted: ReadonlyMap<string, ColumnTarget>,
): { target: ColumnTarget; rank: number } {
  const mapped = wanted.get(normaliseHeading(heading));
  if (isSensitiveHeading(heading)) {
    if (mapped !== undefined && mapped !== 'ignore')
      throw new AppError('import.error.mapping-sensitive', { heading });
    return { target: 'ignore', rank: 0 };
  }
  if (mapped !== undefined && heading !== '') return { target: mapped, rank: -1 };
  const found = targetOfHeading(heading);
  // Notes hold what nobody should read on a call; they come along only when the organiser asks for them.
  return found && found.target !== 'note' ? found : { target: 'ignore', rank: 0 };
}

/** Phones, branches and blocks may have several columns; of all others the one with the lowest rank is read. */
function chooseColumns(candidates: readonly Candidate[]): { used: UsedCandidate[]; surplus: Candidate[] } {
  const byRank = [...candidates].sort((a, b) => a.rank - b.rank || a.index - b.index);
  const used: UsedCandidate[] = [];
  const surplus: Candidate[] = [];
  for (const candidate of byRank) {
    if (!isUsed(candidate)) continue;
    const isTaken =
      used.some(({ target }) => target === candidate.target) && !repeatable.has(candidate.target);
    if (isTaken) surplus.push(candidate);
    else used.push(candidate);
  }
  return { used: used.sort((a, b) => orderOf(a) - orderOf(b)), surplus };
}

const isUsed = (candidate: Candidate): candidate is UsedCandidate => candidate.target !== 'ignore';
const repeatable = new Set<ColumnTarget>([
  'phone',
  'branch',
  'do-not-call',
  'last-contact-state',
  'last-contact-youth',
  'last-contact-branch',
]);
/** Branches by their level, all else as in the file. */
const orderOf = (candidate: Candidate) =>
  candidate.target === 'branch' && candidate.rank >= 0 ? candidate.rank - 1000 : candidate.index;

function note(line: number, { heading, index }: Candidate, what: ProblemCode): RowProblem {
  const column = { heading, index };
  return { line, column, code: `import.problem.${what}`, advice: `import.advice.${what}`, severity: 'note' };
}

function absent(line: number, heading: string): RowProblem {
  const what = 'mapped-column-missing';
  // The mapping file's heading, not the export's: its index says that the file has none.
  const column = { heading, index: -1 };
  return { line, column, code: `import.problem.${what}`, advice: `import.advice.${what}`, severity: 'note' };
}

function noPhoneColumn(line: number): RowProblem {
  return {
    line,
    code: 'import.problem.no-phone-column',
    advice: 'import.advice.no-phone-column',
    severity: 'note',
  };
}
