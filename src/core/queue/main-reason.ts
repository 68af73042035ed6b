import type { QueueReason } from './next-try.ts';

/**
 * The one rule that holds a person back, for who asks why somebody is missing.
 *
 * The last rule that moved the try is the strongest, but for the hours: after a wait the next opening follows of itself.
 * A promise stays a promise whatever moved it; who is due now is held back by nothing.
 * @param reasons As `nextTry` gives them: the kind of try, then each rule that moved it.
 */
export function mainReason(
  reasons: readonly QueueReason[],
  { isDueNow }: { readonly isDueNow: boolean },
): QueueReason {
  const [kind = 'retry', ...moved] = reasons;
  if (isDueNow || kind === 'promise') return kind;
  return moved.findLast((it) => it !== 'hours') ?? moved[0] ?? kind;
}
