import { type Criterion, criteria } from '../../../core/practice/criteria.ts';
import { evaluate, type Score, type Scores } from '../../../core/practice/evaluation.ts';
import type { PracticeSheet } from '../../../protocol/practice-contract.ts';

export const emptySheet: PracticeSheet = { scores: {}, strength: '', next: '', sentence: '' };

/** How many criteria were ticked, and the points so far. */
export function progressOf(scores: Scores): { readonly done: number; readonly points: number } {
  return {
    done: criteria.filter((it) => scores[it] !== undefined).length,
    points: evaluate(scores).points,
  };
}

/** What can be ticked: that something did not occur is a matter of the objection alone. */
export function scoresFor(criterion: Criterion): readonly Score[] {
  return criterion === 'objection' ? [0, 1, 2, 'not-applicable'] : [0, 1, 2];
}
