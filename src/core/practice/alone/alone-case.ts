import type { PersonaId } from '../personas.ts';

/** What somebody can have said, as kinds that are tapped. Texts: `practice-web.move.<move>`. */
export const moves = [
  /** First name and organisation, and the question who is speaking. */
  'introduce',
  /** What it is about: names the membership. */
  'reason',
  'source',
  'ask-time',
  'open-question',
  'mirror',
  'ask-arrived',
  'offer',
  'offer-smaller',
  'offer-several',
  'press',
  'argue',
  'consent',
  'sign-up-unread',
  'callback',
  'promise-answer',
  'agreement',
  'enter-objection',
  'ask-why',
  'leave-neutral',
  'say-nothing',
  'goodbye',
] as const;

export type Move = (typeof moves)[number];

/** How the person sounds. Texts: `practice-web.mood.<mood>`. */
export type Mood = 'open' | 'calm' | 'guarded' | 'annoyed' | 'hurried' | 'curious';

/** What the person says, and what can be said then. Text: `practice-web.line.<case>.<node>`. */
export interface AloneNode {
  readonly mood: Mood;
  /** A line of another case, by the same voice; absent: the node's own. */
  readonly line?: string;
  /** Nobody says it: it is told in writing alone. */
  readonly isSilent?: true;
  /** From here on it is known that the person on the card speaks. */
  readonly confirms?: true;
  /** A no to what was offered. */
  readonly declines?: true;
  /** Wants no calls any more. */
  readonly objects?: true;
  /** What was hidden until a good question came. */
  readonly reveals?: true;
  /** The moves, each with the node it leads to; empty: the talk is over. */
  readonly next: { readonly [It in Move]?: string };
}

export interface AloneCase {
  readonly persona: PersonaId;
  /** The node that answers the telephone. */
  readonly nodes: { readonly hello: AloneNode; readonly [id: string]: AloneNode };
}

/** A line, and whose voice says it. */
export type AloneLine = { readonly id: string; readonly by: PersonaId | 'mailbox' };
