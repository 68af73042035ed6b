import type { BoardView } from '../../../protocol/views.ts';
import type { Texts } from '../../../texts/texts-of.ts';

type Quality = NonNullable<BoardView['callers'][number]['voice']['quality']>;

/** How a caller's line does, in figures with their units; what is not known is left out. */
export function qualityFigures(
  { lossHere, lossThere, jitterMs, roundTripMs }: Quality,
  texts: Texts,
): { readonly label: string; readonly value: string }[] {
  const percent = new Intl.NumberFormat(texts.locale, { style: 'percent', maximumFractionDigits: 1 });
  const ms = (value: number) => texts.say('board.voice.ms', { ms: Math.round(value) });
  return [
    // The worse of both ways: either makes a conversation hard.
    { label: texts.say('board.voice.loss'), value: percent.format(Math.max(lossHere, lossThere ?? 0)) },
    { label: texts.say('board.voice.jitter'), value: ms(jitterMs) },
    ...(roundTripMs === null ? [] : [{ label: texts.say('board.voice.round-trip'), value: ms(roundTripMs) }]),
  ];
}
