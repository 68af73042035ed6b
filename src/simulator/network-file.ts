import { z } from 'zod';
import { AppError } from '../core/app-error.ts';

const answers = z.object({
  integration: z.string(),
  reception: z.enum(['pleased', 'neutral', 'disturbed']),
  wantsNewsletter: z.boolean().default(false),
  wantsLocalContact: z.boolean().default(false),
  accepts: z.array(z.string()).default([]),
  /** Information channels wished for; none in the sample. */
  channels: z.array(z.string()).default([]),
});

const behaviour = z.discriminatedUnion('behaviour', [
  z.object({
    behaviour: z.literal('person'),
    /** Answers from this attempt on that number on; 1 is the first. */
    attempt: z.int().min(1),
    before: z.enum(['no-answer', 'busy', 'voicemail']).default('no-answer'),
    ringSeconds: z.number().min(0),
    talkSeconds: z.number().min(0),
    asksToCallBack: z.enum(['in-two-hours', 'tomorrow-evening', 'weekend']).optional(),
    answers,
  }),
  z.object({ behaviour: z.literal('no-answer') }),
  z.object({ behaviour: z.literal('busy-then-no-answer') }),
  z.object({ behaviour: z.literal('voicemail') }),
  z.object({
    behaviour: z.literal('not-in-service'),
    sip: z.int().min(300).max(699),
    q850: z.int().min(1).max(127).optional(),
    earlyMedia: z.boolean().default(false),
  }),
  /** For tests of the sound: says again what it hears, a steady 1000 Hz, a fax. */
  z.object({ behaviour: z.enum(['echo', 'tone', 'fax']) }),
]);

const file = z.record(z.string().regex(/^\+[1-9]\d{2,14}$/), behaviour);

export type NumberBehaviour = z.infer<typeof behaviour>;
export type PersonBehaviour = Extract<NumberBehaviour, { behaviour: 'person' }>;
export type PersonAnswers = PersonBehaviour['answers'];
/** How each number behaves, by E.164; a number that is not listed rings until it is cancelled. */
export type NetworkFile = ReadonlyMap<string, NumberBehaviour>;

/**
 * Reads a fictional telephone network (`netz.json`).
 *
 * @throws AppError `error.network.not-json` or `error.network.entry` with the number of the entry and the field.
 */
export function readNetworkFile(text: string): NetworkFile {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new AppError('error.network.not-json', {}, { cause });
  }
  const read = file.safeParse(content);
  if (read.success) return new Map(Object.entries(read.data));
  const [issue] = read.error.issues;
  const [key, ...field] = issue?.path ?? [];
  const position = Object.keys(content ?? {}).indexOf(String(key)) + 1;
  throw new AppError('error.network.entry', { entry: position, field: field.join('.') || '-' });
}
