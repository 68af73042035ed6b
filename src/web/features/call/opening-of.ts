import type { CallView, GuideView } from '../../../protocol/views.ts';
import type { Texts } from '../../../texts/texts-of.ts';
import { preparation, type Station } from './guide-line.ts';
import { linesOf } from './wording.ts';

/** How a call to a person begins; a mailbox is spoken to otherwise. */
export type Opening = 'first' | 'callback' | 'ringBack';
type Wording = GuideView['steps'][number]['bullets'][number];

/** A line that dropped, here or in the net: the talk goes on where it was. */
const brokeOff: readonly string[] = ['technical', 'lost'];

/** A promise is kept, a talk that broke off goes on, or somebody is rung as for the first time (ASKS 17). */
export function openingOf({ isCallback, card }: Pick<CallView, 'isCallback' | 'card'>): Opening {
  if (isCallback || card.promise !== null) return 'callback';
  return brokeOff.includes(card.earlier[0]?.disposition ?? '') ? 'ringBack' : 'first';
}

/** The words of an opening: the campaign file's, for a first call the guide's own greeting, else ours. */
export function openingWords(guide: GuideView, opening: Opening | 'mailbox', texts: Texts): Wording {
  const own = guide.openings[opening];
  if (own !== undefined) return own;
  const greeting = guide.steps[preparation(guide).length]?.bullets.find(isSpoken);
  if (opening === 'first' && greeting !== undefined) return greeting;
  // The places are filled later, together with all others.
  const places = { caller: '{caller}', unit: '{unit}', name: '{name}' };
  const text = texts.say(`talk.opening.${opening}`, places);
  return { du: text, sie: text };
}

/** The line of stations with the fitting opening as its first words; the guide's own greeting makes room for it. */
export function openedBy(stations: readonly Station[], opening: Wording): Station[] {
  const [first, ...others] = stations;
  if (first === undefined) return [];
  const greeting = first.bullets.find(isSpoken);
  return [{ ...first, bullets: [opening, ...first.bullets.filter((it) => it !== greeting)] }, ...others];
}

function isSpoken(bullet: Wording): boolean {
  return linesOf(bullet.du, {})[0]?.kind === 'say';
}
