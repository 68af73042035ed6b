import type { PhoneKind } from './pacing.ts';

/** Bins of a second since the first ring; the last takes what comes later. */
export const RING_BINS = 40;
/** Bins of half a second since dialling. */
export const SETUP_BINS = 24;
export const SETUP_STEP = 0.5;
/** What is believed before anything was seen, as if `PRIOR_CALLS` calls had been watched through each bin. */
const PRIOR_CALLS = 12;
const PRIOR_SETUP_CALLS = 3;

const REMEMBERED_CALLS = 2500;

/** What was seen of one kind of phone. */
export interface Ring {
  readonly personPrior: Float64Array;
  readonly machinePrior: Float64Array;
  readonly people: Float64Array;
  readonly machines: Float64Array;
  /** Seconds of ringing that were watched; for people, times the level of that time. */
  readonly watched: Float64Array;
  readonly watchedAtLevel: Float64Array;
  readonly rung: Float64Array;
  readonly failed: Float64Array;
  readonly dialled: Float64Array;
}

/** Plain data: counts and seconds by bin, for each kind of phone. */
export type LearnedRings = Readonly<
  Record<PhoneKind, Readonly<Record<(typeof COUNTED)[number], readonly number[]>>>
>;
export const COUNTED = [
  'people',
  'machines',
  'watched',
  'watchedAtLevel',
  'rung',
  'failed',
  'dialled',
] as const;

/** Keeps the worth of the last calls; those of long ago count less and less. */
export function forget(ring: Ring): void {
  const calls = ring.rung.reduce((sum, it) => sum + it, 0);
  if (calls <= REMEMBERED_CALLS) return;
  for (const what of COUNTED) {
    const counts = ring[what];
    for (let bin = 0; bin < counts.length; bin += 1)
      counts[bin] = (counts[bin] ?? 0) * (REMEMBERED_CALLS / calls);
  }
}

export function newRing(kind: PhoneKind): Ring {
  const bins = () => new Float64Array(RING_BINS);
  const setups = () => new Float64Array(SETUP_BINS);
  return {
    personPrior: Float64Array.from({ length: RING_BINS }, (_, bin) => personPrior(bin)),
    machinePrior: Float64Array.from({ length: RING_BINS }, (_, bin) => machinePrior(kind, bin)),
    ...{ people: bins(), machines: bins(), watched: bins(), watchedAtLevel: bins() },
    ...{ rung: setups(), failed: setups(), dialled: setups() },
  };
}

/** Rises to the tenth second and falls; about a third of those who ring answer. Judgement, corrected within minutes. */
function personPrior(bin: number): number {
  return bin < 2 ? 0.006 : bin < 6 ? 0.018 : bin < 14 ? 0.026 : bin < 20 ? 0.014 : 0.008;
}

function machinePrior(kind: PhoneKind, bin: number): number {
  if (kind === 'mobile' && bin < 4) return 0.02;
  return bin < 12 ? 0.002 : bin < 18 ? 0.02 : 0.06;
}

function setupPrior(bin: number): number {
  return bin < 1 ? 0.02 : bin < 3 ? 0.15 : bin < 8 ? 0.3 : 0.4;
}

function failurePrior(bin: number): number {
  return bin < 1 ? 0.02 : bin < 5 ? 0.06 : 0.02;
}

/** People who answer in a second of ringing, at level 1. */
export function personHazard({ people, watchedAtLevel, personPrior }: Ring, bin: number): number {
  return (
    ((people[bin] ?? 0) + PRIOR_CALLS * (personPrior[bin] ?? 0)) / ((watchedAtLevel[bin] ?? 0) + PRIOR_CALLS)
  );
}

export function machineHazard({ machines, watched, machinePrior }: Ring, bin: number): number {
  return (
    ((machines[bin] ?? 0) + PRIOR_CALLS * (machinePrior[bin] ?? 0)) / ((watched[bin] ?? 0) + PRIOR_CALLS)
  );
}

export const ringBin = (age: number) => Math.min(RING_BINS - 1, Math.max(0, Math.floor(age)));
export const setupBin = (age: number) => Math.min(SETUP_BINS - 1, Math.max(0, Math.floor(age / SETUP_STEP)));

/** Of calls that have dialled so long: shares that ring, and that fail, in this half second. */
export function setupShares({ rung, failed, dialled }: Ring, bin: number): { rings: number; fails: number } {
  const watched = PRIOR_SETUP_CALLS + (dialled[bin] ?? 0);
  const rings = Math.min(1, ((rung[bin] ?? 0) + PRIOR_SETUP_CALLS * setupPrior(bin)) / watched);
  const fails = Math.min(1 - rings, ((failed[bin] ?? 0) + PRIOR_SETUP_CALLS * failurePrior(bin)) / watched);
  return { rings, fails };
}
