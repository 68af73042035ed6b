/**
 * One thing in a campaign file that must change before it can be used.
 *
 * `line` and `column` count from 1. `path` names the place in the file (`guide.steps[3].title`, lists counted from
 * 1; empty for the whole file). The catalogue says `campaign.problem.CODE` with `values`, which hold keys, ids and
 * limits only, never a name or a number of a person.
 */
export interface CampaignProblem {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly code: ProblemCode;
  readonly values: Readonly<Record<string, string | number>>;
}

export type ProblemCode = (typeof problemCodes)[number];

export const problemCodes = [
  // The file as YAML.
  ...(['empty-file', 'too-large', 'yaml-syntax', 'yaml-tab', 'duplicate-key', 'alias'] as const),
  // Any value.
  ...(['not-a-map', 'not-a-list', 'empty-list', 'not-a-text', 'empty-text', 'too-long'] as const),
  ...(['unknown-key', 'unknown-key-suggestion', 'missing', 'number-range', 'not-a-duration'] as const),
  ...(['duration-range', 'not-yes-or-no', 'unknown-value', 'not-a-date', 'bad-id', 'duplicate-id'] as const),
  ...(['unknown-placeholder'] as const),
  // Calendar.
  ...(['unknown-timezone', 'period-backwards', 'period-too-long', 'unknown-weekday', 'bad-opening'] as const),
  ...(['opening-backwards', 'openings-overlap', 'weekday-twice', 'sunday', 'outside-legal-hours'] as const),
  ...(['no-opening'] as const),
  // Law and fair practice.
  ...(['needs-consent', 'cap-tries-a-day', 'cap-tries-a-week', 'cap-tries-in-all', 'cap-ring'] as const),
  ...(['min-ring', 'min-ring-above-ring', 'recheck-too-soon', 'blocked-must-hold'] as const),
  ...(['caller-id-not-german', 'caller-id-not-allowed'] as const),
  ...(['pacing-cap', 'pacing-cap-unused'] as const),
  ...(['message-missing', 'message-no-wav', 'message-no-pcm', 'message-length', 'message-silent'] as const),
  // Selection.
  ...(['range-backwards', 'not-a-postcode'] as const),
  // Guide.
  ...(['unknown-question', 'unknown-answer', 'unknown-step', 'step-not-later', 'answers-needed'] as const),
  ...(['text-without-answers', 'fixed-answers', 'integration-missing', 'integration-kind'] as const),
  ...(['mailbox-not-neutral', 'short-keyword'] as const),
  // Offers and contacts.
  ...(['no-open-offer', 'until-before-date', 'duplicate-branch', 'not-a-language'] as const),
  ...(['not-a-phone'] as const),
  // Planned shifts.
  ...(['shift-outside-period', 'shift-twice'] as const),
] as const;
