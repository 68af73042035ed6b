import { type Ref, useEffect, useRef } from 'react';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useDesk } from './call-desk.ts';
import { type Station, stationsOf } from './guide-line.ts';
import { LocalContactPart } from './local-contact-part.tsx';
import { NewsletterPart } from './newsletter-part.tsx';
import { OffersPart } from './offers-part.tsx';
import { QuestionBlock } from './question-block.tsx';
import { ReceptionPart } from './reception-part.tsx';
import { stationSummary } from './station-summary.ts';
import { type Line, linesOf, spokenAndHints, wordingFor } from './wording.ts';
import { Hints, WordsToSay } from './words-to-say.tsx';

/** The conversation as a line with stations: where one is, what is done, what may wait or be left out. */
export function GuidePanel({ headingRef }: { readonly headingRef: Ref<HTMLHeadingElement> }) {
  const texts = useTexts();
  const { guide, draft, call, change } = useDesk();
  const stations = stationsOf(guide, draft.answers, {
    offers: guide.offers.length > 0,
    newsletter: guide.newsletters.length > 0,
    'local-contact': call.card.localContact !== null,
  });
  const here = Math.max(
    stations.findIndex((it) => it.id === draft.station),
    0,
  );
  const next = (from: number) => stations.slice(from + 1).find((it) => !it.isLeftOut);
  return (
    <section className="talk__guide sheet" id="guide" aria-labelledby="h-guide">
      <div className="sheet__head">
        <h2 id="h-guide" ref={headingRef} tabIndex={-1}>
          {texts.say('caller.guide.title')}
        </h2>
        <p className="soft">{texts.say('caller.guide.hint')}</p>
      </div>
      <ol className="line">
        {stations.map((station, place) => (
          <StationItem
            key={station.id}
            station={station}
            state={place < here ? 'done' : place === here ? 'here' : 'ahead'}
            onOpen={() => change({ station: station.id })}
            onNext={goOn(next(place), change)}
          />
        ))}
      </ol>
    </section>
  );
}

function goOn(next: Station | undefined, change: (part: { station: string }) => void): (() => void) | null {
  return next === undefined ? null : () => change({ station: next.id });
}

function StationItem(props: {
  readonly station: Station;
  readonly state: 'done' | 'here' | 'ahead';
  readonly onOpen: () => void;
  /** Null at the last one. */
  readonly onNext: (() => void) | null;
}) {
  const { station, state } = props;
  const texts = useTexts();
  const desk = useDesk();
  const heading = useRef<HTMLHeadingElement>(null);
  const wasHere = useRef(state === 'here');
  useEffect(() => {
    // Going on moves eyes and keyboard along, and the page only if it must.
    if (state === 'here' && !wasHere.current) heading.current?.focus();
    wasHere.current = state === 'here';
  }, [state]);
  const { spoken, hints } = spokenAndHints(
    station.bullets.map((it) => linesOf(wordingFor(desk.guide, it), desk.places)),
  );
  // Before a wording is read out one must know whether to; everywhere else hints come after the question.
  const readsAloud = station.parts.includes('newsletter');
  const title = station.title ?? texts.say(`caller.station.${station.parts[0] ?? 'reception'}`);
  if (state === 'done' || (station.isLeftOut && state !== 'here'))
    return (
      <li className="station" data-state={state === 'done' ? 'done' : 'ahead'}>
        <span className="stop">{state === 'done' && <Icon name="check" />}</span>
        <h3 ref={heading} tabIndex={-1}>
          <button type="button" className="station__open" onClick={props.onOpen}>
            {title}
          </button>
        </h3>
        <p className="soft">
          {station.isLeftOut && state !== 'done'
            ? texts.say('caller.station.left-out')
            : stationSummary(station, desk, texts)}
        </p>
      </li>
    );
  return (
    <li className="station" data-state={state} aria-current={state === 'here' ? 'step' : undefined}>
      <span className="stop" />
      <h3 ref={heading} tabIndex={-1}>
        {title}
        {station.parts.includes('newsletter') && (
          <span className="tag">{texts.say('caller.newsletter.word-by-word')}</span>
        )}
      </h3>
      {spoken.map((lines) => (
        <WordsToSay key={keyOf(lines)} lines={lines} />
      ))}
      {readsAloud && <Hints hints={hints} />}
      {station.parts.map((part) => {
        if (part === 'offers') return <OffersPart key={part} />;
        if (part === 'newsletter') return <NewsletterPart key={part} />;
        if (part === 'local-contact') return <LocalContactPart key={part} />;
        return <ReceptionPart key={part} isLegendShown={false} />;
      })}
      {station.questions.map((it) => (
        <QuestionBlock key={it.id} question={it} />
      ))}
      {!readsAloud && <Hints hints={hints} />}
      {state === 'here' && props.onNext && (
        <Button icon="check" onPress={props.onNext}>
          {texts.say('caller.station.next')}
        </Button>
      )}
    </li>
  );
}

function keyOf(lines: readonly Line[]): string {
  return lines.flatMap((it) => it.runs.map((run) => run.text)).join('');
}
