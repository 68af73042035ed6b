import { type ReactNode, type Ref, useEffect } from 'react';
import type { ShiftView } from '../../../protocol/views.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { useHearing, useVoice } from '../../audio/use-voice.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useAltKeys } from '../../ui/use-alt-keys.ts';
import { ArriveSteps } from '../arrive/arrive-steps.tsx';
import { VolumeAndDevices } from './audio-menu.tsx';
import { LineNotice, LineState, OtherWay } from './line-notice.tsx';
import { firstName } from './wording.ts';

/** Before the first call: whether one hears and is heard, in three small steps that may all be left out. */
export function LineCheckScreen(props: {
  readonly view: ShiftView;
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly onReady: () => void;
  readonly onView: (view: ShiftView) => void;
  /** Before the first call: the line with stops, and one more page comes. */
  readonly isFirst: boolean;
}) {
  const texts = useTexts();
  const { view, onReady } = props;
  const isPhone = view.voice.way === 'phone';
  const isUp = view.voice.line === 'up';
  const isGone = view.voice.line === 'none' || view.voice.line === 'lost';
  const isReady = view.state === 'ready';
  const ready = () => {
    if (isUp || isReady) onReady();
  };
  useAltKeys({ B: ready });
  const next = props.isFirst ? 'arrive.check.next' : 'caller.ready';
  return (
    <main className="arrive" id="main">
      {props.isFirst && <ArriveSteps here="phone" />}
      <div className="stack">
        <LineState view={view} />
        <h1 ref={props.headingRef} tabIndex={-1}>
          {isPhone
            ? texts.say(isGone ? 'audio.phone.title.again' : 'audio.phone.title', {
                name: firstName(view.callerName),
              })
            : texts.say('audio.check.title')}
        </h1>
        {(!isPhone || !isGone) && <p>{texts.say(isPhone ? phoneHint(view) : 'audio.check.hint')}</p>}
      </div>
      {isPhone ? <LineNotice view={view} onView={props.onView} /> : <BrowserCheck {...props} />}
      <div className="stack">
        <div className="row">
          <Button
            kind="main"
            isBig
            {...(props.isFirst ? { iconAfter: 'arrow-right' } : { icon: 'phone' })}
            altKey="B"
            isDisabled={!isUp && !isReady}
            describedBy="ready-missing"
            onPress={ready}
          >
            {texts.say(isReady ? 'audio.check.done' : next)}
          </Button>
          {view.voice.ways.length > 1 && (
            <OtherWay view={view} label={texts.say('audio.way.change')} onView={props.onView} />
          )}
        </div>
        <p className="soft small" id="ready-missing">
          {isUp || isReady ? texts.say('audio.way.private') : texts.say('audio.check.ready.missing')}
        </p>
      </div>
    </main>
  );
}

function phoneHint({ voice }: ShiftView) {
  return voice.line === 'up' ? 'audio.phone.up' : 'audio.phone.ringing';
}

function BrowserCheck({
  view,
  onView,
}: {
  readonly view: ShiftView;
  readonly onView: (it: ShiftView) => void;
}) {
  const { texts, voice } = useApp();
  const { line, microphone } = useVoice();
  const { bars, hearing } = useHearing();
  useEffect(() => () => voice.check('none'), [voice]);
  const hasMicrophone = microphone === null && line !== 'taken' && line !== 'off' && line !== 'asking';
  return (
    <>
      <LineNotice view={view} isSilent={hearing === 'silent'} onView={onView} />
      <ol className="check">
        <Step title={texts.say('audio.check.microphone')} words={texts.say('audio.check.microphone.do')}>
          <Meter bars={hasMicrophone ? bars : 0} />
          <p className="state" role="status">
            {hearing === 'heard' && <Icon name="check" />}
            {hasMicrophone && texts.say(`audio.check.${hearing}`)}
          </p>
          <Else words={texts.say('arrive.check.input')}>
            <VolumeAndDevices part="input" />
          </Else>
        </Step>
        <SoundStep />
        <EchoStep />
      </ol>
    </>
  );
}

function Step(props: { readonly title: string; readonly words: string; readonly children: ReactNode }) {
  return (
    <li className="check__step">
      <h2>{props.title}</h2>
      <p>{props.words}</p>
      {props.children}
    </li>
  );
}

/** For whoever needs it: on a phone the button that goes on is not far below. */
function Else({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  return (
    <details className="more">
      <summary>{words}</summary>
      {children}
    </details>
  );
}

/** As many bars as it is loud; who does not see it hears of it by the sentence beneath. */
function Meter({ bars }: { readonly bars: number }) {
  const texts = useTexts();
  return (
    <div className="meter" role="img" aria-label={texts.say('audio.check.meter')}>
      {meterBars.map((it) => (
        <i key={it} data-on={it < bars ? '' : undefined} />
      ))}
    </div>
  );
}

const meterBars = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];

/** The chime is over by then, and the voice after it. */
const CHIME_MS = 900;
const HELLO_MS = 5_000;

function SoundStep() {
  const { texts, voice, clock } = useApp();
  const { line, check } = useVoice();
  const isPlaying = check === 'hello';
  useEffect(() => {
    if (!isPlaying) return;
    return clock.after(HELLO_MS, () => voice.check('none'));
  }, [isPlaying, voice, clock]);
  const play = () => {
    voice.wake();
    voice.chime();
    if (line === 'up') clock.after(CHIME_MS, () => voice.check('hello'));
  };
  return (
    <Step title={texts.say('audio.check.sound')} words={texts.say('audio.check.sound.do')}>
      <div className="row">
        <Button icon="play" onPress={play} isBusy={isPlaying}>
          {texts.say(isPlaying ? 'audio.check.playing' : 'audio.check.play')}
        </Button>
      </div>
      <Else words={texts.say('arrive.check.output')}>
        <VolumeAndDevices part="output" />
      </Else>
    </Step>
  );
}

function EchoStep() {
  const { texts, voice } = useApp();
  const { line, check } = useVoice();
  const isOn = check === 'echo';
  return (
    <Step title={texts.say('audio.check.echo')} words={texts.say('audio.check.echo.do')}>
      <div className="row">
        <Button
          icon="ear"
          isPressed={isOn}
          isDisabled={line !== 'up'}
          onPress={() => voice.check(isOn ? 'none' : 'echo')}
        >
          {texts.say(isOn ? 'audio.check.echo.stop' : 'audio.check.echo.start')}
        </Button>
        {line !== 'up' && <span className="soft">{texts.say('audio.check.waits-for-line')}</span>}
      </div>
    </Step>
  );
}
