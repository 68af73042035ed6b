// What the sessions of a cell say of a pacer. Shares 0 to 1.
import type { Cell } from '../../src/simulator/pacing/scenarios.ts';
import type { SessionLine } from './session-line.ts';

export interface CellMeasures extends Cell {
  readonly pacer: string;
  readonly sessions: number;
  /** (Talk and wrap-up of conversations) / logged-in time without pauses; mean over sessions, and its standard error. */
  readonly utilisation: number;
  readonly utilisationError: number;
  /** Seconds of a caller between two conversations. */
  readonly wait: number;
  /** Abandoned / (connected + abandoned), people only, pooled; standard error by the ratio's linearisation. */
  readonly abandoned: number;
  readonly abandonedError: number;
  /** The same of the second halves of sessions in which more people answer after the jump; null: there are none. */
  readonly abandonedAfterRise: number | null;
  readonly abandonedAfterRiseError: number;
  /** Machines that heard nobody, for 100 conversations. */
  readonly droppedMachines: number;
  /** Share of single sessions with more than 3 % abandoned. */
  readonly sessionsOver3: number;
  readonly meanUs: number;
  readonly worstMs: number;
  /** Of 10,000 decisions all but one took less, in milliseconds (rounded up to a power of two of microseconds). */
  readonly p9999Ms: number;
}

export function cellKey({ teamSize, personShare, drift }: Cell): string {
  return `${teamSize}/${personShare}/${drift}`;
}

export function measure(lines: readonly SessionLine[]): CellMeasures | null {
  const [first] = lines;
  if (first === undefined) return null;
  const sum = (value: (it: SessionLine) => number) => lines.reduce((total, it) => total + value(it), 0);
  const utilisations = lines.map(({ talk, paid }) => talk / Math.max(1, paid));
  const conversations = Math.max(
    1,
    sum((it) => it.conversations),
  );
  const abandoned = pooledShare(lines.map((it) => [it.abandoned, it.conversations + it.abandoned]));
  const rising = lines.filter(({ rises, drift }) => rises && drift === 'drifting');
  const late = pooledShare(rising.map((it) => [it.abandonedLate, it.conversationsLate + it.abandonedLate]));
  const { pacer, teamSize, personShare, drift } = first;
  return {
    ...{ pacer, teamSize, personShare, drift, sessions: lines.length },
    utilisation: mean(utilisations),
    utilisationError: standardError(utilisations),
    wait: sum((it) => it.paid - it.talk) / conversations,
    ...{ abandoned: abandoned.share, abandonedError: abandoned.error },
    abandonedAfterRise: rising.length === 0 ? null : late.share,
    abandonedAfterRiseError: late.error,
    droppedMachines: (100 * sum((it) => it.droppedMachines)) / conversations,
    sessionsOver3: sum((it) => Number(abandonedShareOf(it) > 0.03)) / lines.length,
    meanUs: mean(lines.map(({ meanUs }) => meanUs)),
    worstMs: Math.max(...lines.map(({ worstMs }) => worstMs)),
    p9999Ms: upperBin(lines),
  };
}

export function abandonedShareOf({ abandoned, conversations }: SessionLine): number {
  return abandoned / Math.max(1, conversations + abandoned);
}

/** Within a cap: not over it by more than one standard error. */
export function isWithin({ abandoned, abandonedError }: CellMeasures, cap: number): boolean {
  return abandoned <= cap + abandonedError;
}

/** What of the way from progressive to the tuned model is gone; 0 over the cap; null where there is no way to go. */
export function gain(
  it: CellMeasures,
  { progressive, model, cap }: { progressive: CellMeasures; model: CellMeasures; cap: number },
): number | null {
  if (!isWithin(it, cap)) return 0;
  const way = model.utilisation - progressive.utilisation;
  return way <= 0.001 ? null : (it.utilisation - progressive.utilisation) / way;
}

/**
 * The model at a cap: the best that any of its risks, or something between two neighbours of them, gives within it.
 *
 * @param points the cell's measures of progressive and of the model by each risk.
 */
export function tunedModel(points: readonly CellMeasures[], cap: number): CellMeasures | null {
  const sorted = [...points].sort((a, b) => a.abandoned - b.abandoned);
  const candidates = sorted.flatMap((it, index) => {
    if (it.abandoned <= cap) return [it];
    const before = sorted[index - 1];
    if (before === undefined || before.abandoned > cap) return [];
    return [between(before, it, (cap - before.abandoned) / (it.abandoned - before.abandoned))];
  });
  return candidates.reduce<CellMeasures | null>(
    (best, it) => (best === null || it.utilisation > best.utilisation ? it : best),
    null,
  );
}

/** Of `to` so much as `share` says, of `from` the rest. */
function between(from: CellMeasures, to: CellMeasures, share: number): CellMeasures {
  const mix = (field: 'utilisation' | 'wait' | 'abandoned' | 'droppedMachines' | 'sessionsOver3') =>
    from[field] + share * (to[field] - from[field]);
  return {
    ...to,
    utilisation: mix('utilisation'),
    ...{ wait: mix('wait'), abandoned: mix('abandoned') },
    ...{ droppedMachines: mix('droppedMachines'), sessionsOver3: mix('sessionsOver3') },
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((total, it) => total + it, 0) / Math.max(1, values.length);
}

function standardError(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  const squares = values.reduce((total, it) => total + (it - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/** Sum of the first by sum of the second; Cochran, Sampling Techniques (1977), section 6.4, for the error of a ratio. */
export function pooledShare(pairs: readonly (readonly [number, number])[]): { share: number; error: number } {
  const parts = pairs.reduce((total, [part]) => total + part, 0);
  const wholes = pairs.reduce((total, [, whole]) => total + whole, 0);
  if (wholes === 0) return { share: 0, error: 0 };
  const share = parts / wholes;
  const squares = pairs.reduce((total, [part, whole]) => total + (part - share * whole) ** 2, 0);
  const count = pairs.length;
  return { share, error: count < 2 ? 0 : Math.sqrt((squares * count) / (count - 1)) / wholes };
}

function upperBin(lines: readonly SessionLine[]): number {
  const bins = Array.from({ length: 24 }, (_, bin) =>
    lines.reduce((total, { us }) => total + (us[bin] ?? 0), 0),
  );
  const all = bins.reduce((total, it) => total + it, 0);
  let seen = 0;
  for (const [bin, count] of bins.entries()) {
    seen += count;
    if (seen >= all * 0.9999) return 2 ** bin / 1000;
  }
  return 0;
}
