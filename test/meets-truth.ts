import { expect } from 'vitest';
import type { ClosingReport } from '../src/core/report/closing-report.ts';
import type { ActionTruth } from './generate-action.ts';

/**
 * Compares a report with what the network makes true. What people said may be missing only for open callbacks.
 *
 * @param place Seed and form, for the message.
 */
export function expectTruth(report: ClosingReport | null, truth: ActionTruth, place: string): void {
  if (report === null) throw new Error(`no report: ${place}`);
  const { dataRows, distinctMembers, duplicateRows, excludedBy, selected, reached, outOfDate, neverReached } =
    truth;
  const exact = {
    dataRows,
    distinctMembers,
    duplicateRows,
    excludedBy,
    selected,
    reached,
    outOfDate,
    neverReached,
  };
  expect(pick(report, exact), place).toEqual(exact);
  const { agreed, kept, broken, open } = report.callbacks;
  expect(agreed, place).toBe(kept + broken + open);
  expect(report.conversations, place).toBeGreaterThanOrEqual(reached);
  const wanted = flat(truth.integration, truth.reception, truth.receptionByIntegration, truth);
  const found = flat(report.answers.integration, report.reception, report.receptionByIntegration, report);
  for (const group of Object.keys(wanted))
    expectUpTo(found[group] ?? {}, wanted[group] ?? {}, open, `${place} ${group}`);
  // Each person gives one answer and one reception, so no more than the open callbacks may lack.
  for (const group of ['integration', 'reception', 'crossed'])
    expect(sum(wanted[group]) - sum(found[group]), `${place} ${group}`).toBeLessThanOrEqual(open);
}

type Counts = Readonly<Record<string, number>>;

function flat(
  integration: Counts,
  reception: Counts,
  crossed: Readonly<Record<string, Counts>>,
  { newsletter, localContact, offers }: { newsletter: number; localContact: number; offers: Counts },
): Readonly<Record<string, Counts>> {
  const pairs = Object.entries(crossed).flatMap(([answer, counts]) =>
    Object.entries(counts).map(([how, count]): [string, number] => [`${answer} ${how}`, count]),
  );
  return {
    integration: { ...integration },
    reception: { ...reception },
    crossed: Object.fromEntries(pairs),
    wishes: { newsletter, localContact },
    offers,
  };
}

function expectUpTo(found: Counts, wanted: Counts, open: number, place: string): void {
  for (const key of new Set([...Object.keys(found), ...Object.keys(wanted)])) {
    const missing = (wanted[key] ?? 0) - (found[key] ?? 0);
    expect(missing, `${place}.${key}: more than the network says`).toBeGreaterThanOrEqual(0);
    expect(missing, `${place}.${key}: less than the network says`).toBeLessThanOrEqual(open);
  }
}

function sum(counts: Counts | undefined): number {
  return Object.values(counts ?? {}).reduce((total, count) => total + count, 0);
}

function pick<Shape extends object>(from: object, like: Shape): object {
  const all: Record<string, unknown> = { ...from };
  return Object.fromEntries(Object.keys(like).map((key) => [key, all[key]]));
}
