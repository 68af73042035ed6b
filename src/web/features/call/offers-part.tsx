import { useState } from 'react';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useDesk } from './call-desk.ts';
import { findCards } from './find-cards.ts';
import { AskAloud, OfferItem } from './offer-item.tsx';
import { offersShown } from './offers-shown.ts';

/** At most three offers that fit (ASKS 6); all others behind a search. */
export function OffersPart() {
  const texts = useTexts();
  const { guide, call, draft } = useDesk();
  const [isSearching, setSearching] = useState(false);
  const [sought, setSought] = useState('');
  const { fitting, others } = offersShown(guide.offers, call.card.offers, Object.keys(draft.offers));
  // One offer first; after a no the next one, which had better be smaller.
  const first = fitting.find((it) => draft.offers[it.id] !== 'no');
  const found = findCards(
    others.map((it) => ({ ...it, text: '', keywords: [it.place ?? ''] })),
    sought,
  );
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
