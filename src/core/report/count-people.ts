import type { PeopleCount } from './report-facts.ts';

export function countOf(people: readonly PeopleCount[], holds: (it: PeopleCount) => boolean): number {
  return people.reduce((sum, it) => (holds(it) ? sum + it.people : sum), 0);
}

export function addTo(counts: Record<string, number>, key: string, more: number): void {
  counts[key] = (counts[key] ?? 0) + more;
}
