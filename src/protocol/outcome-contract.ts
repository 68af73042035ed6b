// Outcomes besides giving one: skip, call again, correct what was said, messages to the organisers.
import { z } from 'zod';
import { fixedReasons } from '../core/outcome/correctable.ts';
import { messageKinds } from '../core/outcome/report-parts.ts';
import { skipReasons } from '../core/outcome/skip-reason.ts';
import type { Route } from './contract.ts';
import { callView, disposition, outcomeReport, shiftView } from './views.ts';

const attemptId = z.uuid();
const campaignKey = z.object({ campaign: z.string().max(80) });

/** A call of one's own shift: enough to know which one it was. */
export const shiftCall = z.object({
  attemptId: z.string(),
  at: z.number(),
  /** Given name and initial of the family name. */
  name: z.string(),
  /** What was said, or what the line said; null where that is no word of a caller's. */
  disposition: disposition.nullable(),
  /** Why the outcome cannot be changed any more, `outcome.fixed.<why>`; null when it can. */
  fixed: z.enum(fixedReasons).nullable(),
});

export const messageView = z.object({
  id: z.string(),
  at: z.number(),
  kind: z.enum(messageKinds),
  text: z.string(),
  /** Who wrote it. */
  from: z.string(),
  /** Whom the call was with. */
  about: z.string(),
});

export const outcomeContract = {
  /** "Lieber überspringen": before anybody has answered. The person goes to somebody else. */
  skip: {
    method: 'POST',
    path: '/api/shift/skip',
    policy: 'work-shift',
    body: z.object({ attemptId, reason: z.enum(skipReasons) }),
    answer: shiftView,
  },
  /** The line dropped: the same number once more. `key` is that of the outcome the dropped call gets by it. */
  callAgain: {
    method: 'POST',
    path: '/api/shift/call-again',
    policy: 'report-outcome',
    body: z.object({ attemptId, key: z.uuid() }),
    answer: shiftView,
  },
  shiftCalls: {
    method: 'GET',
    path: '/api/shift/calls',
    policy: 'work-shift',
    answer: z.object({ calls: z.array(shiftCall) }),
  },
  callToCorrect: {
    method: 'GET',
    path: '/api/shift/call',
    policy: 'report-outcome',
    query: z.object({ attemptId }),
    answer: z.object({ call: callView }),
  },
  /** Takes back what was said of a call of this shift and puts this in its place. */
  correct: {
    method: 'POST',
    path: '/api/shift/correct',
    policy: 'report-outcome',
    body: outcomeReport,
    answer: shiftView,
  },

  messages: {
    method: 'GET',
    path: '/api/campaigns/:campaign/messages',
    policy: 'run-campaign',
    params: campaignKey,
    answer: z.object({ messages: z.array(messageView) }),
  },
  messageDone: {
    method: 'POST',
    path: '/api/campaigns/:campaign/message-done',
    policy: 'run-campaign',
    params: campaignKey,
    body: z.object({ messageId: z.uuid() }),
    answer: z.object({}),
  },
} as const satisfies Record<string, Route>;

export type ShiftCall = z.infer<typeof shiftCall>;
export type MessageView = z.infer<typeof messageView>;
