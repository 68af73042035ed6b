/** What may happen besides, drawn by chance (DOMAIN 8.4). Texts: `practice.situation.<id>`. */
export const situations = [
  'bad-line',
  'objection',
  'expert-question',
  'resignation-form',
  'little-german',
  'mailbox',
] as const;

export type SituationId = (typeof situations)[number];
