import { type Ref, useEffect, useRef, useState } from 'react';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { AddressSwitch } from './address-switch.tsx';
import { useDesk } from './call-desk.ts';
import { type Station, stationsOf } from './guide-line.ts';
import { LocalContactPart } from './local-contact-part.tsx';
import { NewsletterPart } from './newsletter-part.tsx';
import { OffersPart } from './offers-part.tsx';
import { openedBy, openingOf, openingWords } from './opening-of.ts';
import { QuestionBlock } from './question-block.tsx';
import { ReceptionPart } from './reception-part.tsx';
import { stationSummary } from './station-summary.ts';
import { type BulletLines, type Line, linesOf, spokenAndHints, wordingFor } from './wording.ts';
import { FullWording, Hints, WordsToSay } from './words-to-say.tsx';

/** Where a station stands: `passed` was leapt over and may still be visited. */
type State = 'done' | 'passed' | 'here' | 'ahead' | 'left-out';

/** The conversation as a line with stations: where one is, what is done, what may wait or be left out. */
export function GuidePanel({ headingRef }: { readonly headingRef: Ref<HTMLHeadingElement> }) {
  const texts = useTexts();
  const { draft, change } = useDesk();
  const stations = useStations();
  /** Leapt over on this page; after a reload they count as done, which harms nobody. */
  const [passed, setPassed] = useState<ReadonlySet<string>>(new Set());
  const here = Math.max(
    stations.findIndex((it) => it.id === draft.station),
    0,
  );
  const next = (from: number) => stations.slice(from + 1).find((it) => !it.isLeftOut);
  const open = (place: number) => {
    const leapt = stations.slice(here + 1, place).map((it) => it.id);
    const target = stations[place];
    if (target === undefined) return;
    setPassed(new Set([...passed, ...leapt].filter((it) => it !== target.id)));
    change({ station: target.id });
  };
  const stateOf = (station: Station, place: number): State => {
    if (place === here) return 'here';
    if (place < here) return passed.has(station.id) ? 'passed' : station.isLeftOut ? 'left-out' : 'done';
    return station.isLeftOut ? 'left-out' : 'ahead';
  };
  return (
    <section className="talk__guide sheet" id="guide" aria-labelledby="h-guide">
      <div className="sheet__head guide__head">
        <h2 id="h-guide" ref={headingRef} tabIndex={-1}>
          {texts.say('caller.guide.title')}
        </h2>
        <AddressSwitch />
        <p className="soft">{texts.say('caller.guide.hint')}</p>
      </div>
      <ol className="line">
        {stations.map((station, place) => (
          <StationItem
            key={station.id}
            station={station}
            state={stateOf(station, place)}
            onOpen={() => open(place)}
            onNext={goOn(next(place), change)}
          />
        ))}
      </ol>
    </section>
  );
}

/** The guide's stations as this call needs them, the fitting opening first. */
function useStations(): Station[] {
  const texts = useTexts();
  const { guide, draft, call } = useDesk();
  const stations = stationsOf(guide, draft.answers, {
    offers: guide.offers.length > 0,
    newsletter: guide.newsletters.length > 0,
    'local-contact': call.card.localContact !== null,
  });
  return openedBy(stations, openingWords(guide, openingOf(call), texts));
}

function goOn(next: Station | undefined, change: (part: { station: string }) => void): (() => void) | null {
  return next === undefined ? null : () => change({ station: next.id });
}

interface StationProps {
  readonly station: Station;
  readonly state: State;
  readonly onOpen: () => void;
  /** Null at the last one. */
  readonly onNext: (() => void) | null;
}

function StationItem(props: StationProps) {
  const { station, state } = props;
  const texts = useTexts();
  const heading = useRef<HTMLHeadingElement>(null);
  const wasHere = useRef(state === 'here');
  useEffect(() => {
    // Going on moves eyes and keyboard along, and the page only if it must.
    if (state === 'here' && !wasHere.current) heading.current?.focus();
    wasHere.current = state === 'here';
  }, [state]);
  const title = station.title ?? texts.say(`caller.station.${station.parts[0] ?? 'reception'}`);
  const isShort = state !== 'here' && state !== 'ahead';
  return (
    <li
      className="station"
      data-state={state === 'done' || state === 'here' ? state : 'ahead'}
      aria-current={state === 'here' ? 'step' : undefined}
    >
      <span className="stop">{state === 'done' && <Icon name="check" />}</span>
      <h3 ref={heading} tabIndex={-1}>
        {state === 'here' ? (
          title
        ) : (
          <button type="button" className="station__open" onClick={props.onOpen}>
            {title}
          </button>
        )}
        {!isShort && station.parts.includes('newsletter') && (
          <span className="tag">{texts.say('caller.newsletter.word-by-word')}</span>
        )}
        {/* What the sign beside it shows. */}
        {(state === 'done' || state === 'ahead') && (
          <span className="vh">, {texts.say(`talk.station.${state}`)}</span>
        )}
      </h3>
      {isShort ? <Summary station={station} state={state} /> : <StationBody {...props} />}
    </li>
  );
}

function Summary({ station, state }: { readonly station: Station; readonly state: State }) {
  const texts = useTexts();
  const desk = useDesk();
  const words =
    state === 'left-out'
      ? texts.say('caller.station.left-out')
      : state === 'passed'
        ? texts.say('talk.station.passed')
        : stationSummary(station, desk, texts);
  return <p className="soft">{words}</p>;
}

function StationBody({ station, state, onNext }: StationProps) {
  const texts = useTexts();
  const { guide, places } = useDesk();
  const { spoken, hints } = spokenAndHints(
    station.bullets.map((it) => ({
      lines: linesOf(wordingFor(guide, it), places),
      full: it.full === undefined ? null : linesOf(wordingFor(guide, it.full), places),
    })),
  );
  // Before a wording is read out one must know whether to; everywhere else hints come after the question.
  const readsAloud = station.parts.includes('newsletter');
  return (
    <>
      {spoken.map((it) => (
        <Spoken key={keyOf(it.lines)} bullet={it} />
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
      {state === 'here' && onNext && (
        <Button icon="check" onPress={onNext}>
          {texts.say('caller.station.next')}
        </Button>
      )}
    </>
  );
}

function Spoken({ bullet }: { readonly bullet: BulletLines }) {
  return (
    <>
      <WordsToSay lines={bullet.lines} />
      <FullWording lines={bullet.full} />
    </>
  );
}

function keyOf(lines: readonly Line[]): string {
  return lines.flatMap((it) => it.runs.map((run) => run.text)).join('');
}
