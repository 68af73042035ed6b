import { type FormEvent, useId, useRef, useState } from 'react';
import type { ShiftView, SpeakWay } from '../../../protocol/views.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { sayError } from '../../ui/say-error.ts';

const icons = {
  browser: 'headset',
  phone: 'phone',
  own: 'mobile',
  text: 'note',
} as const satisfies Record<SpeakWay, IconName>;

/** The ways there are here, each with what follows from it. A tap takes one; only the phone asks for its number first. */
export function WayForm(props: {
  readonly voice: ShiftView['voice'];
  /** Chosen beforehand. */
  readonly first?: SpeakWay;
  readonly onChosen: (view: ShiftView) => void;
  readonly onBack?: () => void;
}) {
  const { client, texts, voice: line } = useApp();
  const { ways } = props.voice;
  const name = useId();
  const isByPointer = useRef(false);
  const [way, setWay] = useState<SpeakWay | null>(props.first ?? props.voice.way);
  const [phone, setPhone] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);

  const take = async (chosen: SpeakWay) => {
    if (isBusy) return;
    // From this very touch the browser lets things sound.
    line.wake();
    setBusy(true);
    setError(null);
    try {
      const body = chosen === 'phone' ? { way: chosen, phone } : { way: chosen };
      props.onChosen(await client.call('chooseWay', { body }));
    } catch (problem) {
      setError(sayError(problem, texts));
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (way !== null) void take(way);
  };
  return (
    <form className="stack wayform" noValidate onSubmit={submit}>
      <fieldset
        className="ways"
        disabled={isBusy}
        onPointerDownCapture={() => {
          isByPointer.current = true;
        }}
        onKeyDownCapture={() => {
          isByPointer.current = false;
        }}
      >
        <legend className="vh">{texts.say('audio.way.legend')}</legend>
        {ways.map((it) => (
          <label className="way" key={it}>
            <input
              className="vh"
              type="radio"
              name={name}
              value={it}
              checked={way === it}
              onChange={() => setWay(it)}
              // The arrow keys, which choose while they pass by, only choose (WCAG 3.2.2).
              onClick={() => isByPointer.current && it !== 'phone' && void take(it)}
            />
            <Icon name={icons[it]} />
            <span>
              <b>{texts.say(`audio.way.${it}`)}</b>
              <span className="way__why">{texts.say(`audio.way.${it}.why`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {way === 'phone' && (
        <Field
          label={texts.say('audio.way.phone.number')}
          hint={texts.say('audio.way.phone.number.hint')}
          type="tel"
          name="phone"
          autoComplete="tel"
          maxLength={40}
          autoFocus={isByPointer.current || props.first === 'phone'}
          value={phone}
          error={error}
          onChange={setPhone}
        />
      )}
      {error !== null && way !== 'phone' && (
        <p className="field__error" role="alert">
          <Icon name="warning" />
          <span>{error}</span>
        </p>
      )}
      <div className="row">
        <Button
          kind="main"
          isBig
          type="submit"
          isBusy={isBusy}
          isDisabled={way === null}
          {...(way === 'phone' ? { icon: 'phone' } : { iconAfter: 'arrow-right' })}
        >
          {texts.say(way === 'phone' ? 'audio.way.phone.ring' : 'audio.way.next')}
        </Button>
        {props.onBack && (
          <Button isBig onPress={props.onBack}>
            {texts.say('audio.way.back')}
          </Button>
        )}
      </div>
      <p className="soft small">
        {way === 'browser' && `${texts.say('audio.way.waits')} `}
        {texts.say('audio.way.private')}
      </p>
    </form>
  );
}
