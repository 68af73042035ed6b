import type { Openings, Wording } from './campaign.ts';
import { wording } from './read-wording.ts';
import { fields, maybe, problem, type Spot } from './yaml-reader.ts';

/** `guide.openings:` of the file: the first words of each kind of call. */
export function readOpenings(spot: Spot): Openings {
  const from = fields(spot, ['first', 'callback', 'ringBack', 'mailbox']);
  return {
    ...maybe('first', from, wording),
    ...maybe('callback', from, wording),
    ...maybe('ringBack', from, wording),
    ...maybe('mailbox', from, neutralWording),
  };
}

// DOMAIN L17: whoever hears a mailbox may be somebody else. Names are all it may tell; a membership, of what, and
// why somebody rings are nobody's business.
function neutralWording(spot: Spot): Wording {
  const message = wording(spot);
  for (const text of [message.du, message.sie]) {
    const told = TELLS.exec(text)?.[0];
    if (told !== undefined) problem(spot, 'mailbox-not-neutral', { word: told.slice(0, 40) });
  }
  return message;
}

const TELLS =
  /\{(?!caller\}|name\}|firstName\})[^{}]*\}|[\p{L}]*(mitglied|partei|gewerkschaft|verein|verband)[\p{L}]*|\b(member|party|union)\p{L}*/iu;
