import type { WaitingView } from '../../../protocol/views.ts';
import type { Texts } from '../../../texts/texts-of.ts';

/** What a caller sees while nobody is on the line. */
export type Wait =
  /** Somebody is due: the next call comes at once. */
  | { readonly kind: 'soon' }
  | { readonly kind: 'until'; readonly nextAt: number }
  /** Nobody will be due any more. */
  | { readonly kind: 'over' };

export function waitOf(waiting: WaitingView | null, now: number): Wait {
  if (waiting === null) return { kind: 'soon' };
  if (waiting.nextAt === null) return { kind: 'over' };
  return waiting.nextAt <= now ? { kind: 'soon' } : { kind: 'until', nextAt: waiting.nextAt };
}

/** Why nobody is due, at most three reasons, the one of most people first. */
export function waitingSentences(waiting: WaitingView, texts: Texts): string[] {
  const sentences = waiting.reasons.slice(0, 3).map(({ reason, people }) => {
    const id = `caller.waiting.reason.${reason}`;
    const own = texts.sayAny(id, { people });
    // A reason that has no sentence for callers is told as organisers read it.
    return own === id
      ? texts.say('caller.waiting.reason', { people, why: texts.sayAny(`queue.reason.${reason}`) })
      : own;
  });
  return [texts.say('caller.waiting.missing', { people: waiting.missing }), ...sentences];
}

/** How much of the wait is over, in percent. */
export function waitedShare(since: number, nextAt: number, now: number): number {
  if (nextAt <= since) return 100;
  return Math.round(Math.min(1, Math.max(0, (now - since) / (nextAt - since))) * 100);
}
