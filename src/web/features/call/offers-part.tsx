import { useState } from 'react';
import type { GuideView } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Seg } from '../../ui/seg.tsx';
import { useDesk } from './call-desk.ts';
import type { OfferAnswer } from './draft.ts';
import { offersShown } from './offers-shown.ts';
import { dateLeaf, dateWords } from './when.ts';
import { linesOf, wordingFor } from './wording.ts';
import { WordsToSay } from './words-to-say.tsx';

type Offer = GuideView['offers'][number];
const answers: readonly OfferAnswer[] = ['yes', 'maybe', 'send-info', 'no'];

/** At most three offers that fit; all others behind a search. */
export function OffersPart() {
  const texts = useTexts();
  const { guide, call, draft } = useDesk();
  const [isSearching, setSearching] = useState(false);
  const [sought, setSought] = useState('');
  const { fitting, others } = offersShown(guide.offers, call.card.offers, Object.keys(draft.offers));
  // One offer first; after a no the next one, which had better be smaller.
  const first = fitting.find((it) => draft.offers[it.id] !== 'no');
  const found = others.filter((it) => it.title.toLowerCase().includes(sought.trim().toLowerCase()));
  return (
    <>
      {first !== undefined && <AskAloud offer={first} />}
      <ul className="offers">
        {fitting.map((it) => (
          <OfferItem key={it.id} offer={it} isAskedAbove={it === first} />
        ))}
      </ul>
      {others.length > 0 && !isSearching && (
        <Button kind="link" icon="search" onPress={() => setSearching(true)}>
          {texts.say('caller.offers.search', { count: others.length })}
        </Button>
      )}
      {isSearching && (
        <>
          <Field
            label={texts.say('caller.offers.sought')}
            type="search"
            value={sought}
            onChange={setSought}
            autoFocus
          />
          <ul className="offers">
            {found.map((it) => (
              <OfferItem key={it.id} offer={it} isAskedAbove={false} />
            ))}
          </ul>
          {found.length === 0 && <p className="soft">{texts.say('caller.offers.none')}</p>}
        </>
      )}
    </>
  );
}

function OfferItem({ offer, isAskedAbove }: { readonly offer: Offer; readonly isAskedAbove: boolean }) {
  const texts = useTexts();
  const { draft, change } = useDesk();
  const date = offer.date === undefined ? undefined : dateWords(offer.date, texts);
  const until = offer.until === undefined ? undefined : dateWords(offer.until, texts);
  const when =
    date !== undefined && until !== undefined
      ? texts.say('caller.offers.from-until', { from: date, until })
      : date;
  const free =
    offer.places === undefined ? undefined : texts.say('caller.offers.places', { places: offer.places });
  return (
    <li className="offer">
      <DateLeaf date={offer.date} />
      <div className="offer__text">
        <h4>{offer.title}</h4>
        <p className="soft">{[when, offer.place].filter(Boolean).join(', ')}</p>
        {free && <p className="soft">{free}</p>}
        {!isAskedAbove && (
          <details className="more">
            <summary>{texts.say('caller.offers.how-to-ask')}</summary>
            <AskAloud offer={offer} />
          </details>
        )}
      </div>
      <Seg
        legend={texts.say('caller.offers.legend', { offer: offer.title })}
        options={answers.map((id) => ({ id, label: texts.say(`caller.offer.${id}`) }))}
        value={draft.offers[offer.id] ?? null}
        onChange={(answer) => change({ offers: { ...draft.offers, [offer.id]: answer } })}
      />
    </li>
  );
}

function AskAloud({ offer }: { readonly offer: Offer }) {
  const texts = useTexts();
  const { guide, places } = useDesk();
  const own = {
    ...places,
    date: offer.date === undefined ? texts.say('caller.stand-in.date') : dateWords(offer.date, texts),
    place: offer.place ?? texts.say('caller.stand-in.place'),
  };
  return <WordsToSay lines={linesOf(wordingFor(guide, offer.ask), own)} />;
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
