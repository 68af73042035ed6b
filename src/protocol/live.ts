// What goes over the WebSocket at /api/live. One connection, one topic; events carry a number, so that a browser that
// was away asks for what it missed.
import { z } from 'zod';
import { practiceView } from './practice-contract.ts';
import { boardView, heard, phoneView, shiftView } from './views.ts';

/** Counts up when an older page could misunderstand the server: then the page loads itself anew. */
export const PROTOCOL_VERSION = 1;

/** The first message of the browser. The session comes by cookie; a wrong one closes with 4401, no right with 4403. */
export const hello = z.object({
  type: z.literal('hello'),
  protocol: z.number(),
  topic: z.discriminatedUnion('kind', [
    /** The account's own shift, also while there is none. */
    z.object({ kind: z.literal('shift') }),
    z.object({ kind: z.literal('board'), campaign: z.string() }),
    /** The shift whose paired phone asks, by the phone's own cookie. */
    z.object({ kind: z.literal('phone') }),
    /** The account's own practice in a campaign, also while there is none. */
    z.object({ kind: z.literal('practice'), campaign: z.string() }),
  ]),
  /** Where the browser stands; null at first. */
  after: z.object({ stream: z.string(), seq: z.number() }).nullable(),
});

export const liveEvent = z.discriminatedUnion('kind', [
  /** The whole state, so that the last one is always right; null: the shift is over. */
  z.object({ kind: z.literal('shift'), view: shiftView.nullable() }),
  z.object({ kind: z.literal('heard'), attemptId: z.string(), heard }),
  z.object({ kind: z.literal('board'), view: boardView }),
  z.object({ kind: z.literal('phone'), view: phoneView }),
  z.object({ kind: z.literal('practice'), view: practiceView }),
  /** The campaign's clock: set anew when it jumped or changed its pace. */
  z.object({ kind: z.literal('clock'), now: z.number(), speed: z.number() }),
]);

export const serverMessage = z.discriminatedUnion('type', [
  /**
   * Answers `hello`. `isComplete`: all that was missed follows as events; otherwise the state follows as one event
   * (the server was started anew, or too much was missed).
   */
  z.object({
    type: z.literal('welcome'),
    protocol: z.number(),
    stream: z.string(),
    seq: z.number(),
    isComplete: z.boolean(),
    now: z.number(),
    speed: z.number(),
  }),
  z.object({ type: z.literal('event'), seq: z.number(), event: liveEvent }),
]);

export type Hello = z.infer<typeof hello>;
export type LiveEvent = z.infer<typeof liveEvent>;
export type ServerMessage = z.infer<typeof serverMessage>;
