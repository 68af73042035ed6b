import type { BoardView } from '../../../protocol/views.ts';
import type { Texts } from '../../../texts/texts-of.ts';

export type Pacing = NonNullable<BoardView['pacing']>;

export interface PacingWords {
  /** How it calls now. */
  readonly mode: string;
  /** Why so: what stands in the way of what was wanted, else what the last decision came from, else what the mode means. */
  readonly why: string;
  /** Calls that somebody answered with nobody there. */
  readonly abandoned: string;
}

export function pacingWords(pacing: Pacing, texts: Texts): PacingWords {
  const { say } = texts;
  const { connected, abandoned, share } = pacing.today;
  const percent = new Intl.NumberFormat(texts.locale, { style: 'percent', maximumFractionDigits: 1 });
  return {
    mode: say(`pacing.mode.${pacing.mode}`),
    why: whyWords(pacing, texts),
    abandoned:
      abandoned === 0
        ? say('pacing.abandoned.none', { answered: connected })
        : say('pacing.abandoned.some', {
            ...{ abandoned, answered: connected + abandoned, share: percent.format(share) },
          }),
  };
}

function whyWords(pacing: Pacing, { say, sayAny }: Texts): string {
  const { why, reason, mode } = pacing;
  if (why !== null) return say(`pacing.why.${why}`);
  if (reason !== null) {
    const known = sayAny(reason.code, reason.values);
    // A reason of a newer or an older program is no sentence here.
    if (known !== reason.code) return known;
  }
  return say(`pacing.means.${mode}`);
}
