import type { Selection } from '../campaign/campaign.ts';
import type { PersonId } from '../ids.ts';
import { conditionsOf, type SelectionContext } from './conditions.ts';
import type { ExclusionReason } from './exclusion-reasons.ts';
import type { SelectionPerson } from './selection-person.ts';

/** Whom a selection takes, and what becomes of the others. Counts are people; a reason that left nobody out is absent. */
export interface SelectionResult {
  /** In the order in which they were added. */
  readonly selected: readonly PersonId[];
  /** By the first condition that did not hold: with `selected` it adds up to all people. */
  readonly excludedBy: Readonly<Partial<Record<ExclusionReason, number>>>;
  /** How many each condition would leave out if it were the only one: a person may be counted several times. */
  readonly alone: Readonly<Partial<Record<ExclusionReason, number>>>;
  /** Each condition that is asked, in order: whom it leaves out of those still there, and who remains. */
  readonly steps: readonly SelectionStep[];
}

export interface SelectionStep {
  readonly reason: ExclusionReason;
  readonly leavesOut: number;
  readonly remaining: number;
}

export interface RunningSelection {
  /** Takes one person into the count. @returns why the person is left out, or null when selected. */
  add(person: SelectionPerson): ExclusionReason | null;
  /** The counts so far; may be asked again after further people. */
  result(): SelectionResult;
}

/** A selection that is fed person by person, so that a large list never has to be in memory as a whole. */
export function createSelection(selection: Selection, context: SelectionContext): RunningSelection {
  const conditions = conditionsOf(selection, context);
  const selected: PersonId[] = [];
  const first = new Map<ExclusionReason, number>();
  const alone = new Map<ExclusionReason, number>();
  let people = 0;

  const add = (person: SelectionPerson) => {
    people += 1;
    const failed = conditions.filter((it) => it.leavesOut(person)).map((it) => it.reason);
    for (const reason of failed) count(alone, reason);
    const reason = failed[0] ?? null;
    if (reason === null) selected.push(person.id);
    else count(first, reason);
    return reason;
  };
  const result = () => ({
    selected: [...selected],
    excludedBy: Object.fromEntries(first),
    alone: Object.fromEntries(alone),
    steps: stepsOf(
      conditions.map((it) => it.reason),
      first,
      people,
    ),
  });
  return { add, result };
}

/** The same for people who are in memory anyway. */
export function select(
  people: Iterable<SelectionPerson>,
  selection: Selection,
  context: SelectionContext,
): SelectionResult {
  const running = createSelection(selection, context);
  for (const person of people) running.add(person);
  return running.result();
}

function count(counts: Map<ExclusionReason, number>, reason: ExclusionReason): void {
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
}

function stepsOf(
  asked: readonly ExclusionReason[],
  first: ReadonlyMap<ExclusionReason, number>,
  people: number,
): SelectionStep[] {
  let remaining = people;
  return asked.map((reason) => {
    const leavesOut = first.get(reason) ?? 0;
    remaining -= leavesOut;
    return { reason, leavesOut, remaining };
  });
}
