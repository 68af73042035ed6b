import type { GuideView } from '../../../protocol/views.ts';
import type { Texts } from '../../../texts/texts-of.ts';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Seg } from '../../ui/seg.tsx';
import { useDesk } from './call-desk.ts';
import type { OfferAnswer } from './draft.ts';
import { capitalised, dateLeaf, dateWords, dayAndTime } from './when.ts';
import { linesOf, wordingFor } from './wording.ts';
import { WordsToSay } from './words-to-say.tsx';

export type Offer = GuideView['offers'][number];
const answers = ['yes', 'maybe', 'send-info', 'no'] as const satisfies readonly OfferAnswer[];

/** One offer: what and when, how many places are left, and what the member says to it. */
export function OfferItem({
  offer,
  isAskedAbove,
}: {
  readonly offer: Offer;
  readonly isAskedAbove: boolean;
}) {
  const texts = useTexts();
  return (
    <li className="offer">
      <DateLeaf date={offer.date} />
      <div className="offer__text">
        <h4>{offer.title}</h4>
        <p className="soft">{[whenWords(offer, texts), offer.place].filter(Boolean).join(', ')}</p>
        <Languages offer={offer} />
        <Places offer={offer} />
        <SignedUp offer={offer} />
        {!isAskedAbove && (
          <details className="more">
            <summary>{texts.say('caller.offers.how-to-ask')}</summary>
            <AskAloud offer={offer} />
          </details>
        )}
      </div>
      <Answer offer={offer} />
    </li>
  );
}

/** How it is offered, as a sentence to the person called (ASKS 7). */
export function AskAloud({ offer }: { readonly offer: Offer }) {
  const texts = useTexts();
  const { guide, places } = useDesk();
  const own = {
    ...places,
    title: offer.title,
    date: offer.date === undefined ? texts.say('caller.stand-in.date') : dateWords(offer.date, texts),
    until: offer.until === undefined ? texts.say('caller.stand-in.date') : dateWords(offer.until, texts),
    place: offer.place ?? texts.say('caller.stand-in.place'),
  };
  return <WordsToSay lines={linesOf(wordingFor(guide, offer.ask), own)} />;
}

function Answer({ offer }: { readonly offer: Offer }) {
  const texts = useTexts();
  const { draft, change } = useDesk();
  const said = draft.offers[offer.id] ?? null;
  const isFull = useIsFull(offer);
  const say = (answer: OfferAnswer) => change({ offers: { ...draft.offers, [offer.id]: answer } });
  const { [offer.id]: _, ...others } = draft.offers;
  return (
    <div className="offer__answer">
      <Seg
        legend={texts.say('caller.offers.legend', { offer: offer.title })}
        // What was a yes before the last place went stays to be seen, with what to do.
        options={answers
          .filter((id) => id !== 'yes' || !isFull || said === 'yes')
          .map((id) => ({ id, label: texts.say(`caller.offer.${id}`) }))}
        value={said === 'already' ? null : said}
        onChange={say}
      />
      <Button
        kind="link"
        {...(said === 'already' ? { icon: 'check' as const } : {})}
        isPressed={said === 'already'}
        onPress={() => (said === 'already' ? change({ offers: others }) : say('already'))}
      >
        {texts.say('talk.offer.already')}
      </Button>
      {said === 'yes' && isFull && <p className="offer__full">{texts.say('talk.offer.gone')}</p>}
      {said === 'yes' && !isFull && <AfterYes offer={offer} />}
    </div>
  );
}

/** The day is repeated, and then: with whom, and a reminder (DOMAIN 8.1, 8.2). */
function AfterYes({ offer }: { readonly offer: Offer }) {
  const texts = useTexts();
  const { draft, change, call } = useDesk();
  const when = whenWords(offer, texts);
  const repeat =
    when === undefined
      ? null
      : texts.say(offer.place === undefined ? 'talk.offer.repeat' : 'talk.offer.repeat.place', {
          when,
          place: offer.place ?? '',
        });
  return (
    <div className="stack wide offer__after">
      {repeat && <WordsToSay lines={linesOf(repeat, {})} />}
      {(['companions', 'reminders'] as const).map((it) => (
        <label className="check" key={it}>
          <input
            type="checkbox"
            checked={draft[it][offer.id] ?? false}
            onChange={(event) => change({ [it]: { ...draft[it], [offer.id]: event.target.checked } })}
          />
          {texts.say(`talk.offer.${it}`, { name: call.card.givenName })}
        </label>
      ))}
    </div>
  );
}

/** Full for others: a place that this call has taken already is its own. */
function useIsFull(offer: Offer): boolean {
  const { call } = useDesk();
  const hasPlace = call.reported?.offers.some((it) => it.id === offer.id && it.answer === 'yes') ?? false;
  return !hasPlace && call.placesLeft[offer.id] === 0;
}

function Places({ offer }: { readonly offer: Offer }) {
  const texts = useTexts();
  const { call } = useDesk();
  const left = call.placesLeft[offer.id] ?? offer.places;
  if (left === undefined) return null;
  return (
    <p className={left === 0 ? '' : 'soft'}>
      {left === 0 ? texts.say('talk.offer.full') : texts.say('caller.offers.places', { places: left })}
    </p>
  );
}

/** "I signed up already": here is what we know of it (ASKS 40). */
function SignedUp({ offer }: { readonly offer: Offer }) {
  const texts = useTexts();
  const { call, here } = useDesk();
  const known = call.card.signUps.find((it) => it.offer === offer.id);
  if (known === undefined) return null;
  const when = capitalised(dayAndTime(known.at, here, texts));
  return <p className="offer__known">{texts.say('talk.offer.signed-up', { when })}</p>;
}

function Languages({ offer }: { readonly offer: Offer }) {
  const texts = useTexts();
  if (offer.languages === undefined) return null;
  const names = new Intl.DisplayNames([texts.locale], { type: 'language' });
  const list = new Intl.ListFormat(texts.locale, { type: 'disjunction' });
  return <p className="soft">{list.format(offer.languages.map((it) => names.of(it) ?? it))}</p>;
}

function whenWords({ date, until }: Offer, texts: Texts): string | undefined {
  if (date === undefined) return undefined;
  const from = dateWords(date, texts);
  return until === undefined
    ? from
    : texts.say('caller.offers.from-until', { from, until: dateWords(until, texts) });
}

function DateLeaf({ date }: { readonly date: string | undefined }) {
  const texts = useTexts();
  if (date === undefined) return <span />;
  const [weekday, day, month] = dateLeaf(date, texts);
  return (
    <p className="date" aria-hidden="true">
      <span>{weekday}</span>
      <b>{day}</b>
      <span>{month}</span>
    </p>
  );
}
