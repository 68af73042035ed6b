// What a page tells at every step of a call, so that nothing that was filled in is lost with the page.
import { z } from 'zod';
import type { Route } from './contract.ts';
import { draftBody, keptDraft } from './views.ts';

/** A long note and all answers of a guide are some ten thousand letters. */
const MOST_DRAFT_LETTERS = 16 * 1024;

export const journalContract = {
  /** What is filled in so far of one's own call. Harmless when it comes twice or late: the higher `seq` stays. */
  saveDraft: {
    method: 'POST',
    path: '/api/shift/draft',
    policy: 'report-outcome',
    body: z.object({
      attemptId: z.uuid(),
      seq: keptDraft.shape.seq,
      body: draftBody.refine((it) => JSON.stringify(it).length <= MOST_DRAFT_LETTERS),
    }),
    // What the server has now: perhaps a newer one of another device; null once the outcome is given.
    answer: z.object({ draft: keptDraft.nullable() }),
  },
} as const satisfies Record<string, Route>;
