// One session of one contestant, as a line of the raw results.
import {
  runSession,
  type SessionResult,
  type TimelinePoint,
} from '../../src/simulator/pacing/run-session.ts';
import { type Cell, heldBackWorld, trainingWorlds } from '../../src/simulator/pacing/scenarios.ts';
import type { World } from '../../src/simulator/pacing/world.ts';
import { runners } from './contestants.ts';
import { newTimes } from './open-session.ts';

export type WorldKind = 'held-back' | 'training';

/** Seconds, counts; `around` are [conversations, abandoned] in five-minute steps around the session's middle. */
export interface SessionLine extends Cell {
  readonly pacer: string;
  readonly world: number;
  /** Whether more people answer after the jump than before. */
  readonly rises: boolean;
  readonly paid: number;
  readonly talk: number;
  readonly conversations: number;
  readonly abandoned: number;
  readonly conversationsLate: number;
  readonly abandonedLate: number;
  readonly machines: number;
  readonly droppedMachines: number;
  readonly launched: number;
  readonly meanUs: number;
  readonly worstMs: number;
  /** Decisions that took up to 1, 2, 4, 8 ... us. */
  readonly us: readonly number[];
  readonly around: readonly (readonly [number, number])[];
}

export const AROUND_STEP = 300;
/** Steps before and after the middle. */
export const AROUND_REACH = 9;

/** @param number of the world, 1 or more; of training worlds there are four, which go round with other seeds. */
export function worldOf(kind: WorldKind, number: number, cell: Cell): World {
  if (kind === 'held-back') return heldBackWorld(number, cell);
  const make = trainingWorlds[(number - 1) % trainingWorlds.length];
  if (make === undefined) throw new Error('there are no training worlds');
  return make(cell);
}

export function runLine(
  kind: WorldKind,
  cell: Cell,
  { world: number, pacer }: { world: number; pacer: string },
): SessionLine {
  const contestant = runners.find((it) => it.name === pacer);
  if (contestant === undefined) throw new Error(`there is no pacer ${pacer}`);
  const world = worldOf(kind, number, cell);
  const times = newTimes();
  const result = runSession(world, String(number), () => contestant.create(world, { seed: number, times }));
  const { teamSize, personShare, drift } = cell;
  const { conversations, abandoned, conversationsLate, abandonedLate } = result;
  return {
    ...{ pacer, teamSize, personShare, drift, world: number },
    rises: world.personShare(world.sessionSeconds) > world.personShare(0),
    ...{ paid: Math.round(result.paidSeconds), talk: Math.round(result.conversationSeconds) },
    ...{ conversations, abandoned, conversationsLate, abandonedLate },
    ...{ machines: result.machines, droppedMachines: result.droppedMachines, launched: result.launched },
    meanUs: round((1000 * times.totalMs) / Math.max(1, times.count)),
    worstMs: round(times.worstMs),
    us: times.histogram,
    around: drift === 'drifting' ? aroundTheMiddle(result, world.sessionSeconds / 2) : [],
  };
}

function aroundTheMiddle({ timeline }: SessionResult, middle: number): [number, number][] {
  const at = (seconds: number) => timeline.findLast((it) => it.at <= seconds);
  return Array.from({ length: 2 * AROUND_REACH }, (_, index) => {
    const from = middle + (index - AROUND_REACH) * AROUND_STEP;
    return growth(at(from), at(from + AROUND_STEP));
  });
}

function growth(from: TimelinePoint | undefined, until: TimelinePoint | undefined): [number, number] {
  const count = (field: 'conversations' | 'abandoned') => (until?.[field] ?? 0) - (from?.[field] ?? 0);
  return [count('conversations'), count('abandoned')];
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
