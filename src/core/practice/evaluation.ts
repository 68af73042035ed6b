import { type Criterion, criteria, mustCriteria } from './criteria.ts';

/** 0 no, 1 partly, 2 yes. `not-applicable` where the occasion did not come up: of `objection` alone. */
export type Score = 0 | 1 | 2 | 'not-applicable';

/** A criterion that is missing was not noticed. */
export type Scores = { readonly [It in Criterion]?: Score };

export interface Evaluation {
  /** 0 to 32. */
  readonly points: number;
  /** Must-criteria that were not done or not noticed, in the order of the sheet. */
  readonly missing: readonly Criterion[];
  readonly isPassed: boolean;
}

export const MOST_POINTS = 2 * criteria.length;
/** DOMAIN 8.5: from here on, for the first real call. */
export const PASSING_POINTS = 22;

/**
 * What a sheet comes to (DOMAIN 8.5): passed with at least 22 of 32 points and no 0 in introduction, confidentiality,
 * consent and objection.
 *
 * What nobody noticed counts as 0. Where no objection occurred, that criterion blocks nobody; it then gives no points,
 * and 22 stay 22.
 */
export function evaluate(scores: Scores): Evaluation {
  const points = criteria.reduce((sum, it) => sum + pointsOf(scores[it]), 0);
  const missing = mustCriteria.filter((it) => !isDone(it, scores[it]));
  return { points, missing, isPassed: missing.length === 0 && points >= PASSING_POINTS };
}

function pointsOf(score: Score | undefined): number {
  return typeof score === 'number' ? score : 0;
}

function isDone(criterion: Criterion, score: Score | undefined): boolean {
  return score === 1 || score === 2 || (score === 'not-applicable' && criterion === 'objection');
}

/** How a criterion was scored over several sheets (counts). `none`: not applicable, or not noticed. */
export interface Tally {
  readonly criterion: Criterion;
  readonly no: number;
  readonly partly: number;
  readonly yes: number;
  readonly none: number;
}

/** With fewer sheets a tally would be somebody's. */
export const LEAST_SHEETS = 3;

/** How the team did by criterion; null with fewer than three sheets. */
export function tally(sheets: readonly Scores[]): Tally[] | null {
  if (sheets.length < LEAST_SHEETS) return null;
  return criteria.map((criterion) => {
    const count = (wanted: number) => sheets.filter((it) => it[criterion] === wanted).length;
    const [no, partly, yes] = [count(0), count(1), count(2)];
    return { criterion, no, partly, yes, none: sheets.length - no - partly - yes };
  });
}
