import type { GuideView, PersonCard, ShiftView } from '../../../protocol/views.ts';
import type { Texts } from '../../../texts/texts-of.ts';
import { monthWords } from './when.ts';
import { fullName, type Places, spelled } from './wording.ts';

/** What fills the places of a guide for this person and this caller; what is unknown has a readable stand-in. */
export function placesOf(
  view: Pick<ShiftView, 'callerName'>,
  card: PersonCard,
  guide: Pick<GuideView, 'unit'>,
  texts: Texts,
): Places {
  return {
    name: fullName(card),
    firstName: card.givenName,
    branch: card.branch ?? guide.unit,
    caller: view.callerName,
    unit: guide.unit,
    joined: card.joinedOn === null ? texts.say('caller.stand-in.joined') : monthWords(card.joinedOn, texts),
    email: card.email === null ? texts.say('caller.stand-in.email') : spelled(card.email),
    contact: card.localContact?.name ?? texts.say('caller.stand-in.contact'),
  };
}
