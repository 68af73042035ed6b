import { addTo, countOf } from './count-people.ts';
import type { PeopleCount } from './report-facts.ts';

/** People of one branch; exact, so for organisers only. `mergeSmallCells` makes what others may see. */
export interface BranchCounts {
  readonly name: string;
  /** The sum of `reached`, `outOfDate` and `neverReached`. */
  readonly selected: number;
  readonly called: number;
  readonly reached: number;
  readonly outOfDate: number;
  readonly neverReached: number;
  /** Answers that were given in this campaign, also 0, in the order of the guide. */
  readonly integration: Readonly<Record<string, number>>;
  readonly newsletter: number;
  readonly localContact: number;
}

/** One row a branch, the largest first, equals by name. */
export function countBranches(
  people: readonly PeopleCount[],
  answerOrder: readonly string[],
): BranchCounts[] {
  const given = answersGiven(people, answerOrder);
  const byName = Map.groupBy(people, (it) => it.branch);
  const branches = [...byName].map(([name, those]) => countBranch(name, those, given));
  return branches.sort((a, b) => b.selected - a.selected || (a.name < b.name ? -1 : 1));
}

function countBranch(name: string, people: readonly PeopleCount[], given: readonly string[]): BranchCounts {
  const integration: Record<string, number> = Object.fromEntries(given.map((answer) => [answer, 0]));
  for (const it of people) if (it.integration !== null) addTo(integration, it.integration, it.people);
  return {
    name,
    selected: countOf(people, () => true),
    called: countOf(people, (it) => it.isCalled),
    reached: countOf(people, (it) => it.isReached),
    outOfDate: countOf(people, (it) => !it.isReached && it.isOutOfDate),
    neverReached: countOf(people, (it) => !it.isReached && !it.isOutOfDate),
    integration,
    newsletter: countOf(people, (it) => it.wantsNewsletter),
    localContact: countOf(people, (it) => it.wantsLocalContact),
  };
}

function answersGiven(people: readonly PeopleCount[], order: readonly string[]): string[] {
  const given = new Set(people.flatMap((it) => (it.integration === null ? [] : [it.integration])));
  const unknown = [...given].filter((answer) => !order.includes(answer)).sort();
  return [...order.filter((answer) => given.has(answer)), ...unknown];
}
