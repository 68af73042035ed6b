import { useEffect, useRef, useState } from 'react';
import type { ShiftView } from '../../../protocol/views.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { useVoice } from '../../audio/use-voice.ts';
import type { AudioDevice } from '../../audio/voice-line.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useAltKeys } from '../../ui/use-alt-keys.ts';
import { OtherWay, WayDialog } from './line-notice.tsx';

/** Mute, and all else of the sound in one menu: it never stands beside what ends the call. */
export function CallAudio({
  view,
  onView,
}: {
  readonly view: ShiftView;
  readonly onView: (view: ShiftView) => void;
}) {
  const texts = useTexts();
  const { way, ways } = view.voice;
  // A call by an own phone, or one that is read, has no line of ours that could go another way.
  if (way === 'own' || way === 'text') return null;
  if (way !== 'browser' && ways.length < 2) return null;
  return (
    <div className="call__audio">
      {way === 'browser' ? (
        <>
          <MuteButton />
          <AudioMenu view={view} onView={onView} />
        </>
      ) : (
        <OtherWay view={view} label={texts.say('audio.way.change')} kind="quiet" onView={onView} />
      )}
    </div>
  );
}

function MuteButton() {
  const { texts, voice } = useApp();
  const { isMuted } = useVoice();
  const toggle = () => voice.mute(!voice.view().isMuted);
  useAltKeys({ S: toggle });
  return (
    <button type="button" className="btn btn--quiet" aria-pressed={isMuted} onClick={toggle}>
      <Icon name={isMuted ? 'microphone-off' : 'microphone'} />
      {texts.say('audio.mute')}
      <KeyHint altKey="S" />
    </button>
  );
}

function AudioMenu({ view, onView }: Parameters<typeof CallAudio>[0]) {
  const texts = useTexts();
  const [isChoosing, setChoosing] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const { ways } = view.voice;
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const close = (event: Event) => {
      const isEscape = event instanceof KeyboardEvent && event.key === 'Escape';
      const isOutside =
        event.type === 'pointerdown' &&
        event.target instanceof Node &&
        here.current?.contains(event.target) === false;
      if (isEscape || isOutside) setOpen(false);
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, [isOpen]);
  return (
    <>
      {/* Opens in the page itself, not above it: one touch must still end the call. */}
      <div className="audiomenu" ref={here}>
        <Button kind="quiet" icon="sound" isExpanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {texts.say('audio.menu')}
        </Button>
        {isOpen && (
          <section className="menu audiomenu__in" aria-label={texts.say('audio.menu.title')}>
            <VolumeAndDevices />
            <Keypad />
            {ways.length > 1 && (
              <Button
                kind="link"
                onPress={() => {
                  setOpen(false);
                  setChoosing(true);
                }}
              >
                {texts.say('audio.way.change')}
              </Button>
            )}
          </section>
        )}
      </div>
      {isChoosing && <WayDialog view={view} onView={onView} onClose={() => setChoosing(false)} />}
    </>
  );
}

/** How loud, and which microphone and headset; changed in the middle of a sentence if need be. */
export function VolumeAndDevices({ part = 'all' }: { readonly part?: 'all' | 'input' | 'output' }) {
  const { texts, voice } = useApp();
  const { volume, inputs, outputs, input, output, canChooseOutput } = useVoice();
  return (
    <>
      {part !== 'input' && (
        <label className="volume">
          <span className="label">{texts.say('audio.menu.volume')}</span>
          <input
            type="range"
            min={10}
            max={100}
            step={5}
            value={Math.round(volume * 100)}
            onChange={(event) => voice.setVolume(Number(event.target.value) / 100)}
          />
        </label>
      )}
      {part !== 'output' && inputs.length > 1 && (
        <Devices
          label={texts.say('audio.menu.input')}
          devices={inputs}
          chosen={input}
          onChoose={(id) => voice.chooseInput(id)}
        />
      )}
      {part !== 'input' && canChooseOutput && outputs.length > 1 && (
        <Devices
          label={texts.say('audio.menu.output')}
          devices={outputs}
          chosen={output}
          onChoose={(id) => voice.chooseOutput(id)}
        />
      )}
    </>
  );
}

function Devices(props: {
  readonly label: string;
  readonly devices: readonly AudioDevice[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}) {
  const texts = useTexts();
  const nameOf = ({ id, label }: AudioDevice, place: number) => {
    if (id === 'default') return texts.say('audio.menu.default');
    return label === '' ? texts.say('audio.menu.device', { number: place + 1 }) : label;
  };
  return (
    <SelectField
      label={props.label}
      options={props.devices.map((it, place) => ({ id: it.id, label: nameOf(it, place) }))}
      value={props.chosen ?? 'default'}
      onChange={props.onChoose}
    />
  );
}

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** For machines that say: press one. */
function Keypad() {
  const { texts, voice } = useApp();
  const names: Readonly<Record<string, string>> = {
    '*': texts.say('audio.keys.star'),
    '#': texts.say('audio.keys.hash'),
  };
  return (
    <fieldset className="keypad">
      <legend className="label">{texts.say('audio.keys')}</legend>
      <p className="field__hint">{texts.say('audio.keys.hint')}</p>
      <div className="keypad__keys">
        {keys.map((it) => (
          <button
            type="button"
            key={it}
            className="btn"
            {...(names[it] === undefined ? {} : { 'aria-label': names[it] })}
            onClick={() => voice.press(it)}
          >
            {it}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
