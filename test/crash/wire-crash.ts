// Kills of the phone bank in the middle of calls on the wire, and what must be true when it is over.
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { CarrierLogEntry } from '../../src/simulator/carrier-log.ts';
import { callsOf } from '../carrier-against-store.ts';
import { journalLength, type LineNote, readCarrierLog, readLines, readWireJournals } from '../journals.ts';
import { expectTruthOf } from '../sample-truth.ts';
import { readStoreAfter } from '../store-after.ts';
import { LAST_CLOSING, readReport } from '../wire-demo-under-test.ts';
import { killDemo, startDemo } from './demo-process.ts';
import { type Callee, cutTalks, type Kill, whatWasLost } from './nothing-lost.ts';
import { reachWireMoment, type WireMoment } from './wire-moment.ts';
import type { WireWorld } from './wire-world.ts';

/** A kill on the wire: when it was, when the pages could be reached again, and who was there before. */
export interface WireKill extends Kill {
  readonly killedAt: number;
  readonly listensAt: number;
}

/** Pages come back by themselves so soon after the server listens again, in milliseconds of the wall. */
export const BACK_WITHIN_MS = 5_000;
const CALLERS = 12;
/** Of each caller's call the store may not have heard of ringing, answer and end. */
const LINES_UNDER_WAY = 3 * CALLERS;

export interface CrashedWeek {
  readonly kills: readonly WireKill[];
  /** How many talks they cut off. */
  readonly talksCut: number;
  /** Calls that were on when a kill came, and how they ended. */
  readonly orphans: number;
  /** The longest that a caller's page was away after the server listened again, in milliseconds. */
  readonly longestBackMs: number;
}

/** Kills the demo at each moment, starts it again, lets it come to its end, and looks at everything. */
export async function crashOnTheWire(world: WireWorld, moments: readonly WireMoment[]): Promise<CrashedWeek> {
  const { demo } = world;
  const kills: WireKill[] = [];
  let running = startDemo(demo);
  await world.listens(running.hasEnded);
  await world.startCallers();
  for (const moment of moments) {
    await reachWireMoment(running, demo, moment);
    const killedAt = Date.now();
    expect(await killDemo(running, demo), 'a postgres lives').toBeLessThan(10_000);
    const { callers } = journalLength(demo.journal);
    // The carrier has gone on.
    const network = readCarrierLog(demo.journal).filter(({ at }) => at <= killedAt).length;
    running = startDemo(demo);
    kills.push({ network, callers, killedAt, listensAt: await world.listens(running.hasEnded) });
  }
  expect(await running.ended, running.text()).toBe(0);
  return lookAt(world, kills, moments);
}

async function lookAt(
  world: WireWorld,
  kills: readonly WireKill[],
  moments: readonly WireMoment[],
): Promise<CrashedWeek> {
  const { demo, callees } = world;
  const told = `seed ${demo.seed}, ${JSON.stringify(moments)}`;
  await untilQuiet(world);
  const store = await readStoreAfter(demo.data);
  const log = readCarrierLog(demo.journal);
  const run = {
    ...{ journals: readWireJournals(demo.journal, store), store, kills, callees },
    ...{ lastClosing: LAST_CLOSING, wire: { linesUnderWay: LINES_UNDER_WAY } },
  };
  expect(whatWasLost(run), told).toEqual([]);
  expect(openOrDoubleCalls(log, callees), told).toEqual([]);
  expectTruthOf(callees, readReport(demo), told);
  const lines = readLines<LineNote>(world.lines);
  const back = kills.map((kill, index) => comeBack(lines, kill, kills[index + 1]?.killedAt));
  expect(
    back.flatMap(({ problems }) => problems),
    told,
  ).toEqual([]);
  const talks = cutTalks(run);
  const shown = new Set(lines.filter((it) => it.isUnfinished).map((it) => it.attemptId));
  expect(
    talks.taken.filter((id) => !shown.has(id)),
    `finish your last call first, ${told}`,
  ).toEqual([]);
  return {
    kills,
    talksCut: talks.talks,
    orphans: kills.reduce((sum, { killedAt }) => sum + liveAt(log, killedAt), 0),
    longestBackMs: Math.max(...back.map((it) => it.longestMs)),
  };
}

/** Orphans come to their end by themselves. */
async function untilQuiet({ ear }: WireWorld): Promise<void> {
  for (let tries = 0; (await ear.liveCalls()) > 0; tries += 1) {
    expect(tries, 'calls without an end').toBeLessThan(300);
    await pause(100);
  }
}

/** Calls without an end, and people who were rung while another call to them was on: empty when all is well. */
function openOrDoubleCalls(log: readonly CarrierLogEntry[], callees: readonly Callee[]): string[] {
  const calls = callsOf(log).map(({ callId, to, entries }) => {
    const endedAt = entries.find((it) => it.event === 'ended')?.at;
    return { callId, to, from: entries[0]?.at ?? 0, endedAt };
  });
  const lines = [
    ...callees.map((it) => it.numbers),
    ...callees.flatMap((it) => it.numbers.map((one) => [one])),
  ];
  return [
    ...calls.filter((it) => it.endedAt === undefined).map((it) => `no end: ${it.callId}`),
    ...lines.flatMap((numbers) => {
      const own = calls.filter((it) => numbers.includes(it.to));
      return own
        .filter((it, index) => own.slice(0, index).some((before) => (before.endedAt ?? 0) > it.from))
        .map((it) => `rung while another call was on: ${it.callId}`);
    }),
  ];
}

/** How the callers' pages came back after a kill. */
function comeBack(
  lines: readonly LineNote[],
  { killedAt, listensAt }: WireKill,
  until = Number.POSITIVE_INFINITY,
): { longestMs: number; problems: string[] } {
  const problems: string[] = [];
  let longestMs = 0;
  for (let caller = 0; caller < CALLERS; caller += 1) {
    const up = lines.find((it) => it.caller === caller && it.event === 'up' && it.at > killedAt)?.at ?? until;
    const ms = up - listensAt;
    if (up < until) longestMs = Math.max(longestMs, ms);
    // The next kill may come before a page had the time to come back.
    if (ms > BACK_WITHIN_MS) problems.push(`the page of caller ${caller} came back after ${ms} ms`);
  }
  return { longestMs, problems };
}

function liveAt(log: readonly CarrierLogEntry[], moment: number): number {
  const calls = callsOf(log).map(({ entries }) => entries);
  const isOver = (it: readonly CarrierLogEntry[]) =>
    it.some((one) => one.event === 'ended' && one.at <= moment);
  return calls.filter((it) => (it[0]?.at ?? 0) <= moment && !isOver(it)).length;
}
