// What goes over the WebSocket at /api/voice: the audio of a caller's browser is agreed on here (JSEP, RFC 8829). One
// connection holds the line of the account's shift; a newer one (another tab) takes it over.
import { z } from 'zod';

/** From the browser. The session comes by cookie; a wrong one closes with 4401, no shift or another way to speak with 4403. */
export const voiceRequest = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), protocol: z.number() }),
  /** The browser's offer with all its candidates; again for a new connection. `id` comes back with the answer. */
  z.object({ type: z.literal('offer'), id: z.number(), sdp: z.string().max(20_000) }),
  /** The line check: hear oneself, hear a voice, or neither. */
  z.object({ type: z.literal('check'), what: z.enum(['echo', 'hello', 'none']) }),
  /** Key presses to the other side (RFC 4733). */
  z.object({ type: z.literal('press'), digits: z.string().regex(/^[0-9*#A-D]{1,32}$/) }),
]);

export const voiceMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('welcome'), protocol: z.number() }),
  z.object({ type: z.literal('answer'), id: z.number(), sdp: z.string() }),
  /** The offer could not be taken: a message id with its sentence. */
  z.object({ type: z.literal('problem'), code: z.string(), message: z.string() }),
  /** What the server hears of this browser; every two seconds while it is connected. */
  z.object({
    type: z.literal('quality'),
    /** Whether the browser's audio comes in. */
    isHeard: z.boolean(),
    /** Of the last ten seconds. */
    lossHere: z.number(),
    lossThere: z.number().nullable(),
    jitterMs: z.number(),
    roundTripMs: z.number().nullable(),
  }),
  /** Another tab has the line now: this one stays quiet until it is told to take it back. */
  z.object({ type: z.literal('taken') }),
]);

export type VoiceRequest = z.infer<typeof voiceRequest>;
export type VoiceMessage = z.infer<typeof voiceMessage>;
