/**
 * The six people whom a volunteer plays in a practice (DOMAIN 8.4).
 *
 * Their words are texts: `practice.persona.<id>.name`, `.about` (job, or how long with us), `.mood`, `.reveals` (only to
 * a good question), `.goal` (what the trainee practises) and `.sentence` (typical of them).
 */
export const personas = [
  { id: 'mira', age: 24 },
  { id: 'herbert', age: 67 },
  { id: 'aylin', age: 38 },
  { id: 'jonas', age: 45 },
  { id: 'ingrid', age: 59 },
  { id: 'sven', age: 31 },
] as const;

export type PersonaId = (typeof personas)[number]['id'];

export const personaIds = [
  'mira',
  'herbert',
  'aylin',
  'jonas',
  'ingrid',
  'sven',
] as const satisfies PersonaId[];
