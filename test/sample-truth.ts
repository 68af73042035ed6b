import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ClosingReport } from '../src/core/report/closing-report.ts';
import type { ActionTruth } from './generate-action.ts';
import { expectTruth } from './meets-truth.ts';
import { SAMPLE } from './run-demo-under-test.ts';

interface Expected extends Omit<ActionTruth, 'reached' | 'outOfDate' | 'neverReached'> {
  readonly members: readonly { readonly memberNumber: string; readonly numbers: readonly string[] }[];
  readonly outcome: {
    readonly reached: number;
    readonly outOfDate: number;
    readonly neverReached: number;
    readonly answers: { readonly integration: Record<string, number> };
    readonly reception: Record<string, number>;
    readonly newsletter: number;
    readonly offers: Record<string, number>;
    readonly localContact: number;
  };
}

const expected = JSON.parse(readFileSync(join(SAMPLE, 'erwartet.json'), 'utf8')) as Expected; // Ours, with these keys.

/** The selected members of the sample. */
export const sampleMembers = expected.members;

const { outcome, ...list } = expected;
const { answers, ...more } = outcome;
const truth: ActionTruth = {
  ...list,
  ...more,
  integration: answers.integration,
  receptionByIntegration: {},
  selectedMembers: [],
};

/** Compares a report on the whole sample with what is expected of it. */
export function expectSampleTruth(report: ClosingReport | null, place: string): void {
  expect(report?.receptionByIntegration, place).toBeDefined();
  // How answers and receptions go together is not in the file; the generated actions test it.
  expectTruth(report && { ...report, receptionByIntegration: {} }, truth, place);
}

/** Compares people and answers of a report on some of the sample's members with what the network makes true of them. */
export function expectTruthOf(members: Expected['members'], report: ClosingReport, place: string): void {
  const people = members.map((it) => it.numbers.map((number) => network[number]));
  const spoken = people.flatMap((it) => it.find((one) => one?.behaviour === 'person')?.answers ?? []);
  const outOfDate = people.filter((it) => it.every((one) => one?.behaviour === 'not-in-service')).length;
  const { dataRows, distinctMembers, duplicateRows, excludedBy } = report;
  expectTruth(
    { ...report, receptionByIntegration: {} },
    {
      // What the list held is not the calls' to say.
      ...{ dataRows, distinctMembers, duplicateRows, excludedBy, selectedMembers: [] },
      selected: members.length,
      reached: spoken.length,
      outOfDate,
      neverReached: members.length - spoken.length - outOfDate,
      integration: countBy(spoken, (it) => [it.integration]),
      reception: countBy(spoken, (it) => [it.reception]),
      receptionByIntegration: {},
      newsletter: spoken.filter((it) => it.wantsNewsletter).length,
      localContact: spoken.filter((it) => it.wantsLocalContact).length,
      offers: countBy(spoken, (it) => it.accepts),
    },
    place,
  );
}

interface Answers {
  readonly integration: string;
  readonly reception: string;
  readonly wantsNewsletter: boolean;
  readonly wantsLocalContact: boolean;
  readonly accepts: readonly string[];
}
// Each entry names its behaviour, a person's their answers (examples/sachsen/README.md).
const network = JSON.parse(readFileSync(join(SAMPLE, 'netz.json'), 'utf8')) as Record<
  string,
  { readonly behaviour: string; readonly answers?: Answers }
>;

function countBy(
  all: readonly Answers[],
  keysOf: (it: Answers) => readonly string[],
): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of all.flatMap(keysOf)) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
