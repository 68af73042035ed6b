/**
 * The sixteen points of the evaluation sheet, in its order (DOMAIN 8.5).
 *
 * Texts: `practice.criterion.<id>` and, of what one hears when it is done well, `practice.criterion.<id>.anchor`.
 */
export const criteria = [
  'introduction',
  'permission',
  'confidentiality',
  'open-questions',
  'share-of-talk',
  'no-interrupting',
  'mirroring',
  'integration-question',
  'one-offer',
  'accepting-no',
  'consent',
  'objection',
  'agreement',
  'note',
  'tone',
  'self-care',
] as const;

export type Criterion = (typeof criteria)[number];

/** Without these nobody makes a first real call, whatever the sum. */
export const mustCriteria = [
  'introduction',
  'confidentiality',
  'consent',
  'objection',
] as const satisfies Criterion[];
