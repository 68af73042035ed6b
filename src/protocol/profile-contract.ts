// What a person has set for themselves, and the round at the end of a shift.
import { z } from 'zod';
import type { Route } from './contract.ts';

/** How the pages are for this person, on every device. What is missing is as the program has it. */
export const profileSettings = z.object({
  /** Percent. */
  textSize: z.union([z.literal(100), z.literal(125), z.literal(150)]).optional(),
  /** How loud signs of the pages are, apart from the call: 0 (none) to 1. */
  signVolume: z.number().min(0).max(1).optional(),
  /** After a call that the line settled, the next one comes by itself. */
  goesOnAlone: z.boolean().optional(),
  /** Off: no key but those of the browser does anything. */
  hasShortcuts: z.boolean().optional(),
  /** Own keys by the key that the program has: `{ N: 'J' }`. */
  keys: z.record(z.string().regex(/^[A-Z0-9]$/), z.string().regex(/^[A-Z0-9]$/)).optional(),
});
export type ProfileSettings = z.infer<typeof profileSettings>;

const MOST_DEBRIEF_LETTERS = 1_000;
const words = z.string().trim().max(MOST_DEBRIEF_LETTERS);

export const debrief = z.object({ surprised: words, hard: words, change: words });
export type DebriefBody = z.infer<typeof debrief>;

/** A conversation of one's own shift that went well: nobody else is shown it. */
export const goodMoment = z.object({
  attemptId: z.string(),
  at: z.number(),
  /** The given name. */
  name: z.string(),
  /** One's own note; null without one. */
  note: z.string().nullable(),
});
export type GoodMoment = z.infer<typeof goodMoment>;

export const profileContract = {
  /** Takes the place of what was set before. */
  saveProfile: {
    method: 'POST',
    path: '/api/profile',
    policy: 'signed-in',
    body: profileSettings,
    answer: z.object({}),
  },
  /** One's own calls of the open shift that were received as pleased, the latest first. */
  goodMoments: {
    method: 'GET',
    path: '/api/shift/good-moments',
    policy: 'work-shift',
    answer: z.object({ moments: z.array(goodMoment) }),
  },
  /** What stands under `change` also goes to the organisers. A second time takes the place of the first. */
  giveDebrief: {
    method: 'POST',
    path: '/api/shift/debrief',
    policy: 'work-shift',
    body: debrief,
    answer: z.object({}),
  },
} as const satisfies Record<string, Route>;
