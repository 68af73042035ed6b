import type { CSSProperties, ReactNode, Ref } from 'react';
import type { ShiftView } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { WireState } from '../../ui/wire.tsx';
import { PracticeInstead } from '../practice/practice-link.tsx';
import { waitedShare, waitingSentences, waitOf } from './waiting-words.ts';
import { clockTime, dayAndTime, type Here, shortDay } from './when.ts';

interface WaitingProps {
  readonly view: ShiftView;
  readonly here: Here;
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly onPause: () => void;
  readonly onLeave: () => void;
  /** How one speaks. */
  readonly children?: ReactNode;
}

/** Ready, and nobody on the line: one true reason, and a time. */
export function WaitingScreen(props: WaitingProps) {
  const texts = useTexts();
  const { view, here } = props;
  const wait = waitOf(view.waiting, here.now);
  return (
    <main className="wait" id="main">
      <WireState shape="ready">{texts.say('caller.waiting.ready')}</WireState>
      {wait.kind === 'soon' && (
        <>
          <h1 ref={props.headingRef} tabIndex={-1}>
            {texts.say('caller.waiting.soon')}
          </h1>
          <p className="wait__why">
            {texts.say(view.showsFirst ? 'preview.soon-hint' : 'caller.waiting.soon.hint')}
          </p>
        </>
      )}
      {wait.kind === 'until' && <Until {...props} nextAt={wait.nextAt} />}
      {wait.kind === 'over' && (
        <>
          <h1 ref={props.headingRef} tabIndex={-1}>
            {texts.say('caller.waiting.over')}
          </h1>
          <p className="wait__why">{texts.say('caller.waiting.over.hint')}</p>
        </>
      )}
      <div className="row">
        {wait.kind === 'over' ? (
          <Button kind="main" isBig icon="leave" onPress={props.onLeave}>
            {texts.say('caller.leave')}
          </Button>
        ) : (
          <>
            <Button isBig icon="pause" onPress={props.onPause}>
              {texts.say('caller.pause')}
            </Button>
            <Button isBig icon="leave" onPress={props.onLeave}>
              {texts.say('caller.leave')}
            </Button>
          </>
        )}
      </div>
      {props.children}
      {wait.kind === 'until' && <PracticeInstead />}
      <Today view={view} />
    </main>
  );
}

function Until({ view, here, nextAt, headingRef }: WaitingProps & { readonly nextAt: number }) {
  const texts = useTexts();
  const time = clockTime(nextAt, here, texts);
  const isToday = shortDay(nextAt, here, texts) === shortDay(here.now, here, texts);
  return (
    <>
      <h1 ref={headingRef} tabIndex={-1}>
        {isToday ? (
          <RichText
            texts={texts}
            id="caller.waiting.until"
            values={{ time: <span className="wait__time">{time}</span> }}
          />
        ) : (
          texts.say('caller.waiting.until-day', { when: dayAndTime(nextAt, here, texts) })
        )}
      </h1>
      {view.waiting && <p className="wait__why">{waitingSentences(view.waiting, texts).join(' ')}</p>}
      <div
        className="wait__line"
        aria-hidden="true"
        style={{ '--share': waitedShare(view.since, nextAt, here.now) } as CSSProperties} // A property of our own.
      >
        <span className="wait__now">
          <i />
          {texts.say('caller.waiting.since', { time: clockTime(view.since, here, texts) })}
        </span>
        <span className="wait__next">
          <i />
          {time}
        </span>
      </div>
    </>
  );
}

/** What one did today, without praise. */
export function Today({ view }: { readonly view: ShiftView }) {
  const texts = useTexts();
  const { calls, conversations } = view.today;
  if (calls === 0) return null;
  return (
    <section className="wait__mean" aria-labelledby="h-today">
      <h2 id="h-today">{texts.say('caller.today')}</h2>
      <p>{texts.say('caller.today.words', { calls, conversations })}</p>
    </section>
  );
}
