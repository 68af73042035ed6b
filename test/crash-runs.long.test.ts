import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { seededChance } from '../src/simulator/seeded-chance.ts';
import { type CrashMoment, reachMoment } from './crash/crash-moment.ts';
import type { DemoPhase } from './crash/demo-phase.ts';
import {
  type CrashedDemo,
  finishDemo,
  killDemo,
  newDemo,
  removeDemos,
  startDemo,
} from './crash/demo-process.ts';
import { type CrashedRun, cutTalks, type Kill, whatWasLost } from './crash/nothing-lost.ts';
import { journalLength, readJournals } from './journals.ts';
import { readStoreAfter } from './store-after.ts';

// 20 times kill -9 to the whole process group, five in each of four demos, at moments drawn from a seed.
// Another seed: CRASH_SEED=… npm run test:long
const SEED = process.env['CRASH_SEED'] ?? '2012';
const SAMPLE = join(import.meta.dirname, '../examples/sachsen');
const truth = JSON.parse(readFileSync(join(SAMPLE, 'erwartet.json'), 'utf8'));

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** When the sample's days open (Berlin is one hour ahead). */
const DAYS = [13, 14, 15, 16, 17].map((day) => Date.UTC(2012, 2, day, day === 17 ? 9 : 15));
const LAST_CLOSING = Date.UTC(2012, 2, 17, 17);

const chance = seededChance(`crash/${SEED}`);
const between = (from: number, until: number) => Math.round(from + chance.next() * (until - from));
const wall = (from: number, until: number): CrashMoment => ({
  how: 'wall',
  milliseconds: between(from, until),
});
const after = (phase: DemoPhase, most: number): CrashMoment => {
  return { how: 'phase', phase, milliseconds: between(0, most) };
};
/** While most are on the phone: after the opening of that day (1 the first), or two hours later when tries are due again. */
const week = (day: number): CrashMoment => {
  const wave = (DAYS[day - 1] ?? 0) + (chance.next() < 0.5 ? 0 : 2 * HOUR);
  return { how: 'week', at: wave + between(4 * MINUTE, (day < 3 ? 30 : 12) * MINUTE) };
};

const plans: readonly (readonly CrashMoment[])[] = [
  [after('first start', 300), after('migration', 0), after('import', 500), after('opening', 0), week(1)],
  [wall(1_000, 3_000), week(1), week(2), week(3), after('report', 0)],
  [after('import', 900), week(2), week(4), week(5), after('report', 0)],
  [after('migration', 0), wall(4_000, 9_000), week(1), week(3), week(5)],
];

const hit = new Map<DemoPhase, number>();
let talksCut = 0;
let killed = 0;
afterAll(removeDemos, 60_000);

describe.each(plans.map((plan, index) => ({ plan, name: `demo ${index + 1} of seed ${SEED}` })))(
  '$name',
  ({ plan, name }) => {
    test('five kills, and nothing is lost', async () => {
      const crashed = newDemo(`${SEED}/${name}`);
      const story: string[] = [];
      const kills: Kill[] = [];
      for (const moment of plan) kills.push(await crash(crashed, moment, story));
      await finishDemo(crashed);
      const store = await readStoreAfter(crashed.data);
      const journals = readJournals(crashed.journal);
      const run: CrashedRun = { journals, store, kills, callees: truth.members, lastClosing: LAST_CLOSING };
      const told = `seed ${SEED}, ${story.join('; ')}`;
      talksCut += cutTalks(run).talks;
      expect(whatWasLost(run), told).toEqual([]);
      expectClosedCounts(crashed, told);
    });
  },
);

test('every phase was hit, and talks were cut off', () => {
  expect(killed).toBe(20);
  for (const phase of ['first start', 'migration', 'import', 'opening', 'calling', 'report'] as const)
    expect(hit.get(phase) ?? 0, `${phase}, seed ${SEED}`).toBeGreaterThanOrEqual(1);
  expect(hit.get('calling'), `seed ${SEED}`).toBeGreaterThanOrEqual(9);
  expect(talksCut, `seed ${SEED}`).toBeGreaterThanOrEqual(5);
});

async function crash(crashed: CrashedDemo, moment: CrashMoment, story: string[]): Promise<Kill> {
  const demo = startDemo(crashed);
  const phase = await reachMoment(demo, crashed, moment);
  if (demo.hasEnded())
    throw new Error(`over before ${JSON.stringify(moment)}: ${story.join('; ')}\n${demo.text()}`);
  const lived = await killDemo(demo, crashed);
  const kill = journalLength(crashed.journal);
  story.push(
    `${JSON.stringify(moment)} -> ${phase}, line ${kill.network}, postgres lived ${Math.round(lived)} ms`,
  );
  expect(lived, `a postgres lives: ${story.join('; ')}`).toBeLessThan(2000);
  hit.set(phase, (hit.get(phase) ?? 0) + 1);
  killed += 1;
  return kill;
}

/** Groups add up, and the people are the same as without any kill: a lost call never used up somebody's last try. */
function expectClosedCounts({ report: file }: CrashedDemo, told: string): void {
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const { selected, outcome } = truth;
  const { agreed, kept, broken, open } = report.callbacks;
  expect(report.reached + report.outOfDate + report.neverReached, told).toBe(report.selected);
  expect(agreed, told).toBe(kept + broken + open);
  const { reached, outOfDate, neverReached } = report;
  expect({ selected: report.selected, reached, outOfDate, neverReached }, told).toEqual({
    selected,
    reached: outcome.reached,
    outOfDate: outcome.outOfDate,
    neverReached: outcome.neverReached,
  });
  const given: number[] = Object.values(report.answers.integration);
  expect(
    given.reduce((sum, count) => sum + count, 0),
    told,
  ).toBeGreaterThanOrEqual(reached - open);
}
