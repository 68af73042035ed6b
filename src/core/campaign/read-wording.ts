import { isMap } from 'yaml';
import type { Bullet, Wording } from './campaign.ts';
import { nearestKey } from './nearest-key.ts';
import { fields, maybe, problem, type Spot, text } from './yaml-reader.ts';

/** Places in a wording that the screen fills: `{caller}` is the caller's first name, `{joined}` month and year. */
export const PLACEHOLDERS = [
  ...([
    'caller',
    'unit',
    'firstName',
    'name',
    'joined',
    'branch',
    'contact',
    'email',
    'mailsPerMonth',
  ] as const),
  ...(['title', 'date', 'until', 'place'] as const),
];

const MOST_CHARACTERS = 1000;

/** A text in both forms of address: `{ du: …, sie: … }`, or one text that serves for both. */
export function wording(spot: Spot | undefined): Wording {
  if (spot === undefined) return { du: '', sie: '' };
  if (!isMap(spot.node)) {
    const both = spoken(spot);
    return { du: both, sie: both };
  }
  const from = fields(spot, ['du', 'sie']);
  return { du: spoken(from.need('du')), sie: spoken(from.need('sie')) };
}

/** A bullet: a wording, or `{ text: … }` or `{ du: …, sie: … }` with `full`, the whole wording, beside it. */
export function bullet(spot: Spot): Bullet {
  if (!isMap(spot.node)) return wording(spot);
  const from = fields(spot, ['text', 'du', 'sie', 'full']);
  const both = from.get('text');
  const short = both ? wording(both) : { du: spoken(from.need('du')), sie: spoken(from.need('sie')) };
  return { ...short, ...maybe('full', from, wording) };
}

function spoken(spot: Spot | undefined): string {
  const sentence = text(spot, MOST_CHARACTERS);
  for (const [, name = ''] of sentence.matchAll(/\{([^{}]*)\}/g)) {
    if (spot === undefined || PLACEHOLDERS.some((known) => known === name)) continue;
    const options = nearestKey(name, PLACEHOLDERS) ?? PLACEHOLDERS.join(', ');
    problem(spot, 'unknown-placeholder', { key: name.slice(0, 40), options });
  }
  return sentence;
}
