import type { NumberIssue, UnusableReason } from '../numbers/phone-finding.ts';

export const problemCodes = [
  'mixed-encoding',
  'sensitive-column',
  'column-not-used',
  'mapped-column-missing',
  'no-phone-column',
  'too-many-cells',
  'too-few-cells',
  'no-key',
  'date-unreadable',
  'date-ambiguous',
  'not-yes-or-no',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export const adviceCodes = [...problemCodes, 'correct-number', 'never-called', 'check-number'] as const;
export type AdviceCode = (typeof adviceCodes)[number];

/**
 * What was wrong in a row, for the list that the organiser gets. Holds no cell's content, so it may be logged
 * and shown: the line and column lead back to the file.
 */
export interface RowProblem {
  /** Physical line of the file, from 1, where the row begins. */
  readonly line: number;
  /** `index` counts from 0. Absent where the whole row or file is meant. */
  readonly column?: { readonly heading: string; readonly index: number };
  /** Message id: what it is. */
  readonly code:
    | `import.problem.${ProblemCode}`
    | `import.unusable.${UnusableReason}`
    | `import.issue.${NumberIssue}`;
  /** Message id: why it matters and what to do. */
  readonly advice: `import.advice.${AdviceCode}`;
  readonly severity: 'row-left-out' | 'cell-ignored' | 'note';
}
