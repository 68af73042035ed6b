import type { E164 } from '../ids.ts';
import { readCallerId } from './caller-id.ts';
import type { HelpContact } from './campaign.ts';
import { fields, problem, type Spot, text } from './yaml-reader.ts';

/** `helpContact:` of the file: whom callers ring when somebody is in a crisis (DOMAIN L26). */
export function readHelpContact(spot: Spot): HelpContact {
  const from = fields(spot, ['name', 'phone']);
  return { name: text(from.need('name'), 120), phone: readPhone(from.need('phone')) };
}

function readPhone(spot: Spot | undefined): E164 {
  const written = text(spot, 40);
  // Whoever is there for callers has an ordinary German number: what may be shown may be rung.
  const read = readCallerId(written);
  if ('number' in read) return read.number;
  if (spot !== undefined && written !== '') problem(spot, 'not-a-phone');
  return '' as E164; // A stand-in: with the problem reported just now, nobody reads it.
}
