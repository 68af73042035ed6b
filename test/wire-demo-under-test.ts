// A demo on the wire as a person starts it, and what its journals and its store must agree on when it is over.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ClosingReport } from '../src/core/report/closing-report.ts';
import { carrierAgainstStore } from './carrier-against-store.ts';
import { type CrashedDemo, finishDemo, newDemo } from './crash/demo-process.ts';
import { type Callee, whatWasLost } from './crash/nothing-lost.ts';
import { writeSmallExport } from './crash/small-export.ts';
import { brokenRules } from './journal-rules.ts';
import { readCarrierLog, readWireJournals } from './journals.ts';
import { expectNothingPersonal } from './nothing-personal.ts';
import { readStoreAfter } from './store-after.ts';

export const LAST_CLOSING = Date.UTC(2012, 2, 17, 17);
/** Ends with the report; any port that is free. */
export const WIRE_WORDS = ['--exit', '--port', '0'];

/**
 * Half as fast as the demo itself: in `npm test` others work beside it, and at 200 an answer that comes 65 ms late on the
 * wall can lose against the ring limit.
 */
const PATIENT = ['--speed', '100'];

/** A demo of the sample's first selected members. */
export function smallWireDemo(seed: string, most: number): { demo: CrashedDemo; callees: readonly Callee[] } {
  const demo = newDemo(seed, undefined, [...WIRE_WORDS, ...PATIENT]);
  const members = join(demo.base, 'members.csv');
  return { demo: { ...demo, members }, callees: writeSmallExport(members, most) };
}

/** Runs it to its end. @returns its report, after all that its logs must show. */
export async function runWireDemo(demo: CrashedDemo, callees: readonly Callee[]): Promise<ClosingReport> {
  await finishDemo(demo);
  await expectGoodOrder(demo, callees);
  return readReport(demo);
}

export function readReport({ report }: CrashedDemo): ClosingReport {
  return JSON.parse(readFileSync(report, 'utf8'));
}

/** Of a finished demo that was never killed. */
export async function expectGoodOrder(demo: CrashedDemo, callees: readonly Callee[]): Promise<void> {
  const store = await readStoreAfter(demo.data);
  const log = readCarrierLog(demo.journal);
  expect(carrierAgainstStore(log, store)).toEqual([]);
  const journals = readWireJournals(demo.journal, store);
  expect(brokenRules(callees, journals.network, journals.callers)).toEqual([]);
  expect(whatWasLost({ journals, store, kills: [], callees, lastClosing: LAST_CLOSING })).toEqual([]);
  await expectNothingPersonal(demo.data, callees);
  const report = readReport(demo);
  const answered = log.filter((it) => it.event === 'answered').length;
  expect(report.conversations).toBeLessThanOrEqual(answered);
}
