import { seededChance } from '../seeded-chance.ts';
import { atLeast, type Draw, eitherOf, even, logNormal, weibull } from './distribution.ts';
import type { World } from './world.ts';

/** Callers, and the share of launched calls that a person answers. */
export const TEAM_SIZES = [2, 5, 10, 20, 50, 200] as const;
export const PERSON_SHARES = [0.1, 0.22, 0.42] as const;
export type Drift = 'stable' | 'drifting';
export const DRIFTS: readonly Drift[] = ['stable', 'drifting'];

/** One place of the table: a team, an answer share, and whether it stays. */
export interface Cell {
  readonly teamSize: number;
  readonly personShare: number;
  readonly drift: Drift;
}

/** Thirty-six: each team size with each answer share, stable and drifting. */
export function allCells(): Cell[] {
  return TEAM_SIZES.flatMap((teamSize) =>
    PERSON_SHARES.flatMap((personShare) => DRIFTS.map((drift) => ({ teamSize, personShare, drift }))),
  );
}

const HOUR = 3600;
/** People come home: within three minutes the share is another. */
const JUMP_SECONDS = 180;

/** A world's share over time: constant, or from little to much in three minutes at `jumpAt` (mean about `share`). */
function shareOverTime({ personShare, drift }: Cell, jumpAt: number, [before, after] = [0.62, 1.38]) {
  if (drift === 'stable') return () => personShare;
  return (at: number) => {
    const progress = Math.min(1, Math.max(0, (at - jumpAt) / JUMP_SECONDS));
    return personShare * (before + (after - before) * progress);
  };
}

const conversation = (refusalShare: number, refusal: Draw, talk: Draw): Draw =>
  eitherOf(refusalShare, refusal, talk);
const noChange = () => 1;

/** An evening as most texts describe it: 16:45 to 19:15, people at home after six. */
function evening(cell: Cell): World {
  return {
    name: 'evening',
    teamSize: cell.teamSize,
    sessionSeconds: 2.5 * HOUR,
    startsAtClock: 16.75 * HOUR,
    channels: 3 * cell.teamSize + 4,
    ringSeconds: 26,
    graceSeconds: 2,
    tickSeconds: 0.25,
    personShare: shareOverTime(cell, 1.25 * HOUR),
    landlineShare: 0.5,
    perTry: 0.92,
    phones: {
      landline: {
        ...{ personFactor: 1.15, deadShare: 0.22, busyShare: 0.06, machineShare: 0.35 },
        personRings: logNormal(9, 0.5),
        machineRings: logNormal(21, 0.1),
      },
      mobile: {
        ...{ personFactor: 0.95, deadShare: 0.14, busyShare: 0.05, machineShare: 0.5 },
        personRings: logNormal(11, 0.45),
        machineRings: eitherOf(0.25, even(0.5, 3), logNormal(22, 0.1)),
      },
    },
    setup: atLeast(0.6, logNormal(2, 0.4)),
    failure: atLeast(0.3, logNormal(1.2, 0.4)),
    talk: conversation(0.3, logNormal(25, 0.4), logNormal(170, 0.55)),
    wrapUp: atLeast(2, logNormal(24, 0.55)),
    machineTalk: logNormal(7, 0.35),
    machineWrapUp: logNormal(4, 0.4),
    talkFactor: noChange,
    ...{ talkSpread: 0.15, wrapUpSpread: 0.25, comesWithin: 300, goesWithin: 300, pausesPerHour: 0.6 },
    pause: logNormal(240, 0.4),
  };
}

function mobiles(cell: Cell): World {
  const base = evening(cell);
  const mobile = {
    ...{ personFactor: 1, deadShare: 0.03, busyShare: 0.08, machineShare: 0.75 },
    personRings: weibull(12, 1.8),
    machineRings: eitherOf(0.45, even(0.2, 4), logNormal(17, 0.2)),
  };
  return {
    ...base,
    name: 'mobiles',
    landlineShare: 0.1,
    phones: { landline: base.phones.landline, mobile },
    setup: atLeast(1, logNormal(4, 0.35)),
    talk: conversation(0.45, weibull(20, 1.3), weibull(150, 1.2)),
    wrapUp: weibull(16, 1.4),
    ...{ talkSpread: 0.1, wrapUpSpread: 0.15, pausesPerHour: 0.2, comesWithin: 120, goesWithin: 0 },
  };
}

function oldLandlines(cell: Cell): World {
  const landline = {
    ...{ personFactor: 1, deadShare: 0.15, busyShare: 0.08, machineShare: 0.3 },
    personRings: logNormal(13, 0.35),
    machineRings: even(15, 25),
  };
  return {
    ...evening(cell),
    name: 'old-landlines',
    sessionSeconds: 3 * HOUR,
    personShare: shareOverTime(cell, 1.5 * HOUR, [1.3, 0.7]),
    landlineShare: 0.9,
    phones: { landline, mobile: { ...landline, personRings: weibull(9, 1.5) } },
    setup: even(0.5, 1.5),
    talk: conversation(0.15, logNormal(35, 0.5), logNormal(200, 0.8)),
    wrapUp: conversation(0.5, even(10, 20), logNormal(50, 0.4)),
    ...{ talkSpread: 0.3, wrapUpSpread: 0.5, pausesPerHour: 1.2, comesWithin: 600, goesWithin: 900 },
  };
}

function shortCalls(cell: Cell): World {
  const base = evening(cell);
  return {
    ...base,
    name: 'short-calls',
    sessionSeconds: 2 * HOUR,
    personShare: shareOverTime(cell, HOUR, [0.5, 1.5]),
    phones: {
      landline: { ...base.phones.landline, deadShare: 0.2, busyShare: 0.1, machineShare: 0.2 },
      mobile: { ...base.phones.mobile, deadShare: 0.15, machineShare: 0.35, personRings: weibull(8, 1.3) },
    },
    talk: conversation(0.4, weibull(15, 1), weibull(80, 1.1)),
    wrapUp: weibull(30, 1.1),
    talkFactor: (at) => (at > 0.6 * HOUR ? 1.3 : 1),
    ...{ talkSpread: 0.2, wrapUpSpread: 0.3 },
  };
}

/** Worlds to develop a pacer on, unlike each other. */
export const trainingWorlds: readonly ((cell: Cell) => World)[] = [
  evening,
  mobiles,
  oldLandlines,
  shortCalls,
];

/**
 * A world that nobody has looked at: each of its figures and the kind of each of its distributions drawn by `number`.
 *
 * Fixed before any pacer was developed, and used for nothing but the final measurement (bench/pacing).
 */
export function heldBackWorld(number: number, cell: Cell): World {
  const { next } = seededChance(`held back/${number}`);
  const between = (from: number, until: number) => from + (until - from) * next();
  const draw = (mean: number): Draw => {
    const kind = Math.floor(next() * 3);
    if (kind === 0) return logNormal(mean * 0.9, between(0.25, 0.7));
    if (kind === 1) return weibull(mean, between(1, 2.5));
    return even(mean * between(0.3, 0.7), mean * between(1.3, 1.7));
  };
  const phone = (personFactor: number, instantShare: number) => ({
    personFactor,
    deadShare: between(0.02, 0.2),
    busyShare: between(0.02, 0.1),
    machineShare: between(0.2, 0.75),
    personRings: draw(between(7, 14)),
    machineRings: eitherOf(
      instantShare,
      even(0.2, between(1, 4)),
      logNormal(between(15, 23), between(0.05, 0.25)),
    ),
  });
  const sessionSeconds = between(1.5, 3) * HOUR;
  const jump =
    next() < 0.5 ? ([between(0.4, 0.75), between(1.25, 1.6)] as const) : ([1.3, between(0.5, 0.8)] as const);
  const slower = between(0.8, 1.35);
  const slowerFrom = sessionSeconds * between(0.3, 0.8);
  const personFactor = between(0.8, 1.2);
  return {
    name: `held-back-${number}`,
    teamSize: cell.teamSize,
    sessionSeconds,
    startsAtClock: 18 * HOUR - sessionSeconds / 2,
    channels: Math.ceil(between(2, 4) * cell.teamSize) + 3,
    ...{ ringSeconds: 26, graceSeconds: 2, tickSeconds: 0.25 },
    personShare: shareOverTime(cell, sessionSeconds / 2, [...jump]),
    landlineShare: between(0.1, 0.9),
    perTry: between(0.8, 1),
    phones: { landline: phone(personFactor, 0), mobile: phone(2 - personFactor, between(0, 0.5)) },
    setup: atLeast(0.3, draw(between(1, 4))),
    failure: atLeast(0.2, draw(between(0.6, 2.5))),
    talk: eitherOf(between(0.1, 0.5), draw(between(12, 40)), draw(between(90, 240))),
    wrapUp: atLeast(1, draw(between(12, 45))),
    machineTalk: draw(between(4, 12)),
    machineWrapUp: draw(between(2, 8)),
    talkFactor: (at) => (cell.drift === 'drifting' && at > slowerFrom ? slower : 1),
    ...{ talkSpread: between(0, 0.35), wrapUpSpread: between(0, 0.45) },
    ...{ comesWithin: between(0, 600), goesWithin: between(0, 900), pausesPerHour: between(0, 1.2) },
    pause: draw(between(120, 420)),
  };
}
