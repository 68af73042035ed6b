import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ShiftView, SpeakWay } from '../../../protocol/views.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { audioProblem, audioWords, type LineSign, lineSign, phoneGone } from '../../audio/audio-words.ts';
import { browserKind } from '../../audio/microphone-problem.ts';
import { useVoice } from '../../audio/use-voice.ts';
import { Button } from '../../ui/button.tsx';
import { sayError } from '../../ui/say-error.ts';
import { SheetDialog } from '../../ui/sheet-dialog.tsx';
import { Glyph, type WireShape, WireState } from '../../ui/wire.tsx';
import { WayForm } from './way-form.tsx';
import { firstName } from './wording.ts';

const shapes = {
  off: 'open',
  asking: 'ringing',
  'no-microphone': 'open',
  connecting: 'ringing',
  up: 'talking',
  lost: 'cut',
  taken: 'open',
  ringing: 'ringing',
  'phone-up': 'talking',
  'no-answer': 'cut',
  'hung-up': 'cut',
  busy: 'cut',
  'not-reached': 'cut',
  'not-rung': 'open',
} as const satisfies Record<LineSign, WireShape>;

/** The caller's own line as a small wire and a word; nothing where one dials or reads. */
export function LineState({ view }: { readonly view: ShiftView }) {
  const texts = useTexts();
  const { line } = useVoice();
  const sign = lineSign(view.voice, line);
  if (sign === null) return null;
  return <WireState shape={shapes[sign]}>{texts.say(`audio.line.${sign}`)}</WireState>;
}

/** What is wrong with the sound, what to do, and a way around it. Nothing when all is well. */
export function LineNotice(props: {
  readonly view: ShiftView;
  /** Somebody was asked to speak and was not heard. */
  readonly isSilent?: boolean;
  /** Whether it stands above the page, as wide as it. */
  readonly isBand?: boolean;
  readonly onView: (view: ShiftView) => void;
}) {
  const { view } = props;
  const { way } = view.voice;
  if (way === 'browser') return <BrowserNotice {...props} />;
  const isPhoneGone = way === 'phone' && (view.voice.line === 'lost' || view.voice.line === 'none');
  return isPhoneGone ? <PhoneNotice {...props} /> : null;
}

function BrowserNotice(props: Parameters<typeof LineNotice>[0]) {
  const { texts, voice } = useApp();
  const state = useVoice();
  const { view } = props;
  const found = audioProblem(state, { isSilent: props.isSilent ?? false });
  // The button beside it says so already.
  const problem = found === 'muted' && props.isBand ? null : found;
  // The server hears of the line's end first now and then.
  const isLostThere = problem === null && state.line === 'up' && view.voice.line === 'lost';
  if (problem === null && !isLostThere) return null;
  const isTalking = view.call?.line === 'talking';
  const words = audioWords(problem ?? 'lost', texts, {
    browser: browserKind(navigator.userAgent),
    refusal: state.refusal,
    talkingWith: isTalking ? (view.call?.card.givenName ?? null) : null,
  });
  return (
    <Notice {...props} what={words.what} advice={words.advice} isCut={problem === 'lost' || isLostThere}>
      {words.help === 'start' && (
        <Button onPress={() => [voice.wake(), voice.start()]}>
          {texts.say(problem === 'taken' ? 'audio.problem.taken.act' : 'audio.problem.retry')}
        </Button>
      )}
      {words.help === 'wake' && (
        <Button icon="sound" onPress={() => voice.wake()}>
          {texts.say('audio.problem.sound-blocked.act')}
        </Button>
      )}
      {words.help === 'unmute' && (
        <Button icon="microphone" onPress={() => voice.mute(false)}>
          {texts.say('audio.mute.off')}
        </Button>
      )}
      {words.help === 'understood' && (
        <Button kind="quiet" onPress={() => voice.forgetNotice()}>
          {texts.say('audio.problem.understood')}
        </Button>
      )}
      {words.offersPhone && <PhoneInstead view={view} onView={props.onView} />}
    </Notice>
  );
}

function PhoneNotice(props: Parameters<typeof LineNotice>[0]) {
  const { texts } = useApp();
  const { phone, trouble } = props.view.voice;
  const kind = phoneGone(trouble);
  return (
    <Notice
      {...props}
      what={texts.say(`audio.phone.${kind}`)}
      advice={texts.say(`audio.phone.${kind}.do`, { phone: phone ?? '' })}
      isCut
    >
      {phone !== null && <RingMe onView={props.onView} />}
      <OtherWay
        view={props.view}
        first="phone"
        label={texts.say('audio.phone.other')}
        onView={props.onView}
      />
    </Notice>
  );
}

/** Rings the caller's own phone once more. */
function RingMe({ onView }: { readonly onView: (view: ShiftView) => void }) {
  const { client, texts } = useApp();
  const ring = useMutation({ mutationFn: () => client.call('ringMe'), onSuccess: onView });
  return (
    <>
      <Button icon="phone" isBusy={ring.isPending} onPress={() => ring.mutate()}>
        {texts.say('audio.phone.again')}
      </Button>
      {ring.isError && <p role="alert">{sayError(ring.error, texts)}</p>}
    </>
  );
}

function PhoneInstead({
  view,
  onView,
}: {
  readonly view: ShiftView;
  readonly onView: (it: ShiftView) => void;
}) {
  const { client, texts } = useApp();
  const dial = useMutation({
    mutationFn: () => client.call('chooseWay', { body: { way: 'own' } }),
    onSuccess: onView,
  });
  const { ways } = view.voice;
  // A call that is on cannot go on by a phone that dials anew.
  const isCalling = view.call !== null && view.call.line !== 'ended';
  return (
    <>
      {ways.includes('phone') && (
        <OtherWay view={view} first="phone" label={texts.say('audio.switch.phone')} onView={onView} />
      )}
      {ways.includes('own') && !isCalling && (
        <Button kind="quiet" isBusy={dial.isPending} onPress={() => dial.mutate()}>
          {texts.say('audio.switch.own')}
        </Button>
      )}
      {dial.isError && <p role="alert">{sayError(dial.error, texts)}</p>}
    </>
  );
}

/** Another way in the middle of everything: above the page, which goes on behind it. */
export function OtherWay(props: {
  readonly view: ShiftView;
  readonly label: string;
  readonly first?: SpeakWay;
  readonly kind?: 'plain' | 'quiet';
  readonly onView: (view: ShiftView) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind={props.kind ?? 'plain'} onPress={() => setOpen(true)}>
        {props.label}
      </Button>
      {isOpen && <WayDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

export function WayDialog(props: {
  readonly view: ShiftView;
  readonly first?: SpeakWay;
  readonly onView: (view: ShiftView) => void;
  readonly onClose: () => void;
}) {
  const texts = useTexts();
  const { view, first, onClose } = props;
  return (
    <SheetDialog title={texts.say('audio.way.title', { name: firstName(view.callerName) })} onClose={onClose}>
      <WayForm
        voice={view.voice}
        {...(first === undefined ? {} : { first })}
        onBack={onClose}
        onChosen={(came) => {
          props.onView(came);
          onClose();
        }}
      />
    </SheetDialog>
  );
}

function Notice(props: {
  readonly what: string;
  readonly advice: string;
  readonly isBand?: boolean;
  readonly isCut: boolean;
  readonly children: ReactNode;
}) {
  return (
    <div className={props.isBand ? 'linenote linenote--band' : 'linenote'}>
      <div className="linenote__words">
        {/* Few words: somebody may be listening to a person meanwhile. */}
        <b role="status">
          {props.isCut && <Glyph shape="cut" />} {props.what}
        </b>{' '}
        {props.advice}
      </div>
      <div className="row">{props.children}</div>
    </div>
  );
}
