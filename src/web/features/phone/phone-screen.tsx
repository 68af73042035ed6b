import { type RefObject, useEffect, useRef, useState } from 'react';
import type { PhoneReportBody, PhoneView } from '../../../protocol/views.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { type WireShape, WireState } from '../../ui/wire.tsx';
import { NeverDialog } from '../call/never-dialog.tsx';

interface PhoneScreenProps {
  readonly view: PhoneView;
  readonly isBusy: boolean;
  readonly problem: string | null;
  readonly onTalking: () => void;
  readonly onHangUp: () => void;
  readonly onOutcome: (report: PhoneReportBody) => void;
  readonly onLetGo: () => void;
}

type Result = PhoneView['results'][number];

/** One step at a time: whom to ring, that one talks, or that it goes on elsewhere. */
export function PhoneScreen(props: PhoneScreenProps) {
  const texts = useTexts();
  const { state } = props.view;
  const heading = useRef<HTMLHeadingElement>(null);
  useKeptFocus(heading);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  const isOn = state === 'calling' || state === 'talking';
  return (
    <main className={isOn ? 'phone phone--call' : 'phone'} id="main">
      {isOn ? <CallOn {...props} headingRef={heading} /> : <Calm {...props} headingRef={heading} />}
      {props.problem !== null && (
        <p className="phone__problem" role="alert">
          <Icon name="warning" />
          <span>{props.problem}</span>
        </p>
      )}
      {!isOn && (
        <Button kind="link" onPress={props.onLetGo}>
          {texts.say('phone.let-go')}
        </Button>
      )}
      {/* At most four words, and none while one talks. */}
      <p className="vh" role="status">
        {state === 'talking' ? '' : texts.sayAny(`phone.announce.${state}`)}
      </p>
    </main>
  );
}

type WithHeading = PhoneScreenProps & { readonly headingRef: RefObject<HTMLHeadingElement | null> };

/** Nothing to do here: the next person comes, or the laptop is next. */
function Calm({ view, headingRef }: WithHeading) {
  const texts = useTexts();
  const { title, text, shape } = calmWords(view, texts);
  return (
    <>
      <WireState shape={shape}>{texts.say('phone.state.paired')}</WireState>
      <h1 ref={headingRef} tabIndex={-1}>
        {title}
      </h1>
      <p className="wait__why">{text}</p>
    </>
  );
}

function calmWords(
  { state, reported }: PhoneView,
  texts: ReturnType<typeof useTexts>,
): { title: string; text: string; shape: WireShape } {
  if (state === 'waiting' || state === 'pause')
    return {
      title: texts.say(`phone.${state}.title`),
      text: texts.say(`phone.${state}.text`),
      shape: state === 'waiting' ? 'ready' : 'pause',
    };
  if (reported !== null)
    return {
      title: texts.say('phone.saved', { outcome: texts.say(`caller.outcome.${reported}`) }),
      text: texts.say('phone.saved.text'),
      shape: 'cut',
    };
  return {
    title: texts.say('phone.wrap-up.title'),
    text: texts.say('phone.wrap-up.text'),
    shape: 'cut',
  };
}

function CallOn(props: WithHeading) {
  const { texts, newKey } = useApp();
  const { view, isBusy } = props;
  const [isAskingNever, setAskingNever] = useState(false);
  const isTalking = view.state === 'talking';
  const name = [view.givenName, view.familyName].filter(Boolean).join(' ');
  const send = (disposition: Result, talkedWithMember = false) =>
    props.onOutcome({ key: newKey(), attemptId: view.attemptId ?? '', disposition, talkedWithMember });
  return (
    <>
      <div className="phone__who">
        <WireState shape={isTalking ? 'talking' : 'ringing'} isLive>
          {texts.say(isTalking ? 'phone.state.talking' : 'phone.state.calling')}
        </WireState>
        <h1 ref={props.headingRef} tabIndex={-1}>
          {name}
        </h1>
        <p className="phone__number num">
          <span className="vh">{texts.say('phone.number')} </span>
          {view.number}
        </p>
      </div>
      {isTalking ? (
        <Button kind="live" isBig isWide icon="hang-up" isBusy={isBusy} onPress={props.onHangUp}>
          {texts.say('phone.talk-over')}
        </Button>
      ) : (
        <Dial tel={view.tel} isBusy={isBusy} onTalking={props.onTalking} />
      )}
      <section className="phone__results" aria-labelledby="h-results">
        <h2 id="h-results">{texts.say('phone.results')}</h2>
        <div className="phone__keys">
          {view.results.map((it) => (
            <Button
              key={it}
              isDisabled={isBusy}
              icon={icons[it]}
              onPress={() => (it === 'objection' ? setAskingNever(true) : send(it))}
            >
              {texts.say(`phone.result.${it}`)}
            </Button>
          ))}
        </div>
      </section>
      {isAskingNever && (
        <NeverDialog
          name={name}
          givenName={view.givenName ?? ''}
          hasTalked={isTalking}
          onClose={() => setAskingNever(false)}
          onDo={(talkedWithMember) => {
            setAskingNever(false);
            send('objection', talkedWithMember);
          }}
        />
      )}
    </>
  );
}

/** First one rings, then one talks. The two keep their places, so that a second tap meets the same button. */
function Dial(props: {
  readonly tel: string | null;
  readonly isBusy: boolean;
  readonly onTalking: () => void;
}) {
  const texts = useTexts();
  const [hasDialled, setDialled] = useState(false);
  return (
    <div className="phone__dial">
      <a
        className={`btn btn--big btn--wide${hasDialled ? '' : ' btn--main'}`}
        href={`tel:${props.tel}`}
        onClick={() => setDialled(true)}
      >
        <Icon name="phone" />
        {texts.say(hasDialled ? 'phone.call-again' : 'phone.call')}
      </a>
      <Button
        kind={hasDialled ? 'main' : 'plain'}
        isBig
        isWide
        icon="ear"
        isBusy={props.isBusy}
        onPress={props.onTalking}
      >
        {texts.say('phone.talking')}
      </Button>
    </div>
  );
}

const icons = {
  'no-answer': 'phone',
  busy: 'clock',
  voicemail: 'mailbox',
  'not-in-service': 'cross',
  'third-person': 'person',
  'wrong-person': 'undo',
  objection: 'never',
} as const satisfies Record<Result, string>;
