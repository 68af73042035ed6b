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

/** Whom the trainee's screen shows: invented people, whose numbers ring nobody (Bundesnetzagentur, 0171 39200 …). */
export interface InventedMember {
  readonly givenName: string;
  readonly familyName: string;
  readonly age: number;
  readonly joinedDaysAgo: number;
  readonly mobile: string;
}

/** Ingrid takes the call of her son, so it is his card that is shown. */
export const inventedMembers: Readonly<Record<PersonaId, InventedMember>> = {
  mira: { givenName: 'Mira', familyName: 'Muster', age: 24, joinedDaysAgo: 21, mobile: '+491713920041' },
  herbert: {
    givenName: 'Herbert',
    familyName: 'Beispiel',
    age: 67,
    joinedDaysAgo: 40,
    mobile: '+491713920042',
  },
  aylin: { givenName: 'Aylin', familyName: 'Probst', age: 38, joinedDaysAgo: 65, mobile: '+491713920043' },
  jonas: { givenName: 'Jonas', familyName: 'Übung', age: 45, joinedDaysAgo: 400, mobile: '+491713920044' },
  ingrid: { givenName: 'Paul', familyName: 'Muster', age: 27, joinedDaysAgo: 30, mobile: '+491713920045' },
  sven: { givenName: 'Sven', familyName: 'Beispiel', age: 31, joinedDaysAgo: 200, mobile: '+491713920046' },
};
